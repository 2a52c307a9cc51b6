import Testing

/// Which schema describes what a command line prints.
enum DocumentSchema {
    private static let runs: Set = ["run", "plan", "apply", "resume", "undo", "move", "extend", "verify"]
    private static let single = [
        "status": "status.json", "explain": "explain.json", "doctor": "doctor.json", "find": "stays.json",
        "why": "why.json", "alarms": "alarms.json", "who": "who.json",
        "report": "report.json",
    ]
    private static let schedules = [
        "add": "schedule.json", "show": "schedule.json", "pause": "schedule.json", "resume": "schedule.json",
        "remove": "schedule.json", "list": "schedules.json", "next": "instants.json", "history": "firings.json",
        "trigger": "firings.json",
    ]

    /// The file of the schema, nil where a command line prints no document.
    static func file(of arguments: [String], exitCode: Int32) -> String? {
        guard let verb = arguments.first else { return nil }
        let second = arguments.dropFirst().first { !$0.hasPrefix("-") } ?? ""
        if verb == "runs", second == "export", exitCode == 0 { return "export.json" }
        guard arguments.prefix(while: { $0 != "--" }).contains("--json") else { return nil }
        if exitCode == 64 || runs.contains(verb) { return "run.json" }
        switch verb {
        case "runs": return second == "show" ? "run.json" : "runs.json"
        case "schedule": return schedules[second]
        case "people": return second == "history" ? "people-history.json" : "people.json"
        case "plans": return second == "show" ? "waiting-plan.json" : "plans.json"
        case "approve", "refuse": return "decision.json"
        case "check": return "check.json"
        default: return single[verb]
        }
    }

    /// Records what in the output of a command line is not as its schema says; what is no JSON is its test's own matter.
    static func check(_ arguments: [String], _ outcome: Program.Outcome) {
        guard let file = file(of: arguments, exitCode: outcome.exitCode), !outcome.output.isEmpty else { return }
        do {
            let (schema, failure) = (try JSONSchema(file), try JSONSchema("run.json"))
            let documents =
                file == "export.json" ? outcome.output.split(separator: "\n").map(String.init) : [outcome.output]
            for document in documents {
                guard let value = try? JSONSample(parsing: document) else { continue }
                // What a command did not do is told as a run that is none.
                for problem in (value["summary"] == nil ? schema : failure).problems(of: value) {
                    Issue.record("keyshift \(arguments.joined(separator: " ")): \(file): \(problem)")
                }
            }
        } catch {
            Issue.record("docs/schema/\(file) cannot be read: \(error)")
        }
    }
}

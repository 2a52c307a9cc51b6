import Foundation
import Model
import SeamSandbox
import Testing

/// Whoever can name a booking, a door or a house can write anything there: no command may let it act on a terminal.
///
/// Fault A1 of 2026-11-29: an escape sequence in a name rewrote the plan that was on the screen.
struct HostileTextTests {
    /// Cursor movements, a line end, a line that looks like ours, a command of the terminal, C1, marks of direction.
    static let name =
        "BK\u{1B}[9A\u{1B}[J\r\nDONE  500 moved\u{1B}]52;c;aGk=\u{7}\u{9B}31m\u{85}\u{202E}\u{2066}\u{61C}\u{2028}\tz"

    /// The same, and 10 KB.
    static let long = name + String(repeating: "x", count: 10_240)

    /// A name that a schedule may have, which has no ASCII controls.
    static let schedule = "nightly\u{9B}31m\u{85}\u{202E}\u{2066}\u{61C}\u{2028}\u{200B}z"

    /// One command line of the table.
    struct Step {
        var arguments: [String]
        var input = ""
        /// Whether a script's own lines are in the output, with their tabs and line ends.
        var hasScriptLines = false
        /// Whether the command has `--json`.
        var hasJSON = true
        /// Whether a long name is cut.
        var isCut = true
        /// The exit code that is expected, nil for any: what a step does is the matter of other tests.
        var exit: Int32?
    }

    private static func seed() throws -> SandboxSeed {
        let now = Date()
        func time(_ hours: Double) -> String { (now + hours * 3600).ISO8601Format() }
        func device(_ suffix: String, offline: Bool) -> [String: Any] {
            [
                "name": name + suffix, "type": "schlage_lock", "time_zone": "Europe/Lisbon", "location": name,
                "offline": offline,
            ]
        }
        func group(_ name: String, _ devices: [String], _ code: String, _ hours: ClosedRange<Double>) -> [String: Any] {
            [
                "name": name, "devices": devices, "code": code, "common_code_key": "key " + name,
                "starts_at": time(hours.lowerBound), "ends_at": time(hours.upperBound),
            ]
        }
        let world: [String: Any] = [
            "format": 1,
            "workspaces": [
                [
                    "name": name,
                    "devices": [device("1", offline: false), device("2", offline: true), device("3", offline: false)],
                    "groups": [
                        group(name, [name + "1", name + "2"], "948162", -5...20),
                        group(long, [name + "1", name + "3"], "948163", -5...20.5),
                        group(name + "leave", [name + "3"], "948164", 30...40),
                        group(name + "next", [name + "2"], "948165", 20.5...40),
                    ],
                    "codes": [["name": name + "single", "device": name + "1", "code": "8246"]],
                ]
            ],
        ]
        let text = String(decoding: try JSONSerialization.data(withJSONObject: world), as: UTF8.self)
        return try SandboxSeed(text: text, source: name)
    }

    /// What of an output could act on a terminal, or could be taken for a line of ours.
    private static func harm(in text: String, _ step: Step) -> [String] {
        let kept: Set<Unicode.Scalar> = step.hasScriptLines ? ["\n", "\t"] : ["\n"]
        var harm = text.unicodeScalars.filter { HiddenScalars.isUnsafe($0) && !kept.contains($0) }
            .map { HiddenScalars.escape($0) }
        guard !step.hasScriptLines else { return harm }
        if text.split(separator: "\n").contains(where: { $0.hasPrefix("DONE  500") }) { harm.append("a line of ours") }
        return harm
    }

    private static func check(_ step: Step, _ program: Program) async throws {
        for json in step.hasJSON ? [false, true] : [false] {
            let place = step.arguments.firstIndex(of: "--") ?? step.arguments.endIndex
            let arguments = step.arguments[..<place] + (json ? ["--json"] : []) + step.arguments[place...]
            let outcome = try await program.run(Array(arguments), input: step.input)
            let what = "keyshift \(arguments.map { ForeignText.name($0) }.joined(separator: " "))"
            #expect(harm(in: outcome.output, step).isEmpty, "\(what): \(ForeignText.line(outcome.output))")
            #expect(harm(in: outcome.errors, step).isEmpty, "\(what): \(ForeignText.line(outcome.errors))")
            let mostLetters = json || step.hasScriptLines || !step.isCut ? Int.max : 2100
            #expect(!outcome.output.contains(String(repeating: "x", count: min(mostLetters, 1 << 16))), "\(what)")
            if json {
                #expect(throws: Never.self, "\(what): \(outcome.output) \(outcome.errors)") { try outcome.document() }
            }
            if let exit = step.exit {
                #expect(outcome.exitCode == exit, "\(what): \(outcome.output) \(outcome.errors)")
            }
        }
    }

    private static func write(_ source: String, _ name: String, in folder: URL) throws -> String {
        try file(source, name + ".lua", in: folder)
    }

    /// Writes a file whose name may have any character.
    private static func file(_ text: String, _ name: String, in folder: URL) throws -> String {
        let path = folder.appending(path: name).path(percentEncoded: false)
        try #require(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
        return path
    }

    private static func steps(in folder: URL) throws -> [Step] {
        let plan = folder.appending(path: "plan" + name + ".json").path(percentEncoded: false)
        let late = try write(
            """
            local given = args{ label = args.text{ about = "what is said\\27[31m" } }
            for g in groups.all():linked():each() do
                if g.name:find("leave") then
                    g:leave_out(g.name)
                elseif not g.name:find("next") then
                    g:extend("10m", { because = g.name:sub(1, 3000), once = given.label })
                end
            end
            """,
            "late" + name,
            in: folder,
        )
        let talking = try write(
            "for g in groups.all():each() do print(g.name, 1); log.info(g.name, { [\"door\"] = g.name }) end",
            "talking" + name,
            in: folder,
        )
        let failing = try write("error(groups.all():list()[1].name)", "failing" + name, in: folder)
        let asking = try write("seam.access_codes.get{ access_code_id = args.text }", "asking" + name, in: folder)
        let unknown = try write(
            "local g = groups.all():list()[1]; seam.access_codes.get{ access_code_id = g.name, [g.name] = 1 }",
            "unknown" + name,
            in: folder,
        )
        let shifting = try write(
            "for g in groups.all():linked():each() do g:shift(\"3h\", { because = g.name:sub(1, 3000) }) end",
            "shifting" + name,
            in: folder,
        )
        let broken = try write("local a = \u{1}\u{9B}\"\nundefined_\u{1}()", "broken" + name, in: folder)
        let foreign = try file("{ \"workspace_id\": \"\\u001b[J\" }", name + ".json", in: folder)
        let yes = ["--yes", "--reason", name, "--operator", name]
        let now = Date()
        func time(_ hours: Double) -> String { (now + hours * 3600).ISO8601Format() }
        return [
            Step(arguments: ["check", late, broken, unknown]),
            Step(arguments: ["run", late, "--help"], hasJSON: false, exit: 0),
            Step(arguments: ["plan", late, name], exit: 2),
            Step(arguments: ["plan", late, "label=" + name, "--verbose"], exit: 2),
            Step(arguments: ["plan", late, "labl=" + name], exit: 1),
            Step(arguments: ["plan", late, name, "-o", plan], exit: 2),
            Step(arguments: ["apply", plan], exit: 4),
            Step(arguments: ["run", late, name], exit: 4),
            Step(arguments: ["run", shifting], exit: 4),
            Step(arguments: ["run", failing], exit: 1),
            Step(arguments: ["run", unknown]),
            Step(arguments: ["run", asking]),
            Step(arguments: ["run", folder.path(percentEncoded: false) + name]),
            Step(arguments: ["run", talking], hasScriptLines: true, exit: 0),
            Step(arguments: ["run", late, name, "--settings", foreign]),
            Step(arguments: ["run", late, name] + yes, exit: nil),
            Step(arguments: ["run", late, name] + yes),
            Step(arguments: ["apply", plan] + yes),
            Step(arguments: ["run", shifting, "--leave-out", "lockout", "--leave-out", "overlap"] + yes),
            Step(arguments: ["runs", "list"], exit: 0),
            Step(arguments: ["runs", "show", "last"], exit: 0),
            Step(arguments: ["runs", "show", name]),
            Step(arguments: ["runs", "export"], hasJSON: false, isCut: false, exit: 0),
            Step(arguments: ["runs", "abandon", name], hasJSON: false, exit: 1),
            Step(arguments: ["explain", name], exit: 0),
            Step(arguments: ["explain", "key " + name], exit: 0),
            Step(arguments: ["explain", name + "?"], exit: nil),
            Step(arguments: ["status"], exit: 0),
            Step(arguments: ["verify", "last"]),
            Step(arguments: ["verify", name]),
            Step(arguments: ["verify", "--all"]),
            Step(arguments: ["verify", "--door", name + "1"]),
            Step(arguments: ["find"], exit: 0),
            Step(arguments: ["find", name]),
            Step(arguments: ["find", "--door", name + "1"], exit: 0),
            Step(arguments: ["why", name + "next"]),
            Step(arguments: ["why", "500"]),
            Step(arguments: ["why", name + "?"]),
            Step(arguments: ["seen", name], hasJSON: false, exit: 1),
            Step(arguments: ["extend", name, "--to", time(22)] + yes),
            Step(arguments: ["extend", name + "?", "--to", name] + yes),
            Step(arguments: ["extend", "BK", "--to", time(22)] + yes),
            Step(arguments: ["move", name + "leave", "--starts", time(31), "--ends", time(41)] + yes),
            Step(arguments: ["undo", "last", "--plan"]),
            Step(arguments: ["undo", "last", "--name", "no" + name] + yes),
            Step(arguments: ["undo", "last"] + yes),
            Step(arguments: ["resume", name] + yes),
            Step(arguments: ["resume", "last"] + yes),
            Step(
                arguments: ["repl"],
                input: """
                    groups.all():list()
                    groups.all():list()[1]
                    groups.all():list()[1].name
                    seam.devices.list()
                    groups.all():list()[1]:extend("5m")
                    :plan all
                    error(groups.all():list()[1].name)
                    :\(name)
                    :apply
                    """,
                hasScriptLines: true,
                hasJSON: false,
            ),
            Step(
                arguments: [
                    "schedule", "add", schedule, "--cron", "0 2 * * *", "--zone", "UTC", "--", late, name,
                ]
            ),
            Step(
                arguments: ["schedule", "add", schedule, "--cron", "0 2 * * *", "--zone", "UTC", "--", late, name],
                exit: nil
            ),
            Step(arguments: ["schedule", "add", schedule, "--cron", name, "--zone", name, "--", late]),
            Step(arguments: ["schedule", "list"], exit: 0),
            Step(arguments: ["schedule", "show", schedule], exit: 0),
            Step(arguments: ["schedule", "show", name + "?"], exit: 1),
            Step(arguments: ["schedule", "next", "--cron", "0 2 * * " + name, "--zone", "UTC"], exit: 64),
            Step(arguments: ["schedule", "trigger", schedule]),
            Step(arguments: ["schedule", "history", schedule], exit: 0),
            Step(arguments: ["serve", "--once"], hasJSON: false),
            Step(arguments: ["schedule", "pause", schedule, "--note", name], exit: 0),
            Step(arguments: ["schedule", "list"], exit: 0),
            Step(arguments: ["status"], exit: 3),
            Step(arguments: ["schedule", "resume", schedule], exit: 0),
            Step(arguments: ["doctor"]),
            Step(arguments: ["doctor", "--settings", name]),
            Step(arguments: ["sandbox", "--seed", name], hasJSON: false),
            Step(arguments: ["sandbox", "--seed", broken], hasJSON: false),
            Step(arguments: ["new", folder.appending(path: "new" + name).path(percentEncoded: false)], hasJSON: false),
            Step(arguments: ["new", late], hasJSON: false),
            Step(
                arguments: ["types", "-o", folder.appending(path: "types" + name).path(percentEncoded: false)],
                hasJSON: false,
                exit: 0
            ),
            Step(arguments: ["types", "-o", late], hasJSON: false, exit: 1),
            Step(arguments: [name], hasJSON: false, exit: 64),
            Step(arguments: ["run", "--" + name, late], exit: 64),
            Step(arguments: ["run", late, "--allow", name], exit: 64),
            Step(arguments: ["schedule", name], exit: 64),
            Step(arguments: ["schedule", "remove", schedule], hasJSON: false, exit: 0),
        ]
    }

    @Test func `no command lets a text from outside act on a terminal`() async throws {
        var options = SandboxOptions()
        options.seed = try Self.seed()
        options.rateLimits = .off
        try await Program.withServer(options) { program, folder, _ in
            for step in try Self.steps(in: folder) { try await Self.check(step, program) }
        }
    }

    @Test func `plans that wait, alarms, people, the report and who opened a door are harmless, too`() async throws {
        var options = SandboxOptions()
        options.seed = try Self.seed()
        options.rateLimits = .off
        try await Program.withServer(options) { program, folder, _ in
            let shrinking = try Self.write(
                """
                for g in groups.all():linked():each() do
                    run.alarm{ kind = "k", about = g, text = g.name:sub(1, 400), level = "urgent" }
                    g:shift({ ends = "-10m" }, { because = g.name:sub(1, 3000) })
                end
                """,
                "shrinking" + Self.name,
                in: folder
            )
            let settings = try Self.file(#"{ "hold_above": 0 }"#, "house.json", in: folder)
            let note = ["--reason", Self.name, "--operator", Self.name]
            let allowed = ["shorten", "lockout", "overlap"].flatMap { ["--allow", $0] }
            let line = ["run", shrinking, "--settings", settings, "--yes"] + allowed + note
            let hash = try #require(try await program.run(line + ["--json"]).document()["waiting_plan"] as? String)
            let steps = [
                Step(arguments: line, exit: 4), Step(arguments: ["plans"], exit: 0),
                Step(arguments: ["plans", "show", hash], exit: 0), Step(arguments: ["plans", "show", Self.name]),
                Step(arguments: ["approve", Self.name] + note), Step(arguments: ["approve", hash] + note, exit: nil),
                Step(arguments: ["apply", hash, "--yes"]), Step(arguments: ["plans"], exit: 0),
                Step(arguments: ["alarms"], exit: 3), Step(arguments: ["alarms", "list", "--all"], exit: 3),
                Step(arguments: ["alarms", "seen", "1"] + note, hasJSON: false, exit: 0),
                Step(arguments: ["status"]), Step(arguments: ["report"], exit: 0),
                Step(arguments: ["report", "--csv"], hasJSON: false, isCut: false, exit: 0),
                Step(arguments: ["report", "--since", Self.name], exit: 64),
                Step(arguments: ["who", Self.name + "1", "--from", "24h"]), Step(arguments: ["who", Self.name]),
                Step(arguments: ["freeze"] + note, hasJSON: false, exit: 0), Step(arguments: ["status"]),
                Step(arguments: ["thaw"], hasJSON: false, exit: 0),
                Step(arguments: ["people", "login", Self.name], input: "x\n", hasJSON: false),
                Step(arguments: ["people", "login", "b" + Self.schedule], input: "x\n", hasJSON: false),
                Step(arguments: ["people", "login", "nobody"], input: "x\n", hasJSON: false, exit: 4),
                Step(arguments: ["people", "history"], exit: 0), Step(arguments: ["people", "list"], exit: 0),
                Step(arguments: ["people", "add", Self.schedule, "--role", "viewer"], hasJSON: false),
                Step(arguments: ["people", "remove", Self.name], hasJSON: false, exit: 4),
                Step(arguments: ["forget", Self.name], hasJSON: false, exit: 4),
            ]
            for step in steps { try await Self.check(step, program) }
        }
    }

    @Test func `the log of a scheduled run is harmless, too`() async throws {
        var options = SandboxOptions()
        options.seed = try Self.seed()
        try await Program.withServer(options) { program, folder, _ in
            let script = try Self.write("error(groups.all():list()[1].name)", "late", in: folder)
            let line = ["schedule", "add", Self.schedule, "--cron", "0 2 * * *", "--zone", "UTC", "--", script]
            #expect(try await program.run(line).exitCode == 0)
            _ = try await program.run(["schedule", "trigger", Self.schedule])
            let logs = folder.appending(path: "home/logs")
            let files = try #require(FileManager.default.subpaths(atPath: logs.path())).filter { $0.hasSuffix(".log") }
            #expect(files.count == 1)
            for file in files {
                let text = try String(contentsOf: logs.appending(path: file), encoding: .utf8)
                #expect(!text.isEmpty)
                #expect(Self.harm(in: text, Step(arguments: [])).isEmpty, "\(ForeignText.line(text))")
            }
        }
    }
}

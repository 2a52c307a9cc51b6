internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import SQLJournal
internal import Spelling

/// `keyshift forget NAME`: erases a name from all that is remembered.
struct ForgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Erase a name from the journal, its logs, waiting plans, alarms and the last reading.",
        discussion: """
            Ids, hours and statuses stay, and the chain of runs holds. It cannot be taken back. The name is looked for as whole \
            words in any case, or as the beginning of words: "Ito*". Nothing is changed at the doors: Seam, backups of the \
            journal and the logs of other programs keep what they have. With people, it takes an admin, and the name of a person \
            who may sign in stays: it says who did what.
            """,
    )

    @Argument(help: "The name, such as \"BK-88213 Ito\" or \"Ito*\".")
    var name: String

    @Flag(help: "Erase without asking.")
    var yes = false

    mutating func validate() throws {
        guard ForgetText(name) != nil else {
            throw ValidationError(
                "\"\(name.shown)\" is too short: it needs \(ForgetText.least) letters or digits at least"
            )
        }
    }

    func run() async throws {
        guard let text = ForgetText(name) else { return }
        let terminal = Terminal()
        let question = "Erase \"\(name.shown)\" from all that is remembered? Nothing takes that back."
        guard yes || (Terminal.canAsk && terminal.confirms(question)) else {
            terminal.note("Nothing was erased: add --yes, or answer y at a terminal.")
            throw ExitCode(4)
        }
        let (count, files) = try await LocalJournal.withFiles { journal in
            _ = try await LocalJournal.requirePerson(.admin, to: "erase a name", in: journal)
            let count = try await journal.forget(text, at: EngineClock.system.now())
            let schedules = Set(try await journal.schedules().map(\.name))
            return (count, try ForgottenFiles(folder: journal.directory, schedules: schedules).forget(text))
        }
        for line in Self.lines(count, files) { terminal.result(line) }
        if !count.left.isEmpty { throw ExitCode(3) }
    }

    private static func lines(_ count: Forgotten, _ files: ForgottenFiles.Count) -> [String] {
        let all: [(count: Int, one: String, many: String)] = [
            (count.rows, "row", "rows"), (count.runs, "run", "runs"), (count.events, "event", "events"),
            (count.calls, "call", "calls"),
            (count.readings, "code as it was last seen", "codes as they were last seen"),
            (count.alarms, "alarm", "alarms"), (count.others, "other text", "other texts"),
            (files.plans, "kept plan", "kept plans"), (files.lines, "line of logs", "lines of logs"),
        ]
        let counts = all.filter { $0.count > 0 }
        guard !counts.isEmpty || !count.left.isEmpty else { return ["Nothing that is remembered has this name."] }
        let erased = counts.map { $0.count.counted($0.one, $0.many) }.joined(separator: ", ")
        return ["Erased: \(erased.isEmpty ? "nothing" : erased)."] + count.left.map { "STILL THERE  \($0)" }
    }
}

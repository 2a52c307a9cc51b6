internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension ScheduleCommand {
    /// `keyshift schedule remove NAME`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Remove a schedule, also one that cannot be read; what it has fired stays in its history.",
        )

        @Argument(help: "The schedule's name.") var name: String
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let name = name
            let (document, hasFired) = try await LocalJournal.with(.operator, to: "remove a schedule") { journal, _ in
                let unreadable = try await journal.unreadableSchedules().first { $0.name == name }
                let document =
                    if let unreadable {
                        UnreadableScheduleDocument(unreadable).json
                    } else {
                        try await ScheduleCommand.detail(of: name, in: journal).json
                    }
                let hasFired = try await !journal.firings(of: name, limit: 1).isEmpty
                try await journal.removeSchedule(name)
                return (document, hasFired)
            }
            let terminal = Terminal(output)
            let history = hasFired ? " Its history stays: keyshift schedule history \(ShellWords.quoted(name))" : ""
            terminal.result(output.json ? document : "\(name.shown) is removed.\(history)")
        }
    }
}

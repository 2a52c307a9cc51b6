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
            abstract: "Remove a schedule; its history stays.",
        )

        @Argument(help: "The schedule's name.") var name: String
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let name = name
            let detail = try await LocalJournal.with { journal in
                let detail = try await ScheduleCommand.detail(of: name, in: journal)
                try await journal.removeSchedule(name)
                return detail
            }
            let terminal = Terminal(output)
            terminal.result(output.json ? detail.json : "\(name.shown) is removed.")
        }
    }
}

internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

extension ScheduleCommand {
    /// `keyshift schedule show NAME`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "One schedule: its rules, its next instants and its newest firings."
        )

        @Argument(help: "The schedule's name.") var name: String
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let name = name
            let detail = try await LocalJournal.with { try await ScheduleCommand.detail(of: name, in: $0, firings: 5) }
            ScheduleCommand.show(detail, output)
        }
    }
}

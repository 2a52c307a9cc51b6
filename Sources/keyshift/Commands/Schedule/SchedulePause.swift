internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension ScheduleCommand {
    /// `keyshift schedule pause NAME`.
    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pause",
            abstract: "Let a schedule fire no more until it is resumed.",
            discussion: "What runs already ends. What is interrupted is not resumed before the schedule is.",
        )

        @Argument(help: "The schedule's name.") var name: String
        @Option(help: ArgumentHelp("Why; shown wherever the schedule is.", valueName: "text")) var note: String?
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (name, note) = (name, note)
            let detail = try await LocalJournal.with(.operator, to: "pause a schedule") { journal, _ in
                _ = try await ScheduleCommand.detail(of: name, in: journal)
                try await journal.pauseSchedule(name, note: note, at: EngineClock.system.now())
                return try await ScheduleCommand.detail(of: name, in: journal)
            }
            ScheduleCommand.show(
                detail,
                output,
                saying: "\(name.shown) is paused; nothing fires it until it is resumed."
            )
        }
    }
}

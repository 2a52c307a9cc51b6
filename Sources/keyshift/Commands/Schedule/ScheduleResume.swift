internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension ScheduleCommand {
    /// `keyshift schedule resume NAME`.
    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume",
            abstract: "Let a paused schedule fire again; what came due meanwhile is not made up for."
        )

        @Argument(help: "The schedule's name.") var name: String
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let name = name
            let detail = try await LocalJournal.with(.operator, to: "resume a schedule") { journal, _ in
                _ = try await ScheduleCommand.detail(of: name, in: journal)
                try await journal.resumeSchedule(name, at: EngineClock.system.now())
                return try await ScheduleCommand.detail(of: name, in: journal)
            }
            ScheduleCommand.show(detail, output, saying: "\(name.shown) fires again.")
        }
    }
}

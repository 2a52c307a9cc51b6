internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension ScheduleCommand {
    /// `keyshift schedule list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "The schedules.")

        @OptionGroup var output: OutputOptions

        func run() async throws {
            let terminal = Terminal(output)
            let list = try await LocalJournal.with { journal in
                ScheduleList(
                    try await journal.schedules(),
                    unreadable: try await journal.unreadableSchedules(),
                    now: EngineClock.system.now(),
                    on: terminal.page,
                )
            }
            guard !output.json else { return terminal.result(list.json) }
            for line in list.lines { terminal.result(line) }
        }
    }
}

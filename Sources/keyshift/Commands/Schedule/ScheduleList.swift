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
            let schedules = try await LocalJournal.with { try await $0.schedules() }
            let list = ScheduleList(schedules, now: EngineClock.system.now())
            let terminal = Terminal(output)
            guard !output.json else { return terminal.result(list.json) }
            for line in list.lines { terminal.result(line) }
        }
    }
}

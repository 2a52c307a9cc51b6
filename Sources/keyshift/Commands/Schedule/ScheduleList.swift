internal import ArgumentParser
internal import CivilTime
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
            let (schedules, list) = try await LocalJournal.with { journal in
                let schedules = try await journal.schedules()
                let list = ScheduleList(
                    schedules,
                    unreadable: try await journal.unreadableSchedules(),
                    byHand: try await journal.lastTriggers(),
                    now: EngineClock.system.now(),
                    on: terminal.page,
                )
                return (schedules, list)
            }
            guard !output.json else { return terminal.result(list.json) }
            for line in list.lines { terminal.result(line) }
            for line in schedules.flatMap(\.differences) { terminal.note("NOTE  \(line)") }
        }
    }
}

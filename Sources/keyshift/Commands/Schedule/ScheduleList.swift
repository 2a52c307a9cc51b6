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

        /// How many firings are looked at for the newest by hand.
        private static let newest = 50

        @OptionGroup var output: OutputOptions

        func run() async throws {
            let terminal = Terminal(output)
            let (schedules, list) = try await LocalJournal.with { journal in
                let schedules = try await journal.schedules()
                var byHand: [String: Instant] = [:]
                for schedule in schedules {
                    let firings = try await journal.firings(of: schedule.name, limit: Self.newest)
                    let fired = firings.filter { $0.cause == .hand && $0.runID != nil }
                    byHand[schedule.name] = fired.map(\.startedAt).max()
                }
                let list = ScheduleList(
                    schedules,
                    unreadable: try await journal.unreadableSchedules(),
                    byHand: byHand,
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

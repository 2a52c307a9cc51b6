internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension ScheduleCommand {
    /// `keyshift schedule history NAME`.
    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "history",
            abstract: "The newest firings of a schedule, each with what became of its stays.",
        )

        @Argument(help: "The schedule's name.") var name: String
        @Option(help: "How many are shown.") var limit = 20
        @OptionGroup var output: OutputOptions

        mutating func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit is at least 1, not \(limit)") }
        }

        func run() async throws {
            let (name, limit) = (name, limit)
            let list = try await LocalJournal.with { journal in
                let firings = try await journal.firings(of: name, limit: limit)
                let unreadable = try await journal.unreadableSchedules().first { $0.name == name }
                // A schedule that was removed has a history; a name that never was has none.
                if firings.isEmpty, unreadable == nil { _ = try await ScheduleCommand.detail(of: name, in: journal) }
                let zone = try await journal.schedules().first { $0.name == name }?.zone.name
                let results = try await FiringResult.of(firings, in: journal)
                return FiringList(of: name, firings, results: results, unreadable: unreadable, zone: zone)
            }
            let terminal = Terminal(output)
            guard !output.json else { return terminal.result(list.json) }
            for line in list.lines { terminal.result(line) }
        }
    }
}

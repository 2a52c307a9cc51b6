internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension RunsCommand {
    /// `keyshift runs list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "The newest runs, newest first.")

        @OptionGroup var output: OutputOptions

        @Option(help: "How many are shown.")
        var limit = 20

        mutating func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit is at least 1, not \(limit)") }
        }

        func run() async throws {
            let terminal = Terminal(output)
            let page = terminal.page
            let runs = try await LocalJournal.with { journal in
                let runs = try await journal.runs(limit: limit)
                let guests = try await Self.guests(of: runs, in: journal)
                return RunList(
                    runs,
                    guests: guests,
                    left: try await Self.left(of: runs, in: journal),
                    zones: try await Self.zones(of: runs, in: journal),
                    machineZone: MachineZone.name,
                    on: page,
                )
            }
            guard !output.json else { return terminal.result(runs.json) }
            for line in runs.lines { terminal.result(line) }
        }

        /// The names of the stays that commands for one changed, by the ids of runs.
        private static func guests(of runs: [RunRecord], in journal: any Journal) async throws -> [String: String] {
            var names: [String: String] = [:]
            for run in runs where run.namesOneBooking && !run.isByHand {
                names[run.id] = try await journal.rows(of: run.id).lazy.compactMap(\.name).first
            }
            return names
        }

        /// What is left of the runs that stopped, by their ids.
        private static func left(of runs: [RunRecord], in journal: any Journal) async throws -> [String: StatusFacts
            .Open]
        {
            let listed = Set(runs.map(\.id))
            var left: [String: StatusFacts.Open] = [:]
            for run in try await journal.unfinishedRuns() where listed.contains(run.id) {
                left[run.id] = StatusFacts.Open(try await journal.rows(of: run.id))
            }
            return left
        }

        /// The zone of each run that has doors, by its id: theirs where it is one, else that of the machine.
        private static func zones(of runs: [RunRecord], in journal: any Journal) async throws -> [String: String] {
            var zones: [String: String] = [:]
            for run in runs {
                let rows = try await journal.rows(of: run.id).filter { $0.zone != nil }
                if !rows.isEmpty { zones[run.id] = rows.commonZone ?? MachineZone.name ?? "UTC" }
            }
            return zones
        }
    }
}

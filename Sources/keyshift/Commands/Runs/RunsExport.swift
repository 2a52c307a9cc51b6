internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension RunsCommand {
    /// `keyshift runs export [RUN…]`.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "All that the journal has of runs, as JSON lines.",
            discussion:
                "Each line has a \"type\": run, row, event or direct_effect. No PIN and no key is in the journal.",
        )

        @Argument(help: "The runs' ids, or \"last\", the newest; none for all runs, the newest first.")
        var runs: [String] = []

        func run() async throws {
            let (named, terminal) = (runs, Terminal(json: true))
            try await LocalJournal.with { journal in
                var ids: [String] = []
                for name in named { ids.append(try await RunName.resolve(name, in: journal)) }
                if named.isEmpty { ids = try await journal.runs(limit: .max).map(\.id) }
                for id in ids {
                    let facts = try await RunFacts.read(id, in: journal, withEvents: true)
                    for line in RunExport(facts).lines { terminal.result(line) }
                }
            }
        }
    }
}

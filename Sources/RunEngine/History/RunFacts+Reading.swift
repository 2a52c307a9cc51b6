package import Journal
package import Model

extension RunFacts {
    /// Reads a run; its steps only where they are asked for.
    /// - Throws: `unknownRun`, `storage`.
    package static func read(
        _ id: String,
        in journal: any Journal,
        withEvents: Bool = false,
    ) async throws(JournalError) -> RunFacts {
        let unfinished = try await journal.unfinishedRuns()
        var facts = RunFacts(
            record: try await journal.run(id),
            rows: try await journal.rows(of: id),
            events: withEvents ? try await journal.events(of: id) : [],
            effects: try await journal.directEffects(of: id),
            isUnfinished: unfinished.contains { $0.id == id },
        )
        facts.leftOut = try await journal.leftOut(of: id)
        return facts
    }
}

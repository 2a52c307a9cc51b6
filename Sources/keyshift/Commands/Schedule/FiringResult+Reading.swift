internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension FiringResult {
    /// What became of the stays of some firings, by the ids of their runs.
    static func of(_ firings: [Firing], in journal: any Journal) async throws(JournalError) -> [String: FiringResult] {
        var results: [String: FiringResult] = [:]
        for run in firings.compactMap(\.runID) { results[run] = FiringResult(try await facts(of: run, in: journal)) }
        return results
    }

    /// What the journal has of a run, nil for one that sent nothing and was not kept.
    private static func facts(of run: String, in journal: any Journal) async throws(JournalError) -> RunFacts? {
        let record: RunRecord
        do throws(JournalError) {
            record = try await journal.run(run)
        } catch {
            guard error.code == .unknownRun else { throw error }
            return nil
        }
        var facts = RunFacts(
            record: record,
            rows: try await journal.rows(of: run),
            effects: try await journal.directEffects(of: run),
            isUnfinished: false,
        )
        facts.leftOut = try await journal.leftOut(of: run)
        return facts
    }
}

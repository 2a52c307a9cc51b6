internal import Seam

extension Engine {
    /// What sends the calls of a script that take effect at once, nil where none may.
    func directCalls(of script: Script, runID: String) -> DirectCalls? {
        guard options.allowsDirectEffects || options.isUnplanned else { return nil }
        let effects = EffectJournal(
            options.isUnplanned ? .packed : .oneByOne,
            record: record(runID, script, workspaceID: "", origin: script.folder == nil ? .repl : .run),
            clock: environment.clock,
            journal: environment.journal,
        )
        return DirectCalls(client: environment.connection.client, effects: effects)
    }

    /// Ends a run of which only calls that took effect at once are in the journal.
    package func endEffects(of report: inout RunReport) async {
        guard let effects = report.effects else { return }
        let count = effects.count
        report.directCalls = RunReport.DirectCount(sent: count.sent, failed: count.failed)
        let isWhole = report.state == .completed || report.state == .planned
        do throws(JournalError) {
            try await effects.finish(isWhole ? .completed : .partial)
        } catch {
            report.warnings.append("the journal could not keep the last calls: \(error.message)")
        }
    }
}

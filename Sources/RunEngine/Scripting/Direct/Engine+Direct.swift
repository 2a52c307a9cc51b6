internal import Journal
internal import Model
internal import Seam

extension Engine {
    /// What sends the calls of a script that take effect at once, nil where none may.
    func directCalls(of script: Script, runID: String) -> DirectCalls? {
        guard options.allowsDirectEffects || options.isUnplanned else { return nil }
        let effects = EffectJournal(
            options.isUnplanned ? .packed : .oneByOne,
            record: record(runID, script, workspaceID: "", origin: script.folder == nil ? .repl : .run),
            isPaced: options.pace == .documented,
            clock: environment.clock,
            journal: environment.journal,
        )
        return DirectCalls(client: environment.connection.client, effects: effects)
    }
}

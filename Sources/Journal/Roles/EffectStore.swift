package import CivilTime
package import Model

/// What is remembered of calls that change something at once.
package protocol EffectStore: Sendable {
    /// Keeps a call that is about to be sent, and takes its slot where a device counts it, in one transaction.
    ///
    /// Without a pace it takes none.
    /// - Throws: `notOwned` unless this process works on the run, `frozen`, `stopRequested`.
    func recordDirectIntent(
        _ effect: DirectEffect,
        run: String,
        isPaced: Bool,
        at instant: Instant,
    ) async throws(JournalError) -> DirectIntentVerdict

    /// Keeps calls that were sent and answered already, in one transaction; their slots count for others from now on.
    /// - Throws: `notOwned` unless this process works on the run.
    func recordDirectEffects(_ effects: [DirectEffect], run: String) async throws(JournalError)

    /// Keeps what became of calls that were kept as open.
    /// - Throws: `notOwned` unless this process works on the run, `unknownRow`.
    func finishDirectEffects(_ effects: [DirectEffect], run: String) async throws(JournalError)

    /// The calls of a run that changed something at once, oldest first.
    /// - Throws: `unknownRun`.
    func directEffects(of run: String) async throws(JournalError) -> [DirectEffect]
}

/// What became of the intent of a call.
package enum DirectIntentVerdict: Hashable, Sendable {
    /// It is kept, under its number, and may be sent.
    case kept(DirectEffect)
    /// Its device has no place for it before this instant, and it was not kept.
    case wait(until: Instant)
}

package import CivilTime
package import Model

/// Who may write for a run: whoever shows the token of its newest claim.
///
/// A process that was stopped while another one took its run over goes on with an old token, and finds every write
/// refused.
package enum OwnershipRule {
    /// That somebody works on a run.
    package struct Claim: Hashable, Sendable {
        /// Random for each take.
        package var token: String
        /// The host and the process that took it, for people only.
        package var worker: String
        /// When it was taken.
        package var takenAt: Instant

        /// Makes a claim of its parts.
        package init(token: String, worker: String, takenAt: Instant) {
            self.token = token
            self.worker = worker
            self.takenAt = takenAt
        }
    }

    /// Makes sure that a token is the one of a subject's claim.
    /// - Throws: `notOwned`, with who has it by now.
    package static func require(_ token: String?, of subject: String, _ claim: Claim?) throws(JournalError) {
        guard !Trial.isWithout(.tokens) else { return }
        guard let token, let claim else { throw notOwned(subject) }
        guard claim.token == token else { throw takenOver(subject, claim) }
    }

    /// Makes sure that outcomes may be kept: by whoever works on the run, and by anybody once it is over.
    ///
    /// An apply has a token when it begins: without one another process has taken its run over, and may have ended it.
    /// - Throws: `notOwned`.
    package static func requireOutcomes(
        _ token: String?,
        of run: String,
        _ claim: Claim?,
        holds: Bool,
        isOfApply: Bool,
    ) throws(JournalError) {
        guard token != nil || holds || isOfApply else { return }
        try require(token, of: run, claim)
    }

    /// The refusal of a write for something that this process does not work on.
    package static func notOwned(_ subject: String) -> JournalError {
        JournalError(.notOwned, "This process does not work on run \(subject): resume the run first.")
    }

    /// The end of a run of which a send returned when this process might not send any more.
    package static func lateReturn(of run: String) -> JournalError {
        JournalError(
            .notOwned,
            "A send of run \(run) returned after the lease of this process on the journal had ended: it is kept as late, and "
                + "this process sends nothing more; keyshift resume \(run) reads what became of it.",
        )
    }

    private static func takenOver(_ subject: String, _ claim: Claim) -> JournalError {
        JournalError(
            .notOwned,
            "Run \(subject) was taken over by \(claim.worker.shown) at \(claim.takenAt.iso8601): this process sends "
                + "nothing more for it."
        )
    }
}

package import CivilTime
package import Model

/// What an auditor asks a journal for: that nobody has changed it, and that somebody is forgotten in it.
package protocol AuditStore: Sendable {
    /// Seals the runs that are over and have no seal, or a seal that does not count any more.
    ///
    /// The end of a run seals it in the same transaction; what is left are those that were kept as records only, and those of which
    /// more was learnt later.
    /// - Returns: The newest entry of the chain, nil where there is none.
    /// - Throws: `storage` when it cannot be written.
    @discardableResult
    func sealRuns(at instant: Instant) async throws(JournalError) -> RunChain.Link?

    /// The newest entry of the chain, nil before there is one.
    /// - Throws: `storage` when it cannot be read.
    func chainHead() async throws(JournalError) -> RunChain.Link?

    /// Reads the whole chain and what it seals, and tells where it does not hold.
    /// - Throws: `storage` when it cannot be read.
    func verifyChain() async throws(JournalError) -> RunChain

    /// Erases a name wherever the journal has it; ids, hours and statuses stay, and so does the chain.
    /// - Throws: `unfinishedRun` when a run that is not over has it; `storage` when it cannot be written.
    func forget(_ text: ForgetText, at instant: Instant) async throws(JournalError) -> Forgotten
}

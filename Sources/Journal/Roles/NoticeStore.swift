package import CivilTime
package import Model

/// What is to be told of firings, and to whom.
package protocol NoticeStore: Sendable {
    /// Takes what is to be told now; nobody else gets the same in the next two minutes.
    /// - Throws: `storage` when it cannot be written.
    func takeNotices(limit: Int, at instant: Instant) async throws(JournalError) -> [Notice]

    /// Keeps that a notice was told, was given up, or is to be tried again.
    /// - Throws: `storage` when it cannot be written.
    func settleNotice(_ id: Int64, nextTryAt: Instant?, error: String?, at instant: Instant) async throws(JournalError)
}

package import CivilTime
package import Model

/// Which PINs are to be told by the hooks of `on_code`; the PINs themselves are not kept.
package protocol CodeNoticeStore: Sendable {
    /// Keeps that the PINs of some rows are to be told, before the first of them is made.
    /// - Throws: `unknownRun`, `unknownRow`.
    func owePINs(_ rows: [Int], run: String, at instant: Instant) async throws(JournalError)

    /// Keeps that the PIN of a row was told, that there is none, or with an error that it could not be told.
    /// - Throws: `unknownRun`, `unknownRow`.
    func settlePIN(_ row: Int, run: String, error: String?, at instant: Instant) async throws(JournalError)

    /// The PINs that are owed since an instant and were not told, oldest first.
    /// - Throws: `storage` when it cannot be read.
    func owedPINs(since instant: Instant) async throws(JournalError) -> [OwedPIN]
}

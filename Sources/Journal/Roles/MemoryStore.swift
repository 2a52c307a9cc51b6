package import CivilTime
package import Model

/// What scripts and schedules keep from one completed run to the next.
package protocol MemoryStore: Sendable {
    /// What the newest completed run of a script, or of a schedule, has kept, as JSON; nil where there is nothing.
    /// - Throws: `storage` when it cannot be read.
    func memory(of scope: String) async throws(JournalError) -> String?

    /// Notes what a run keeps if it ends completed.
    /// - Throws: `storage` when it cannot be written.
    func proposeMemory(_ value: String, scope: String, run: String, at instant: Instant) async throws(JournalError)

    /// Keeps what a run has proposed, if anything, in place of what was kept before.
    /// - Throws: `storage` when it cannot be written.
    func keepMemory(of run: String, at instant: Instant) async throws(JournalError)
}

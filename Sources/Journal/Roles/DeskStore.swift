package import CivilTime
package import Model

/// What the people at a desk have seen: the last look at a workspace, and runs that somebody has looked at.
package protocol DeskStore: Sendable {
    /// Keeps what a workspace looked like, in place of the reading before.
    ///
    /// Stays that it has no more stay known for 48 hours after their end, or after they were last seen.
    /// - Throws: `storage` when it cannot be written.
    func keepReading(_ reading: StayReading) async throws(JournalError)

    /// The newest reading of a server, of one workspace where that is named; nil where nobody has looked.
    /// - Throws: `storage` when it cannot be read.
    func lastReading(endpoint: String, workspaceID: String?) async throws(JournalError) -> StayReading?

    /// The stays that the newest reading of their workspace had no code of on some door, although its end was ahead, with those
    /// doors; one that has another code on the door is not among them. 200 codes at the most.
    /// - Throws: `storage` when it cannot be read.
    func missingStays(at now: Instant) async throws(JournalError) -> [Stay]

    /// Keeps that somebody has looked at a run; a second look takes the place of the first.
    /// - Throws: `unknownRun`.
    func markSeen(_ run: String, by operatorName: String, at instant: Instant) async throws(JournalError)

    /// The ids of the runs among those begun since `instant` that somebody has looked at.
    /// - Throws: `storage` when it cannot be read.
    func seenRuns(since instant: Instant) async throws(JournalError) -> Set<String>
}

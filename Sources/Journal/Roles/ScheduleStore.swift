package import CivilTime
package import Model

/// What is remembered of schedules: their rules and each firing.
///
/// A firing is a row whose key is the schedule and the nominal instant, so that it can never double: of all who try to
/// start it, one gets it. Each attempt has a run id of its own, and whoever lost the firing to another attempt finds
/// every write refused.
package protocol ScheduleStore: Sendable {
    /// Adds a schedule, with the bytes of the files that it keeps.
    /// - Throws: `duplicateSchedule` when the name is taken.
    func addSchedule(_ schedule: Schedule, contents: KeptFile.Contents) async throws(JournalError)

    /// Puts other rules in the place of those of a schedule; its firings and its pause stay.
    ///
    /// Bytes that no schedule keeps any more are forgotten, here and when a schedule is removed.
    /// - Throws: `unknownSchedule`.
    func changeSchedule(_ schedule: Schedule, contents: KeptFile.Contents) async throws(JournalError)

    /// The bytes of files that schedules keep, by their hashes; what no schedule keeps is not there.
    /// - Throws: `storage` when the journal cannot be read.
    func contents(of files: [KeptFile]) async throws(JournalError) -> KeptFile.Contents

    /// All schedules that can be read, by name; what is kept is parsed here, and not at each use.
    /// - Throws: `storage` when the journal cannot be read.
    func schedules() async throws(JournalError) -> [Schedule]

    /// The other schedules, by name: those of which something cannot be read. They can be changed and removed.
    /// - Throws: `storage` when the journal cannot be read.
    func unreadableSchedules() async throws(JournalError) -> [UnreadableSchedule]

    /// Removes a schedule; its firings stay.
    /// - Throws: `unknownSchedule`.
    func removeSchedule(_ name: String) async throws(JournalError)

    /// Pauses a schedule; one that is paused already gets the new note.
    /// - Throws: `unknownSchedule`.
    func pauseSchedule(_ name: String, note: String?, at instant: Instant) async throws(JournalError)

    /// Lets a schedule fire again, for instants from now on.
    /// - Throws: `unknownSchedule`.
    func resumeSchedule(_ name: String, at instant: Instant) async throws(JournalError)

    /// Claims one firing, and by the clock moves `lastFiredAt` forward.
    ///
    /// A missed firing can be claimed, no other twice.
    /// - Throws: `unreadableSchedule`; `storage` when it cannot be written.
    func claimFiring(_ claim: FiringClaim) async throws(JournalError) -> FiringClaim.Verdict

    /// Keeps firings that nothing started, oldest first, and moves `lastFiredAt` forward; known firings stay as they are.
    /// - Returns: How many were not known.
    /// - Throws: `storage` when it cannot be written.
    @discardableResult
    func recordMissed(
        _ nominals: [Instant],
        of schedule: Schedule,
        because detail: String,
        at instant: Instant,
    ) async throws(JournalError) -> Int

    /// Takes the oldest firing of a schedule that waits for its turn or its next attempt, unless another one runs.
    /// - Throws: `storage` when it cannot be written.
    func takeWaiting(of schedule: String, runID: String, at instant: Instant) async throws(JournalError) -> Firing?

    /// Notes that this process is the run of a firing, and locks it until the process ends.
    /// - Returns: Nil when the firing is not this run's any more, and nothing may be done for it.
    /// - Throws: `storage` when it cannot be written.
    func enterFiring(runID: String, processID: Int32) async throws(JournalError) -> Firing?

    /// Whether the process of a firing's run lives.
    /// - Throws: `storage` when it cannot be read.
    func isFiringAlive(runID: String) async throws(JournalError) -> Bool

    /// Whether a living process fires the schedules.
    /// - Throws: `storage` when it cannot be read.
    func isServed() async throws(JournalError) -> Bool

    /// The processes that work on the journal, or have worked on it in the last hour; none where only one machine can.
    /// - Throws: `storage` when it cannot be read.
    func nodes() async throws(JournalError) -> [NodeRecord]

    /// Keeps how an attempt ended, and what is to be told of it.
    /// - Returns: False when it was kept before, or when the firing is another attempt's by now.
    /// - Throws: `storage` when it cannot be written.
    @discardableResult
    func finishFiring(_ ending: FiringEnding) async throws(JournalError) -> Bool

    /// The firings that wait, run or were interrupted, oldest first.
    /// - Throws: `storage` when it cannot be read.
    func openFirings() async throws(JournalError) -> [Firing]

    /// The firing of a run, nil where there is none.
    /// - Throws: `storage` when it cannot be read.
    func firing(ofRun runID: String) async throws(JournalError) -> Firing?

    /// The firing of a schedule at a nominal instant, nil where there is none.
    /// - Throws: `storage` when it cannot be read.
    func firing(of schedule: String, at nominal: Instant) async throws(JournalError) -> Firing?

    /// The newest firings of a schedule, the newest nominal instant first.
    /// - Throws: `storage` when it cannot be read.
    func firings(of schedule: String, limit: Int) async throws(JournalError) -> [Firing]

    /// When each schedule was last fired by a person, by its name; what did not begin a run does not count.
    /// - Throws: `storage` when it cannot be read.
    func lastTriggers() async throws(JournalError) -> [String: Instant]

    /// How many things there are, for those who watch.
    /// - Throws: `storage` when it cannot be read.
    func counts() async throws(JournalError) -> JournalCounts
}

extension ScheduleStore {
    /// Adds a schedule that keeps no files.
    /// - Throws: `duplicateSchedule` when the name is taken.
    package func addSchedule(_ schedule: Schedule) async throws(JournalError) {
        try await addSchedule(schedule, contents: [:])
    }

    /// Puts other rules, without new files, in the place of those of a schedule.
    /// - Throws: `unknownSchedule`.
    package func changeSchedule(_ schedule: Schedule) async throws(JournalError) {
        try await changeSchedule(schedule, contents: [:])
    }
}

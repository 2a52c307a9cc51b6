import CivilTime
import Model

@testable import RunEngine

extension TestJournal {
    func addSchedule(_ schedule: Schedule) async throws(JournalError) { throw Self.unused }
    func changeSchedule(_ schedule: Schedule) async throws(JournalError) { throw Self.unused }
    func schedules() async throws(JournalError) -> [Schedule] { throw Self.unused }
    func removeSchedule(_ name: String) async throws(JournalError) { throw Self.unused }
    func pauseSchedule(_ name: String, note: String?, at instant: Instant) async throws(JournalError) {
        throw Self.unused
    }
    func resumeSchedule(_ name: String, at instant: Instant) async throws(JournalError) { throw Self.unused }
    func claimFiring(_ claim: FiringClaim) async throws(JournalError) -> FiringClaim.Verdict { throw Self.unused }
    func recordMissed(
        _ nominals: [Instant],
        of schedule: Schedule,
        because detail: String,
        at instant: Instant,
    ) async throws(JournalError) -> Int { throw Self.unused }
    func takeWaiting(
        of schedule: String,
        runID: String,
        at instant: Instant,
    ) async throws(JournalError) -> Firing? { throw Self.unused }
    func enterFiring(runID: String, processID: Int32) async throws(JournalError) -> Firing? { throw Self.unused }
    func isFiringAlive(runID: String) throws(JournalError) -> Bool { throw Self.unused }
    func finishFiring(_ ending: FiringEnding) async throws(JournalError) -> Bool { throw Self.unused }
    func openFirings() async throws(JournalError) -> [Firing] { throw Self.unused }
    func firing(ofRun runID: String) async throws(JournalError) -> Firing? { throw Self.unused }
    func firing(of schedule: String, at nominal: Instant) async throws(JournalError) -> Firing? { throw Self.unused }
    func firings(of schedule: String, limit: Int) async throws(JournalError) -> [Firing] { throw Self.unused }
    func counts() async throws(JournalError) -> JournalCounts { throw Self.unused }
    func takeNotices(limit: Int, at instant: Instant) async throws(JournalError) -> [Notice] { throw Self.unused }
    func settleNotice(
        _ id: Int64,
        nextTryAt: Instant?,
        error: String?,
        at instant: Instant,
    ) async throws(JournalError) { throw Self.unused }
}

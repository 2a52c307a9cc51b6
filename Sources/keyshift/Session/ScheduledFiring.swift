internal import Glibc
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import SQLJournal

/// The firing that this process is the run of; what becomes of it is kept by the process itself.
final class ScheduledFiring: Sendable {
    /// The firing as it began.
    let firing: Firing
    /// Its schedule as it was when the process began.
    let schedule: Schedule
    /// What was kept of its script, nil where that is read from its file.
    let kept: KeptScript?
    private let journal: SQLJournal

    private init(_ firing: Firing, _ schedule: Schedule, _ kept: KeptScript?, _ journal: SQLJournal) {
        self.firing = firing
        self.schedule = schedule
        self.kept = kept
        self.journal = journal
    }

    /// Begins the run of a firing that was claimed for this process.
    /// - Throws: `JournalError`, also where its schedule is gone or cannot be read; `not_owned` when the firing is another
    ///   process's by now, and nothing may be done.
    static func begin(runID: String) async throws -> ScheduledFiring {
        let journal = try OwnJournal.open()
        guard let firing = try await journal.enterFiring(runID: runID, processID: getpid()) else {
            journal.close()
            throw PlanError(.notOwned, "run \(runID.shown) is not the one that this firing waits for; nothing was done")
        }
        do throws(JournalError) {
            guard let found = try await KeptScript.read(firing.schedule, in: journal) else {
                throw try await refusal(of: firing, journal)
            }
            return ScheduledFiring(firing, found.schedule, found.kept, journal)
        } catch {
            defer { journal.close() }
            try await end(firing, runID, error, journal)
            throw error
        }
    }

    /// Why a firing whose schedule is gone or cannot be read is not carried out: nobody knows what it was granted.
    /// - Returns: `unknownSchedule` or `unreadableSchedule`.
    private static func refusal(of firing: Firing, _ journal: SQLJournal) async throws(JournalError) -> JournalError {
        let unreadable = try await journal.unreadableSchedules().first { $0.name == firing.schedule }
        return unreadable.map(JournalError.unreadable) ?? .unknownSchedule(firing.schedule)
    }

    private static func end(
        _ firing: Firing,
        _ runID: String,
        _ error: JournalError,
        _ journal: SQLJournal,
    ) async throws(JournalError) {
        let detail = "\(error.code.rawValue): \(error.message)"
        let now = EngineClock.system.now()
        try await journal.finishFiring(FiringEnding(runID: runID, state: .failed, exitCode: 1, detail: detail, at: now))
    }

    /// The lines that go on where it is refused.
    var way: ScheduleWay { ScheduleWay(schedule, script: ScriptFolders.word(for: schedule.script)) }

    /// What its schedule has agreed to.
    var consent: ConsentRule { .granted(schedule: firing.schedule, holdAbove: schedule.holdAbove) }

    /// Keeps how the run ended; a journal that cannot be written is left to whoever started the process.
    func end(_ report: RunReport, rateLimited: Int) async {
        let outcome = FiringOutcome(of: firing, schedule: schedule, now: EngineClock.system.now())
        let ending = outcome.ending(
            report,
            sentence: report.failure.map { FailureText($0).sentence(of: way) },
            rateLimited: rateLimited,
        )
        _ = try? await journal.finishFiring(ending)
    }

    /// Closes the journal, and releases the lock that shows that this process lives.
    func close() {
        journal.close()
    }
}

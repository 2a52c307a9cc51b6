package import CivilTime

/// Fires schedules: each firing is claimed in the journal first, so that of all who try, one starts it.
package struct Scheduler: Sendable {
    /// Runs one firing to its end and answers the child's exit code.
    package typealias Launch = @Sendable (Schedule, Instant) async -> Int32

    private let journal: any Journal
    private let clock: EngineClock
    private let launch: Launch

    /// Makes a scheduler over a journal; `launch` starts the script of a firing as a child process, and waits for it.
    package init(journal: any Journal, clock: EngineClock, launch: @escaping Launch) {
        self.journal = journal
        self.clock = clock
        self.launch = launch
    }

    /// Fires whatever is due, until the task is cancelled; a running child is waited for.
    /// - Throws: `JournalError` when the journal fails.
    package func run() async throws(JournalError) {
        while !Task.isCancelled {
            try await fireDue()
            // A minute is the step of cron; half a second keeps a firing within a second of it.
            do { try await clock.sleep(TimeSpan(milliseconds: 500)) } catch { return }
        }
    }

    /// Fires what is due now, waits for the children, and answers what became of each.
    /// - Throws: `JournalError` when the journal fails.
    @discardableResult
    package func fireDue() async throws(JournalError) -> [Firing] {
        var firings: [Firing] = []
        for schedule in try await journal.schedules() {
            guard let nominal = due(schedule), let firing = try await fire(schedule, at: nominal) else { continue }
            firings.append(firing)
        }
        return firings
    }

    /// The newest instant of a schedule that has come and was not fired, nil when there is none.
    private func due(_ schedule: Schedule) -> Instant? {
        guard let expression = try? CronExpression(parsing: schedule.cron), let zone = try? Zone.named(schedule.zone),
            let newest = expression.previous(before: clock.now() + TimeSpan(milliseconds: 1), in: zone)
        else { return nil }
        return newest > (schedule.lastFiredAt ?? schedule.addedAt) ? newest : nil
    }

    private func fire(_ schedule: Schedule, at nominal: Instant) async throws(JournalError) -> Firing? {
        var firing = Firing(schedule: schedule.name, nominal: nominal, startedAt: clock.now())
        guard try await journal.claimFiring(schedule.name, nominal: nominal, startedAt: firing.startedAt) else {
            return nil
        }
        let exitCode = await launch(schedule, nominal)
        firing.exitCode = exitCode
        firing.state = exitCode == 0 ? .done : .failed
        try await journal.finishFiring(
            schedule.name,
            nominal: nominal,
            state: firing.state,
            exitCode: exitCode,
        )
        return firing
    }
}

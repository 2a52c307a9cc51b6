package import CivilTime
internal import Journal
package import Model

extension Scheduler {
    /// The time between two looks for what others left behind.
    static let settling = TimeSpan(milliseconds: Trial.milliseconds(5000))
    /// How long a process may take from its claim to its first word.
    private static let starting = TimeSpan(milliseconds: Trial.milliseconds(60_000))

    /// The work of one attempt: the process, and what is kept of its end.
    func work(_ firing: Firing, of schedule: Schedule) -> @Sendable () async -> Void {
        own[firing.runID ?? ""] = firing
        let attempt = firing.attempt == 1 ? "" : ", attempt \(firing.attempt)"
        options.log("\(schedule.name.shown): \(firing.nominal.iso8601) starts as run \(firing.runID ?? "")\(attempt)")
        return { await self.carryOut(firing, of: schedule) }
    }

    private func carryOut(_ firing: Firing, of schedule: Schedule) async {
        let end = await launcher.run(firing, of: schedule)
        await conclude(firing, of: schedule, end)
        own[firing.runID ?? ""] = nil
    }

    /// Keeps the end of an attempt unless its process did; waits for a journal that cannot be written.
    private func conclude(_ firing: Firing, of schedule: Schedule?, _ end: ChildEnd) async {
        let run = firing.runID ?? ""
        while true {
            do throws(JournalError) {
                if let kept = try await journal.firing(ofRun: run), kept.state == .running {
                    try await finish(kept, of: schedule, exitCode: end.exitCode, because: end.sentence)
                }
                if let kept = try await journal.firing(ofRun: run) {
                    options.log(
                        "\(kept.schedule.shown): \(kept.nominal.iso8601) is \(kept.state.rawValue)\(kept.briefWhy)"
                    )
                }
                return
            } catch {
                complain(error, of: firing.schedule)
            }
            // Without the end in the journal the firing would run for ever; whoever serves next settles it, too.
            do { try await clock.sleep(Self.settling) } catch { return }
        }
    }

    /// Keeps the end of an attempt by what the journal has of its run.
    private func finish(
        _ firing: Firing,
        of schedule: Schedule?,
        exitCode: Int32? = nil,
        because detail: String,
    ) async throws(JournalError) {
        let outcome = FiringOutcome(of: firing, schedule: schedule, now: clock.now())
        let record = try await record(of: firing.runID ?? "")
        var isResumable = false
        if let record {
            isResumable = try await journal.rows(of: record.id).contains { [.planned, .pending].contains($0.status) }
        }
        try await journal.finishFiring(
            outcome.ending(of: record, isResumable: isResumable, exitCode: exitCode, because: detail)
        )
    }

    /// The run of an attempt, nil where nothing of it reached the journal, and so nothing was sent.
    private func record(of run: String) async throws(JournalError) -> RunRecord? {
        do {
            return try await journal.run(run)
        } catch {
            guard error.code == .unknownRun else { throw error }
            return nil
        }
    }

    /// Settles what ended processes left behind, and has interrupted runs resumed.
    func settle(at now: Instant) async throws(JournalError) -> [@Sendable () async -> Void] {
        let schedules = try await journal.schedules()
        let unfinished = try await journal.unfinishedRuns()
        var suspected: Set<String> = []
        for firing in try await journal.openFirings() {
            guard let run = firing.runID, own[run] == nil else { continue }
            switch firing.state {
            case .running:
                guard try await !journal.isFiringAlive(runID: run) else { continue }
                if firing.processID == nil, now - firing.startedAt < Self.starting { continue }
            case .interrupted:
                guard !unfinished.contains(where: { $0.id == run }), try await !journal.isHeld(run) else { continue }
            default: continue
            }
            // Whoever works on it may be about to write its end, and has until the next look.
            guard suspects.contains(run) else {
                suspected.insert(run)
                continue
            }
            try await settle(firing, of: schedules.first { $0.name == firing.schedule })
        }
        suspects = suspected
        let paused = schedules.filter { $0.pausedAt != nil }.map(\.name)
        let others = try await journal.unreadableSchedules().filter(\.isPaused).map(\.name)
        return try await resume(unfinished, at: now, except: Set(paused + others))
    }

    /// Keeps the end of a firing that nobody works on any more.
    private func settle(_ firing: Firing, of schedule: Schedule?) async throws(JournalError) {
        guard firing.state == .interrupted, let run = firing.runID, let record = try await record(of: run) else {
            options.log(
                "\(firing.schedule.shown): the process of \(firing.nominal.iso8601) is gone, and so is who started it"
            )
            return try await finish(firing, of: schedule, because: "its process ended while nobody watched it")
        }
        let outcome = FiringOutcome(of: firing, schedule: schedule, now: clock.now())
        var ending = outcome.ending(
            of: record,
            isResumable: true,
            exitCode: firing.exitCode,
            because: "resumed by hand"
        )
        if ending.state == .interrupted {
            ending.state = .failed
            ending.detail = "its run was given up"
        }
        try await journal.finishFiring(ending)
    }

    private func resume(
        _ unfinished: [RunRecord],
        at now: Instant,
        except paused: Set<String>,
    ) async throws(JournalError) -> [@Sendable () async -> Void] {
        var works = try await lookAtLocks(unfinished, at: now)
        for run in unfinished where own[run.id] == nil {
            guard let schedule = run.scheduleName, !paused.contains(schedule) else { continue }
            let firing = try await journal.firing(ofRun: run.id)
            guard firing?.state != .running, own.count < options.places, resumes.begin(run.id, at: now) else {
                continue
            }
            own[run.id] = firing ?? Firing(schedule: schedule, nominal: run.startedAt, startedAt: now)
            options.log("\(schedule.shown): run \(run.id) was interrupted and is resumed")
            works.append { await self.resume(run) }
        }
        return works
    }

    private func resume(_ run: RunRecord) async {
        let end = await launcher.resume(run)
        do throws(JournalError) {
            let record = try await journal.run(run.id)
            resumedRuns.append(record)
            if let firing = try await journal.firing(ofRun: run.id) {
                let outcome = FiringOutcome(of: firing, schedule: nil, now: clock.now())
                var ending = outcome.ending(
                    of: record,
                    isResumable: true,
                    exitCode: end.exitCode,
                    because: "resumed; \(end.sentence)",
                )
                if ending.state == .interrupted, resumes.isLast(run.id) {
                    ending.state = .failed
                    ending.detail =
                        "it was resumed \(ResumeRounds.most) times and did not end; keyshift resume \(run.id)"
                }
                try await journal.finishFiring(ending)
            }
            options.log("\((run.scheduleName ?? "").shown): run \(run.id) is \(record.state.rawValue) after its resume")
        } catch {
            complain(error, of: run.scheduleName)
        }
        own[run.id] = nil
    }
}

extension Scheduler {
    /// Fires a schedule by hand, at an instant that was missed or at the present one, and waits for the end.
    /// - Returns: The firing; nil when an earlier one still runs, or when the instant had its turn.
    /// - Throws: `unknownSchedule`, `unreadableSchedule`.
    package func trigger(_ name: String, at nominal: Instant? = nil) async throws(JournalError) -> Firing? {
        guard let schedule = try await journal.schedules().first(where: { $0.name == name }) else {
            let unreadable = try await journal.unreadableSchedules().first { $0.name == name }
            throw unreadable.map(JournalError.unreadable) ?? JournalError.unknownSchedule(name)
        }
        let now = clock.now()
        var claim = FiringClaim(schedule, nominal: nominal ?? now, runID: options.newRunID(), at: now)
        claim.cause = .hand
        guard case .start(let firing) = try await journal.claimFiring(claim) else { return nil }
        await work(firing, of: schedule)()
        return try await journal.firing(of: name, at: firing.nominal)
    }
}

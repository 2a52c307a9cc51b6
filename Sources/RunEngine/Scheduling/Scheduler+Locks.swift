internal import CivilTime
internal import Journal
internal import Model

/// When runs that wait for locks are looked at again: soon at first, and every ten minutes in the end.
struct LockRounds {
    private static let first = TimeSpan(milliseconds: 60_000)
    private static let longest = TimeSpan(milliseconds: 600_000)

    private var rounds: [String: (pause: TimeSpan, next: Instant)] = [:]

    /// Whether a run is to be looked at now; if so, the look counts.
    mutating func begin(_ run: String, at now: Instant) -> Bool {
        guard let round = rounds[run] else {
            rounds[run] = (Self.first, now + Self.first)
            return false
        }
        guard now >= round.next else { return false }
        let pause = min(TimeSpan(milliseconds: round.pause.milliseconds * 2), Self.longest)
        rounds[run] = (pause, now + pause)
        return true
    }

    /// Forgets runs that wait no more.
    mutating func keep(_ runs: Set<String>) { rounds = rounds.filter { runs.contains($0.key) } }
}

extension Scheduler {
    /// Goes on with runs whose rows wait for nothing but locks, whoever began them: all of it was agreed to.
    ///
    /// One at a time, so that firings have their places.
    func lookAtLocks(
        _ unfinished: [RunRecord],
        at now: Instant,
    ) async throws(JournalError) -> [@Sendable () async -> Void] {
        guard options.beginsPlans else { return [] }
        locks.keep(Set(unfinished.map(\.id)))
        // Rows are read only when a look is due: a run may have very many.
        for run in unfinished where own[run.id] == nil && own.count < options.places {
            guard locks.begin(run.id, at: now) else { continue }
            let rows = try await journal.rows(of: run.id).filter(\.isOpen)
            guard !rows.isEmpty, rows.allSatisfy({ !DoorWait.of($0, in: run).isEmpty }) else { continue }
            own[run.id] = Firing(schedule: run.scheduleName ?? "locks", nominal: run.startedAt, startedAt: now)
            options.log("run \(run.id) waits for locks, and is looked at again")
            return [{ await self.lookAtLocks(run) }]
        }
        return []
    }

    private func lookAtLocks(_ run: RunRecord) async {
        _ = await launcher.resume(run)
        if let record = try? await journal.run(run.id) {
            if record.state == .completed { resumedRuns.append(record) }
            options.log("run \(run.id) is \(record.state.rawValue)")
        }
        own[run.id] = nil
    }
}

package import CivilTime
package import Journal
package import Model

extension StatusFacts {
    /// How far back finished runs are looked at.
    static let window = TimeSpan(milliseconds: 48 * 3_600_000)
    /// How many rows with problems are enough to read.
    private static let shownTroubles = 10
    /// How long before the old hours of a guest end a look at the doors is asked for.
    private static let lookAhead = TimeSpan(milliseconds: 2 * 3_600_000)
    private static let troubled: Set<RowStatus> = [.conflict, .failed, .look]

    /// Reads the journal; no server is asked.
    /// - Throws: `storage` when it cannot be read.
    package static func read(in journal: any Journal, now: Instant) async throws(JournalError) -> StatusFacts {
        var facts = StatusFacts(now: now)
        facts.freeze = try await journal.freeze()
        facts.loss = try await journal.loss()
        facts.readAt = now
        facts.plans = try await journal.waitingPlans(since: now - Self.window).compactMap { $0.told(at: now) }
        facts.unfinished = try await journal.unfinishedRuns()
        for run in facts.unfinished {
            let rows = try await journal.rows(of: run.id)
            facts.open[run.id] = Open(rows)
            facts.doorWaits += rows.flatMap { DoorWait.of($0, in: run) }
        }
        try await facts.addArrivals(from: journal)
        facts.owed = try await journal.owedPINs(since: now - Self.window)
        var known = RowsOfRuns(journal)
        var looks = LastLooks(journal)
        try await facts.readRuns(in: journal, &known, &looks, now: now)
        let seen = try await journal.seenRuns(since: now - Self.window)
        let looked = try await LookedAtRows.read(in: journal, &known, &looks, seen: seen, now: now)
        try await facts.addFound(&looks)
        facts.offline = looks.all.flatMap { $0.offlineLocks(at: now) }
        facts.changed = looked.changed.filter { changed in
            !facts.troubles.contains { $0.row.status == .conflict && $0.row.target == changed.row.target }
        }
        let missing = try await Self.missing(in: journal, and: looked.unseen, now: now, limit: shownTroubles)
        facts.gone =
            missing
            + facts.gone.filter { gone in
                !missing.contains { $0.key == gone.key || $0.name == gone.name && $0.doors == gone.doors }
            }
        facts.alarms = try await journal.alarms(clearedSince: nil).filter {
            $0.cause.source != Alarm.engine && $0.needsPerson(at: now)
        }
        let schedules = try await journal.schedules()
        facts.isServed = try await journal.isServed()
        facts.unreadable = try await journal.unreadableSchedules()
        for name in schedules.map(\.name) + facts.unreadable.map(\.name) {
            let newest = try await journal.firings(of: name, limit: 1)
            facts.firings += newest.filter { $0.state.isTrouble || $0.state == .interrupted || $0.state == .retrying }
        }
        facts.due = schedules.compactMap { DueFirings($0, now: now) }
        facts.nodes = try await journal.nodes()
        facts.untaken = facts.due.compactMap(untaken) + untaken(of: try await journal.openFirings(), schedules)
        facts.stalled = try await stalled(in: journal, except: schedules.filter { $0.pausedAt != nil }, now: now)
        for run in facts.titled where facts.zones[run.id] == nil {
            facts.zones[run.id] = try await known.rows(of: run.id).commonZone
        }
        facts.next = schedules.map { Next(schedule: $0, at: $0.pausedAt == nil ? $0.next(after: now) : nil) }
            .sorted { ($0.at?.milliseconds ?? .max) < ($1.at?.milliseconds ?? .max) }
        return facts
    }

    /// A schedule of which an instant still fires, and nobody has begun.
    private static func untaken(_ due: DueFirings) -> Untaken? {
        guard let first = due.firings.first, let last = due.firings.last else { return nil }
        let (name, until) = (due.schedule.name, last + due.schedule.grace)
        return Untaken(schedule: name, nominal: first, until: until, isQueued: false)
    }

    /// The oldest firing of each schedule that waits for nothing but a free place.
    private static func untaken(of open: [Firing], _ schedules: [Schedule]) -> [Untaken] {
        schedules.filter { $0.pausedAt == nil }.compactMap { schedule in
            let own = open.filter { $0.schedule == schedule.name }
            guard let first = own.first, own.allSatisfy({ $0.state == .queued }) else { return nil }
            return Untaken(schedule: schedule.name, nominal: first.nominal, until: nil, isQueued: true)
        }
    }

    /// How long a process may take from its claim to its first word.
    private static let starting = TimeSpan(milliseconds: 60_000)

    /// The firings that nobody works on; those of paused schedules wait on purpose.
    private static func stalled(
        in journal: any Journal,
        except paused: [Schedule],
        now: Instant,
    ) async throws(JournalError) -> [Firing] {
        var stalled: [Firing] = []
        for firing in try await journal.openFirings() where !paused.contains(where: { $0.name == firing.schedule }) {
            switch firing.state {
            case .running:
                guard let run = firing.runID, now - firing.startedAt >= starting else { continue }
                if try await !journal.isFiringAlive(runID: run) { stalled.append(firing) }
            case .retrying:
                if let retryAt = firing.retryAt, now - retryAt >= DueFirings.patience { stalled.append(firing) }
            default: continue
            }
        }
        return stalled
    }

    /// Reads what runs of the last days left that still needs a person, newest run first.
    ///
    /// What a later run has changed is decided, and what somebody has looked at is told no more.
    private mutating func readRuns(
        in journal: any Journal,
        _ known: inout RowsOfRuns,
        _ looks: inout LastLooks,
        now: Instant,
    ) async throws(JournalError) {
        let runs = try await journal.rowCounts(since: now - Self.window)
        let seen = try await journal.seenRuns(since: now - Self.window)
        running = runs.map(\.run).filter { $0.state == .running }
        let open = Set((running + unfinished).map(\.id))
        let matters = Self.troubled.union([.applied, .pending])
        let asked = runs.indices.filter { place in runs[place].counts.keys.contains(where: matters.contains) }
        guard let last = asked.last else { return }
        var later = SettledRows()
        var newer = NewerConflicts()
        for place in runs.indices.prefix(through: last) {
            let (run, counts) = runs[place]
            guard counts.keys.contains(where: matters.union(SettledRows.settled).contains) else { continue }
            let rows = try await known.rows(of: run.id)
            if asked.contains(place) {
                var standing: [Row] = []
                for row in rows where try await Self.stands(row, later.run(since: row, in: run.scope), &known) {
                    if newer.isFirst(row, in: run.scope) { standing.append(row) }
                }
                newer.add(standing, in: run.scope)
                if seen.contains(run.id) {
                    takeSeen(standing, of: run)
                } else {
                    take(standing, of: run, isOpen: open.contains(run.id), now: now)
                    if run.state != .running { takeWaits(standing, of: run, try await looks.look(at: run.scope)) }
                }
            }
            later.add(rows, of: run)
        }
    }

    /// Takes what stands of a run at which somebody has looked: it needs nobody, and is not forgotten.
    private mutating func takeSeen(_ standing: [Row], of run: RunRecord) {
        let troubles = standing.filter { Self.troubled.contains($0.status) }
        guard !troubles.isEmpty else { return }
        lookedAt.append(LookedAt(run: run, counts: Dictionary(grouping: troubles, by: \.status).mapValues(\.count)))
    }

    private mutating func take(_ standing: [Row], of run: RunRecord, isOpen: Bool, now: Instant) {
        let troubles = standing.filter { Self.troubled.contains($0.status) }
        let shown = troubles.prefix(max(0, Self.shownTroubles - self.troubles.count))
        self.troubles += shown.map { Trouble(run: run, row: $0) }
        moreTroubles += troubles.count - shown.count
        if troubles.count > shown.count { runsOfMore.append(run.id) }
        takeUnsettled(troubles, of: run)
        gone += standing.filter { $0.error?.code == .gone && $0.hasEndAhead(of: now) }.map { row in
            Gone(
                key: row.target.identifier,
                name: row.name,
                doors: row.members.filter { $0.status == .conflict }.map(\.door)
            )
        }
        let isKnown: Set<RowError.Code> = [.scheduled, .gone, .changedOutside]
        let unseen = standing.filter { row in
            row.status == .applied && !(row.error.map { isKnown.contains($0.code) } ?? false)
                && row.isNeeded(at: now, Self.lookAhead)
        }
        if !unseen.isEmpty, !isOpen { notOnDoors.append(Unseen(run: run, rows: unseen)) }
    }

    /// Takes the rows that wait for a lock that was offline: to take new hours, or to forget a code.
    ///
    /// A look that has found the new hours on them since says that nothing waits any more.
    private mutating func takeWaits(_ standing: [Row], of run: RunRecord, _ look: LastLook?) {
        let newest = run.finishedAt.flatMap { look?.isAfter($0) == true ? look : nil }
        let late = standing.filter { row in
            row.status == .applied && row.error?.code == .waiting && newest?.hasOnLocks(row) != true
        }
        if !late.isEmpty { waits.append(LockWait(run, late)) }
        let open = standing.filter { $0.status == .pending && $0.error?.code == .stillOpens }
        if !open.isEmpty { stillOpens.append(LockWait(run, open)) }
    }

    /// Takes the rows that reading cannot settle: those of late sends, and others.
    private mutating func takeUnsettled(_ troubles: [Row], of run: RunRecord) {
        var (late, unsettled) = (Unsettled(run: run.id), Unsettled(run: run.id))
        for row in troubles where row.status == .look {
            if row.error?.code == .late { late.add(row) } else { unsettled.add(row) }
        }
        if late.rows > 0 { self.late.append(late) }
        if unsettled.rows > 0 { self.unsettled.append(unsettled) }
    }
}

extension StatusFacts.LockWait {
    /// The rows of a run that wait, with the doors of their members that do.
    fileprivate init(_ run: RunRecord, _ rows: [Row]) {
        let waiting = rows.flatMap(\.members).filter { $0.status == .pending }
        self.init(run: run, groups: rows.count, doors: Set(waiting.map(\.door)).sorted())
    }
}

extension Row {
    /// Whether a guest needs the new hours on the lock now, or so soon: what Seam has recorded comes to the lock by itself
    /// until then.
    fileprivate func isNeeded(at now: Instant, _ ahead: TimeSpan) -> Bool {
        guard let deadline, let end = members.compactMap(\.after.endsAt).max() else { return false }
        return deadline <= now + ahead && now < end
    }

    /// Whether the end of one of its codes is ahead.
    fileprivate func hasEndAhead(of now: Instant) -> Bool {
        members.contains { $0.after.endsAt.map { $0 > now } ?? true }
    }
}

extension WaitingPlan {
    private static let day = TimeSpan(milliseconds: 24 * 3_600_000)

    /// The plan as it stands, nil where nobody needs to know of it any more.
    fileprivate func told(at now: Instant) -> WaitingPlan? {
        var plan = self
        plan.state = state(at: now)
        let at = decision?.at ?? expiresAt
        switch plan.state {
        case .waiting, .approved: return plan
        case .refused, .failed, .expired: return now - at <= Self.day ? plan : nil
        case .begun: return decision?.isBreakGlass == true && now - at <= Self.day ? plan : nil
        case .replaced, .completed: return nil
        }
    }
}

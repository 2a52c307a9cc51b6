package import CivilTime
internal import Journal
package import Model
internal import Seam

/// Looks which doors have the new hours of a run.
package struct Verifier: Sendable {
    /// The statuses of rows that may be on their locks.
    static let verifiable: Set<RowStatus> = [.applied, .onDevice, .already, .pending, .look]
    /// The time between two looks while something waits.
    private static let pause = TimeSpan(milliseconds: 5000)

    let journal: @Sendable () throws(JournalError) -> any Journal
    let reader: WorkspaceReader
    let clock: EngineClock
    /// Is told of doors that are offline before they are waited for.
    let tell: @Sendable ([OfflineDoor]) -> Void

    /// Makes a verifier of an engine's connection, journal and clock; `tell` hears of doors that are offline before they are
    /// waited for.
    package init(_ engine: Engine, tell: @escaping @Sendable ([OfflineDoor]) -> Void = { _ in }) {
        self.tell = tell
        journal = engine.environment.journal
        reader = WorkspaceReader(engine)
        clock = engine.environment.clock
    }

    /// Looks which doors have the new hours of a run, and looks again until all have or `wait` is over.
    ///
    /// A row is `on_device` when each of its locks has them, `failed` with the reason when one cannot, `conflict` with
    /// `changed_outside` or `gone` when others have changed it or taken its codes since, else `applied` with what it waits for. What is on the doors is kept in the journal.
    /// - Throws: `JournalError` when the run is not there; `PlanError` with `stale_plan` for one of another workspace.
    package func verify(_ run: String, wait: TimeSpan, stop: StopSignal) async throws -> RunReport {
        let journal = try journal()
        let record = try await journal.run(run)
        let answer = try await reader.workspace(
            for: "run \(run)",
            endpoint: record.endpoint,
            workspaceID: record.workspaceID,
        )
        var report = RunReport(
            runID: run,
            script: record.script,
            state: .planned,
            plan: Plan(rows: try await journal.rows(of: run), madeAt: record.startedAt),
        )
        report.workspaceName = answer.workspace.name
        report.workspaceID = answer.workspace.workspaceID
        let kept = report.plan.rows
        try await markChangedSince(&report.plan.rows, of: record, in: journal)
        report.offlineDoors = try await lookUntilAllHave(&report.plan.rows, wait, stop, lead: answer.clockLead)
        try await keep(report.plan.rows, instead: kept, of: run, in: journal)
        report.state = Self.state(of: report.plan.rows, report.offlineDoors)
        return report
    }

    /// Looks again and again, until nothing waits and each lock can be reached, or the time is over.
    ///
    /// `lead` is how far this machine's clock is ahead of the server's; `doors` are those of the workspace where they were just
    /// read.
    /// - Returns: The doors whose locks cannot be reached at the end.
    func lookUntilAllHave(
        _ rows: inout [Row],
        _ wait: TimeSpan,
        _ stop: StopSignal,
        lead: TimeSpan?,
        _ doors: [String: Door]? = nil,
    ) async throws -> [OfflineDoor] {
        let end = clock.now() + wait
        let lead = WorkspaceFacts.certainLead(lead)
        try await look(at: &rows)
        var offline = try await offlineDoors(of: rows, doors, at: clock.now() - lead)
        if wait > .zero, !offline.isEmpty, Self.waits(rows, offline) { tell(offline) }
        while Self.waits(rows, offline), clock.now() < end, !stop.isSet {
            try await clock.sleep(min(Self.pause, end - clock.now()))
            // A lock that is back has what it missed only by a look after that.
            if !offline.isEmpty { offline = try await offlineDoors(of: rows, nil, at: clock.now() - lead) }
            try await look(at: &rows)
        }
        return offline
    }

    /// Whether something is on its way to a lock, or is on one that cannot be reached.
    private static func waits(_ rows: [Row], _ offline: [OfflineDoor]) -> Bool {
        rows.contains { $0.status == .applied && $0.error?.code == .waiting || offline.hide($0) }
    }

    /// The doors of rows that are asked about whose locks cannot be reached, by their names, at an instant of the server.
    private func offlineDoors(
        of rows: [Row],
        _ known: [String: Door]?,
        at now: Instant,
    ) async throws(PlanError) -> [OfflineDoor] {
        let asked = rows.filter(Self.isAsked)
        guard !asked.isEmpty else { return [] }
        let doors: [String: Door]
        if let known { doors = known } else { doors = try await reader.doors() }
        var found: [String: OfflineDoor] = [:]
        for row in asked {
            for member in row.members {
                guard let door = doors[member.deviceID], door.isCutOff else { continue }
                var offline =
                    found[member.deviceID]
                    ?? OfflineDoor(
                        deviceID: door.deviceID,
                        name: door.name,
                        since: door.offlineSince,
                        zone: door.zone,
                        readAt: now,
                    )
                let guest = OfflineDoor.Guest(target: row.target, name: row.name)
                if member.after.isInside(at: now), !offline.guests.contains(guest) { offline.guests.append(guest) }
                let isOver = member.after.endsAt.map { $0 <= now } ?? false
                if member.part != .drop, member.after.exists, !isOver { offline.codes.insert(member.accessCodeID) }
                found[member.deviceID] = offline
            }
        }
        return found.values.sorted { ($0.name, $0.deviceID) < ($1.name, $1.deviceID) }
    }

    /// Whether it is asked of a row what its locks have.
    private static func isAsked(_ row: Row) -> Bool {
        row.isChangedByOthers || verifiable.contains(row.status) && row.error?.code != .changedSince
    }

    /// Marks the rows whose groups a later run has changed: what this one gave them is no matter any more.
    private func markChangedSince(
        _ rows: inout [Row],
        of record: RunRecord,
        in journal: any Journal,
    ) async throws(JournalError) {
        let later = try await SettledRows.after(record, in: journal)
        var known = RowsOfRuns(journal)
        for place in rows.indices where Self.verifiable.contains(rows[place].status) {
            guard let run = later.run(since: rows[place], in: record.scope) else { continue }
            let isUndo = run.origin == .undo(of: record.id)
            let what = isUndo ? "taken back" : "changed since"
            let part = isUndo ? rows[place].part(leftBy: try await known.rows(of: run.id)) : nil
            rows[place].error = RowError(
                code: .changedSince,
                message: "\(what) by run \(run.id) of \(run.operatorName.shown)\(part.map { " (\($0))" } ?? "")",
            )
        }
    }

    /// Completed where everything that is asked about is on its doors, and no lock of them is offline.
    static func state(of rows: [Row], _ offline: [OfflineDoor]) -> RunRecord.State {
        let asked = rows.filter { row in
            row.isChangedByOthers
                || ![.planned, .conflict, .taken].contains(row.status) && row.error?.code != .changedSince
        }
        return asked.allSatisfy { $0.status == .onDevice && !offline.hide($0) } ? .completed : .partial
    }

    private func look(at rows: inout [Row]) async throws(PlanError) {
        let places = rows.indices.filter { Self.isAsked(rows[$0]) }
        let codes = try await reader.codes(places.map { rows[$0].members.filter(\.hasCode).map(\.accessCodeID) })
        let now = clock.now()
        let grants = try await reader.grants(of: places.map { rows[$0] }, codes, at: now)
        for place in places { rows[place].settle(by: codes, grants[rows[place].target], at: now) }
    }

    /// What is on the doors now and was not kept as such; a run that another process works on keeps its own record.
    func keep(_ rows: [Row], instead kept: [Row], of run: String, in journal: any Journal) async throws {
        let outcomes = rows.indices.compactMap { place in Self.outcome(of: rows[place], at: place, kept[place]) }
        guard !outcomes.isEmpty else { return }
        let unfinished = try await journal.unfinishedRuns()
        guard !unfinished.contains(where: { $0.id == run }) else { return }
        let isAtWork = try await journal.isHeld(run)
        guard !isAtWork else { return }
        try await journal.recordOutcomes(outcomes, run: run, at: clock.now())
    }

    /// What is worth keeping of a look at a row: that its locks have it, or get it when the stay is near, that a code is gone, or
    /// that others have changed it, with the time of the look.
    private static func outcome(of row: Row, at place: Int, _ kept: Row) -> RowOutcome? {
        if row.error?.code == .gone, kept.error?.code != .gone, [.applied, .onDevice].contains(kept.status) {
            return RowOutcome(row: place, status: .applied, members: row.members.map(\.status), error: row.error)
        }
        let wasChanged = kept.error?.code == .changedOutside
        if row.error?.code == .changedOutside, row.error != kept.error, [.applied, .onDevice].contains(kept.status) {
            return RowOutcome(row: place, status: .applied, members: row.members.map(\.status), error: row.error)
        }
        if wasChanged, row.status == .applied {
            return RowOutcome(row: place, status: .applied, members: row.members.map(\.status), error: row.error)
        }
        guard [.applied, .already].contains(kept.status) else { return nil }
        switch row.status {
        case .onDevice: return RowOutcome(row: place, status: .onDevice, members: row.members.map(\.status))
        case .applied where row.error?.code == .scheduled && kept.error?.code != .scheduled && kept.status == .applied:
            return RowOutcome(row: place, status: .applied, members: row.members.map(\.status), error: row.error)
        default: return nil
        }
    }
}

extension Door {
    /// Whether its lock cannot be reached.
    fileprivate var isCutOff: Bool {
        switch trouble {
        case .offline?: true
        case .gone(let code)?: CodeFinding.offline.contains(code)
        case nil: isOnline == false
        }
    }
}

extension Row {
    /// Where the row stands by what its locks have.
    fileprivate mutating func settle(
        by codes: [String: AccessCode],
        _ grant: GrantFinding?,
        at now: Instant,
    ) {
        var waits: RowError?
        var failures: [String] = []
        var changes: [String] = []
        var isGone = false
        var warnings: [String] = []
        func take(_ finding: CodeFinding, _ words: String) -> RowStatus {
            switch finding.state {
            case .onDevice: return .onDevice
            case .waiting, .scheduled:
                let code = finding.state == .waiting ? RowError.Code.waiting : .scheduled
                waits = waits ?? RowError(code: code, message: words)
                return .applied
            case .look:
                warnings.append(words)
                return .look
            case .changed, .gone:
                changes.append(words)
                isGone = isGone || finding.state == .gone
                return .conflict
            case .failed:
                failures.append(words)
                return .failed
            }
        }
        for place in members.indices {
            let member = members[place]
            let code = codes[member.accessCodeID]
            let finding =
                grant?.finding(code, of: member, in: self, at: now)
                ?? CodeFinding(code, of: member, in: self, at: now)
            members[place].status = take(finding, "\(member.door.shown): \(finding.why ?? "")")
        }
        for finding in grant?.ofMethods ?? [] { _ = take(finding, finding.why ?? "") }
        if !failures.isEmpty {
            status = .failed
            error = RowError(code: .notOnDevice, message: failures.joined(separator: "; "))
        } else if !changes.isEmpty {
            status = .conflict
            error = RowError(code: isGone ? .gone : .changedOutside, message: changes.joined(separator: "; "))
        } else if !warnings.isEmpty {
            status = .look
            error = RowError(code: .warning, message: warnings.joined(separator: "; "))
        } else if let waits {
            status = .applied
            error = waits
        } else {
            status = .onDevice
            error = nil
        }
    }
}

extension Row {
    /// How much of what a row gave undos have taken back, by the rows of the newest of them: `1h of 3h`; nil for all of it.
    fileprivate func part(leftBy undo: [Row]) -> String? {
        var left: [String: CodeState] = [:]
        for row in undo where SettledRows.settled.contains(row.status) {
            for member in row.members { left[member.accessCodeID] = member.after }
        }
        let open = members.compactMap { member in left[member.accessCodeID].map { (member, $0) } }
            .filter { member, state in !state.hasHours(of: member.before) }
        guard !open.isEmpty else { return nil }
        let parts = open.map { member, state in
            Self.part(member.before.endsAt, member.after.endsAt, state.endsAt)
                ?? Self.part(member.before.startsAt, member.after.startsAt, state.startsAt)
        }
        guard let first = parts[0], parts.allSatisfy({ $0 == first }) else { return "a part of it" }
        return first
    }

    private static func part(_ before: Instant?, _ after: Instant?, _ left: Instant?) -> String? {
        guard let before, let after, let left, after != before else { return nil }
        return "\((after - left).magnitude) of \((after - before).magnitude)"
    }
}

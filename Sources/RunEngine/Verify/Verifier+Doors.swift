package import CivilTime
internal import Journal
package import Model
internal import Seam

extension Verifier {
    /// How far back the runs are looked at that nobody has verified.
    private static let window = TimeSpan(milliseconds: 48 * 3_600_000)

    /// Looks which doors have the new hours of all runs of the last two days; of a group that several have changed, the
    /// newest one's.
    /// - Throws: What `verify(_:wait:stop:)` throws.
    package func verifyAll(wait: TimeSpan, stop: StopSignal) async throws -> RunReport {
        let journal = try journal()
        let answer = try await reader.workspace()
        let workspace = answer.workspace
        let scope = WorkspaceScope(endpoint: reader.endpoint, workspaceID: workspace.workspaceID)
        var later = SettledRows()
        var found: [(run: String, place: Int, row: Row)] = []
        for (run, counts) in try await journal.rowCounts(since: clock.now() - Self.window)
        where run.scope == scope && counts.keys.contains(where: Self.verifiable.contains) {
            let rows = try await journal.rows(of: run.id)
            for (place, row) in rows.enumerated()
            where Self.verifiable.contains(row.status) && later.run(since: row, in: scope) == nil {
                found.append((run.id, place, row))
            }
            later.add(rows, of: run)
        }
        var rows = found.map(\.row)
        let offline = try await lookUntilAllHave(&rows, wait, stop, lead: answer.clockLead)
        for run in Set(found.map(\.run)) {
            try await keep(rows, found, of: run, in: journal)
        }
        return report(rows, workspace.name, workspace.workspaceID, offline)
    }

    /// Keeps what was found of the rows of one run, among those of others.
    private func keep(
        _ rows: [Row],
        _ found: [(run: String, place: Int, row: Row)],
        of run: String,
        in journal: any Journal,
    ) async throws {
        var all = try await journal.rows(of: run)
        let kept = all
        for (row, origin) in zip(rows, found) where origin.run == run { all[origin.place] = row }
        try await keep(all, instead: kept, of: run, in: journal)
    }

    /// Looks which locks have the codes that Seam has for them, on some doors or in some houses; what is on them is remembered.
    ///
    /// A code that the lock gets when its stay is near is as it should be.
    /// - Throws: `no_match` for a door that is not there, with the nearest one; `unauthorized` or `connection`.
    package func verifyDoors(_ places: RowSelection, wait: TimeSpan, stop: StopSignal) async throws -> RunReport {
        let answer = try await reader.workspace()
        let workspace = answer.workspace
        let index = try await reader.index()
        let reading = StayReading(WorkspaceFacts(answer, index), endpoint: reader.endpoint, clock: clock)
        let devices = try devices(places, in: index)
        let now = clock.now()
        var rows = index.targets.flatMap { target in
            index.members(of: target).filter { devices.contains($0.deviceID) && !$0.isOffline }
                .filter { $0.state.endsAt.map { $0 > now } ?? true }
                .map { Row(lookingAt: $0, of: target, in: index) }
        }
        let offline = try await lookUntilAllHave(&rows, wait, stop, lead: answer.clockLead, index.doors)
        try await remember(rows, reading)
        var report = report(rows, workspace.name, workspace.workspaceID, offline)
        let isScheduled = rows.allSatisfy { row in
            row.status == .onDevice && !offline.hide(row) || row.error?.code == .scheduled
        }
        report.state = isScheduled ? .completed : .partial
        return report
    }

    /// Keeps what the workspace looked like, with the codes that were found on their locks: `status` asks no server.
    private func remember(_ rows: [Row], _ reading: StayReading) async throws {
        let found = Set(rows.filter { $0.status == .onDevice }.flatMap(\.members).map(\.accessCodeID))
        var reading = reading
        for stay in reading.stays.indices {
            for door in reading.stays[stay].doors.indices
            where found.contains(reading.stays[stay].doors[door].accessCodeID) {
                reading.stays[stay].doors[door].isOnLock = true
                reading.stays[stay].doors[door].isOnline = true
            }
        }
        try await journal().keepReading(reading)
    }

    /// The devices of the doors and houses that were named.
    private func devices(_ places: RowSelection, in index: WorkspaceIndex) throws(PlanError) -> Set<String> {
        var places = places
        places.described = reader.settings.houses
        places.homes = index.doors.compactMapValues(\.house)
        let all = index.doors.values.map { (name: $0.name, deviceID: $0.deviceID) }.sorted { $0.name < $1.name }
        let resolved = places.resolved(among: all)
        if let unmatched = resolved.unmatchedPlace(among: all) { throw PlanError(unmatched) }
        return Set(all.filter { resolved.containsDoor(in: [$0]) }.map(\.deviceID))
    }

    private func report(
        _ rows: [Row],
        _ workspaceName: String,
        _ workspaceID: String,
        _ offline: [OfflineDoor],
    ) -> RunReport {
        var report = RunReport(
            runID: "",
            script: "verify",
            state: Self.state(of: rows, offline),
            plan: Plan(rows: rows, madeAt: clock.now()),
        )
        report.workspaceName = workspaceName
        report.workspaceID = workspaceID
        report.offlineDoors = offline
        return report
    }
}

extension Row {
    /// A row that changes nothing: the code as Seam has it, to be looked for on its lock.
    fileprivate init(lookingAt code: IndexedCode, of target: Row.Target, in index: WorkspaceIndex) {
        let member = Row.Member(
            accessCodeID: code.accessCodeID,
            deviceID: code.deviceID,
            door: index.doorName(code.deviceID),
            before: code.state,
            after: code.state,
            status: .applied,
        )
        self.init(
            target: target,
            name: index.name(of: target),
            zone: index.doors[code.deviceID]?.zone,
            changes: [],
            members: [member],
            isInHouse: false,
            deadline: nil,
        )
        status = .applied
    }
}

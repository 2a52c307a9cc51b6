internal import CivilTime
internal import Journal
internal import Model

extension StatusFacts {
    /// The stays that have lost codes before their end by the newest look at their workspace, without those that a run has
    /// ended or made anew.
    static func missing(
        in journal: any Journal,
        _ known: inout RowsOfRuns,
        now: Instant,
        limit: Int,
    ) async throws(JournalError) -> [Gone] {
        var gone: [Gone] = []
        let lost = try await journal.missingStays(at: now)
        for var stay in try await lost + neverSeen(in: journal, &known, now: now) where gone.count < limit {
            let names = [stay.target.identifier, stay.name].compactMap(\.self) + stay.doors.map(\.accessCodeID)
            let history = try await StayHistory.read(of: names, in: journal, lead: .zero)
            stay.doors.removeAll { door in
                history.ending(of: door.accessCodeID) != nil || history.hasShortened(door.accessCodeID, to: now)
                    || history.isMadeAnew(door, since: stay.seenAt)
                    || history.hasMoved(stay.target, without: door.accessCodeID)
            }
            guard !stay.doors.isEmpty else { continue }
            let key = history.presentTarget(of: stay.target).identifier
            gone.append(Gone(key: key, name: stay.name, doors: stay.doors.map(\.name)))
        }
        return gone
    }

    /// How far back runs are looked at.
    private static let reach = TimeSpan(milliseconds: 48 * 3_600_000)

    /// The stays that a run changed and of which the newest look at their workspace knows no code: it went before the first look.
    private static func neverSeen(
        in journal: any Journal,
        _ known: inout RowsOfRuns,
        now: Instant,
    ) async throws(JournalError) -> [Stay] {
        var readings: [WorkspaceScope: LookedAtStays?] = [:]
        var later = SettledRows()
        var stays: [Stay] = []
        for (run, counts) in try await journal.rowCounts(since: now - reach)
        where counts.keys.contains(where: SettledRows.settled.contains) {
            if readings[run.scope] == nil {
                let (endpoint, workspace) = (run.endpoint, run.workspaceID)
                let reading = try await journal.lastReading(endpoint: endpoint, workspaceID: workspace)
                readings[run.scope] = .some(reading.map(LookedAtStays.init))
            }
            guard let looked = readings[run.scope] ?? nil else { continue }
            let rows = try await known.rows(of: run.id)
            if let end = run.finishedAt, end < looked.reading.readAt {
                stays += rows.filter { later.run(since: $0, in: run.scope) == nil }.compactMap { row in
                    looked.stay(without: row, since: run.startedAt, at: now)
                }
            }
            later.add(rows, of: run)
        }
        return stays
    }
}

/// A look at a workspace, with the codes that it knows.
private struct LookedAtStays {
    let reading: StayReading
    private let codes: Set<String>

    init(_ reading: StayReading) {
        self.reading = reading
        codes = Set(reading.stays.flatMap { ($0.doors + $0.lost).map(\.accessCodeID) })
    }

    /// The stay of a row that the run changed, with the doors whose codes should be there and are not known; nil for none.
    func stay(without row: Row, since instant: Instant, at now: Instant) -> Stay? {
        guard [.applied, .onDevice].contains(row.status) else { return nil }
        let doors = row.members.filter { member in
            let end = member.after.endsAt ?? reading.readAt
            let isAhead = end > reading.readAt && end > now - reading.clockLead
            return member.hasCode && member.part != .drop && isAhead && !codes.contains(member.accessCodeID)
                && !hasOther(for: row, on: member.deviceID)
        }
        guard !doors.isEmpty else { return nil }
        let missing = doors.map { member in
            Stay.Door(
                accessCodeID: member.accessCodeID,
                deviceID: member.deviceID,
                name: member.door,
                zone: row.zone,
                state: member.after,
            )
        }
        return Stay(target: row.target, name: row.name, doors: missing, seenAt: instant)
    }

    /// Whether the stay has another code on the door.
    private func hasOther(for row: Row, on device: String) -> Bool {
        reading.stays.contains { stay in
            !stay.isGone && (stay.target == row.target || stay.name != nil && stay.name == row.name)
                && stay.doors.contains { $0.deviceID == device }
        }
    }
}

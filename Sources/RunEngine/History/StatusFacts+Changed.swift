internal import CivilTime
internal import Journal
internal import Model

/// What the newest looks at workspaces say of what runs of the last days gave: no server is asked.
struct LookedAtRows {
    /// How far back runs are looked at.
    private static let reach = TimeSpan(milliseconds: 48 * 3_600_000)

    /// The stays that a run changed and of which a look knows no code: it went before the first look.
    private(set) var unseen: [Stay] = []
    /// The stays that have other hours than the newest run gave them.
    private(set) var changed: [StatusFacts.Changed] = []
    private var settledAt: [String: [Int: Instant]] = [:]

    /// A door of which a run has made a code for a guest.
    private struct MadeDoor: Hashable {
        let scope: WorkspaceScope
        let name: String?
        let deviceID: String
    }

    /// Compares what runs gave with the newest looks, and with what `verify` has found since.
    static func read(
        in journal: any Journal,
        _ known: inout RowsOfRuns,
        _ looks: inout LastLooks,
        seen: Set<String>,
        now: Instant,
    ) async throws(JournalError) -> LookedAtRows {
        var found = LookedAtRows()
        var later = SettledRows()
        var made: Set<MadeDoor> = []
        for (run, counts) in try await journal.rowCounts(since: now - reach)
        where counts.keys.contains(where: SettledRows.settled.contains) {
            let look = try await looks.look(at: run.scope)
            let rows = try await known.rows(of: run.id)
            for place in rows.indices {
                guard let row = later.rest(of: rows[place], in: run.scope) else { continue }
                let isPart = row.members.count < rows[place].members.count
                if let look, let end = run.finishedAt, look.isAfter(end) {
                    if let stay = look.stay(without: row, since: run.startedAt, at: now) { found.unseen.append(stay) }
                }
                let isVerified = row.error?.code == .changedOutside
                var changed = look?.change(of: row, in: run, at: now) { member in
                    made.contains(MadeDoor(scope: run.scope, name: row.name, deviceID: member.deviceID))
                }
                guard changed != nil || isVerified else { continue }
                // What `verify` has kept after the look is newer.
                let settledAt = try await found.settled(run, in: journal)[place] ?? run.startedAt
                if !(look?.isAfter(settledAt) ?? false) {
                    let isAhead = row.members.contains { $0.after.endsAt.map { $0 > now } ?? true }
                    changed = isVerified && isAhead ? StatusFacts.Changed(run: run, row: row, foundAt: settledAt) : nil
                }
                guard var changed else { continue }
                if isPart, changed.doors.isEmpty { changed.doors = row.members.map(\.door) }
                // What a later command found so and left is told where it is more than a run gave: less was meant.
                let isLeft = row.members.contains { later.hasFound($0.accessCodeID, in: run.scope) }
                guard !isLeft || !changed.takesTime else { continue }
                changed.isSeen = seen.contains(run.id)
                found.changed.append(changed)
            }
            later.add(rows, of: run)
            for row in rows where SettledRows.settled.contains(row.status) && row.name != nil {
                let doors = row.members.filter { $0.part == .add }
                made.formUnion(doors.map { MadeDoor(scope: run.scope, name: row.name, deviceID: $0.deviceID) })
            }
        }
        return found
    }

    /// When it was last settled where the rows of a run stand, by their places; each run is read once.
    private mutating func settled(
        _ run: RunRecord,
        in journal: any Journal,
    ) async throws(JournalError) -> [Int: Instant] {
        if let times = settledAt[run.id] { return times }
        var times: [Int: Instant] = [:]
        for event in try await journal.events(of: run.id) where event.kind == .outcome {
            if let row = event.row { times[row] = event.recordedAt }
        }
        settledAt[run.id] = times
        return times
    }
}

extension StatusFacts {
    /// How many troubles are looked at more closely: for so many a command is offered.
    private static let looked = 3

    /// Adds to the first conflicts what the newest look at their workspace says of their codes and doors.
    mutating func addFound(_ looks: inout LastLooks) async throws(JournalError) {
        for place in troubles.indices.filter({ troubles[$0].row.status == .conflict }).prefix(Self.looked) {
            let (run, row) = (troubles[place].run, troubles[place].row)
            guard let look = try await looks.look(at: run.scope), look.isAfter(run.startedAt) else { continue }
            for member in row.members {
                if let state = look.state(of: member.accessCodeID) {
                    troubles[place].found[member.accessCodeID] = state
                } else if look.hasLost(member, of: row) {
                    troubles[place].lost.insert(member.accessCodeID)
                }
            }
            troubles[place].isTaken = look.isTaken(by: row, at: now)
        }
    }
}

internal import CivilTime
internal import Journal
internal import Model

/// The newest looks at the workspaces of runs, each read from the journal once.
struct LastLooks {
    let journal: any Journal
    private var known: [WorkspaceScope: LastLook?] = [:]

    init(_ journal: any Journal) { self.journal = journal }

    /// The looks that were read.
    var all: [LastLook] { known.values.compactMap(\.self) }

    /// The newest look at a workspace, nil where nobody has looked.
    /// - Throws: `storage` when it cannot be read.
    mutating func look(at scope: WorkspaceScope) async throws(JournalError) -> LastLook? {
        if let look = known[scope] { return look }
        let reading = try await journal.lastReading(endpoint: scope.endpoint, workspaceID: scope.workspaceID)
        let look = reading.map(LastLook.init)
        known[scope] = .some(look)
        return look
    }
}

/// A look at a workspace, with the codes that it knows.
struct LastLook {
    let reading: StayReading
    /// The hours of the codes that were there then.
    private let states: [String: CodeState]
    private let codes: Set<String>
    /// The codes that were on their locks as Seam had them, with the locks in reach.
    private let onLocks: Set<String>
    /// The last known hours of the codes that are not there any more.
    private let past: [String: CodeState]

    init(_ reading: StayReading) {
        self.reading = reading
        codes = Set(reading.stays.flatMap { ($0.doors + $0.lost).map(\.accessCodeID) })
        let there = reading.stays.lazy.filter { !$0.isGone }.flatMap(\.doors)
        onLocks = Set(there.filter { $0.isOnLock == true && $0.isOnline != false }.map(\.accessCodeID))
        states = Dictionary(there.map { ($0.accessCodeID, $0.state) }) { first, _ in first }
        let gone = reading.stays.lazy.flatMap { $0.isGone ? $0.doors + $0.lost : $0.lost }
        past = Dictionary(gone.map { ($0.accessCodeID, $0.state) }) { first, _ in first }
    }

    /// Whether the look came after an instant of this machine's clock.
    func isAfter(_ instant: Instant) -> Bool { instant - reading.clockLead < reading.readAt }

    /// The locks that were offline then, with the guests who have them at an instant of this machine's clock.
    func offlineLocks(at now: Instant) -> [StatusFacts.OfflineLock] {
        let present = now - reading.clockLead
        var locks: [String: StatusFacts.OfflineLock] = [:]
        for stay in reading.stays where !stay.isGone {
            for door in stay.doors
            where door.isOnline == false && door.state.kind == .timeBound && door.state.isInside(at: present) {
                var lock =
                    locks[door.deviceID]
                    ?? StatusFacts.OfflineLock(door: door.name, zone: door.zone, guests: [], readAt: reading.readAt)
                lock.guests.append(stay.handle)
                locks[door.deviceID] = lock
            }
        }
        return locks.values.sorted { $0.door < $1.door }
    }

    /// The hours that a code had, nil where it was not there.
    func state(of code: String) -> CodeState? { states[code] }

    /// Whether the locks of a row have what the row waited for: its hours, or that a code is gone is not told by this.
    func hasOnLocks(_ row: Row) -> Bool {
        row.members.filter { $0.status == .pending }.allSatisfy { member in
            onLocks.contains(member.accessCodeID) && state(of: member.accessCodeID)?.hasHours(of: member.after) == true
        }
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

    /// Whether a code that a row was to give other hours is gone, and the stay has none in its place.
    func hasLost(_ member: Row.Member, of row: Row) -> Bool {
        member.hasCode && member.before.exists && member.after.exists && state(of: member.accessCodeID) == nil
            && !hasOther(for: row, on: member.deviceID)
    }

    /// Whether the stay has another code on the door.
    private func hasOther(for row: Row, on device: String) -> Bool {
        reading.stays.contains { stay in
            !stay.isGone && (stay.target == row.target || stay.name != nil && stay.name == row.name)
                && stay.doors.contains { $0.deviceID == device }
        }
    }

    /// What of a row's hours others have changed after its run, by this look; nil where they are as the run gave them, or matter
    /// no more.
    ///
    /// Hours that were cut and have run out since are such a change, until the end that the run gave. `isMadeAnew` says of a door
    /// that a later run has made a code for the stay there.
    func change(
        of row: Row,
        in run: RunRecord,
        at now: Instant,
        _ isMadeAnew: (Row.Member) -> Bool,
    ) -> StatusFacts.Changed? {
        guard [.applied, .onDevice].contains(row.status), row.change != .cancel, let end = run.finishedAt, isAfter(end)
        else { return nil }
        let present = now - reading.clockLead
        let others = row.members.compactMap { member -> (member: Row.Member, state: CodeState)? in
            guard member.hasCode, member.part != .drop,
                let state = state(of: member.accessCodeID) ?? cutState(of: member, at: present),
                !state.hasHours(of: member.after)
            else { return nil }
            if let end = state.endsAt, end <= present, isMadeAnew(member) || hasNewer(for: row, member, at: present) {
                return nil
            }
            let ends = [state.endsAt, member.after.endsAt]
            let isOver = ends.allSatisfy { $0.map { $0 <= present } ?? false }
            return isOver ? nil : (member, state)
        }
        guard let first = others.first else { return nil }
        var changed = StatusFacts.Changed(run: run, row: row, foundAt: reading.readAt)
        (changed.given, changed.found) = (first.member.after, first.state)
        changed.doors = others.count == row.members.count ? [] : others.map(\.member.door)
        changed.takesTime = others.contains { other in
            OutsideChange(
                accessCodeID: other.member.accessCodeID,
                at: nil,
                from: OutsideChange.Bounds(other.member.after),
                to: OutsideChange.Bounds(other.state),
            ).takesTime
        }
        return changed
    }
}

extension LastLook {
    /// The last known hours of a code that is gone, where somebody has made them earlier and they are over.
    private func cutState(of member: Row.Member, at present: Instant) -> CodeState? {
        guard let state = past[member.accessCodeID], let end = state.endsAt, end <= present,
            end < member.after.endsAt ?? end
        else { return nil }
        return state
    }

    /// Whether the stay has another code on the door whose hours are not over.
    private func hasNewer(for row: Row, _ member: Row.Member, at present: Instant) -> Bool {
        reading.stays.contains { stay in
            !stay.isGone && (stay.target == row.target || stay.name != nil && stay.name == row.name)
                && stay.doors.contains { door in
                    door.deviceID == member.deviceID && door.accessCodeID != member.accessCodeID
                        && door.state.endsAt.map { $0 > present } ?? true
                }
        }
    }

    /// Whether another guest has one of the doors in the hours that a row wants, and did not meet the stay before; a door on which
    /// two others meet is one that guests share.
    func isTaken(by row: Row, at now: Instant) -> Bool {
        guard !row.changesDoors else { return false }
        let present = now - reading.clockLead
        return row.members.contains { member in
            guard let start = member.after.startsAt, let end = member.after.endsAt, max(start, present) < end else {
                return false
            }
            let wanted = max(start, present)..<end
            let held = state(of: member.accessCodeID)?.hours
            let others = hours(on: member.deviceID, besides: row.target)
            let meet = zip(others, others.dropFirst()).contains { $0.upperBound > $1.lowerBound }
            return !meet && others.contains { $0.overlaps(wanted) && !(held?.overlaps($0) ?? false) }
        }
    }

    /// The hours of the other guests on a door, by their starts.
    private func hours(on device: String, besides target: Row.Target) -> [Range<Instant>] {
        let others = reading.stays.lazy.filter { stay in
            !stay.isGone && stay.target != target && !StaffNames.isStaff(stay.name ?? "", patterns: nil)
        }
        return others.flatMap(\.doors).filter { $0.deviceID == device }.compactMap(\.state.hours)
            .sorted { $0.lowerBound < $1.lowerBound }
    }
}

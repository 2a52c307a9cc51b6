import CivilTime
internal import Model
internal import Spelling

/// Which doors cannot take the codes that rows would make on them, as far as a reading tells.
struct DoorCapacity {
    /// Why a door cannot take a code.
    struct Obstacle {
        /// The sentence, without a name at its beginning.
        var sentence: String
        /// Whether it is the length of the PIN: such a code fails for certain, whatever has changed since the reading.
        var isOfLength = false
    }

    /// How long before its start a lock has a code: one that keeps hours by itself, and one that does not.
    private static let loading = TimeSpan(milliseconds: 72 * 3_600_000)
    private static let loadingJustInTime = TimeSpan(milliseconds: 3_600_000)

    private let index: WorkspaceIndex
    private let rows: [Row]
    private let now: Instant
    /// The codes on each door on which a row makes one, as they are with the plan.
    private var codes: [String: [IndexedCode]] = [:]
    /// The PINs of stays that get another door, by the places of their rows.
    private var pins: [Int: Set<PINMark>] = [:]

    /// Looks at rows that the index has already.
    init(_ index: WorkspaceIndex, rows: [Row], now: Instant) {
        (self.index, self.rows, self.now) = (index, rows, now)
        let added = rows.flatMap(\.members).filter { $0.part == .add }
        let (devices, planned) = (Set(added.map(\.deviceID)), Set(added.map(\.accessCodeID)))
        guard !devices.isEmpty else { return }
        for code in index.codes.values where devices.contains(code.deviceID) {
            // A grant's place at a door is no code.
            guard code.hasCode || planned.contains(code.accessCodeID) else { continue }
            codes[code.deviceID, default: []].append(code)
        }
    }

    /// Why some door cannot take a code of a row, with the door that is free; nil where each can.
    func obstacle(ofRowAt place: Int) -> Obstacle? {
        let row = rows[place]
        let added = row.members.filter { $0.part == .add }
        for member in added {
            guard var obstacle = obstacle(member, place) else { continue }
            if let free = freeDoor(for: member, of: row) { obstacle.sentence += "; \(free.shown) is free then" }
            return obstacle
        }
        return differingLengths(added, row).map { Obstacle(sentence: $0, isOfLength: true) }
    }

    private func obstacle(_ member: Row.Member, _ place: Int) -> Obstacle? {
        if let reason = reason(member, place) { return Obstacle(sentence: reason) }
        guard let door = index.doors[member.deviceID] else { return nil }
        return pin(door, member, place)
    }

    private func reason(_ member: Row.Member, _ place: Int) -> String? {
        let name = member.door.shown
        guard let door = index.doors[member.deviceID] else {
            return "\(name) is no device of this workspace any more, or Seam does not manage it"
        }
        if case .gone(let code) = door.trouble, !door.isOffline {
            return "\(name) is not connected (\(code.shown)), and takes no code until it is"
        }
        if door.takesCodes == false { return "\(name) has a lock that takes no codes from afar" }
        return full(door, member, rows[place])
    }
}

// MARK: - Full locks

extension DoorCapacity {
    private func full(_ door: Door, _ member: Row.Member, _ row: Row) -> String? {
        guard let most = door.mostCodes, let presence = presence(of: member.after, on: door) else { return nil }
        let own = row.members.filter { $0.deviceID == member.deviceID && $0.part == .drop }.map(\.before)
        let others = (codes[member.deviceID] ?? []).filter {
            !$0.marks.contains(.leaving) && $0.accessCodeID != member.accessCodeID
        }.map(\.state)
        // The old code of a stay is there still when its new one comes.
        let present = (others + own).compactMap { self.presence(of: $0, on: door) }
        let moments = [presence.lowerBound] + present.map(\.lowerBound).filter(presence.contains)
        let count = moments.map { moment in present.count { $0.contains(moment) } }.max() ?? 0
        guard count >= most else { return nil }
        return "\(door.name.shown) has \(count.counted("code")) then, and its lock holds \(most)"
    }

    /// From when to when a lock has a code; nil for one that is over, or is none.
    private func presence(of state: CodeState, on door: Door) -> Range<Instant>? {
        guard state.exists else { return nil }
        let start = state.startsAt.map { $0 - (door.isJustInTime ? Self.loadingJustInTime : Self.loading) } ?? now
        let end = state.endsAt ?? Instant(milliseconds: .max)
        let first = max(now, start)
        return first < end ? first..<end : nil
    }
}

// MARK: - PINs

extension DoorCapacity {
    /// Why a stay that keeps its PIN cannot have it on a door.
    private func pin(_ door: Door, _ member: Row.Member, _ place: Int) -> Obstacle? {
        let row = rows[place]
        guard row.keepsPIN else { return nil }
        let marks = marks(of: row)
        let name = door.name.shown
        if door.constraints.contains("cannot_specify_pin_code"), row.madeKey != row.target.identifier {
            return Obstacle(sentence: "\(name) has a lock that chooses its PINs, and the stay has one")
        }
        let digits = marks.map(\.length).first { !door.codeLengths.isEmpty && !door.codeLengths.contains($0) }
        if let digits {
            let lengths = door.codeLengths.sorted().map { "\($0)" }.joined(separator: ", ")
            return Obstacle(sentence: "its PIN has \(digits) digits, and \(name) takes \(lengths)", isOfLength: true)
        }
        guard let rival = rival(with: marks, on: member, place) else { return nil }
        return Obstacle(
            sentence: "its PIN is that of \(rival.shown) on \(name), and a lock has each PIN once; "
                + "keyshift new-pin gives it another"
        )
    }

    private func marks(of row: Row) -> Set<PINMark> {
        let ids = row.members.lazy.filter(\.before.exists).map(\.accessCodeID)
        return Set(ids.compactMap { index.pinMark(of: $0) })
    }

    /// The name of another stay that has one of some PINs on a member's door, or gets it there by the plan.
    private func rival(with marks: Set<PINMark>, on member: Row.Member, _ place: Int) -> String? {
        let own = Set(rows[place].members.map(\.accessCodeID))
        let there = (codes[member.deviceID] ?? []).first { code in
            !own.contains(code.accessCodeID) && code.pinMark.map(marks.contains) == true
        }
        if let there { return there.state.name ?? there.accessCodeID }
        let next = rows.indices.first { other in
            other != place && rows[other].keepsPIN
                && rows[other].members.contains { $0.part == .add && $0.deviceID == member.deviceID }
                && !marks.isDisjoint(with: self.marks(of: rows[other]))
        }
        return next.map { rows[$0].label }
    }

    /// The refusal of doors for which no PIN is of a length that each takes.
    private func differingLengths(_ added: [Row.Member], _ row: Row) -> String? {
        guard !row.keepsPIN else { return nil }
        let known = added.filter { index.doors[$0.deviceID]?.codeLengths.isEmpty == false }
        let lengths = known.map { index.doors[$0.deviceID]?.codeLengths ?? [] }
        guard let first = lengths.first, lengths.dropFirst().reduce(first, { $0.intersection($1) }).isEmpty else {
            return nil
        }
        let each = zip(known, lengths).map { member, lengths in
            "\(member.door.shown) takes \(lengths.sorted().map { "\($0)" }.joined(separator: ", "))"
        }
        return "no PIN is of a length that all its doors take: \(each.joined(separator: "; ")) digits"
    }
}

// MARK: - Other doors

extension DoorCapacity {
    /// The name of a door of the same house that takes the code, and that nobody has during its hours; nil where none is
    /// known, or where guests share the door that cannot.
    private func freeDoor(for member: Row.Member, of row: Row) -> String? {
        // A new PIN is for the same door.
        let isSameDoor = row.members.contains { $0.part == .drop && $0.deviceID == member.deviceID }
        guard !isSameDoor, let house = index.doors[member.deviceID]?.house else { return nil }
        let shared = DoorCalendar(index, rows: rows, isOfAllDoors: true).shared
        guard !shared.contains(member.deviceID) else { return nil }
        let taken = Set(row.members.map(\.deviceID)).union(busyDoors(during: member.after)).union(shared)
        return index.doors.values.filter { door in
            door.house == house && !taken.contains(door.deviceID) && door.trouble == nil && door.takesCodes != false
        }.map(\.name).min()
    }

    private func busyDoors(during state: CodeState) -> Set<String> {
        let start = state.startsAt ?? now
        let busy = index.codes.values.filter { code in
            guard let end = state.endsAt else { return true }
            return (code.state.startsAt ?? now) < end && code.state.endsAt.map { $0 > start } ?? true
        }
        return Set(busy.map(\.deviceID))
    }
}

internal import CivilTime
internal import Model

/// Makes the rows that make and end codes, of what is known of a workspace.
struct StayRows {
    let index: WorkspaceIndex
    let now: Instant

    /// The row that makes the codes of a stay.
    func creation(_ stay: NewStay, key: String) -> Row {
        let after = CodeState(startsAt: stay.startsAt, endsAt: stay.endsAt, name: stay.name)
        let members = strictestFirst(stay.deviceIDs) { $0 }.map { added(on: $0, key: key, after) }
        var row = row(.create, .group(commonCodeKey: key), stay.name, members)
        row.madeKey = key
        row.codeLength = codeLength(on: stay.deviceIDs)
        row.isInHouse = after.isInside(at: now)
        row.deadline = stay.startsAt > now ? stay.startsAt : nil
        return row
    }

    /// The row that ends the codes of a target for good, those with another PIN, too.
    func cancellation(of target: Row.Target) -> Row {
        let members = codes(of: target).map(dropped)
        var row = row(.cancel, target, index.name(of: target), members)
        row.deadline = row.isInHouse ? nil : members.compactMap(\.before.startsAt).min()
        return row
    }

    /// The row that opens some doors for a target, and ends its codes on others; all of them keep the stay's PIN.
    ///
    /// A code without a key gets its PIN carried along to codes with the key that is given. Of its codes with another PIN those go
    /// whose doors get a code, or all where the move says so.
    func move(of target: Row.Target, _ move: DoorMove, key: String) -> Row {
        let codes = codes(of: target)
        let model = codes.first { move.dropped.contains($0.deviceID) } ?? codes.first
        let after = move.hours ?? model?.state ?? .absent
        let stayKey = target.madeKey ?? key
        var members = codes.map { code -> Row.Member in
            let isPart = index.unit(of: code) != target
            let isReplaced = isPart && (move.givesOnePIN || move.added.contains(code.deviceID))
            return move.dropped.contains(code.deviceID) || isReplaced ? dropped(code) : kept(code, move.hours)
        }
        members += move.added.map { added(on: $0, key: stayKey, after) }
        var row = row(.doors, target, index.name(of: target), members)
        row.madeKey = stayKey
        row.keepsPIN = true
        row.deadline = move.by ?? (row.isInHouse ? nil : members.compactMap(\.after.startsAt).min())
        return row
    }

    /// The row that gives a target a new PIN on each of its doors, of a length that doors which it has lost take, too.
    ///
    /// A door on which it has two codes gets one.
    func newPIN(of target: Row.Target, key: String, fitting lost: [String] = []) -> Row {
        let codes = codes(of: target)
        var devices: Set<String> = []
        let opened = codes.filter { devices.insert($0.deviceID).inserted }
        let made = strictestFirst(opened, \.deviceID).map { added(on: $0.deviceID, key: key, $0.state) }
        var row = row(.doors, target, index.name(of: target), codes.map(dropped) + made)
        row.madeKey = key
        row.codeLength = codeLength(on: made.map(\.deviceID), fitting: lost)
        row.deadline = row.isInHouse ? nil : codes.compactMap(\.state.startsAt).min()
        return row
    }

    /// Doors in the order in which their codes are made: the server chooses the PIN for the first, and the others take it.
    ///
    /// So a lock that chooses its PINs itself comes first, then those with most rules on the digits; else they stay in order.
    private func strictestFirst<Item>(_ items: [Item], _ device: (Item) -> String) -> [Item] {
        let ranked = items.enumerated().map { place, item in
            let rules = (index.doors[device(item)]?.constraints ?? []).subtracting(Self.notOfPINs)
            return (rank: rules.contains("cannot_specify_pin_code") ? Int.max : rules.count, place: place, item: item)
        }
        return ranked.sorted { ($1.rank, $0.place) < ($0.rank, $1.place) }.map(\.item)
    }

    /// The constraints of a door that leave its PINs alone: https://docs.seam.co lists all.
    private static let notOfPINs: Set = ["start_date_in_future", "name_length", "name_must_be_unique"]

    /// The shortest length of a PIN that each door takes; nil where none says, or where no length suits all.
    ///
    /// Of those it is one that the `lost` doors take, too, each as far as some length is left.
    func codeLength(on devices: [String], fitting lost: [String] = []) -> Int? {
        let own = lengths(on: devices)
        var common = own.first.map { first in own.dropFirst().reduce(first) { $0.intersection($1) } }
        for taken in lengths(on: lost) {
            let fitting = common?.intersection(taken) ?? taken
            if !fitting.isEmpty { common = fitting }
        }
        return common?.min()
    }

    private func lengths(on devices: [String]) -> [Set<Int>] {
        devices.compactMap { index.doors[$0]?.codeLengths }.filter { !$0.isEmpty }
    }

    // MARK: - Parts

    /// The codes of a target, those with the PIN of the stay before others.
    private func codes(of target: Row.Target) -> [IndexedCode] {
        ([target] + (index.parts[target] ?? [])).flatMap { index.members(of: $0) }
    }

    private func row(_ change: Row.Change, _ target: Row.Target, _ name: String?, _ members: [Row.Member]) -> Row {
        let zones = Set(members.map { index.doors[$0.deviceID]?.zone })
        var row = Row(
            target: target,
            name: name,
            zone: zones.count == 1 ? zones.first ?? nil : nil,
            changes: [.startsAt, .endsAt],
            members: members,
            isInHouse: members.contains { $0.before.isInside(at: now) },
            deadline: nil,
        )
        row.change = change
        return row
    }

    private func dropped(_ code: IndexedCode) -> Row.Member { member(code, .absent) }

    private func kept(_ code: IndexedCode, _ hours: CodeState?) -> Row.Member {
        var after = code.state
        if let hours { (after.startsAt, after.endsAt) = (hours.startsAt, hours.endsAt) }
        return member(code, after)
    }

    private func member(_ code: IndexedCode, _ after: CodeState) -> Row.Member {
        Row.Member(
            accessCodeID: code.accessCodeID,
            deviceID: code.deviceID,
            door: index.doorName(code.deviceID),
            before: code.state,
            after: after,
        )
    }

    private func added(on deviceID: String, key: String, _ after: CodeState) -> Row.Member {
        Row.Member(
            accessCodeID: CodelessID.make(key: key, device: deviceID),
            deviceID: deviceID,
            door: index.doorName(deviceID),
            before: .absent,
            after: after,
        )
    }
}

/// A stay that is to be made.
struct NewStay: Hashable, Sendable {
    /// What its codes are named.
    var name: String
    /// The devices that they open, in the order in which they are made.
    var deviceIDs: [String]
    /// The start of its hours.
    var startsAt: Instant
    /// The end of its hours.
    var endsAt: Instant
}

/// Which doors a stay gets, and which it gives up.
struct DoorMove: Hashable, Sendable {
    /// The devices that get a code.
    var added: [String]
    /// The devices whose codes end.
    var dropped: Set<String>
    /// The hours of all codes after it, nil to leave them.
    var hours: CodeState?
    /// Until when the new codes are waited for, nil for the deadline.
    var by: Instant?
    /// Whether the codes with another PIN than the stay's end, also where no other comes in their place.
    var givesOnePIN = false
}

extension Row.Target {
    /// The key that codes get which are made for the target, nil for a code that has none.
    fileprivate var madeKey: String? {
        if case .group(let key) = self { key } else { nil }
    }
}

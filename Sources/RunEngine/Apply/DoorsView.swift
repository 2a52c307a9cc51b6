import CivilTime
internal import Model

/// What a reading of its doors says about a row that makes and ends codes.
///
/// All of it follows from the reading, so that a process that takes the row up after another one died sees the same.
struct DoorsView {
    /// What is found of one member.
    enum Finding: Hashable {
        /// Its step is still to be done.
        case open
        /// It is as the row wants it, with the code where there shall be one.
        case done(DoorCode?)
        /// Seam has ended its code, and the lock may have it still.
        case leaving
        /// It is as nobody planned; nil where there is no code.
        case other(CodeState?)

        /// The code that is as wanted.
        var code: DoorCode? {
            if case .done(let code) = self { code } else { nil }
        }
    }

    /// A code that the row made and does not need: twice on a door, or under a key that was given up.
    struct Spare: Hashable {
        let accessCodeID: String
        let deviceID: String
    }

    /// How many keys are tried, because the PIN of one can be taken on some door.
    static let keys = 3

    let row: Row
    /// One finding for each member, in the row's order.
    let findings: [Finding]
    /// What has to go before anything else.
    let spares: [Spare]
    /// Which of the keys is in use, from 0: the newest that some code has, or the one that is tried now.
    let keyTry: Int

    /// Looks at a row's doors; `keyTry` is the key that is tried now.
    init(_ row: Row, _ doors: [String: [DoorCode]], keyTry: Int = 0) {
        self.row = row
        let made = Made(row, doors)
        let current = max(keyTry, made.newestKey ?? 0)
        self.keyTry = current
        findings = row.members.map { member in
            let codes = doors[member.deviceID] ?? []
            return member.part == .add
                ? Self.finding(ofMade: made.best(of: member, current), member)
                : Self.finding(codes.first { $0.accessCodeID == member.accessCodeID }, member, row.changes)
        }
        spares = made.spares(current)
    }

    /// The key with a number that codes of a row are made with.
    static func key(_ number: Int, of row: Row) -> String {
        let key = row.madeKey ?? row.target.identifier
        return number == 0 ? key : "\(key)_\(number + 1)"
    }

    /// Whether nothing is left to do.
    var isDone: Bool {
        spares.isEmpty && findings.allSatisfy { if case .done = $0 { true } else { false } }
    }

    /// The places of the members of a part whose step is still to be done.
    func open(_ part: Row.Member.Part) -> [Int] {
        row.members.indices.filter { row.members[$0].part == part && findings[$0] == .open }
    }

    /// The places of members that are as nobody planned.
    var others: [Int] {
        row.members.indices.filter { if case .other = findings[$0] { true } else { false } }
    }

    /// Whether Seam has ended a code that a lock may have still.
    var isLeaving: Bool { findings.contains(.leaving) }

    /// The codes that are made and as wanted, with the places of their members.
    var made: [(place: Int, code: DoorCode)] {
        row.members.indices.compactMap { place in
            guard row.members[place].part == .add, let code = findings[place].code else { return nil }
            return (place, code)
        }
    }

    /// The PIN of the stay's codes that were there before, nil where none is known.
    func pin(in doors: [String: [DoorCode]]) -> HeldPIN? {
        let ids = Set(row.members.lazy.filter { $0.part != .add }.map(\.accessCodeID))
        return row.members.lazy.flatMap { doors[$0.deviceID] ?? [] }
            .first { ids.contains($0.accessCodeID) && $0.pin != nil }?.pin
    }

    /// Whether the codes that were made have not all one PIN, or another one than the stay's.
    func hasTwoPINs(in doors: [String: [DoorCode]]) -> Bool {
        var pins = Set(made.compactMap(\.code.pin))
        if row.keepsPIN, !pins.isEmpty, let pin = pin(in: doors) { pins.insert(pin) }
        return pins.count > 1
    }

    private static func finding(ofMade code: DoorCode?, _ member: Row.Member) -> Finding {
        guard let code else { return .open }
        let fields: Set<ChangedField> = [.startsAt, .endsAt]
        return code.state.agrees(with: member.after, on: fields) ? .done(code) : .other(code.state)
    }

    private static func finding(_ code: DoorCode?, _ member: Row.Member, _ changes: Set<ChangedField>) -> Finding {
        let isDropped = member.part == .drop
        guard let code else { return isDropped ? .done(nil) : .other(nil) }
        if code.stage == .leaving { return isDropped ? .leaving : .other(nil) }
        let fields: Set<ChangedField> = isDropped ? [.startsAt, .endsAt] : changes
        if !isDropped, code.state.agrees(with: member.after, on: fields) { return .done(code) }
        return code.state.agrees(with: member.before, on: fields) ? .open : .other(code.state)
    }
}

/// The codes on a row's doors that have one of its keys, and are no other member's.
private struct Made {
    private struct Found {
        let place: Int
        let key: Int
        let code: DoorCode
    }

    private let row: Row
    private var found: [Found] = []

    init(_ row: Row, _ doors: [String: [DoorCode]]) {
        self.row = row
        let others = Set(row.members.filter { $0.part != .add }.map(\.accessCodeID))
        let keys = (0..<(row.keepsPIN ? 1 : DoorsView.keys)).map { DoorsView.key($0, of: row) }
        for place in row.members.indices where row.members[place].part == .add {
            let member = row.members[place]
            for code in doors[member.deviceID] ?? [] where code.stage != .leaving {
                guard !others.contains(code.accessCodeID) else { continue }
                let key = code.commonCodeKey.flatMap(keys.firstIndex(of:))
                guard let key = key ?? (code.accessCodeID == member.accessCodeID ? 0 : nil) else { continue }
                found.append(Found(place: place, key: key, code: code))
            }
        }
    }

    /// The newest of the keys that some code has.
    var newestKey: Int? { found.map(\.key).max() }

    /// The code of a member: of two on one door that which the lock has.
    func best(of member: Row.Member, _ key: Int) -> DoorCode? {
        found.filter { $0.key == key && row.members[$0.place] == member }.map(\.code).min(by: Self.goesBefore)
    }

    /// The codes that are not needed.
    func spares(_ key: Int) -> [DoorsView.Spare] {
        let needed = Set(row.members.compactMap { best(of: $0, key)?.accessCodeID })
        return found.filter { !needed.contains($0.code.accessCodeID) }.map {
            DoorsView.Spare(accessCodeID: $0.code.accessCodeID, deviceID: row.members[$0.place].deviceID)
        }
    }

    private static func goesBefore(_ left: DoorCode, _ right: DoorCode) -> Bool {
        let (isLeftReady, isRightReady) = (left.stage == .ready, right.stage == .ready)
        return isLeftReady == isRightReady ? left.accessCodeID < right.accessCodeID : isLeftReady
    }
}

package import CivilTime

/// One planned change of one group, or of one single code, with where it stands.
package struct Row: Hashable, Sendable {
    /// What the change is addressed to.
    package enum Target: Hashable, Sendable {
        /// All codes that share a `common_code_key`.
        case group(commonCodeKey: String)
        /// One code, by its `access_code_id`.
        case code(accessCodeID: String)
        /// A stay that an access grant holds, by its `access_grant_id`: the grant has the hours, and its codes follow them.
        case grant(accessGrantID: String)

        /// The key or the id, as the API spells it.
        package var identifier: String {
            switch self {
            case .group(let commonCodeKey): commonCodeKey
            case .code(let accessCodeID): accessCodeID
            case .grant(let accessGrantID): accessGrantID
            }
        }
    }

    /// What a row does with the codes of its target.
    package enum Change: String, Codable, Sendable, Hashable, CaseIterable {
        /// Gives codes that are there other hours, another name or a type.
        case hours
        /// Makes the codes of a stay.
        case create
        /// Ends the codes of a stay for good.
        case cancel
        /// Makes codes on some doors and ends those on others, in an order that leaves nobody outside.
        case doors
    }

    /// What a row holds.
    private struct Fields: Hashable, Sendable {
        var target: Target
        var change: Change = .hours
        var madeKey: String?
        var codeLength: Int?
        var keepsPIN: Bool = false
        var name: String?
        var zone: String?
        var changes: Set<ChangedField>
        var members: [Member]
        var isInHouse: Bool
        var deadline: Instant?
        var once: String?
        var allowed: Set<RowCheck> = []
        var isRelative: Bool = false
        var isNamed: Bool = false
        var isUnclearlyMixed: Bool = false
        var wallZones: Set<String> = []
        var status: RowStatus
        var because: String?
        var position: String?
        var error: RowError?
    }

    private var shared: SharedFields<Fields>

    /// What is addressed.
    package var target: Target {
        get { shared.value.target }
        set { shared.value.target = newValue }
    }

    /// What is done with the codes.
    package var change: Change {
        get { shared.value.change }
        set { shared.value.change = newValue }
    }

    /// The `common_code_key` that codes get which the row makes; nil for one that makes none.
    package var madeKey: String? {
        get { shared.value.madeKey }
        set { shared.value.madeKey = newValue }
    }

    /// How many digits the codes have that the row makes; nil where the API chooses, or the stay's PIN is kept.
    package var codeLength: Int? {
        get { shared.value.codeLength }
        set { shared.value.codeLength = newValue }
    }

    /// Whether codes that the row makes get the PIN that the stay has.
    package var keepsPIN: Bool {
        get { shared.value.keepsPIN }
        set { shared.value.keepsPIN = newValue }
    }

    /// The group's name, as the operator knows it.
    package var name: String? {
        get { shared.value.name }
        set { shared.value.name = newValue }
    }

    /// The IANA name of the zone that the doors stand in, nil where it is not known.
    package var zone: String? {
        get { shared.value.zone }
        set { shared.value.zone = newValue }
    }

    /// The fields that change; the others are sent as they are when a bound changes.
    package var changes: Set<ChangedField> {
        get { shared.value.changes }
        set { shared.value.changes = newValue }
    }

    /// The codes, in the order of their doors.
    package var members: [Member] {
        get { shared.value.members }
        _modify { yield &shared.value.members }
    }

    /// Whether a guest was inside when the plan was made.
    package var isInHouse: Bool {
        get { shared.value.isInHouse }
        set { shared.value.isInHouse = newValue }
    }

    /// The instant by which the change must have happened, nil where nothing limits it.
    package var deadline: Instant? {
        get { shared.value.deadline }
        set { shared.value.deadline = newValue }
    }

    /// The label under which the change happens once for this group, over all runs; nil without one.
    package var once: String? {
        get { shared.value.once }
        set { shared.value.once = newValue }
    }

    /// The checks that may be passed over for this row, because the script or the command line says so.
    package var allowed: Set<RowCheck> {
        get { shared.value.allowed }
        _modify { yield &shared.value.allowed }
    }

    /// Whether the new hours were worked out from the group's own present ones, so that doing it twice does more than
    /// doing it once.
    package var isRelative: Bool {
        get { shared.value.isRelative }
        set { shared.value.isRelative = newValue }
    }

    /// Whether the change was asked for by the name or the key of this one stay.
    package var isNamed: Bool {
        get { shared.value.isNamed }
        set { shared.value.isNamed = newValue }
    }

    /// Whether it is open what is meant for doors with different hours.
    package var isUnclearlyMixed: Bool {
        get { shared.value.isUnclearlyMixed }
        set { shared.value.isUnclearlyMixed = newValue }
    }

    /// The zones on whose clocks a time of this row was read.
    package var wallZones: Set<String> {
        get { shared.value.wallZones }
        _modify { yield &shared.value.wallZones }
    }

    /// Where the row stands.
    package var status: RowStatus {
        get { shared.value.status }
        set { shared.value.status = newValue }
    }

    /// Why the script changed it, in the words of the script.
    package var because: String? {
        get { shared.value.because }
        set { shared.value.because = newValue }
    }

    /// The script's line that recorded it, such as `late.lua:6`.
    package var position: String? {
        get { shared.value.position }
        set { shared.value.position = newValue }
    }

    /// What went wrong, when something did.
    package var error: RowError? {
        get { shared.value.error }
        _modify { yield &shared.value.error }
    }
    /// Makes a planned row.
    package init(
        target: Target,
        name: String?,
        zone: String?,
        changes: Set<ChangedField>,
        members: [Member],
        isInHouse: Bool,
        deadline: Instant?,
        because: String? = nil,
        position: String? = nil,
    ) {
        shared = SharedFields(
            Fields(
                target: target,
                name: name,
                zone: zone,
                changes: changes,
                members: members,
                isInHouse: isInHouse,
                deadline: deadline,
                status: .planned,
                because: because,
                position: position,
            )
        )
    }

    /// What all codes were before, nil when they differ or where there are none.
    package var before: CodeState? { uniform(\.before) }

    /// What all codes shall be, nil when they differ or where none is left.
    package var after: CodeState? { uniform(\.after) }

    /// The ids under which the row can meet another one: its key or id, and those of its codes.
    package var identifiers: [String] {
        let codes = members.map(\.accessCodeID)
        return codes.contains(target.identifier) ? codes : [target.identifier] + codes
    }

    /// The instant by which the change must have happened: the earlier of the old and the new end for those inside, and for
    /// stays to come of which only the end moves, because the API takes no end that is over; else the new start.
    package var mustHappenBy: Instant? {
        let movesStart = members.contains { $0.before.startsAt != $0.after.startsAt }
        guard isInHouse || !movesStart else { return members.lazy.compactMap(\.after.startsAt).min() }
        let ends = (members.lazy.compactMap(\.before.endsAt).min(), members.lazy.compactMap(\.after.endsAt).min())
        return ends.0.map { min($0, ends.1 ?? $0) } ?? ends.1
    }

    private func uniform(_ state: (Member) -> CodeState) -> CodeState? {
        var first: CodeState?
        for member in members {
            let found = state(member)
            guard found.exists else { continue }
            guard first == nil || first == found else { return nil }
            first = found
        }
        return first
    }
}

extension Row {
    /// Whether a code of the row was sent an end and has none now.
    package var hasLostEnd: Bool { status == .failed && error?.code == .lostEnd }
}

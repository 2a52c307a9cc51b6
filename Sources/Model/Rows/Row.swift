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

    /// One code of the target: its hours before and after; a code that is made has none before, and one that ends none
    /// after.
    package struct Member: Hashable, Sendable {
        /// The code.
        package var accessCodeID: String
        /// The device that the code is on.
        package var deviceID: String
        /// The name of that device, as a person knows it.
        package var door: String
        /// What the plan was made from.
        package var before: CodeState
        /// What the plan wants.
        package var after: CodeState
        /// Where this member stands.
        package var status: RowStatus

        /// Makes a planned member.
        package init(
            accessCodeID: String,
            deviceID: String,
            door: String,
            before: CodeState,
            after: CodeState,
            status: RowStatus = .planned,
        ) {
            self.accessCodeID = accessCodeID
            self.deviceID = deviceID
            self.door = door
            self.before = before
            self.after = after
            self.status = status
        }
    }

    /// What is addressed.
    package var target: Target
    /// What is done with the codes.
    package var change = Change.hours
    /// The `common_code_key` that codes get which the row makes; nil for one that makes none.
    package var madeKey: String?
    /// How many digits the codes have that the row makes; nil where the API chooses, or the stay's PIN is kept.
    package var codeLength: Int?
    /// Whether codes that the row makes get the PIN that the stay has.
    package var keepsPIN = false
    /// The group's name, as the operator knows it.
    package var name: String?
    /// The IANA name of the zone that the doors stand in, nil where it is not known.
    package var zone: String?
    /// The fields that change; the others are sent as they are when a bound changes.
    package var changes: Set<ChangedField>
    /// The codes, in the order of their doors.
    package var members: [Member]
    /// Whether a guest was inside when the plan was made.
    package var isInHouse: Bool
    /// The instant by which the change must have happened, nil where nothing limits it.
    package var deadline: Instant?
    /// The label under which the change happens once for this group, over all runs; nil without one.
    package var once: String?
    /// The checks that may be passed over for this row, because the script or the command line says so.
    package var allowed: Set<RowCheck> = []
    /// Whether the new hours were worked out from the group's own present ones, so that doing it twice does more than
    /// doing it once.
    package var isRelative = false
    /// Whether the change was asked for by the name or the key of this one stay.
    package var isNamed = false
    /// Whether it is open what is meant for doors with different hours.
    package var isUnclearlyMixed = false
    /// The zones on whose clocks a time of this row was read.
    package var wallZones: Set<String> = []
    /// Where the row stands.
    package var status: RowStatus
    /// Why the script changed it, in the words of the script.
    package var because: String?
    /// The script's line that recorded it, such as `late.lua:6`.
    package var position: String?
    /// What went wrong, when something did.
    package var error: RowError?

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
        self.target = target
        self.name = name
        self.zone = zone
        self.changes = changes
        self.members = members
        self.isInHouse = isInHouse
        self.deadline = deadline
        self.status = .planned
        self.because = because
        self.position = position
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
        guard isInHouse || !movesStart else { return members.compactMap(\.after.startsAt).min() }
        return members.flatMap { [$0.before.endsAt, $0.after.endsAt] }.compactMap(\.self).min()
    }

    private func uniform(_ state: KeyPath<Member, CodeState>) -> CodeState? {
        guard let first = members.first(where: { $0[keyPath: state].exists })?[keyPath: state] else { return nil }
        return members.allSatisfy { $0[keyPath: state] == first || !$0[keyPath: state].exists } ? first : nil
    }
}

extension Row.Member {
    /// How far the hours move, nil where they do not, or where a bound is missing on one side.
    package var delta: HoursDelta? {
        HoursDelta(startsAt: (before.startsAt, after.startsAt), endsAt: (before.endsAt, after.endsAt))
    }
}

/// How far a start and an end move; at least one of them does.
package struct HoursDelta: Hashable, Sendable {
    /// The way of the start, negative for an earlier one.
    package var startsBy: TimeSpan
    /// The way of the end, negative for an earlier one.
    package var endsBy: TimeSpan

    /// Makes a delta of both ways.
    package init(startsBy: TimeSpan, endsBy: TimeSpan) {
        self.startsBy = startsBy
        self.endsBy = endsBy
    }

    /// Makes the delta between bounds, nil where neither moves, or where one is missing on one side.
    package init?(startsAt: (before: Instant?, after: Instant?), endsAt: (before: Instant?, after: Instant?)) {
        guard let start = startsAt.before, let newStart = startsAt.after, let end = endsAt.before,
            let newEnd = endsAt.after
        else { return nil }
        self.init(startsBy: newStart - start, endsBy: newEnd - end)
        if startsBy == .zero && endsBy == .zero { return nil }
    }
}

/// Where a row or a member stands; the words are those of the summary.
package enum RowStatus: String, Codable, Sendable, Hashable, CaseIterable {
    /// Nothing was sent yet.
    case planned
    /// Seam's record has the new hours.
    case applied
    /// The lock has the new hours.
    case onDevice = "on_device"
    /// The hours were already as wanted; nothing was sent.
    case already
    /// Somebody else changed it since the plan; nothing was sent.
    case conflict
    /// The API refused it.
    case failed
    /// It was sent, and reading has not shown it yet.
    case pending
    /// Reading cannot settle it: a person has to look.
    case look
    /// A command that names this one booking has taken the row out of its run, which sends nothing for it.
    case taken
}

/// What went wrong with a row, for the operator.
package struct RowError: Hashable, Sendable {
    /// What kind of error it is; the API has kinds of its own.
    package struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The word for programs; docs/json.md has the list.
        package let rawValue: String

        /// The word.
        package var description: String { rawValue }

        /// Makes it of a word, which may be the API's.
        package init(rawValue: String) { self.rawValue = rawValue }

        /// Somebody else changed the codes since the plan was made.
        package static let conflict = Code(rawValue: "conflict")
        /// The code has lost its end.
        package static let lostEnd = Code(rawValue: "ongoing")
        /// Reading cannot settle it.
        package static let look = Code(rawValue: "look")
        /// It was sent, and reading has not shown it yet.
        package static let pending = Code(rawValue: "pending")
        /// It is on its way to the lock.
        package static let waiting = Code(rawValue: "waiting")
        /// It goes to the lock later, as that kind of lock does.
        package static let scheduled = Code(rawValue: "scheduled")
        /// A lock cannot have it.
        package static let notOnDevice = Code(rawValue: "not_on_device")
        /// The lock may have it, and Seam warns of it.
        package static let warning = Code(rawValue: "warning")
        /// A later run has changed it.
        package static let changedSince = Code(rawValue: "changed_since")
        /// Somebody else has changed it after the run.
        package static let changedOutside = Code(rawValue: "changed_outside")
        /// After the run the code went before its end, and no run took it.
        package static let gone = Code(rawValue: "gone")
        /// The server could not be reached.
        package static let connection = Code(rawValue: "connection")
        /// The answers came too late to be relied on.
        package static let timeout = Code(rawValue: "timeout")
        /// A send returned after the run was taken over.
        package static let late = Code(rawValue: "late")
        /// A command that names this one booking has taken the row.
        package static let taken = Code(rawValue: "taken")
        /// Seam has ended the code, and a lock may have it still.
        package static let stillOpens = Code(rawValue: "still_opens")
        /// The doors of one stay would have different PINs.
        package static let twoPINs = Code(rawValue: "two_pins")
        /// The stay ends later already than it was to be extended to.
        package static let endsLater = Code(rawValue: "ends_later")
    }

    /// What kind of error it is.
    package var code: Code
    /// A sentence.
    package var message: String
    /// The API's request id, when there was an answer.
    package var requestID: String?
    /// The words of the command that does what was most likely meant; nil where there is none.
    package var command: [String]?

    /// Makes an error of its parts.
    package init(code: Code, message: String, requestID: String? = nil) {
        self.code = code
        self.message = message
        self.requestID = requestID
    }
}

extension Row {
    /// Whether a code of the row was sent an end and has none now.
    package var hasLostEnd: Bool { status == .failed && error?.code == .lostEnd }
}

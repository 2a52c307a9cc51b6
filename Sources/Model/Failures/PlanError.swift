/// Why a change was not taken into the plan, why a plan is refused, or why a command could not begin.
package struct PlanError: Error, Hashable, CustomStringConvertible {
    /// The word for programs; docs/json.md has the list.
    package enum Code: String, Sendable, CaseIterable {
        /// The call itself is wrong; it is raised where it was made.
        case script = "script_error"
        /// More groups than the limit.
        case maxGroups = "max_groups"
        /// A longer way than the limit.
        case maxShift = "max_shift"
        /// Another number of groups than the script expects.
        case expect
        /// Our clock is far off the server's.
        case clock
        /// Somebody inside would stand before a locked door.
        case lockout
        /// Doors of one group with different hours, and nothing that says what is meant.
        case mixed
        /// The label was used for the group already.
        case once
        /// The group was moved by as much in the last hours.
        case recent
        /// Whether somebody else moved the groups as far in the last hours is not known.
        case witness
        /// Nobody said yes.
        case unconfirmed
        /// A second person has to approve the plan first.
        case needsApproval = "needs_approval"
        /// Another run works on a group.
        case busy
        /// Many stays that were not named singly lose time.
        case shorten
        /// Two stays would meet on a door of their own.
        case overlap
        /// A stay with the same name is on the same door at the same time.
        case duplicate
        /// A door cannot take a code of a stay.
        case takesNoCode = "takes_no_code"
        /// The codes of more stays would be made than the limit.
        case maxCreated = "max_created"
        /// More stays would be cancelled than the limit.
        case maxCancelled = "max_cancelled"
        /// A schedule would make PINs that nobody gets.
        case unattended
        /// The zone data is older than the rules of a zone that was used.
        case zoneData = "zone_data"
        /// A run stopped before it finished, and still holds a group.
        case unfinishedRun = "unfinished_run"
        /// The script ran longer than it may.
        case limitTime = "limit_time"
        /// The plan was made for another server or workspace.
        case stalePlan = "stale_plan"
        /// The plan file is not as it was written.
        case tampered
        /// No stay of the plan has a name, or a door, that was asked for.
        case noMatch = "no_match"
        /// The call changes more than hours.
        case directEffect = "direct_effect"
        /// The server could not be reached.
        case connection
        /// The server does not know the credential.
        case unauthorized
        /// The file could not be read or is not Lua.
        case load = "load_error"
        /// The line that was typed makes no sense: something is missing that is told with what is there.
        case usage
        /// A value that was typed cannot be read.
        case invalidValue = "invalid_value"
        /// No booking has the name that was typed.
        case unknownBooking = "unknown_booking"
        /// Several bookings have the name that was typed.
        case ambiguousBooking = "ambiguous_booking"
        /// A file or a folder could not be written.
        case file
        /// A port of this machine could not be had.
        case port
        /// The process may have too few files open.
        case openFiles = "open_files"
        /// Another process does this work.
        case notOwned = "not_owned"

        /// Whether a check refused, which is exit code 4, and not a failure.
        package var isRefusal: Bool {
            switch self {
            case .script, .limitTime, .directEffect, .connection, .unauthorized, .load, .usage, .invalidValue,
                .unknownBooking,
                .ambiguousBooking, .file, .port, .openFiles, .notOwned:
                false
            default: true
            }
        }
    }

    /// The word for programs.
    package var code: Code
    /// What is wrong, and with which value.
    package var message: String
    /// The script's line that it is about, such as `late.lua:6`; nil for none.
    package var position: String?
    /// The value on the command line that it is about, nil for none.
    package var subject: TypedValue?
    /// What would let it go on, nil where the sentence says it.
    package var remedy: Remedy?
    /// The rows that a check refuses, empty where none are known.
    package var rows: Set<Row.Target> = []
    /// What was thrown below, when something was.
    package var underlying: (any Error)?

    /// Makes an error of a code and a sentence.
    package init(
        _ code: Code,
        _ message: String,
        about subject: TypedValue? = nil,
        position: String? = nil,
        remedy: Remedy? = nil,
        underlying: (any Error)? = nil,
    ) {
        self.code = code
        self.message = message
        self.subject = subject
        self.position = position
        self.remedy = remedy
        self.underlying = underlying
    }

    /// The sentence.
    package var description: String { message }

    /// Whether both say the same, whatever was thrown below.
    package static func == (left: PlanError, right: PlanError) -> Bool {
        left.code == right.code && left.message == right.message && left.position == right.position
            && left.subject == right.subject
            && left.remedy == right.remedy
    }

    /// Hashes what is compared.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(message)
        hasher.combine(position)
        hasher.combine(subject)
        hasher.combine(remedy)
    }
}

/// A value that an operator can type, as a fact; where it is shown, it gets the name of its option.
package enum TypedValue: Hashable, Sendable {
    /// The new start of a booking.
    case starts
    /// The new end of a booking.
    case ends
    /// The end up to which a booking is extended.
    case extendsTo
    /// How much later the end of a booking becomes.
    case extendsBy
    /// How far an undo goes back.
    case undoesBy
    /// The end of a stay that ends earlier.
    case endsAt
    /// Until when the locks of new doors are waited for.
    case readyBy
    /// How long a verification waits.
    case wait
    /// The instant behind which the next ones of a schedule are looked for.
    case after
    /// The rule of a schedule for clock changes.
    case clockChange
    /// The statuses of the rows that an undo takes back.
    case status
    /// The memory of a script.
    case memoryLimit
    /// The time of a script.
    case timeLimit
    /// The greatest number of groups.
    case maxGroups
    /// The greatest distance.
    case maxShift
    /// The share of failed rows.
    case stopAt
    /// The check for guests who would lose their door, where it is allowed.
    case allowLockout
    /// Calls that take effect at once.
    case allowDirect
    /// Where failures are posted to.
    case onFailure
    /// Where the end of failures is posted to.
    case onRecovery
    /// Where the heartbeat is posted to.
    case heartbeat
}

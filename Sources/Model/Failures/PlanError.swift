/// Why a change was not taken into the plan, or why a plan is refused.
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
        /// Nobody said yes.
        case unconfirmed
        /// Another run works on a group.
        case busy
        /// Many stays that were not named singly lose time.
        case shorten
        /// Two stays would meet on a door of their own.
        case overlap
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
        /// The call changes more than hours.
        case directEffect = "direct_effect"
        /// The server could not be reached.
        case connection
        /// The server does not know the credential.
        case unauthorized
        /// No stay of the plan has a name, or a door, that was asked for.
        case noMatch = "no_match"
        /// The file could not be read or is not Lua.
        case load = "load_error"

        /// Whether a check refused, which is exit code 4, and not a failure.
        package var isRefusal: Bool {
            switch self {
            case .script, .limitTime, .directEffect, .connection, .unauthorized, .load: false
            default: true
            }
        }
    }

    /// The word for programs.
    package var code: Code
    /// What is wrong, and with which value.
    package var message: String
    /// What would let it go on, nil where the sentence says it.
    package var remedy: Remedy?

    /// Makes an error of a code and a sentence.
    package init(_ code: Code, _ message: String, remedy: Remedy? = nil) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    /// The sentence.
    package var description: String { message }
}

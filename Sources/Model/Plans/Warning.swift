/// Something that the operator should know of a plan, and that does not stop it.
package struct Warning: Hashable, Sendable {
    /// How much it matters.
    package enum Severity: String, Codable, Sendable {
        /// Good to know.
        case info
        /// Somebody should look at it before the plan is sent.
        case warning
    }

    /// What it is about; the words are in docs/json.md, and a test compares them.
    package enum Code: String, Codable, Sendable, Hashable, CaseIterable {
        /// A door is no device of the workspace any more.
        case doorUnknown = "door_unknown"
        /// A lock cannot be reached now.
        case doorOffline = "door_offline"
        /// A lock is not connected any more.
        case doorGone = "door_gone"
        /// A linked stay has a code on one door only.
        case doorMissing = "door_missing"
        /// A code is being removed.
        case codeLeaving = "code_leaving"
        /// A code has not reached its lock.
        case codeNotSet = "code_not_set"
        /// The stay is over already.
        case stayOver = "stay_over"
        /// The stay would be shorter than an hour.
        case stayShort = "stay_short"
        /// The stay would be longer than 90 days.
        case stayLong = "stay_long"
        /// Stays lose time.
        case shorten
        /// Stays meet on a door of their own, and that is meant.
        case overlap
        /// Guests lose the door, and that is meant.
        case lockout
        /// Each door of a stay with different hours is changed by itself.
        case mixed
        /// The lock may have the old hours already.
        case loading
        /// The lock takes only a start in the future.
        case startAhead = "start_ahead"
        /// The lock deletes a code and makes it anew.
        case recreated
        /// Codes on the plan's doors that it does not change.
        case notCovered = "not_covered"
        /// The settings name a door that is not there.
        case settingUnknown = "setting_unknown"
        /// This machine's clock is far off the server's.
        case clock
        /// The zone data is older than a zone's rules.
        case zoneData = "zone_data"
        /// Where the codes are is known from an earlier reading.
        case remembered
        /// Another run has the booking in its plan, and leaves it to this one.
        case taking
        /// The undone run made calls that nothing takes back.
        case directEffects = "direct_effects"
        /// The journal could not be read or written.
        case journal
        /// Too many rows failed, or a code lost its end, and the rest was left.
        case stopped

        /// How much it matters.
        package var severity: Severity {
            switch self {
            case .notCovered, .remembered, .recreated, .loading: .info
            default: .warning
            }
        }
    }

    /// What it is about.
    package var code: Code
    /// A sentence.
    package var message: String
    /// The keys and ids of the rows that it names; empty where it is about the whole plan.
    package var rows: [String]

    /// Makes a warning of its parts.
    package init(_ code: Code, _ message: String, rows: [String] = []) {
        self.code = code
        self.message = message
        self.rows = rows
    }

    /// How much it matters.
    package var severity: Severity { code.severity }
}

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
    /// What the codes were found with instead, by their ids, where this process has read it: no journal keeps it.
    package var found: [String: CodeState] = [:]
    /// Whether one of the codes was gone, where this process has read it.
    package var isOfLostCode = false

    /// Makes an error of its parts.
    package init(code: Code, message: String, requestID: String? = nil) {
        self.code = code
        self.message = message
        self.requestID = requestID
    }
}

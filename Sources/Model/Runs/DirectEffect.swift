package import CivilTime

/// A call that changed something at once, outside of any plan.
package struct DirectEffect: Hashable, Sendable {
    /// What is known of the call.
    package enum State: String, Codable, Sendable {
        /// It was about to be sent, and no answer was kept.
        case open
        /// It was answered well.
        case done
        /// It was refused, or never left.
        case failed
        /// It had no answer: whether it happened is not known.
        case unknown
    }

    /// Its number in the journal; 0 before it is kept.
    package var id: Int64
    /// The endpoint, such as `/access_codes/create`.
    package var path: String
    /// The parameters as JSON, without a PIN.
    package var parameters: String
    /// The device that it concerns, nil when it names none.
    package var deviceID: String?
    /// When it was about to be sent.
    package var sentAt: Instant
    /// When it was answered or given up, nil while it is open.
    package var answeredAt: Instant?
    /// What is known of it.
    package var state: State
    /// The API's request id, when there was an answer.
    package var requestID: String?
    /// What went wrong, or the id of what was made.
    package var detail: String?

    /// Makes a call that is about to be sent.
    package init(path: String, parameters: String, deviceID: String?, sentAt: Instant) {
        self.id = 0
        self.path = path
        self.parameters = parameters
        self.deviceID = deviceID
        self.sentAt = sentAt
        self.state = .open
    }
}

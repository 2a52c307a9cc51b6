/// What became of an action, such as unlocking a door.
public struct ActionAttempt: Sendable, Hashable {
    /// How far an action is.
    public enum Status: String, Sendable, Hashable {
        /// It is under way.
        case pending
        /// It was done.
        case success
        /// It was not done.
        case error
    }

    /// Why an action was not done.
    public struct Failure: Sendable, Hashable {
        /// The kind of fault, such as `device_offline`.
        public let type: String
        /// The API's sentence.
        public let message: String
    }

    /// The id of the attempt.
    public let actionAttemptID: String
    /// What was asked for, such as `UNLOCK_DOOR`; nil where the answer does not say.
    public let actionType: String?
    /// How far it is.
    public let status: Status
    /// What a successful action gave; its form depends on the action.
    public let result: JSONValue?
    /// Why the action failed; nil unless it did.
    public let failure: Failure?

    /// Reads the API's object.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response` when the id is missing, or the status is none that this
    ///   client knows: it is what every caller waits for.
    public init(_ json: JSONValue) throws(SeamError) {
        var reader = JSONReader(value: json, resource: "an action attempt")
        actionAttemptID = try reader.identity("action_attempt_id")
        actionType = reader.optional("action_type")
        let word = try reader.identity("status")
        guard let status = Status(rawValue: word) else {
            throw SeamError(
                .invalidResponse,
                "the server sent an action attempt whose status is \"\(word)\", which this client does not know",
                delivery: .answered,
            )
        }
        self.status = status
        if let result = json["result"], !result.isNull { self.result = result } else { result = Optional.none }
        if let error = json["error"], error.object != nil {
            failure = Failure(type: error["type"]?.string ?? "unknown", message: error["message"]?.string ?? "")
        } else {
            failure = nil
        }
    }
}

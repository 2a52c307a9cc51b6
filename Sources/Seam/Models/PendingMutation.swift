/// A change that Seam has recorded and not yet brought to the device.
public struct PendingMutation: Sendable, Hashable {
    /// The fields of a code on one side of the change; nil where the change does not concern them.
    public struct Side: Sendable, Hashable {
        /// When the code begins to work.
        public let startsAt: String?
        /// When the code ends to work.
        public let endsAt: String?
        /// The name.
        public let name: String?
    }

    /// What is under way, such as `updating_time_frame`; nil where the answer does not say.
    public let code: String?
    /// What the device still has; nil for a change without sides, such as `creating`.
    public let from: Side?
    /// What the device shall have.
    public let to: Side?

    init(_ json: JSONValue) {
        code = json["mutation_code"]?.string
        from = Self.side(json["from"])
        to = Self.side(json["to"])
    }

    private static func side(_ json: JSONValue?) -> Side? {
        guard let json, json.object != nil else { return nil }
        return Side(startsAt: json["starts_at"]?.string, endsAt: json["ends_at"]?.string, name: json["name"]?.string)
    }
}

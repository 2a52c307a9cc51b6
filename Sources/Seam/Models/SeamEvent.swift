/// Something that has happened in the workspace, as a list of events or a webhook tells it.
public struct SeamEvent: Sendable, Hashable {
    /// The id of the event; the same event may be told more than once, always with this id.
    public let eventID: String
    /// The kind, such as `access_code.set_on_device`; nil where the answer does not say.
    public let eventType: String?
    /// The id of the workspace.
    public let workspaceID: String?
    /// When it happened.
    public let occurredAt: String?
    /// When Seam wrote it down.
    public let createdAt: String?
    /// The id of the code that it is about.
    public let accessCodeID: String?
    /// The id of the device that it is about.
    public let deviceID: String?
    /// Everything that came, for the fields that depend on the kind.
    public let json: JSONValue

    /// Reads the API's object.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response` when the id is missing.
    public init(_ json: JSONValue) throws(SeamError) {
        var reader = JSONReader(value: json, resource: "an event")
        eventID = try reader.identity("event_id")
        eventType = reader.optional("event_type")
        workspaceID = reader.optional("workspace_id")
        occurredAt = reader.optional("occurred_at")
        createdAt = reader.optional("created_at")
        accessCodeID = reader.optional("access_code_id")
        deviceID = reader.optional("device_id")
        self.json = json
    }
}

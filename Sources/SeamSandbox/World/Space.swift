/// Doors that belong together, such as those of a house or of a room.
struct Space: Sendable {
    let id: Identifier
    let createdAt: Int64
    var name: String
    var key: String?
    var customerKey: String?
    var customerData: [String: JSON]?
    /// The positions of its doors, in the order in which they came.
    var devices: [Int] = []
    /// The positions of its accounts.
    var accounts: [Int] = []
    var isDeleted = false

    /// Writes the fields of the `space` resource.
    func writeFields(workspaceID: Identifier, to writer: inout JSONWriter) {
        writer.field("space_id", id)
        writer.field("workspace_id", workspaceID)
        writer.field("name", name)
        writer.field("display_name", name)
        if let key { writer.field("space_key", key) }
        if let customerKey { writer.field("customer_key", customerKey) }
        if let customerData { writer.field("customer_data", .object(customerData)) }
        writer.field("device_count", devices.count)
        writer.field("acs_entrance_count", 0)
        writer.field("created_at", instant: createdAt)
    }
}

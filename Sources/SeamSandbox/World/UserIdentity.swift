/// Somebody whom grants let in.
struct UserIdentity: Sendable {
    let id: Identifier
    let createdAt: Int64
    var key: String?
    var fullName: String?
    var email: String?
    var phone: String?
    var customerKey: String?
    var mergedIDs: [Identifier] = []
    var mergedKeys: [String] = []
    var isDeleted = false

    var displayName: String { fullName ?? email ?? phone ?? key ?? "Unnamed user" }

    /// Writes the fields of the `user_identity` resource.
    func writeFields(workspaceID: Identifier, to writer: inout JSONWriter) {
        writer.field("user_identity_id", id)
        writer.field("workspace_id", workspaceID)
        writer.field("user_identity_key", key)
        writer.field("full_name", fullName)
        writer.field("email_address", email)
        writer.field("phone_number", phone)
        writer.field("display_name", displayName)
        writer.field("created_at", instant: createdAt)
        writer.array("acs_user_ids")
        writer.array("merged_user_identity_ids") { writer in
            for id in mergedIDs { writer.value(id) }
        }
        writer.array("merged_user_identity_keys") { writer in
            for key in mergedKeys { writer.value(key) }
        }
        writer.array("errors")
        writer.array("warnings")
    }
}

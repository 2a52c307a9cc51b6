/// What a workspace tells of itself.
struct WorkspaceProfile: Sendable {
    var name: String
    var companyName: String
    var partnerName: String?
    var isSandbox = true
    var isSuspended = false
    var isPublishableKeyAuthEnabled = false
    var organizationID: Identifier?
    /// What was set of `connect_webview_customization`.
    var customization: [String: JSON] = [:]

    init(name: String) {
        self.name = name
        companyName = name
        partnerName = name
    }

    /// Writes the fields of the `workspace` resource.
    func writeFields(id: Identifier, to writer: inout JSONWriter) {
        writer.field("workspace_id", id)
        writer.field("name", name)
        writer.field("company_name", companyName)
        writer.field("connect_partner_name", partnerName)
        writer.field("connect_webview_customization", .object(customization))
        writer.field("is_publishable_key_auth_enabled", isPublishableKeyAuthEnabled)
        writer.field("is_sandbox", isSandbox)
        writer.field("is_suspended", isSuspended)
        writer.field("organization_id", organizationID)
    }
}

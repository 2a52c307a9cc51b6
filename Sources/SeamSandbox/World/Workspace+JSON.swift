extension Workspace {
    /// Writes the fields of the `workspace` resource.
    func writeFields(to writer: inout JSONWriter) {
        writer.field("workspace_id", id)
        writer.field("name", name)
        writer.field("company_name", name)
        writer.field("connect_partner_name", name)
        writer.object("connect_webview_customization") { _ in }
        writer.field("is_publishable_key_auth_enabled", false)
        writer.field("is_sandbox", true)
        writer.field("is_suspended", false)
        writer.field("organization_id", nil as String?)
    }
}

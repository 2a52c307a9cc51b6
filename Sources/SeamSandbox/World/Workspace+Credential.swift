extension Workspace {
    /// Writes the fields of the `acs_credential` resource of a card; the account of the first door stands for its system.
    func writeCredential(ofMethod position: Int, to writer: inout JSONWriter) {
        let method = stays.methods[position]
        let grant = stays.grants[method.grant]
        let account = doors(of: grant).first.map { accounts[devices[$0].account].id } ?? id
        writer.field("acs_credential_id", method.credential)
        writer.field("acs_system_id", account)
        writer.field("connected_account_id", account)
        writer.field("workspace_id", id)
        writer.field("access_method", method.mode.rawValue)
        writer.field("display_name", grant.codeName)
        writer.field("user_identity_id", grant.identity)
        writer.field("created_at", instant: method.createdAt)
        writer.field("starts_at", instant: grant.hours.startsAt)
        if let end = grant.hours.endsAt { writer.field("ends_at", instant: end) }
        writer.field("is_managed", true)
        writer.field("is_issued", method.isIssued)
        writer.field("issued_at", instant: method.issuedAt)
        writer.array("errors")
        writer.array("warnings")
    }
}

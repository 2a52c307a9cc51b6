/// Which grants a list is to have.
struct GrantFilter {
    private let call: Call
    private let workspace: Workspace
    /// The grant of the code that is asked for; nil inside for a code of no grant.
    private let ofCode: Int??

    init(_ call: Call, _ workspace: Workspace) {
        self.call = call
        self.workspace = workspace
        ofCode = call.arguments.id("access_code_id").map { id in
            workspace.position(ofCode: id).flatMap { workspace.codes[$0].traits.method }
                .map { workspace.stays.methods[$0].grant }
        }
    }

    /// Whether every filter lets a grant through.
    func admits(_ grant: AccessGrant, at position: Int) -> Bool {
        let arguments = call.arguments
        // The sandbox has no entrances, systems and locations.
        if ["acs_entrance_id", "acs_system_id", "location_id"].contains(where: arguments.has) { return false }
        if let ofCode, ofCode != position { return false }
        if let ids = arguments.ids("access_grant_ids"), !ids.contains(grant.id) { return false }
        // Null asks for the grants without a key.
        if let key = arguments.values["access_grant_key"], key.text != grant.key { return false }
        if let key = arguments.text("reservation_key"), key != grant.reservationKey { return false }
        if let id = arguments.id("user_identity_id"), id != grant.identity { return false }
        if let id = arguments.id("space_id"), !grant.spaces.contains(id) { return false }
        if let key = arguments.text("customer_key"), !isOf(customer: key, grant) { return false }
        if let id = arguments.id("device_id"), !opens(id, grant) { return false }
        guard let search = arguments.text("search")?.lowercased() else { return true }
        return [grant.codeName.lowercased(), grant.key?.lowercased() ?? "", grant.id.text].contains {
            $0.contains(search)
        }
    }

    private func opens(_ device: Identifier, _ grant: AccessGrant) -> Bool {
        workspace.position(ofDevice: device).map { workspace.doors(of: grant).contains($0) } ?? false
    }

    private func isOf(customer key: String, _ grant: AccessGrant) -> Bool {
        workspace.identities.contains { $0.id == grant.identity && $0.customerKey == key }
            || workspace.spaces.contains { grant.spaces.contains($0.id) && $0.customerKey == key }
    }
}

/// The account of a maker whose devices a workspace has.
struct ConnectedAccount: Sendable {
    let id: Identifier
    let model: DeviceModel
    let createdAt: Int64
    let email: String?
    var displayName: String
    var customerKey: String?
    var managesNewDevices = true
    var acceptedCapabilities = ["lock"]
    var customMetadata: [String: JSON] = [:]
    /// Since when Seam has no access any more; nil while it has.
    var disconnectedAt: Int64?
    /// Whether it was deleted; its devices and their codes are gone, too.
    var isDeleted = false

    var isConnected: Bool { disconnectedAt == nil }

    var problems: [Device.Problem] {
        guard let disconnectedAt else { return [] }
        return [
            Device.Problem(
                code: "account_disconnected",
                message: "Account is disconnected",
                flag: Device.Problem.ofAccount,
                createdAt: disconnectedAt
            )
        ]
    }

    /// Writes the fields of the `connected_account` resource.
    func writeFields(to writer: inout JSONWriter) {
        writer.field("connected_account_id", id)
        writer.field("account_type", model.manufacturer)
        writer.field("account_type_display_name", model.brand)
        writer.field("display_name", displayName)
        writer.field("created_at", instant: createdAt)
        writer.field("automatically_manage_new_devices", managesNewDevices)
        writer.array("accepted_capabilities") { writer in
            for capability in acceptedCapabilities { writer.value(capability) }
        }
        writer.field("custom_metadata", .object(customMetadata))
        if let customerKey { writer.field("customer_key", customerKey) }
        if let email { writer.object("user_identifier") { $0.field("email", email) } }
        writer.array("errors") { writer in
            for problem in problems { problem.write(to: &writer) { $0.field(problem.flag, true) } }
        }
        writer.array("warnings")
    }
}

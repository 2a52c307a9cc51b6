/// A door of a workspace; every one takes codes of 4 to 8 digits.
struct Device: Sendable {
    static let codeLengths = 4...8

    let id: String
    let connectedAccountID: String
    let name: String
    let roomName: String
    let house: String
    let timeZone: String
    let model: DeviceModel
    let isOnline: Bool
    let createdAt: Int64

    /// Whether the device has a capability flag, by its field name.
    func can(_ flag: String) -> Bool {
        Self.capabilities.contains(flag)
    }

    private static let capabilities = [
        "can_program_online_access_codes", "can_remotely_lock", "can_remotely_unlock", "can_unlock_with_code",
    ]

    /// Writes the fields of the `device` resource.
    func writeFields(workspaceID: String, to writer: inout JSONWriter) {
        writer.field("device_id", id)
        writer.field("workspace_id", workspaceID)
        writer.field("connected_account_id", connectedAccountID)
        writer.field("device_type", model.type)
        writer.field("display_name", name)
        writer.field("nickname", name)
        writer.array("capabilities_supported") { writer in
            writer.value("access_code")
            writer.value("lock")
        }
        for flag in Self.capabilities { writer.field(flag, true) }
        writer.field("can_program_offline_access_codes", false)
        writer.field("created_at", instant: createdAt)
        writer.field("is_managed", true)
        writer.object("custom_metadata") { _ in }
        writer.array("space_ids")
        writer.array("warnings")
        writeErrors(to: &writer)
        writeOrigin(to: &writer)
        writeProperties(to: &writer)
    }

    private func writeErrors(to writer: inout JSONWriter) {
        writer.array("errors") { writer in
            guard !isOnline else { return }
            writer.object { writer in
                writer.field("error_code", "device_offline")
                writer.field("message", "Device is offline")
                writer.field("is_device_error", true)
                writer.field("created_at", instant: createdAt)
            }
        }
    }

    private func writeOrigin(to writer: inout JSONWriter) {
        writer.object("location") { writer in
            writer.field("location_name", house)
            writer.field("room_name", roomName)
            writer.field("time_zone", timeZone)
            writer.field("timezone", timeZone)
        }
        writer.object("device_manufacturer") { writer in
            writer.field("manufacturer", model.manufacturer)
            writer.field("display_name", model.brand)
        }
        writer.object("device_provider") { writer in
            writer.field("device_provider_name", model.manufacturer)
            writer.field("display_name", model.brand)
            writer.field("provider_category", "stable")
        }
    }

    private func writeProperties(to writer: inout JSONWriter) {
        writer.object("properties") { writer in
            writer.field("name", name)
            writer.object("appearance") { $0.field("name", name) }
            writer.object("model") { writer in
                writer.field("display_name", "\(model.brand) \(model.name)")
                writer.field("manufacturer_display_name", model.brand)
                writer.field("accessory_keypad_supported", false)
            }
            writer.field("manufacturer", model.manufacturer)
            writer.field("online", isOnline)
            writer.field("locked", true)
            writer.field("has_direct_power", false)
            writer.field("online_access_codes_enabled", true)
            writer.field("max_active_codes_supported", 250)
            writer.array("supported_code_lengths") { writer in
                for length in Self.codeLengths { writer.value(length) }
            }
            writer.array("code_constraints")
        }
    }
}

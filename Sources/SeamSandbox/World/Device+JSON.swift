extension Device {
    /// Writes the fields of the `device` resource, or of `unmanaged_device`.
    func writeFields(
        workspaceID: Identifier,
        account: ConnectedAccount,
        spaces: [Identifier],
        to writer: inout JSONWriter
    ) {
        writer.field("device_id", id)
        writer.field("workspace_id", workspaceID)
        writer.field("connected_account_id", account.id)
        writer.field("device_type", model.type)
        writer.field("display_name", displayName)
        writer.array("capabilities_supported") { writer in
            writer.value("access_code")
            writer.value("lock")
        }
        for flag in Self.capabilities { writer.field(flag, can(flag)) }
        writer.field("can_program_offline_access_codes", false)
        writer.field("created_at", instant: createdAt)
        writer.field("is_managed", isManaged)
        writer.field("custom_metadata", .object(customMetadata))
        writer.array("warnings")
        writer.array("errors") { writer in
            for problem in problems + account.problems { problem.write(to: &writer) }
        }
        writeOrigin(to: &writer)
        if isManaged {
            writer.field("nickname", displayName)
            writer.array("space_ids") { writer in
                for id in spaces { writer.value(id) }
            }
        }
        writer.object("properties") { writer in
            writeState(isOnline: isOnline && account.isConnected, to: &writer)
            if isManaged { writeRules(to: &writer) }
        }
    }

    private func writeOrigin(to writer: inout JSONWriter) {
        writer.object("location") { writer in
            if let house { writer.field("location_name", house) }
            if let roomName { writer.field("room_name", roomName) }
            guard let timeZone else { return }
            writer.field("time_zone", timeZone)
            writer.field("timezone", timeZone)
        }
        // The facts have no maker for a device that Seam does not manage.
        guard isManaged else { return }
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

    private func writeState(isOnline: Bool, to writer: inout JSONWriter) {
        writer.field("name", name)
        if isManaged { writer.object("appearance") { $0.field("name", name) } }
        writer.object("model") { writer in
            writer.field("display_name", "\(model.brand) \(model.name)")
            writer.field("manufacturer_display_name", model.brand)
            writer.field("accessory_keypad_supported", false)
        }
        writer.field("manufacturer", model.manufacturer)
        writer.field("online", isOnline)
        if isManaged { writer.field("has_direct_power", false) }
        if let battery {
            writer.field("battery_level", .number(battery))
            writer.object("battery") { writer in
                writer.field("level", .number(battery))
                writer.field("status", Self.batteryStatus(battery))
            }
        }
        writer.field("online_access_codes_enabled", true)
        writer.field("offline_access_codes_enabled", false)
    }

    private func writeRules(to writer: inout JSONWriter) {
        writer.field("locked", isLocked)
        writer.field("has_native_entry_events", true)
        writer.field("supports_backup_access_code_pool", model.hasBackupPool)
        writer.field("backup_access_code_pool_enabled", hasBackupPool)
        if let mostCodes = mostCodes ?? model.mostCodes { writer.field("max_active_codes_supported", mostCodes) }
        if let autoLock {
            writer.field("auto_lock_enabled", autoLock.isOn)
            if let delay = autoLock.delay { writer.field("auto_lock_delay_seconds", Int(delay)) }
        }
        writer.array("supported_code_lengths") { writer in
            for length in codeLengths { writer.value(length) }
        }
        writer.array("code_constraints") { writer in
            for rule in model.pinRules { writer.object { $0.field("constraint_type", rule.rawValue) } }
            if model.needsFutureStart { writer.object { $0.field("constraint_type", "start_date_in_future") } }
            guard let limits = model.nameLength else { return }
            writer.object { writer in
                writer.field("constraint_type", "name_length")
                if let shortest = limits.shortest { writer.field("min_length", shortest) }
                writer.field("max_length", limits.longest)
            }
        }
    }
}

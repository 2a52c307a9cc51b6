extension AccessCode {
    /// How long before its start a code is loaded on a lock that schedules by itself.
    private static let loadedAhead: Int64 = 72 * UTCTime.hour

    /// Writes the fields of the `access_code` resource with `values`.
    func writeFields(_ values: Values, workspaceID: String, now: Int64, to writer: inout JSONWriter) {
        let frame = values.timeFrame
        writer.field("access_code_id", id)
        writer.field("workspace_id", workspaceID)
        writer.field("device_id", deviceID)
        writer.field("name", values.name)
        writer.field("code", values.pin)
        writer.field("common_code_key", values.commonCodeKey)
        writer.field("type", frame == nil ? "ongoing" : "time_bound")
        writer.field("status", isSet(values, at: now) ? "set" : "unset")
        writer.field("starts_at", instant: frame?.startsAt)
        writer.field("ends_at", instant: frame?.endsAt)
        writer.field("created_at", instant: createdAt)
        writer.array("errors")
        writer.array("warnings")
        writer.array("pending_mutations")
        writer.field("is_managed", values.isManaged)
        writer.field("is_scheduled_on_device", isLoaded(values, at: now))
        writer.field("is_waiting_for_code_assignment", false)
        writer.field("is_backup", false)
        writer.field("is_backup_access_code_available", values.isBackupAvailable)
        writer.field("is_external_modification_allowed", values.isExternalModificationAllowed)
        writer.field("is_one_time_use", false)
        writer.field("is_offline_access_code", false)
        writer.field("pulled_backup_access_code_id", nil as String?)
        writer.field("dormakaba_oracode_metadata", nil as String?)
    }

    private func isSet(_ values: Values, at now: Int64) -> Bool {
        guard let frame = values.timeFrame else { return true }
        return frame.startsAt <= now
    }

    private func isLoaded(_ values: Values, at now: Int64) -> Bool {
        guard let frame = values.timeFrame else { return false }
        return frame.startsAt - Self.loadedAhead <= now
    }
}

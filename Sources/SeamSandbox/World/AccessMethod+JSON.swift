extension AccessMethod {
    /// Writes the fields of the `access_method` resource; `devices` are the ids of the doors that it is to open.
    func writeFields(
        workspaceID: Identifier,
        hours: GrantHours,
        devices: [Identifier],
        to writer: inout JSONWriter
    ) {
        writer.field("access_method_id", id)
        writer.field("workspace_id", workspaceID)
        writer.field("mode", mode.rawValue)
        writer.field("display_name", mode.displayName)
        writer.field("display_status", displayStatus)
        writer.field("created_at", instant: createdAt)
        writer.field("is_issued", isIssued)
        writer.field("issued_at", instant: issuedAt)
        if mode == .code { writer.field("code", pin) }
        if mode == .card {
            writer.field("is_encoding_required", needsEncoding)
            writer.field("is_ready_for_encoding", needsEncoding && move == nil)
        }
        writeErrors(to: &writer)
        writer.array("warnings") { writeWarnings(to: &$0) }
        writer.array("pending_mutations") { writePendingMutations(hours, devices, to: &$0) }
    }

    private var displayStatus: String {
        if deletedAt != nil { return "Being deleted" }
        if move != nil { return "Updating" }
        if isIssued { return "Issued" }
        if failedSince != nil { return "Failed to issue" }
        return needsEncoding ? "Awaiting encoding" : "Not issued"
    }

    private func writeErrors(to writer: inout JSONWriter) {
        writer.array("errors") { writer in
            guard let failedSince else { return }
            writer.object { writer in
                writer.field("error_code", "failed_to_issue")
                writer.field("message", "The method could not be issued on every device.")
                writer.field("created_at", instant: failedSince)
            }
        }
    }

    private func writeWarnings(to writer: inout JSONWriter) {
        let all: [(since: Int64?, code: String, message: String)] = [
            (deletedAt, "being_deleted", "The method is being deleted."),
            (move?.since, "updating_access_times", "The hours of the method are being changed."),
            (delayedSince, "delay_in_issuing", "Issuing the method takes long."),
        ]
        for warning in all {
            guard let since = warning.since else { continue }
            AccessGrant.writeWarning(warning.code, warning.message, since, to: &writer) { _ in }
        }
    }

    private func writePendingMutations(
        _ hours: GrantHours,
        _ devices: [Identifier],
        to writer: inout JSONWriter
    ) {
        if let move {
            writer.object { move.writeFields("The hours of the method are being changed.", to: hours, &$0) }
        } else if let deletedAt {
            write("revoking_access", "The method is being revoked.", deletedAt, devices, [], to: &writer)
        } else if !isIssued, issuedAt == nil, !needsEncoding {
            write("provisioning_access", "The method is being issued.", createdAt, [], devices, to: &writer)
        }
    }

    private func write(
        _ code: String,
        _ message: String,
        _ since: Int64,
        _ before: [Identifier],
        _ after: [Identifier],
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.field("mutation_code", code)
            writer.field("message", message)
            writer.field("created_at", instant: since)
            AccessGrant.writeDevices("from", before, to: &writer)
            AccessGrant.writeDevices("to", after, to: &writer)
        }
    }
}

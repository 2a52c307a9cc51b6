extension AccessGrant {
    /// Writes the fields of the `access_grant` resource; `methodIDs` are the ids of its methods in their order, `devices`
    /// those of its doors.
    func writeFields(
        workspaceID: Identifier,
        methodIDs: [Identifier],
        devices: [Identifier],
        at now: Int64,
        to writer: inout JSONWriter
    ) {
        writer.field("access_grant_id", id)
        writer.field("workspace_id", workspaceID)
        writer.field("user_identity_id", identity)
        if let key { writer.field("access_grant_key", key) }
        if let reservationKey { writer.field("reservation_key", reservationKey) }
        writer.field("name", name)
        writer.field("display_name", codeName)
        hours.write(to: &writer)
        writer.field("created_at", instant: createdAt)
        writer.field("display_status", displayStatus(at: now))
        writer.array("location_ids")
        writer.array("space_ids") { writer in
            for id in spaces { writer.value(id) }
        }
        writer.array("access_method_ids") { writer in
            for id in methodIDs { writer.value(id) }
        }
        writer.array("requested_access_methods") { writer in
            for request in requests { request.write(to: &writer) }
        }
        writeErrors(to: &writer)
        writer.array("warnings") { writeWarnings(methodIDs, to: &$0) }
        writer.array("pending_mutations") { writePendingMutations(methodIDs, devices, to: &$0) }
    }

    private func displayStatus(at now: Int64) -> String {
        if deletedAt != nil { return "Being deleted" }
        if hours.isOver(at: now) { return "Ended" }
        if move != nil { return "Updating" }
        return hours.startsAt > now ? "Upcoming" : "Active"
    }

    private func writeErrors(to writer: inout JSONWriter) {
        writer.array("errors") { writer in
            guard !missing.isEmpty else { return }
            writer.object { writer in
                writer.field("error_code", "cannot_create_requested_access_methods")
                writer.field("message", Self.missingMessage)
                writer.field("created_at", instant: createdAt)
                writer.array("missing_device_ids") { writer in
                    for id in missing { writer.value(id) }
                }
            }
        }
    }

    static let missingMessage = "No code could be made on some of the devices."

    private func writeWarnings(_ methodIDs: [Identifier], to writer: inout JSONWriter) {
        if let deletedAt {
            Self.writeWarning("being_deleted", "The grant is being deleted.", deletedAt, to: &writer) { _ in }
        }
        if let move {
            Self.writeWarning("updating_access_times", Self.moveMessage, move.since, to: &writer) { writer in
                writer.array("access_method_ids") { writer in
                    for id in methodIDs { writer.value(id) }
                }
            }
        }
        for door in misfits {
            let message = "The hours do not fit what the device takes."
            Self.writeWarning("device_time_constraints_violated", message, createdAt, to: &writer) { writer in
                writer.field("device_id", door.device)
                writer.field("reason", door.reason)
            }
        }
        for door in otherPINs {
            let message = "The code that was asked for was not free, so another one is in use."
            Self.writeWarning("requested_code_unavailable", message, createdAt, to: &writer) { writer in
                writer.field("device_id", door.device)
                writer.field("original_code", door.wanted)
                writer.field("new_code", door.given)
            }
        }
    }

    private static let moveMessage = "The hours of the grant are being changed."

    private func writePendingMutations(
        _ methodIDs: [Identifier],
        _ devices: [Identifier],
        to writer: inout JSONWriter
    ) {
        if let move {
            writer.object { writer in
                move.writeFields(Self.moveMessage, to: hours, &writer)
                writer.array("access_method_ids") { writer in
                    for id in methodIDs { writer.value(id) }
                }
            }
        }
        guard let rewiring else { return }
        writer.object { writer in
            writer.field("mutation_code", "updating_spaces")
            writer.field("message", "The devices of the grant are being changed.")
            writer.field("created_at", instant: rewiring.since)
            Self.writeDevices("from", rewiring.from, to: &writer)
            Self.writeDevices("to", devices, to: &writer)
        }
    }

    /// Writes the devices of a mutation, before it or after it.
    static func writeDevices(_ name: String, _ ids: [Identifier], to writer: inout JSONWriter) {
        writer.object(name) { writer in
            writer.array("device_ids") { writer in
                for id in ids { writer.value(id) }
            }
        }
    }

    static func writeWarning(
        _ code: String,
        _ message: String,
        _ since: Int64,
        to writer: inout JSONWriter,
        _ rest: (inout JSONWriter) -> Void
    ) {
        writer.object { writer in
            writer.field("warning_code", code)
            writer.field("message", message)
            writer.field("created_at", instant: since)
            rest(&writer)
        }
    }
}

extension AccessGrant.Move {
    /// Writes the fields of the mutation `updating_access_times`.
    func writeFields(_ message: String, to hours: GrantHours, _ writer: inout JSONWriter) {
        writer.field("mutation_code", "updating_access_times")
        writer.field("message", message)
        writer.field("created_at", instant: since)
        writer.object("from") { from.write(to: &$0) }
        writer.object("to") { hours.write(to: &$0) }
    }
}

extension AccessGrant.Request {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("mode", mode.rawValue)
            writer.field("display_name", mode.displayName)
            if let pin { writer.field("code", pin) }
            if let uses { writer.field("instant_key_max_use_count", Int(uses)) }
            writer.field("created_at", instant: createdAt)
            writer.array("created_access_method_ids") { writer in
                for id in methods { writer.value(id) }
            }
        }
    }
}

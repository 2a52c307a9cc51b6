extension SandboxState {
    /// - Throws: `invalid_input` with neither id nor key, `access_grant_not_found`.
    func getGrant(_ call: Call) throws(APIError) -> SandboxReply {
        grantReply(try foundGrant(call), call)
    }

    /// - Throws: The errors of a page cursor.
    func listGrants(_ call: Call) throws(APIError) -> SandboxReply {
        let page = try Page(call, defaultLimit: 500)
        let workspace = world.workspaces[call.workspace]
        let filter = GrantFilter(call, workspace)
        let positions = workspace.stays.grants.indices.lazy.filter { position in
            guard let grant = workspace.stays.shown(position, at: call.now, lag: call.lag) else { return false }
            return filter.admits(grant, at: position)
        }
        return page.reply("access_grants", positions) { position, writer in
            guard let grant = workspace.stays.shown(position, at: call.now, lag: call.lag) else { return }
            writer.object { workspace.writeFields(of: grant, at: call.now, to: &$0) }
        }
    }

    /// Gives a grant other hours or another name.
    /// - Throws: `invalid_input`, `access_grant_not_found`, `reservation_conflict`.
    mutating func updateGrant(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try changeableGrant(call)
        let grant = world.workspaces[call.workspace].stays.grants[position]
        var hours = grant.hours
        if let start = call.arguments.whole("starts_at") { hours.startsAt = start }
        if let end = call.arguments.values["ends_at"] { hours.endsAt = end.whole }
        if hours != grant.hours {
            try check(hours, now: call.now)
            try checkReservation(grant.reservationKey, hours, nil, but: position, call)
            count(grant, call)
            world.workspaces[call.workspace].move(grant: position, to: hours, at: call.now, staleFor: call.lag)
        }
        if let name = call.arguments.values["name"] {
            world.workspaces[call.workspace].rename(grant: position, name.text, at: call.now, staleFor: call.lag)
        }
        return .done
    }

    /// Deletes a grant with its methods and codes.
    /// - Throws: `access_grant_not_found`.
    mutating func deleteGrant(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try changeableGrant(call)
        world.workspaces[call.workspace].delete(grant: position, at: call.now, staleFor: call.lag)
        return .done
    }

    /// The record of one grant.
    func grantReply(_ position: Int, _ call: Call) -> SandboxReply {
        let workspace = world.workspaces[call.workspace]
        let grant =
            workspace.stays.shown(position, at: call.now, lag: call.lag) ?? workspace.stays.grants[position]
        return .json(200) { writer in
            writer.object("access_grant") { workspace.writeFields(of: grant, at: call.now, to: &$0) }
            writer.field("ok", true)
        }
    }

    /// The position of the grant that the id or the key means.
    /// - Throws: `invalid_input` with neither, `access_grant_not_found`.
    func foundGrant(_ call: Call) throws(APIError) -> Int {
        guard call.arguments.has("access_grant_id") || call.arguments.has("access_grant_key") else {
            throw .invalidInput("Either 'access_grant_id' or 'access_grant_key' is required")
        }
        let stays = world.workspaces[call.workspace].stays
        let key = call.arguments.text("access_grant_key")
        let found: Int? =
            if let id = call.arguments.id("access_grant_id") {
                stays.position(ofGrant: id).flatMap { key == nil || stays.grants[$0].key == key ? $0 : nil }
            } else {
                stays.grants.firstIndex { !$0.isGone && $0.key == key }
            }
        guard let found else { throw Self.grantNotFound(call) }
        return found
    }

    /// The position of the grant that a request changes.
    /// - Throws: As ``foundGrant(_:)``; a grant that is being deleted cannot be found.
    func changeableGrant(_ call: Call) throws(APIError) -> Int {
        let position = try foundGrant(call)
        guard world.workspaces[call.workspace].stays.grants[position].deletedAt == nil else {
            throw Self.grantNotFound(call)
        }
        return position
    }

    /// - Throws: `invalid_input` for an end that is not after the start, or not ahead.
    func check(_ hours: GrantHours, now: Int64) throws(APIError) {
        guard !isLenient, let end = hours.endsAt else { return }
        guard end > hours.startsAt else { throw .invalidInput("ends_at must be after starts_at") }
        guard end > now else { throw .invalidInput("ends_at must be in the future") }
    }

    /// Refuses hours that do not meet those of the other grants of a reservation, and, for a new grant, `doors` that
    /// they do not have.
    /// - Throws: `reservation_conflict`.
    func checkReservation(
        _ key: String?,
        _ hours: GrantHours,
        _ doors: [Int]?,
        but own: Int? = nil,
        _ call: Call
    ) throws(APIError) {
        guard let key else { return }
        let workspace = world.workspaces[call.workspace]
        let others = workspace.stays.grants.indices.filter { position in
            let grant = workspace.stays.grants[position]
            return position != own && grant.reservationKey == key && grant.deletedAt == nil && !grant.isGone
        }
        guard others.allSatisfy({ workspace.stays.grants[$0].hours.overlaps(hours) }) else {
            let message = "Access grants in the same reservation must have overlapping time frames."
            throw APIError(409, "reservation_conflict", message)
        }
        guard let doors, let first = others.first else { return }
        guard Set(doors).isSubset(of: workspace.doors(of: workspace.stays.grants[first])) else {
            let message = "Access grants that join a reservation must use its devices or some of them."
            throw APIError(409, "reservation_conflict", message)
        }
    }

    private mutating func count(_ grant: AccessGrant, _ call: Call) {
        stats.countUpdate(ofGrant: grant.id)
        let workspace = world.workspaces[call.workspace]
        for door in workspace.doors(of: grant) { stats.countUpdate(ofDevice: workspace.devices[door].id) }
    }

    static func grantNotFound(_ call: Call) -> APIError {
        let data = call.arguments.values.filter { $0.key == "access_grant_id" || $0.key == "access_grant_key" }
        return APIError(404, "access_grant_not_found", "Access grant not found", data: data)
    }
}

extension Workspace {
    /// Writes the record of one grant.
    func writeFields(of grant: AccessGrant, at now: Int64, to writer: inout JSONWriter) {
        let ids = grant.methods.map { stays.methods[$0].id }
        let doors = doors(of: grant).map { devices[$0].id }
        grant.writeFields(workspaceID: id, methodIDs: ids, devices: doors, at: now, to: &writer)
    }

    /// Writes the record of one method.
    func writeFields(ofMethod position: Int, to writer: inout JSONWriter) {
        let method = stays.methods[position]
        let grant = stays.grants[method.grant]
        let doors = doors(of: grant).map { devices[$0].id }
        method.writeFields(workspaceID: id, hours: grant.hours, devices: doors, to: &writer)
    }
}

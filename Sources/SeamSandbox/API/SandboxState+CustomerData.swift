extension SandboxState {
    /// Takes over what a property system tells of a customer: people, places, and stays, which become grants.
    ///
    /// Whatever cannot be done is left out without a word, as Seam tells such things in its console only.
    mutating func pushCustomerData(_ call: Call) -> SandboxReply {
        let customer = call.arguments.text("customer_key")
        for (name, key) in CustomerRecord.people {
            for record in records(name, call) { putPerson(record, key: record[key]?.text, customer, call) }
        }
        for (name, key) in CustomerRecord.places {
            for record in records(name, call) { putPlace(record, key: record[key]?.text, customer, call) }
        }
        for (name, key) in CustomerRecord.stays {
            for record in records(name, call) {
                putStay(record, key: record[key]?.text, isGrant: name == "access_grants", call)
            }
        }
        return .done
    }

    /// Deletes what the keys name: stays with their grants, people with theirs, places.
    mutating func deleteCustomerData(_ call: Call) -> SandboxReply {
        let keys = call.arguments.values.compactMapValues { $0.elements.map { Set($0.compactMap(\.text)) } }
        let customers = keys["customer_keys"] ?? []
        let people = CustomerRecord.people.reduce(into: Set<String>()) { $0.formUnion(keys["\($1.key)s"] ?? []) }
        let places = CustomerRecord.places.reduce(into: Set<String>()) { $0.formUnion(keys["\($1.key)s"] ?? []) }
        let stays = (keys["reservation_keys"] ?? []).union(keys["booking_keys"] ?? [])
        let grants = keys["access_grant_keys"] ?? []
        let identities = world.workspaces[call.workspace].identities
        let gone = identities.indices.filter { position in
            let identity = identities[position]
            return !identity.isDeleted
                && (identity.key.map(people.contains) ?? false || identity.customerKey.map(customers.contains) ?? false)
        }
        let lost = Set(gone.map { identities[$0].id })
        deleteGrants(call) { grant in
            lost.contains(grant.identity) || grant.key.map(grants.contains) ?? false
                || grant.reservationKey.map(stays.contains) ?? false
        }
        for position in gone { world.workspaces[call.workspace].identities[position].isDeleted = true }
        for position in world.workspaces[call.workspace].spaces.indices {
            let space = world.workspaces[call.workspace].spaces[position]
            let isMeant = space.key.map(places.contains) ?? false || space.customerKey.map(customers.contains) ?? false
            if isMeant, !space.isDeleted { deleteSpace(at: position, call) }
        }
        return .done
    }

    private func records(_ name: String, _ call: Call) -> [[String: JSON]] {
        call.arguments.values[name]?.elements?.compactMap(\.fields) ?? []
    }

    private mutating func putPerson(_ record: [String: JSON], key: String?, _ customer: String?, _ call: Call) {
        let known = world.workspaces[call.workspace].identities
        let position = known.firstIndex { $0.key == key && !$0.isDeleted }
        var identity = position.map { known[$0] } ?? UserIdentity(id: random.uuid(), createdAt: call.now)
        identity.key = key
        identity.customerKey = customer
        identity.fullName = record["name"]?.text ?? identity.fullName
        identity.email = record["email_address"]?.text ?? identity.email
        identity.phone = record["phone_number"]?.text ?? identity.phone
        if let position {
            world.workspaces[call.workspace].identities[position] = identity
        } else {
            world.workspaces[call.workspace].identities.append(identity)
        }
    }

    private mutating func putPlace(_ record: [String: JSON], key: String?, _ customer: String?, _ call: Call) {
        let name = record["name"]?.text ?? ""
        if let position = world.workspaces[call.workspace].spaces.firstIndex(where: { $0.key == key && !$0.isDeleted })
        {
            world.workspaces[call.workspace].spaces[position].name = name
            world.workspaces[call.workspace].spaces[position].customerKey = customer
            return
        }
        var space = Space(id: random.uuid(), createdAt: call.now, name: name)
        space.key = key
        space.customerKey = customer
        let position = world.workspaces[call.workspace].spaces.count
        world.workspaces[call.workspace].spaces.append(space)
        world.workspaces[call.workspace].note(.spaceCreated, space: position, at: call.now)
    }

    private mutating func putStay(_ record: [String: JSON], key: String?, isGrant: Bool, _ call: Call) {
        let grants = world.workspaces[call.workspace].stays.grants
        let known = grants.indices.filter { position in
            let grant = grants[position]
            return grant.deletedAt == nil && !grant.isGone && (isGrant ? grant.key : grant.reservationKey) == key
        }
        guard known.isEmpty else {
            for position in known { overwrite(grant: position, with: record, call) }
            return
        }
        var values: [String: JSON] = ["requested_access_methods": .array([Self.codeMethod(record)])]
        values[isGrant ? "access_grant_key" : "reservation_key"] = key.map { .string($0) }
        for name in ["name", "starts_at", "ends_at"] { values[name] = record[name] }
        values["space_keys"] = .array(CustomerRecord.places.flatMap { record["\($0.key)s"]?.elements ?? [] })
        values["user_identity_id"] = guest(record, call).map { .string($0.text) }
        // A stay without doors or without a guest makes nothing, and nobody is told.
        _ = try? createGrant(call.with(values))
    }

    /// Gives a grant the hours and the name that a push has for it, whatever it had before.
    private mutating func overwrite(grant position: Int, with record: [String: JSON], _ call: Call) {
        let grant = world.workspaces[call.workspace].stays.grants[position]
        var hours = grant.hours
        if let start = record["starts_at"]?.whole { hours.startsAt = start }
        if let end = record["ends_at"]?.whole { hours.endsAt = end }
        world.workspaces[call.workspace].move(grant: position, to: hours, at: call.now, staleFor: call.lag)
        guard let name = record["name"]?.text, name != grant.name else { return }
        world.workspaces[call.workspace].rename(grant: position, name, at: call.now, staleFor: call.lag)
    }

    private func guest(_ record: [String: JSON], _ call: Call) -> Identifier? {
        let keys = CustomerRecord.people.compactMap { record[$0.key]?.text }
        return world.workspaces[call.workspace].identities.first { identity in
            !identity.isDeleted && identity.key.map(keys.contains) ?? false
        }?.id
    }

    private static func codeMethod(_ record: [String: JSON]) -> JSON {
        var method: [String: JSON] = ["mode": .string("code")]
        method["code"] = record["preferred_code"]
        return .object(method)
    }
}

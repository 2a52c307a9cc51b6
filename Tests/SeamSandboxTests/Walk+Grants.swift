import Testing

@testable import SeamSandbox

extension Walk {
    /// Makes a grant and answers its id.
    func grant(on devices: [String], _ modes: [String], _ more: String = "") async throws -> String {
        let methods = modes.map { "{\"mode\":\"\($0)\"}" }.joined(separator: ",")
        let doors = devices.map { "\"\($0)\"" }.joined(separator: ",")
        let person = "\"user_identity\":{\"full_name\":\"Guest\"}"
        let fields = "\"device_ids\":[\(doors)],\"requested_access_methods\":[\(methods)],\(person)\(more)"
        let answer = await ask("/access_grants/create", fields)
        return try #require(answer["access_grant"]?["access_grant_id"]?.text)
    }

    /// Has grants made, moved, encoded, extended and deleted, and read at each stage.
    func walkGrants() async throws {
        let (a, c, f) = (try await device("A"), try await device("C"), try await device("F"))
        let id = try await grant(
            on: [a],
            ["code", "card", "mobile_key"],
            ",\"access_grant_key\":\"K-1\",\"name\":null"
        )
        let own = "\"access_grant_id\":\"\(id)\""
        await readGrants(own)
        await sandbox.advance(seconds: 5)
        await readGrants(own)
        let methods = await ask("/access_methods/list", own)["access_methods"]?.elements ?? []
        let card = try #require(methods.first { $0["mode"] == .string("card") }?["access_method_id"]?.text)
        await ask("/access_methods/get", "\"access_method_id\":\"\(card)\"")
        let encoding = "\"access_method_id\":\"\(card)\",\"acs_encoder_id\":\"\(TestSandbox.unknownID)\""
        let attempt = await ask("/access_methods/encode", encoding)["action_attempt"]?["action_attempt_id"]?.text ?? ""
        await sandbox.advance(seconds: 5)
        await ask("/action_attempts/get", "\"action_attempt_id\":\"\(attempt)\"")
        for end in ["\"2026-12-29T12:00:00Z\"", "null"] {
            await ask("/access_grants/update", "\(own),\"ends_at\":\(end),\"name\":\"Ito\"")
            await readGrants(own)
            await sandbox.advance(seconds: 5)
        }
        await ask(
            "/access_grants/request_access_methods",
            "\(own),\"requested_access_methods\":[{\"mode\":\"code\",\"code\":\"80808\"}]"
        )
        await ask("/access_grants/get_related", "\"access_grant_ids\":[\"\(id)\"]")
        await ask("/access_methods/get_related", "\"access_method_ids\":[\"\(card)\"]")
        await ask("/access_methods/delete", "\"access_method_id\":\"\(card)\"")
        await ask("/access_grants/delete", own)
        await readGrants(own)
        await sandbox.advance(seconds: 5)
        await ask("/access_codes/report_device_constraints", "\"device_id\":\"\(c)\",\"supported_code_lengths\":[4]")
        _ = try await grant(on: [c, f], ["code"])
        await ask("/access_grants/list")
        await ask("/access_methods/list", "\"access_grant_key\":\"long\"")
    }

    private func readGrants(_ own: String) async {
        await ask("/access_grants/list")
        await ask("/access_grants/get", own)
        await ask("/access_methods/list", own)
        await ask("/access_codes/list", own)
    }

    /// Has spaces and people come, change and go, and what a property system pushes.
    func walkSpaces() async throws {
        let (a, b, e) = (try await device("A"), try await device("B"), try await device("E"))
        let made = await ask(
            "/spaces/create",
            "\"name\":\"House\",\"space_key\":\"h-1\",\"device_ids\":[\"\(a)\"],\"customer_data\":{\"time_zone\":\"Europe/Lisbon\",\"default_checkin_time\":\"15:00\"}"
        )
        let space = "\"space_id\":\"\(try #require(made["space"]?["space_id"]?.text))\""
        let methods = "\"requested_access_methods\":[{\"mode\":\"code\"}]"
        await ask(
            "/access_grants/create",
            "\"space_keys\":[\"h-1\"],\(methods),\"user_identity\":{\"full_name\":\"Guest\"}"
        )
        await sandbox.advance(seconds: 5)
        for path in ["add_devices", "remove_devices"] {
            await ask("/spaces/\(path)", "\(space),\"device_ids\":[\"\(e)\"]")
            await ask("/access_grants/list")
            await sandbox.advance(seconds: 5)
        }
        let record = await ask("/devices/get", "\"device_id\":\"\(b)\"")["device"]
        let account = ",\"connected_account_id\":\"\(record?["connected_account_id"]?.text ?? "")\""
        for path in ["add", "remove"] { await ask("/spaces/\(path)_connected_account", space + account) }
        await ask("/spaces/update", "\(space),\"name\":\"Large house\"")
        await ask("/spaces/get", "\"space_key\":\"h-1\"")
        await ask("/spaces/list", "\"search\":\"house\"")
        await ask("/spaces/get_related", "\"space_keys\":[\"h-1\"]")
        try await walkPeople()
        await ask("/spaces/delete", space)
    }

    private func walkPeople() async throws {
        let fields = "\"full_name\":\"Ada Ito\",\"email_address\":\"ada@guests.example\",\"user_identity_key\":\"ada\""
        let made = await ask("/user_identities/create", fields)["user_identity"]?["user_identity_id"]?.text
        let person = "\"user_identity_id\":\"\(try #require(made))\""
        await ask("/user_identities/update", "\(person),\"phone_number\":\"+351210000000\"")
        await ask("/user_identities/get", "\"user_identity_key\":\"ada\"")
        await ask("/user_identities/list", "\"search\":\"ITO\"")
        let stay =
            "\"reservation_key\":\"B-1\",\"guest_key\":\"g-1\",\"space_keys\":[\"h-1\"],\"ends_at\":\"2026-12-20T11:00:00Z\""
        for name in ["Guest", "Guest again"] {
            let people = "\"guests\":[{\"guest_key\":\"g-1\",\"name\":\"\(name)\"}]"
            await ask("/customers/push_data", "\"customer_key\":\"c-9\",\(people),\"reservations\":[{\(stay)}]")
        }
        await ask("/user_identities/list_accessible_devices", person)
        await ask("/user_identities/delete", person)
        await ask("/customers/delete_data", "\"reservation_keys\":[\"B-1\"],\"guest_keys\":[\"g-1\"]")
    }
}

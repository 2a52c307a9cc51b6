import Testing

@testable import SeamSandbox

/// Stays that access grants hold: what lists show of them, and what a move does.
struct GrantTests {
    /// Monday 2026-11-23T18:00Z is the start; the guest of the first grant is inside.
    private static let world = """
        {
          "format": 1,
          "workspaces": [
            {
              "name": "Casa Alfama",
              "devices": [
                { "name": "Front door" }, { "name": "Room 1" }, { "name": "Room 2", "type": "smartthings_lock" },
                { "name": "Shed", "offline": true }
              ],
              "spaces": [{ "name": "Room 2", "space_key": "room-2", "devices": ["Room 2"] }],
              "grants": [
                {
                  "name": "Ito", "devices": ["Front door", "Room 1"], "code": "948162", "access_grant_key": "ito",
                  "starts_at": "2026-11-22T15:00:00Z", "ends_at": "2026-11-26T11:00:00Z"
                },
                {
                  "name": "Novak", "spaces": ["Room 2"], "reservation_key": "R-7", "modes": ["code", "card"],
                  "starts_at": "2026-12-20T15:00:00Z", "ends_at": "2026-12-26T11:00:00Z",
                  "device_time_constraints_violated": "duration_exceeds_max"
                },
                { "name": "Owner", "devices": ["Shed"], "failed_to_issue": true, "starts_at": "2026-11-01T00:00:00Z" }
              ]
            }
          ]
        }
        """

    private let sandbox: TestSandbox

    init() throws {
        var options = TestSandbox.options()
        options.seed = try SandboxSeed(text: Self.world, source: "world.json")
        sandbox = TestSandbox(options)
    }

    private func grant(_ name: String) async throws -> JSON {
        let all = await sandbox.post("/access_grants/list").json["access_grants"]?.elements ?? []
        return try #require(all.first { $0["name"] == .string(name) })
    }

    private func id(_ name: String) async throws -> String {
        try #require(await grant(name)["access_grant_id"]?.text)
    }

    private func methods(_ name: String) async throws -> [JSON] {
        let body = "{\"access_grant_id\":\"\(try await id(name))\"}"
        return await sandbox.post("/access_methods/list", body).json["access_methods"]?.elements ?? []
    }

    private func codes(_ name: String) async throws -> [JSON] {
        let body = "{\"access_grant_id\":\"\(try await id(name))\"}"
        return await sandbox.post("/access_codes/list", body).json["access_codes"]?.elements ?? []
    }

    private func update(_ name: String, _ fields: String) async throws -> TestSandbox.Answer {
        await sandbox.post("/access_grants/update", "{\"access_grant_id\":\"\(try await id(name))\",\(fields)}")
    }

    private func events(_ prefix: String) async -> [String] {
        let all = await sandbox.post("/events/list", "{\"since\":\"2026-11-01\"}").json["events"]?.elements ?? []
        return all.compactMap { $0["event_type"]?.text }.filter { $0.hasPrefix(prefix) }
    }

    @Test func `a grant's codes are found by its id and by its key, share one PIN, and carry no key of a group`()
        async throws
    {
        let byID = try await codes("Ito")
        let byKey = await sandbox.post("/access_codes/list", "{\"access_grant_key\":\"ito\"}")
        #expect(byID.count == 2)
        #expect(byKey.json["access_codes"] == .array(byID))
        #expect(byID.map { $0["code"] } == [.string("948162"), .string("948162")])
        #expect(
            byID.allSatisfy { $0["common_code_key"] == .null && $0["ends_at"] == .string("2026-11-26T11:00:00.000Z") }
        )
    }

    @Test func `a move revokes the methods, and issues them anew with the same PIN when the doors follow`() async throws
    {
        let answer = try await update(
            "Ito",
            "\"starts_at\":\"2026-11-22T15:00:00Z\",\"ends_at\":\"2026-11-27T11:00:00Z\""
        )
        #expect(answer.text == "{\"ok\":true}")
        let moving = try await grant("Ito")
        #expect(moving["ends_at"] == .string("2026-11-27T11:00:00.000Z"))
        #expect(moving["pending_mutations"]?.elements?.first?["mutation_code"] == .string("updating_access_times"))
        #expect(
            moving["pending_mutations"]?.elements?.first?["from"]?["ends_at"] == .string("2026-11-26T11:00:00.000Z")
        )
        #expect(moving["warnings"]?.elements?.first?["warning_code"] == .string("updating_access_times"))
        #expect(try await methods("Ito").map { $0["is_issued"] } == [.bool(false)])
        await sandbox.advance(seconds: 2)
        let moved = try await grant("Ito")
        #expect(moved["pending_mutations"] == .array([]))
        #expect(moved["warnings"] == .array([]))
        #expect(try await methods("Ito").map { $0["is_issued"] } == [.bool(true)])
        #expect(try await methods("Ito").map { $0["code"] } == [.string("948162")])
        #expect(
            await events("access_") == [
                "access_grant.access_times_changed", "access_method.revoked", "access_code.mutations_requested",
                "access_code.mutations_requested", "access_code.changed", "access_code.time_frame_changed",
                "access_code.changed", "access_code.time_frame_changed", "access_method.reissued",
            ]
        )
    }

    @Test func `a guest who is inside cannot open while the methods are issued anew`() async throws {
        let device = try #require(try await codes("Ito").first?["device_id"]?.text)
        let entry = "{\"device_id\":\"\(device)\",\"code\":\"948162\",\"sync\":true}"
        _ = try await update("Ito", "\"ends_at\":\"2026-11-27T11:00:00Z\"")
        _ = await sandbox.post("/locks/simulate/keypad_code_entry", entry)
        await sandbox.advance(seconds: 1)
        _ = await sandbox.post("/locks/simulate/keypad_code_entry", entry)
        await sandbox.advance(seconds: 5)
        #expect(await events("lock.") == ["lock.access_denied", "lock.unlocked"])
        #expect(try await codes("Ito").allSatisfy { $0["status"] == .string("set") })
    }

    @Test func `a stay that is far ahead is issued anew, too, after what a push takes`() async throws {
        _ = try await update("Novak", "\"ends_at\":\"2026-12-27T11:00:00Z\"")
        #expect(try await methods("Novak").allSatisfy { $0["is_issued"] == .bool(false) })
        await sandbox.advance(seconds: 2)
        #expect(try await codes("Novak").map { $0["ends_at"] } == [.string("2026-12-27T11:00:00.000Z")])
        let methods = try await methods("Novak")
        #expect(methods.map { $0["is_issued"] } == [.bool(true), .bool(false)])
        #expect(methods.last?["is_encoding_required"] == .bool(true))
        #expect(try await grant("Novak")["pending_mutations"] == .array([]))
        #expect(await events("access_method.").contains("access_method.card_encoding_required"))
    }

    @Test func `a card is issued anew when it was put on an encoder`() async throws {
        _ = try await update("Novak", "\"ends_at\":\"2026-12-27T11:00:00Z\"")
        await sandbox.advance(seconds: 2)
        let card = try #require(try await methods("Novak").last?["access_method_id"]?.text)
        let body = "{\"access_method_id\":\"\(card)\",\"acs_encoder_id\":\"\(TestSandbox.unknownID)\"}"
        let answer = await sandbox.post("/access_methods/encode", body)
        #expect(answer.json["action_attempt"]?["action_type"] == .string("ENCODE_CREDENTIAL"))
        await sandbox.advance(seconds: 2)
        #expect(try await methods("Novak").allSatisfy { $0["is_issued"] == .bool(true) })
        #expect(await sandbox.post("/access_methods/encode", body).errorType == "invalid_input")
    }

    @Test func `a door out of reach keeps a move waiting, and then failed`() async throws {
        let shed = try await id("Owner")
        _ = try await update("Owner", "\"ends_at\":\"2026-12-01T00:00:00Z\"")
        await sandbox.advance(seconds: 5)
        #expect(
            try await methods("Owner").first?["warnings"]?.elements?.last?["warning_code"]
                == .string("delay_in_issuing")
        )
        await sandbox.advance(seconds: 3600)
        let method = try #require(try await methods("Owner").first)
        #expect(method["errors"]?.elements?.first?["error_code"] == .string("failed_to_issue"))
        #expect(try await grant("Owner")["pending_mutations"]?.elements?.count == 1)
        let device = try #require(try await codes("Owner").first?["device_id"]?.text)
        _ = await sandbox.post("/devices/simulate/connect", "{\"device_id\":\"\(device)\"}")
        await sandbox.advance(seconds: 5)
        #expect(try await methods("Owner").first?["is_issued"] == .bool(true))
        #expect(try await grant("Owner")["access_grant_id"] == .string(shed))
        #expect(try await grant("Owner")["pending_mutations"] == .array([]))
    }

    @Test(arguments: [
        ("\"ends_at\":\"2026-11-22T11:00:00Z\"", "ends_at must be after starts_at"),
        (
            "\"starts_at\":\"2026-11-20T15:00:00Z\",\"ends_at\":\"2026-11-23T11:00:00Z\"",
            "ends_at must be in the future"
        ),
        ("\"starts_at\":null", "Invalid input for \"starts_at\""),
    ])
    func `hours that cannot be are refused`(fields: String, message: String) async throws {
        let answer = try await update("Ito", fields)
        #expect(answer.status == 400)
        #expect(answer.message == message)
        #expect(try await grant("Ito")["pending_mutations"] == .array([]))
    }

    @Test func `the grants of a reservation must overlap, and one that joins has its doors or fewer`() async throws {
        let doors = await sandbox.devices().compactMap { $0["device_id"]?.text }
        let front =
            "{\"requested_access_methods\":[{\"mode\":\"code\"}],\"reservation_key\":\"R-7\","
            + "\"user_identity\":{\"full_name\":\"Guest\"},"
        let stay = "\"starts_at\":\"2026-12-21T15:00:00Z\",\"ends_at\":\"2026-12-24T11:00:00Z\""
        let superset = await sandbox.post("/access_grants/create", front + "\"device_ids\":[\"\(doors[0])\"],\(stay)}")
        #expect(superset.status == 409)
        let apart = stay.replacing("12-2", with: "11-2")
        let space = "\"space_keys\":[\"room-2\"],"
        #expect(await sandbox.post("/access_grants/create", front + space + apart + "}").status == 409)
        #expect(await sandbox.post("/access_grants/create", front + space + stay + "}").status == 200)
        let early = try await update(
            "Novak",
            "\"starts_at\":\"2026-12-15T15:00:00Z\",\"ends_at\":\"2026-12-18T11:00:00Z\""
        )
        #expect(early.status == 409)
    }

    @Test func `a code of a grant cannot be changed behind its back`() async throws {
        let code = try #require(try await codes("Ito").first?["access_code_id"]?.text)
        for path in ["/access_codes/update", "/access_codes/delete"] {
            let answer = await sandbox.post(path, "{\"access_code_id\":\"\(code)\"}")
            #expect(answer.status == 400)
            #expect(answer.json["error"]?["data"]?["access_grant_id"] == .string(try await id("Ito")))
        }
    }

    @Test func `a deleted grant is there until its doors have forgotten it`() async throws {
        let id = try await id("Ito")
        let body = "{\"access_grant_id\":\"\(id)\"}"
        #expect(await sandbox.post("/access_grants/delete", body).status == 200)
        #expect(try await grant("Ito")["warnings"]?.elements?.first?["warning_code"] == .string("being_deleted"))
        #expect(await sandbox.post("/access_grants/update", body).errorType == "access_grant_not_found")
        await sandbox.advance(seconds: 3)
        #expect(await sandbox.post("/access_grants/get", body).errorType == "access_grant_not_found")
        #expect(await events("access_grant.") == ["access_grant.deleted"])
        #expect(await events("access_method.") == ["access_method.revoked", "access_method.deleted"])
    }

    @Test func `a new grant makes one PIN for its doors, tells who it is for, and is granted when they have it`()
        async throws
    {
        let doors = await sandbox.devices().compactMap { $0["device_id"]?.text }
        let body = """
            {"device_ids":["\(doors[0])","\(doors[1])"],"user_identity":{"full_name":"Haas"},"name":"Haas",
            "requested_access_methods":[{"mode":"code","code":"948162"}],"ends_at":"2026-11-29T11:00:00Z"}
            """
        let made = await sandbox.post("/access_grants/create", body).json["access_grant"]
        let warnings = made?["warnings"]?.elements ?? []
        #expect(
            warnings.map { $0["warning_code"] } == Array(repeating: .string("requested_code_unavailable"), count: 2)
        )
        #expect(made?["starts_at"] == .string("2026-11-23T18:00:00.000Z"))
        await sandbox.advance(seconds: 3)
        let codes = try await codes("Haas")
        #expect(codes.count == 2)
        #expect(Set(codes.compactMap { $0["code"]?.text }).count == 1)
        #expect(codes.allSatisfy { $0["status"] == .string("set") })
        let related = await sandbox.post(
            "/access_grants/get_related",
            "{\"access_grant_ids\":[\"\(try await id("Haas"))\"],\"exclude\":[\"devices\"]}"
        ).json["batch"]
        #expect(related?["user_identities"]?.elements?.first?["full_name"] == .string("Haas"))
        #expect(related?["access_methods"]?.elements?.count == 1)
        #expect(related?["devices"] == nil)
        #expect(await events("access_grant.") == ["access_grant.created", "access_grant.access_granted_to_all_doors"])
    }

    @Test func `an ended grant has no codes any more, and gets its PIN back when its end is moved ahead`() async throws
    {
        await sandbox.advance(seconds: 4 * 86_400)
        #expect(try await codes("Ito") == [])
        #expect(try await methods("Ito").first?["is_issued"] == .bool(false))
        _ = try await update("Ito", "\"ends_at\":\"2026-11-29T11:00:00Z\"")
        await sandbox.advance(seconds: 2)
        #expect(try await codes("Ito").map { $0["code"] } == [.string("948162"), .string("948162")])
        #expect(try await methods("Ito").first?["is_issued"] == .bool(true))
    }

    @Test func `under the fault stale a reader sees the hours from before`() async throws {
        _ = await sandbox.post(
            "/_sandbox/faults",
            "{\"path\":\"/access_grants/update\",\"kind\":\"stale\",\"delay_ms\":60000}"
        )
        _ = try await update("Ito", "\"ends_at\":\"2026-11-27T11:00:00Z\"")
        await sandbox.advance(seconds: 10)
        #expect(try await grant("Ito")["ends_at"] == .string("2026-11-26T11:00:00.000Z"))
        await sandbox.advance(seconds: 60)
        #expect(try await grant("Ito")["ends_at"] == .string("2026-11-27T11:00:00.000Z"))
    }

    @Test(arguments: [(SandboxGrants.all, 0, 12), (.some, 3, 6), (.none, 6, 0)])
    func `the demo data's bookings are grants as asked for`(grants: SandboxGrants, groups: Int, codes: Int) async {
        var options = TestSandbox.options()
        options.grants = grants
        let sandbox = TestSandbox(options)
        let all = await sandbox.codes()
        #expect(Set(all.compactMap { $0["common_code_key"]?.text }).count == groups)
        #expect(all.filter { $0["common_code_key"] == .null }.count == codes)
        #expect(await sandbox.post("/access_grants/list").json["access_grants"]?.elements?.count == 6 - groups)
    }

    @Test func `lists of grants have filters and pages`() async throws {
        let shed = try #require(try await codes("Owner").first?["device_id"]?.text)
        let code = try #require(try await codes("Ito").first?["access_code_id"]?.text)
        let space = try #require(try await grant("Novak")["space_ids"]?.elements?.first?.text)
        for (filter, names) in [
            ("\"device_id\":\"\(shed)\"", ["Owner"]), ("\"access_code_id\":\"\(code)\"", ["Ito"]),
            ("\"space_id\":\"\(space)\"", ["Novak"]), ("\"reservation_key\":\"R-7\"", ["Novak"]),
            ("\"search\":\"NOV\"", ["Novak"]), ("\"access_grant_key\":\"ito\"", ["Ito"]),
            ("\"customer_key\":\"nobody\"", []), ("\"limit\":2", ["Ito", "Novak"]),
        ] {
            let answer = await sandbox.post("/access_grants/list", "{\(filter)}")
            #expect(answer.json["access_grants"]?.elements?.compactMap { $0["name"]?.text } == names, "\(filter)")
        }
        let first = await sandbox.post("/access_grants/list", "{\"limit\":2}").json["pagination"]
        let cursor = try #require(first?["next_page_cursor"]?.text)
        let second = await sandbox.post("/access_grants/list", "{\"limit\":2,\"page_cursor\":\"\(cursor)\"}")
        #expect(second.json["access_grants"]?.elements?.compactMap { $0["name"]?.text } == ["Owner"])
    }
}

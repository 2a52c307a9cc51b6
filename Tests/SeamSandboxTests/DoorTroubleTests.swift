import Testing

@testable import SeamSandbox

/// Locks that answer and yet do not do what they are told.
struct DoorTroubleTests {
    private let sandbox: TestSandbox

    init() throws {
        var options = TestSandbox.options()
        options.seed = try SandboxSeed(
            text: """
                {"format":1,"workspaces":[{"name":"W","devices":[
                  {"name":"Full","max_codes":2},{"name":"Stubborn","refuses":true},{"name":"Free"}],
                  "codes":[{"name":"Old","device":"Stubborn","code":"555555"}],
                  "groups":[{"name":"Novak","devices":["Full","Free"],"code":"246810","common_code_key":"novak",
                    "starts_at":"2026-11-20T15:00:00Z","ends_at":"2026-11-29T11:00:00Z"}]}]}
                """,
            source: "test"
        )
        sandbox = TestSandbox(options)
    }

    private func device(_ name: String) async throws -> String {
        let found = await sandbox.devices().first { $0["display_name"] == .string(name) }
        return try #require(found?["device_id"]?.text)
    }

    private func create(on device: String, _ fields: String) async throws -> String {
        let answer = await sandbox.post("/access_codes/create", "{\"device_id\":\"\(device)\",\(fields)}")
        return try #require(answer.json["access_code"]?["access_code_id"]?.text, "\(answer.text)")
    }

    private func error(of code: String) async -> JSON? {
        let answer = await sandbox.post("/access_codes/get", "{\"access_code_id\":\"\(code)\"}")
        return answer.json["access_code"]?["errors"]?.elements?.first
    }

    @Test func `a full lock takes no more codes, and takes one when another is gone`() async throws {
        let full = try await device("Full")
        #expect(await sandbox.devices()[0]["properties"]?["max_active_codes_supported"] == .integer(2))
        let second = try await create(on: full, "\"name\":\"Second\"")
        await sandbox.advance(seconds: 5)
        let third = try await create(on: full, "\"name\":\"Third\"")
        await sandbox.advance(seconds: 5)
        #expect(await error(of: second) == nil)
        #expect(await error(of: third)?["error_code"] == .string("no_space_for_access_code_on_device"))
        _ = await sandbox.post("/access_codes/delete", "{\"access_code_id\":\"\(second)\"}")
        await sandbox.advance(seconds: 3600)
        #expect(await error(of: third) == nil)
    }

    @Test func `a lock that refuses keeps what it has`() async throws {
        let stubborn = try await device("Stubborn")
        let new = try await create(on: stubborn, "\"name\":\"New\"")
        let old = try #require(await sandbox.codes(onDevice: stubborn).first?["access_code_id"]?.text)
        _ = await sandbox.post("/access_codes/update", "{\"access_code_id\":\"\(old)\",\"code\":\"666666\"}")
        await sandbox.advance(seconds: 5)
        for code in [new, old] { #expect(await error(of: code)?["error_code"] == .string("failed_to_set_on_device")) }
        _ = await sandbox.post(
            "/locks/simulate/keypad_code_entry",
            "{\"device_id\":\"\(stubborn)\",\"code\":\"555555\"}"
        )
        _ = await sandbox.post("/access_codes/delete", "{\"access_code_id\":\"\(old)\"}")
        await sandbox.advance(seconds: 5)
        #expect(await error(of: old)?["error_code"] == .string("failed_to_remove_from_device"))
        let events = await sandbox.post("/events/list", "{\"since\":\"2026-11-01\"}").json["events"]?.elements ?? []
        let types = events.compactMap { $0["event_type"]?.text }
        #expect(types.contains("lock.unlocked"))
        #expect(types.filter { $0 == "access_code.failed_to_set_on_device" }.count == 2)
    }

    @Test func `a PIN that somebody put on the lock by hand keeps a coming code away until it is gone`() async throws {
        let free = try await device("Free")
        let hours = "\"starts_at\":\"2026-12-10T15:00:00Z\",\"ends_at\":\"2026-12-12T11:00:00Z\""
        let id = try await create(on: free, "\"name\":\"Later\",\"code\":\"770011\",\(hours)")
        let typed = "{\"device_id\":\"\(free)\",\"name\":\"By hand\",\"code\":\"770011\"}"
        let made = await sandbox.post("/access_codes/simulate/create_unmanaged_access_code", typed)
        let other = try #require(made.json["access_code"]?["access_code_id"]?.text)
        #expect(await error(of: id) == nil)
        await sandbox.advance(seconds: 15 * 86_400)
        #expect(await error(of: id)?["error_code"] == .string("duplicate_code_on_device"))
        #expect(await error(of: id)?["unmanaged_access_code_id"] == .string(other))
        _ = await sandbox.post("/access_codes/unmanaged/delete", "{\"access_code_id\":\"\(other)\"}")
        await sandbox.advance(seconds: 3600)
        #expect(await error(of: id) == nil)
        #expect(await sandbox.post("/access_codes/simulate/create_unmanaged_access_code", typed).status == 409)
    }

    @Test func `a new code with a group's key gets the group's PIN, and no other`() async throws {
        let stubborn = try await device("Stubborn")
        let answer = await sandbox.post(
            "/access_codes/create",
            "{\"device_id\":\"\(stubborn)\",\"common_code_key\":\"novak\",\"code\":\"999999\"}"
        )
        #expect(answer.errorType == "invalid_input")
        let id = try await create(on: stubborn, "\"name\":\"Novak\",\"common_code_key\":\"novak\"")
        let members = await sandbox.members("novak")
        #expect(members.count == 3)
        #expect(members.allSatisfy { $0["code"] == .string("246810") })
        #expect(members.contains { $0["access_code_id"] == .string(id) })
    }

    @Test func `the first workspace of a seed file has a session, and each can have its own`() async throws {
        #expect(await sandbox.post("/devices/list", key: World.sessionToken).json["devices"]?.elements?.count == 3)
        var options = TestSandbox.options()
        options.seed = try SandboxSeed(
            text: """
                {"format":1,"workspaces":[{"name":"W","devices":[{"name":"A"},{"name":"B","type":"nuki_lock"}],
                  "client_session":{"token":"seam_cst_mine","types":["nuki_lock"]}}]}
                """,
            source: "test"
        )
        let own = TestSandbox(options)
        let seen = await own.post("/devices/list", key: "seam_cst_mine").json["devices"]?.elements ?? []
        #expect(seen.map { $0["display_name"] } == [.string("B")])
        #expect(await own.post("/devices/list", key: World.sessionToken).errorType == "client_session_not_found")
    }
}

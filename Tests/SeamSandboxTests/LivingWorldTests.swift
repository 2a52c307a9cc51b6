import Testing

@testable import SeamSandbox

struct LivingWorldTests {
    private let sandbox = TestSandbox(LivingWorldTests.options)

    /// One door that schedules by itself and one that does not; doors take a second.
    private static var options: SandboxOptions {
        var options = TestSandbox.options()
        options.seed = try? SandboxSeed(
            text: """
                {"format":1,"workspaces":[{"name":"W","devices":[
                  {"name":"Native","type":"schlage_lock"},{"name":"Timed","type":"smartthings_lock"},
                  {"name":"Small","type":"igloohome_lock"},{"name":"Kwikset","type":"kwikset_lock"}]}]}
                """,
            source: "test"
        )
        return options
    }

    private func device(_ name: String) async throws -> String {
        let found = await sandbox.devices().first { $0["display_name"] == .string(name) }
        return try #require(found?["device_id"]?.text)
    }

    private func create(on name: String, _ fields: String) async throws -> String {
        let body = "{\"device_id\":\"\(try await device(name))\",\(fields)}"
        let answer = await sandbox.post("/access_codes/create", body)
        return try #require(answer.json["access_code"]?["access_code_id"]?.text)
    }

    private func code(_ id: String) async -> JSON? {
        await sandbox.post("/access_codes/get", "{\"access_code_id\":\"\(id)\"}").json["access_code"]
    }

    private func mutations(_ id: String) async -> [String] {
        await code(id)?["pending_mutations"]?.elements?.compactMap { $0["mutation_code"]?.text } ?? []
    }

    private func events(of id: String) async -> [String] {
        let body = "{\"since\":\"2026-11-01\",\"access_code_id\":\"\(id)\"}"
        let events = await sandbox.post("/events/list", body).json["events"]?.elements ?? []
        return events.compactMap { $0["event_type"]?.text }
    }

    /// From 2026-11-27T15:00:00Z, 93 hours after the sandbox's start, for two days.
    private static let stay = "\"starts_at\":\"2026-11-27T15:00:00Z\",\"ends_at\":\"2026-11-29T11:00:00Z\""

    @Test func `an ongoing code is setting, then set`() async throws {
        let id = try await create(on: "Native", "\"name\":\"Cleaner\"")
        #expect(await code(id)?["status"] == .string("setting"))
        #expect(await mutations(id) == ["creating"])
        await sandbox.advance(seconds: 1)
        #expect(await code(id)?["status"] == .string("set"))
        #expect(await mutations(id) == [])
        #expect(await events(of: id) == ["access_code.created", "access_code.set_on_device"])
    }

    @Test func `a door that schedules by itself has a code 72 hours before its start`() async throws {
        let id = try await create(on: "Native", Self.stay)
        #expect(await mutations(id) == ["deferring_creation"])
        await sandbox.advance(seconds: 21 * 3600 - 1)
        #expect(await code(id)?["is_scheduled_on_device"] == .bool(false))
        await sandbox.advance(seconds: 2)
        #expect(await code(id)?["status"] == .string("unset"))
        #expect(await code(id)?["is_scheduled_on_device"] == .bool(true))
        #expect(await mutations(id) == [])
        await sandbox.advance(seconds: 72 * 3600)
        #expect(await code(id)?["status"] == .string("set"))
        await sandbox.advance(seconds: 44 * 3600 + 1)
        #expect(await code(id) == nil)
        #expect(
            await events(of: id) == [
                "access_code.created", "access_code.scheduled_on_device", "access_code.set_on_device",
                "access_code.removed_from_device", "access_code.deleted",
            ]
        )
    }

    @Test func `another door gets it an hour before`() async throws {
        let id = try await create(on: "Timed", Self.stay)
        await sandbox.advance(seconds: 92 * 3600 - 1)
        #expect(await code(id)?["status"] == .string("unset"))
        await sandbox.advance(seconds: 1)
        #expect(await code(id)?["status"] == .string("setting"))
        await sandbox.advance(seconds: 1)
        #expect(await code(id)?["status"] == .string("set"))
    }

    @Test func `a change shows at once, and is pending until the door has it`() async throws {
        let id = try await create(
            on: "Native",
            "\"starts_at\":\"2026-11-24T15:00:00Z\",\"ends_at\":\"2026-11-26T11:00:00Z\""
        )
        await sandbox.advance(seconds: 1)
        let body = "{\"access_code_id\":\"\(id)\",\"ends_at\":\"2026-11-26T13:00:00Z\"}"
        #expect(await sandbox.post("/access_codes/update", body).status == 200)
        let code = try #require(await code(id))
        #expect(code["ends_at"] == .string("2026-11-26T13:00:00.000Z"))
        let mutation = try #require(code["pending_mutations"]?.elements?.first)
        #expect(mutation["mutation_code"] == .string("updating_time_frame"))
        #expect(mutation["from"]?["ends_at"] == .string("2026-11-26T11:00:00.000Z"))
        #expect(mutation["to"]?["ends_at"] == .string("2026-11-26T13:00:00.000Z"))
        await sandbox.advance(seconds: 1)
        #expect(await mutations(id) == [])
        #expect(await events(of: id).contains("access_code.time_frame_changed"))
    }

    @Test func `a door that is away gets the change when it is back`() async throws {
        let id = try await create(on: "Native", "\"name\":\"Cleaner\"")
        await sandbox.advance(seconds: 1)
        let door = "{\"device_id\":\"\(try await device("Native"))\"}"
        _ = await sandbox.post("/devices/simulate/disconnect", door)
        _ = await sandbox.post("/access_codes/update", "{\"access_code_id\":\"\(id)\",\"name\":\"Painter\"}")
        await sandbox.advance(seconds: 10)
        #expect(await mutations(id) == ["updating_name"])
        let warnings = await code(id)?["warnings"]?.elements?.compactMap { $0["warning_code"]?.text }
        #expect(warnings == ["delay_in_setting_on_device"])
        await sandbox.advance(seconds: 1800)
        let errors = await code(id)?["errors"]?.elements?.compactMap { $0["error_code"]?.text }
        #expect(errors == ["device_disconnected", "failed_to_set_on_device"])
        _ = await sandbox.post("/devices/simulate/connect", door)
        await sandbox.advance(seconds: 1)
        #expect(await mutations(id) == [])
        #expect(await code(id)?["errors"] == .array([]))
    }

    @Test func `a deleted code is removing until the door has forgotten it`() async throws {
        let id = try await create(on: "Native", "\"name\":\"Cleaner\"")
        await sandbox.advance(seconds: 1)
        #expect(await sandbox.post("/access_codes/delete", "{\"access_code_id\":\"\(id)\"}").status == 200)
        #expect(await code(id)?["status"] == .string("removing"))
        #expect(
            await sandbox.post("/access_codes/update", "{\"access_code_id\":\"\(id)\",\"name\":\"x\"}").status == 404
        )
        await sandbox.advance(seconds: 1)
        #expect(await code(id) == nil)
    }

    @Test func `an attempt is pending until the door has answered`() async throws {
        let body = "{\"device_id\":\"\(try await device("Native"))\"}"
        let attempt = await sandbox.post("/locks/unlock_door", body).json["action_attempt"]
        #expect(attempt?["status"] == .string("pending"))
        let id = try #require(attempt?["action_attempt_id"]?.text)
        await sandbox.advance(seconds: 1)
        let later = await sandbox.post("/action_attempts/get", "{\"action_attempt_id\":\"\(id)\"}")
        #expect(later.json["action_attempt"]?["status"] == .string("success"))
    }

    @Test func `a full lock takes no more codes`() async throws {
        let device = try await device("Small")
        var last = ""
        for batch in 0..<11 {
            for number in 0..<(batch == 10 ? 1 : 10) {
                last = try await create(on: "Small", "\"name\":\"\(batch) \(number)\"")
            }
            await sandbox.advance(seconds: 60)
        }
        let errors = await code(last)?["errors"]?.elements?.compactMap { $0["error_code"]?.text }
        #expect(errors == ["no_space_for_access_code_on_device"])
        let first = try #require(await sandbox.codes(onDevice: device).first?["access_code_id"]?.text)
        _ = await sandbox.post("/access_codes/delete", "{\"access_code_id\":\"\(first)\"}")
        await sandbox.advance(seconds: 3600)
        #expect(await code(last)?["status"] == .string("set"))
    }

    @Test func `a brand's rule holds for starts`() async throws {
        let body = """
            {"device_id":"\(try await device("Kwikset"))","starts_at":"2026-11-23T15:00:00Z",
            "ends_at":"2026-11-29T11:00:00Z"}
            """
        let answer = await sandbox.post("/access_codes/create", body)
        #expect(answer.status == 400)
        #expect(answer.message == "starts_at must be in the future on Kwikset locks")
    }
}

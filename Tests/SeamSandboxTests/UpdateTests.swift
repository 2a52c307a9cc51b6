import Testing

@testable import SeamSandbox

struct UpdateTests {
    private let sandbox = TestSandbox()

    private func update(_ id: String, _ fields: String) async -> TestSandbox.Answer {
        await sandbox.post("/access_codes/update", "{\"access_code_id\":\"\(id)\",\(fields)}")
    }

    private func code(_ id: String) async -> JSON? {
        await sandbox.post("/access_codes/get", "{\"access_code_id\":\"\(id)\"}").json["access_code"]
    }

    private func madeCode() async throws -> String {
        let key = await sandbox.madeGroup()
        return try #require(await sandbox.members(key).first?["access_code_id"]?.text)
    }

    @Test(arguments: ["POST", "PATCH", "PUT"])
    func `a rename leaves the schedule as it is`(method: String) async throws {
        let id = try await madeCode()
        let body = "{\"access_code_id\":\"\(id)\",\"name\":\"New\"}"
        let answer = try #require(await sandbox.send(method, "/access_codes/update", body: body))
        #expect(answer.status == 200)
        #expect(answer.json["action_attempt"]?["action_type"] == .string("UPDATE_ACCESS_CODE"))
        #expect(answer.json["action_attempt"]?["status"] == .string("pending"))
        #expect(answer.json["action_attempt"]?["result"] == .null)
        #expect(answer.json["action_attempt"]?["error"] == .null)
        let code = await code(id)
        #expect(code?["name"] == .string("New"))
        #expect(code?["type"] == .string("time_bound"))
        #expect(code?["ends_at"] == .string("2026-11-26T11:00:00.000Z"))
    }

    @Test func `with sync the attempt has succeeded and carries the code`() async throws {
        let id = try await madeCode()
        let answer = await update(id, "\"sync\":true,\"ends_at\":\"2026-11-26T12:00:00Z\"")
        #expect(answer.json["action_attempt"]?["status"] == .string("success"))
        #expect(answer.json["action_attempt"]?["result"]?["access_code"] == (await code(id)))
    }

    @Test func `a code becomes ongoing and time-bound again`() async throws {
        let id = try await madeCode()
        #expect(await update(id, "\"type\":\"ongoing\"").status == 200)
        #expect(await code(id)?["type"] == .string("ongoing"))
        #expect(await code(id)?["ends_at"] == .null)
        let bounds = "\"starts_at\":\"2026-11-24\",\"ends_at\":\"2026-11-25\""
        #expect(await update(id, bounds).status == 200)
        #expect(await code(id)?["type"] == .string("time_bound"))
    }

    @Test(arguments: [
        (
            false, "\"type\":\"ongoing\",\"ends_at\":\"2026-12-01\"",
            "'ongoing' Access codes must not include starts_at or ends_at"
        ),
        (true, "\"type\":\"time_bound\"", "'time_bound' Access codes must include both starts_at and ends_at"),
        (true, "\"ends_at\":\"2026-12-01\"", "Both starts_at and ends_at must be provided if one is"),
        (false, "\"ends_at\":\"2026-11-24\"", "ends_at must be after starts_at"),
        (false, "\"starts_at\":\"2026-11-01\",\"ends_at\":\"2026-11-02\"", "ends_at must be in the future"),
        (false, "\"code\":\"123456789\"", "The device takes codes of 4 to 8 digits only"),
        (false, "\"type\":\"x\"", "Invalid enum value. Expected 'ongoing' | 'time_bound', received 'x' for \"type\""),
    ])
    func `changes that do not fit are refused`(isOngoing: Bool, fields: String, message: String) async throws {
        let id = try await madeCode()
        if isOngoing { _ = await update(id, "\"type\":\"ongoing\"") }
        let before = await code(id)
        let answer = await update(id, fields)
        #expect(answer.status == 400)
        #expect(answer.message == message)
        #expect(await code(id) == before)
    }

    @Test func `an unknown code, or one on another device, is not found`() async throws {
        let id = try await madeCode()
        for (code, rest) in [
            (TestSandbox.unknownID, "\"name\":\"x\""), (id, "\"device_id\":\"\(TestSandbox.unknownID)\""),
        ] {
            let answer = await update(code, rest)
            #expect(answer.status == 404)
            #expect(answer.errorType == "access_code_not_found")
            #expect(answer.message == "Could not find an access_code with device_id or access_code_id")
            #expect(answer.json["error"]?["data"]?["access_code_id"] == .string(code))
        }
    }

    @Test func `a PIN of its own takes a code out of its group`() async throws {
        let key = await sandbox.madeGroup()
        let members = await sandbox.members(key)
        let id = try #require(members.first?["access_code_id"]?.text)
        #expect(await update(id, "\"code\":\"4711\"").status == 200)
        #expect(await code(id)?["code"] == .string("4711"))
        #expect(await code(id)?["common_code_key"] == .null)
        #expect(await sandbox.members(key).count == 1)
    }

    @Test func `a PIN that the device has is refused, whatever its time`() async throws {
        let id = try await madeCode()
        let device = try #require(await code(id)?["device_id"]?.text)
        let taken = try #require(await sandbox.codes(onDevice: device).first?["code"]?.text)
        let answer = await update(id, "\"code\":\"\(taken)\"")
        #expect(answer.status == 409)
        #expect(answer.errorType == "duplicate_access_code")
        let period = "2026-11-24T15:00:00.000Z-2026-11-26T11:00:00.000Z"
        #expect(answer.message == "Cannot set duplicate access code \(taken) named Made for period \(period)")
    }

    @Test func `an unmanaged code is gone from the managed ones`() async throws {
        let id = try await madeCode()
        #expect(await update(id, "\"is_managed\":false").status == 200)
        #expect(await code(id) == nil)
    }

    @Test(arguments: ["allow_external_modification", "is_external_modification_allowed"])
    func `either name sets the flag`(name: String) async throws {
        let id = try await madeCode()
        #expect(await update(id, "\"\(name)\":true").status == 200)
        #expect(await code(id)?["is_external_modification_allowed"] == .bool(true))
    }
}

import Testing

@testable import SeamSandbox

struct CreateTests {
    private let sandbox = TestSandbox()

    private func create(_ fields: String) async throws -> TestSandbox.Answer {
        let device = try #require(await sandbox.devices().first?["device_id"]?.text)
        return await sandbox.post("/access_codes/create", "{\"device_id\":\"\(device)\"\(fields)}")
    }

    @Test func `a new code comes with the attempt that sets it`() async throws {
        let answer = try await create(",\"name\":\"Plumber\"")
        #expect(answer.status == 200)
        #expect(answer.json["action_attempt"]?["action_type"] == .string("CREATE_ACCESS_CODE"))
        #expect(answer.json["action_attempt"]?["status"] == .string("pending"))
        #expect(answer.json["access_code"]?["name"] == .string("Plumber"))
        #expect(answer.json["access_code"]?["type"] == .string("ongoing"))
        #expect(answer.json["access_code"]?["common_code_key"] == .null)
    }

    @Test func `a key that a group has gives the group's PIN to the new member`() async throws {
        let key = await sandbox.madeGroup()
        let members = await sandbox.members(key)
        let pin = try #require(members.first?["code"]?.text)
        let devices = await sandbox.devices().compactMap { $0["device_id"]?.text }
        let body = "{\"device_id\":\"\(devices[2])\",\"common_code_key\":\"\(key)\"}"
        let answer = await sandbox.post("/access_codes/create", body)
        #expect(answer.json["access_code"]?["code"] == .string(pin))
        #expect(await sandbox.members(key).count == members.count + 1)
    }

    @Test(arguments: [
        (",\"starts_at\":\"2026-12-01\"", "Both starts_at and ends_at must be provided if one is"),
        (",\"use_backup_access_code_pool\":true", "Cannot use the backup pool for ongoing codes"),
        (",\"starts_at\":\"2026-12-02\",\"ends_at\":\"2026-12-01\"", "ends_at must be after starts_at"),
        (",\"is_offline_access_code\":true", "The device does not support offline access codes"),
    ])
    func `what cannot be is refused, and nothing is made`(fields: String, message: String) async throws {
        let before = await sandbox.codes().count
        let answer = try await create(fields)
        #expect(answer.status == 400)
        #expect(answer.message == message)
        #expect(await sandbox.codes().count == before)
    }

    @Test func `the same PIN is refused twice on one device`() async throws {
        #expect(try await create(",\"code\":\"472839\"").status == 200)
        let answer = try await create(",\"code\":\"472839\",\"name\":\"Second\"")
        #expect(answer.status == 409)
        #expect(answer.message == "Cannot set duplicate access code 472839 named Second")
    }

    @Test func `an unknown device is not found`() async {
        for path in ["/access_codes/create", "/access_codes/generate_code"] {
            let answer = await sandbox.post(path, "{\"device_id\":\"\(TestSandbox.unknownID)\"}")
            #expect(answer.status == 404)
            #expect(answer.errorType == "device_not_found")
        }
    }

    @Test func `a pulled backup code is always the same one, and ends with its original`() async throws {
        let bounds = ",\"starts_at\":\"2026-11-24T15:00:00Z\",\"ends_at\":\"2026-11-26T11:00:00Z\""
        let made = try await create("\(bounds),\"use_backup_access_code_pool\":true").json["access_code"]
        let id = try #require(made?["access_code_id"]?.text)
        #expect(made?["is_backup_access_code_available"] == .bool(true))
        let body = "{\"access_code_id\":\"\(id)\"}"
        let first = await sandbox.post("/access_codes/pull_backup_access_code", body)
        let second = await sandbox.post("/access_codes/pull_backup_access_code", body)
        #expect(first.status == 200)
        #expect(first.json["access_code"]?["access_code_id"] == second.json["access_code"]?["access_code_id"])
        #expect(first.json["access_code"]?["is_backup"] == .bool(true))
        #expect(first.json["access_code"]?["ends_at"] == .string("2026-11-26T11:00:00.000Z"))
    }

    @Test func `an ongoing code has no backup`() async throws {
        let id = try #require(try await create("").json["access_code"]?["access_code_id"]?.text)
        let answer = await sandbox.post("/access_codes/pull_backup_access_code", "{\"access_code_id\":\"\(id)\"}")
        #expect(answer.status == 400)
        #expect(answer.errorType == "access_code_not_time_bound")
    }
}

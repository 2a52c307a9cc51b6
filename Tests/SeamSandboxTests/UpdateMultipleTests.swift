import Testing

@testable import SeamSandbox

struct UpdateMultipleTests {
    private let sandbox = TestSandbox()
    private let path = "/access_codes/update_multiple"

    private func update(_ key: String, _ fields: String) async -> TestSandbox.Answer {
        await sandbox.post(path, "{\"common_code_key\":\"\(key)\"\(fields.isEmpty ? "" : ",")\(fields)}")
    }

    @Test(arguments: ["POST", "PATCH"])
    func `every member of the group changes, and nothing else does`(method: String) async throws {
        let key = await sandbox.madeGroup()
        let others = await sandbox.codes().filter { $0["common_code_key"]?.text != key }
        let before = await sandbox.members(key)
        let body = """
            {"common_code_key":"\(key)","name":"BK-1 Ito","starts_at":"2026-11-24T08:00:00-07:00",
            "ends_at":"2026-11-26T13:00Z"}
            """
        let answer = try #require(await sandbox.send(method, path, body: body))
        #expect(answer.status == 200)
        #expect(answer.text == "{\"ok\":true}")
        let members = await sandbox.members(key)
        #expect(members.map { $0["name"]?.text } == ["BK-1 Ito", "BK-1 Ito"])
        #expect(members.map { $0["starts_at"]?.text } == Array(repeating: "2026-11-24T15:00:00.000Z", count: 2))
        #expect(members.map { $0["ends_at"]?.text } == Array(repeating: "2026-11-26T13:00:00.000Z", count: 2))
        #expect(members.map { $0["code"] } == before.map { $0["code"] })
        #expect(await sandbox.codes().filter { $0["common_code_key"]?.text != key } == others)
    }

    @Test func `the key alone is accepted and changes nothing`() async {
        let key = await sandbox.madeGroup()
        let before = await sandbox.members(key)
        #expect(await update(key, "").status == 200)
        #expect(await sandbox.members(key) == before)
    }

    @Test func `an unknown key is not found`() async {
        let answer = await update("nobody", "")
        #expect(answer.status == 404)
        #expect(answer.errorType == "access_code_not_found")
        #expect(answer.json["error"]?["data"] == .object(["common_code_key": .string("nobody")]))
    }

    @Test func `one bound is merged with each member's own other bound`() async throws {
        let key = await sandbox.madeGroup()
        let id = try #require(await sandbox.members(key).first?["access_code_id"]?.text)
        let mixed = "{\"access_code_id\":\"\(id)\",\"starts_at\":\"2026-11-25T09:00:00Z\"}"
        #expect(await sandbox.post("/access_codes/update", mixed).status == 200)
        #expect(await update(key, "\"ends_at\":\"2026-11-27T11:00:00Z\"").status == 200)
        let members = await sandbox.members(key)
        #expect(Set(members.map { $0["starts_at"]?.text }) == ["2026-11-25T09:00:00.000Z", "2026-11-24T15:00:00.000Z"])
        #expect(members.map { $0["ends_at"]?.text } == Array(repeating: "2026-11-27T11:00:00.000Z", count: 2))
    }

    @Test func `when one member cannot take the bound no member changes`() async throws {
        let key = await sandbox.madeGroup()
        let id = try #require(await sandbox.members(key).last?["access_code_id"]?.text)
        let late = "{\"access_code_id\":\"\(id)\",\"starts_at\":\"2026-11-25T09:00:00Z\"}"
        #expect(await sandbox.post("/access_codes/update", late).status == 200)
        let before = await sandbox.members(key)
        let answer = await update(key, "\"ends_at\":\"2026-11-25T08:00:00Z\"")
        #expect(answer.message == "ends_at must be after starts_at")
        #expect(await sandbox.members(key) == before)
    }

    @Test(arguments: [
        ("\"starts_at\":\"2026-11-26T11:00:00Z\"", "ends_at must be after starts_at"),
        ("\"ends_at\":\"2026-11-24T15:00:00Z\"", "ends_at must be after starts_at"),
        ("\"starts_at\":\"2026-11-28\",\"ends_at\":\"2026-11-27\"", "ends_at must be after starts_at"),
        ("\"starts_at\":\"2026-11-20\",\"ends_at\":\"2026-11-23T18:00:00Z\"", "ends_at must be in the future"),
    ])
    func `bounds out of order or in the past are refused`(fields: String, message: String) async {
        let key = await sandbox.madeGroup()
        let before = await sandbox.members(key)
        let answer = await update(key, fields)
        #expect(answer.status == 400)
        #expect(answer.errorType == "invalid_input")
        #expect(answer.message == message)
        #expect(await sandbox.members(key) == before)
    }

    @Test func `a start in the past is fine, so is an end one millisecond ahead`() async {
        let key = await sandbox.madeGroup()
        let fields = "\"starts_at\":\"2026-11-20\",\"ends_at\":\"2026-11-23T18:00:00.001Z\""
        #expect(await update(key, fields).status == 200)
    }

    @Test func `one bound does not make an ongoing group time-bound, two do`() async throws {
        let device = try #require(await sandbox.devices().first?["device_id"]?.text)
        let made = await sandbox.post("/access_codes/create_multiple", "{\"device_ids\":[\"\(device)\"]}")
        let key = try #require(made.json["access_codes"]?.elements?.first?["common_code_key"]?.text)
        for bound in ["starts_at", "ends_at"] {
            let answer = await update(key, "\"\(bound)\":\"2026-11-30\"")
            #expect(answer.status == 400)
            #expect(answer.message == "Both starts_at and ends_at must be provided if one is")
        }
        #expect(await update(key, "\"starts_at\":\"2026-11-30\",\"ends_at\":\"2026-12-01\"").status == 200)
        #expect(await sandbox.members(key).first?["type"] == .string("time_bound"))
    }
}

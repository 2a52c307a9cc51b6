import Testing

@testable import SeamSandbox

struct HistoryTests {
    private let sandbox = TestSandbox()

    @Test(arguments: [
        ("{}", "Must specify either since or between"),
        (
            "{\"since\":\"2026-11-01\",\"between\":[\"2026-11-01\",\"2026-11-02\"]}",
            "Cannot specify both since and between"
        ),
        ("{\"between\":[\"2026-11-02\",\"2026-11-01\"]}", "second value must be greater than first value"),
    ])
    func `events are listed for one span of time`(body: String, message: String) async {
        let answer = await sandbox.post("/events/list", body)
        #expect(answer.status == 400)
        #expect(answer.message == message)
    }

    @Test func `a locked door tells an event and ends its attempt`() async throws {
        let device = try #require(await sandbox.devices().first?["device_id"]?.text)
        let body = "{\"device_id\":\"\(device)\",\"sync\":true}"
        let answer = await sandbox.post("/locks/unlock_door", body)
        #expect(answer.json["action_attempt"]?["status"] == .string("success"))
        let attempt = try #require(answer.json["action_attempt"]?["action_attempt_id"]?.text)
        let read = await sandbox.post("/action_attempts/get", "{\"action_attempt_id\":\"\(attempt)\"}")
        #expect(read.json["action_attempt"] == answer.json["action_attempt"])
        let filter = "{\"since\":\"2026-11-01\",\"event_type\":\"lock.unlocked\",\"device_id\":\"\(device)\"}"
        let events = await sandbox.post("/events/list", filter).json["events"]?.elements ?? []
        #expect(events.count == 1)
        #expect(events.first?["action_attempt_id"] == .string(attempt))
        let one = try #require(events.first?["event_id"]?.text)
        #expect(await sandbox.post("/events/get", "{\"event_id\":\"\(one)\"}").json["event"] == events.first)
    }

    @Test func `what is unknown is not found`() async {
        for (path, name, type) in [
            ("/events/get", "event_id", "event_not_found"),
            ("/action_attempts/get", "action_attempt_id", "action_attempt_not_found"),
            ("/connected_accounts/get", "connected_account_id", "connected_account_not_found"),
        ] {
            let answer = await sandbox.post(path, "{\"\(name)\":\"\(TestSandbox.unknownID)\"}")
            #expect(answer.status == 404)
            #expect(answer.errorType == type)
        }
    }

    @Test func `a disconnected device shows it until it is connected again`() async throws {
        let device = try #require(await sandbox.devices().first?["device_id"]?.text)
        let body = "{\"device_id\":\"\(device)\"}"
        #expect(await sandbox.post("/devices/simulate/disconnect", body).text == "{\"ok\":true}")
        let lost = await sandbox.post("/devices/get", body).json["device"]
        #expect(lost?["properties"]?["online"] == .bool(false))
        #expect(lost?["errors"]?.elements?.first?["error_code"] == .string("device_disconnected"))
        #expect(await sandbox.post("/devices/simulate/connect", body).status == 200)
        let back = await sandbox.post("/devices/get", body).json["device"]
        #expect(back?["properties"]?["online"] == .bool(true))
        #expect(back?["errors"] == .array([]))
    }

    @Test func `the codes of a deleted account are gone with its devices`() async throws {
        let device = try #require(await sandbox.devices().first)
        let account = try #require(device["connected_account_id"]?.text)
        let id = try #require(device["device_id"]?.text)
        let answer = await sandbox.post("/connected_accounts/delete", "{\"connected_account_id\":\"\(account)\"}")
        #expect(answer.text == "{\"ok\":true}")
        #expect(await sandbox.codes(onDevice: id).isEmpty)
        #expect(await sandbox.post("/devices/get", "{\"device_id\":\"\(id)\"}").status == 404)
    }

    @Test func `a reset brings deleted codes back`() async throws {
        let before = await sandbox.codes().count
        let id = try #require(await sandbox.codes().first?["access_code_id"]?.text)
        let body = "{\"access_code_id\":\"\(id)\",\"sync\":true}"
        #expect(await sandbox.post("/access_codes/delete", body).status == 200)
        #expect(await sandbox.codes().count == before - 1)
        let answer = await sandbox.post("/workspaces/reset_sandbox")
        #expect(answer.json["action_attempt"]?["status"] == .string("success"))
        #expect(await sandbox.codes().count == before)
    }
}

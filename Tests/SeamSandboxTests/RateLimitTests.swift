import Testing

@testable import SeamSandbox

struct RateLimitTests {
    @Test func `the eleventh update of a device in a minute is refused and changes nothing`() async throws {
        let sandbox = TestSandbox()
        let key = await sandbox.madeGroup()
        for minute in 12..<22 {
            let body = "{\"common_code_key\":\"\(key)\",\"ends_at\":\"2026-11-26T11:\(minute):00Z\"}"
            #expect(await sandbox.post("/access_codes/update_multiple", body).status == 200)
            await sandbox.advance(seconds: 1)
        }
        let before = await sandbox.members(key)
        let body = "{\"common_code_key\":\"\(key)\",\"ends_at\":\"2026-11-26T18:00:00Z\"}"
        let refused = await sandbox.post("/access_codes/update_multiple", body)
        #expect(refused.status == 429)
        #expect(refused.errorType == "too_many_requests")
        #expect(refused.headers["retry-after"] == "50")
        #expect(await sandbox.members(key) == before)
        await sandbox.advance(seconds: 49)
        #expect(await sandbox.post("/access_codes/update_multiple", body).headers["retry-after"] == "1")
        await sandbox.advance(seconds: 1)
        #expect(await sandbox.post("/access_codes/update_multiple", body).status == 200)
        #expect(await sandbox.post("/access_codes/update_multiple", body).headers["retry-after"] == "1")
        let stats = try #require(await sandbox.send("GET", "/_sandbox/stats")).json
        #expect(stats["rate_limited"] == .integer(3))
        let devices = before.compactMap { $0["device_id"]?.text }
        for device in devices { #expect(stats["updates_by_device"]?[device] == .integer(11)) }
    }

    @Test func `one busy member holds up the whole group, and single codes count too`() async throws {
        let sandbox = TestSandbox()
        let key = await sandbox.madeGroup()
        let members = await sandbox.members(key)
        let id = try #require(members.first?["access_code_id"]?.text)
        for _ in 0..<10 {
            #expect(await sandbox.post("/access_codes/update", "{\"access_code_id\":\"\(id)\"}").status == 200)
        }
        #expect(await sandbox.post("/access_codes/update", "{\"access_code_id\":\"\(id)\"}").status == 429)
        let group = "{\"common_code_key\":\"\(key)\",\"name\":\"x\"}"
        let answer = await sandbox.post("/access_codes/update_multiple", group)
        #expect(answer.status == 429)
        #expect(answer.headers["retry-after"] == "60")
        #expect(await sandbox.members(key) == members)
        let other = try #require(members.last?["access_code_id"]?.text)
        #expect(await sandbox.post("/access_codes/update", "{\"access_code_id\":\"\(other)\"}").status == 200)
    }

    @Test func `codes created have their own limit`() async throws {
        let sandbox = TestSandbox()
        let device = try #require(await sandbox.devices().first?["device_id"]?.text)
        let body = "{\"device_ids\":[\"\(device)\"]}"
        for _ in 0..<10 {
            #expect(await sandbox.post("/access_codes/create_multiple", body).status == 200)
        }
        let count = await sandbox.codes(onDevice: device).count
        #expect(await sandbox.post("/access_codes/create_multiple", body).status == 429)
        #expect(await sandbox.codes(onDevice: device).count == count)
        let key = try #require(await sandbox.codes(onDevice: device).last?["common_code_key"]?.text)
        #expect(
            await sandbox.post("/access_codes/update_multiple", "{\"common_code_key\":\"\(key)\"}").status == 200
        )
    }

    @Test func `refused requests use up nothing`() async {
        let sandbox = TestSandbox()
        let key = await sandbox.madeGroup()
        for _ in 0..<20 {
            let body = "{\"common_code_key\":\"\(key)\",\"ends_at\":\"2020-01-01\"}"
            #expect(await sandbox.post("/access_codes/update_multiple", body).status == 400)
        }
        #expect(await sandbox.post("/access_codes/update_multiple", "{\"common_code_key\":\"\(key)\"}").status == 200)
    }

    @Test func `without limits a door takes any number`() async {
        let sandbox = TestSandbox(TestSandbox.options(limits: .off))
        let key = await sandbox.madeGroup()
        for _ in 0..<25 {
            let answer = await sandbox.post("/access_codes/update_multiple", "{\"common_code_key\":\"\(key)\"}")
            #expect(answer.status == 200)
        }
    }
}

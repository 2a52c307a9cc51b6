import Testing

@testable import SeamSandbox

struct FaultTests {
    private let sandbox = TestSandbox()
    private let path = "/access_codes/update_multiple"

    private func add(_ fields: String) async -> TestSandbox.Answer {
        await sandbox.post("/_sandbox/faults", "{\"path\":\"\(path)\",\(fields)}")
    }

    private func rename(_ key: String, _ name: String) async -> TestSandbox.Answer? {
        await sandbox.send("POST", path, body: "{\"common_code_key\":\"\(key)\",\"name\":\"\(name)\"}")
    }

    private func name(_ key: String) async -> String? {
        await sandbox.members(key).first?["name"]?.text
    }

    @Test(arguments: [false, true])
    func `a status is answered, with or without the change`(afterEffect: Bool) async {
        let key = await sandbox.madeGroup()
        #expect(await add("\"kind\":\"status\",\"count\":1,\"after_effect\":\(afterEffect)").status == 200)
        let answer = await rename(key, "New")
        #expect(answer?.status == 503)
        #expect(answer?.text.isEmpty == true)
        #expect(answer?.headers["seam-request-id"] != nil)
        #expect(await name(key) == (afterEffect ? "New" : "Made"))
        #expect(await rename(key, "Again")?.status == 200)
    }

    @Test(arguments: [(429, "too_many_requests"), (500, "internal_server_error"), (418, "sandbox_fault")])
    func `statuses below 501 come with an error`(status: Int, type: String) async {
        let key = await sandbox.madeGroup()
        #expect(await add("\"kind\":\"status\",\"status\":\(status)").status == 200)
        let answer = await rename(key, "New")
        #expect(answer?.status == status)
        #expect(answer?.errorType == type)
        #expect(answer?.headers["retry-after"] == (status == 429 ? "1" : nil))
    }

    @Test(arguments: [false, true])
    func `a reset gives no answer, with or without the change`(afterEffect: Bool) async {
        let key = await sandbox.madeGroup()
        #expect(await add("\"kind\":\"reset\",\"count\":1,\"after_effect\":\(afterEffect)").status == 200)
        #expect(await rename(key, "New") == nil)
        #expect(await name(key) == (afterEffect ? "New" : "Made"))
    }

    @Test(arguments: [false, true])
    func `garbage is no JSON, with or without the change`(afterEffect: Bool) async throws {
        let key = await sandbox.madeGroup()
        #expect(await add("\"kind\":\"garbage\",\"count\":1,\"after_effect\":\(afterEffect)").status == 200)
        let answer = try #require(await rename(key, "New"))
        #expect(answer.status == 200)
        #expect(JSONParser.parse(Array(answer.text.utf8)) == nil)
        #expect(await name(key) == (afterEffect ? "New" : "Made"))
    }

    @Test(arguments: [false, true])
    func `a delay waits and then answers as usual`(afterEffect: Bool) async {
        let key = await sandbox.madeGroup()
        #expect(
            await add("\"kind\":\"delay\",\"delay_ms\":1234,\"count\":1,\"after_effect\":\(afterEffect)").status == 200
        )
        #expect(await rename(key, "New")?.status == 200)
        #expect(sandbox.waited == [1234])
        #expect(await name(key) == "New")
    }

    @Test func `a late change is made after its delay and without an answer`() async {
        let key = await sandbox.madeGroup()
        #expect(await add("\"kind\":\"late\",\"delay_ms\":5000,\"count\":1").status == 200)
        #expect(await rename(key, "Late") == nil)
        #expect(await name(key) == "Made")
        await sandbox.advance(seconds: 4)
        #expect(await name(key) == "Made")
        await sandbox.advance(seconds: 1)
        #expect(await name(key) == "Late")
    }

    @Test func `a late change overtakes one that was sent after it`() async {
        let key = await sandbox.madeGroup()
        #expect(await add("\"kind\":\"late\",\"delay_ms\":5000,\"count\":1").status == 200)
        #expect(await rename(key, "Late") == nil)
        #expect(await rename(key, "Meanwhile")?.status == 200)
        await sandbox.advance(seconds: 60)
        #expect(await name(key) == "Late")
    }

    @Test func `after a stale write reads show the old values for a while`() async throws {
        let key = await sandbox.madeGroup()
        let id = try #require(await sandbox.members(key).first?["access_code_id"]?.text)
        #expect(await add("\"kind\":\"stale\",\"delay_ms\":3000,\"count\":1").status == 200)
        #expect(await rename(key, "New")?.status == 200)
        let get = "{\"access_code_id\":\"\(id)\"}"
        #expect(await name(key) == "Made")
        #expect(await sandbox.post("/access_codes/get", get).json["access_code"]?["name"] == .string("Made"))
        await sandbox.advance(seconds: 3)
        #expect(await name(key) == "New")
        #expect(await sandbox.post("/access_codes/get", get).json["access_code"]?["name"] == .string("New"))
    }

    @Test func `a stale read shows what a change of late has not reached`() async {
        let key = await sandbox.madeGroup()
        await sandbox.advance(seconds: 60)
        #expect(await rename(key, "New")?.status == 200)
        let fault = "{\"path\":\"/access_codes/list\",\"kind\":\"stale\",\"delay_ms\":3000}"
        #expect(await sandbox.post("/_sandbox/faults", fault).status == 200)
        #expect(await name(key) == "Made")
        await sandbox.advance(seconds: 3)
        #expect(await name(key) == "New")
    }

    @Test func `codes made under a stale fault appear later`() async throws {
        let ids = await sandbox.devices().compactMap { $0["device_id"]?.text }
        let before = await sandbox.codes(onDevice: ids[0])
        let fault = "{\"path\":\"/access_codes/create_multiple\",\"kind\":\"stale\",\"delay_ms\":1000}"
        #expect(await sandbox.post("/_sandbox/faults", fault).status == 200)
        #expect(await sandbox.madeGroup().hasPrefix("auto_set_by_create_multiple_"))
        #expect(await sandbox.codes(onDevice: ids[0]) == before)
        await sandbox.advance(seconds: 1)
        #expect(await sandbox.codes(onDevice: ids[0]).count == before.count + 1)
    }

    @Test func `a fault hits its path only, or every path, for as many requests as asked`() async {
        let key = await sandbox.madeGroup()
        #expect(await add("\"kind\":\"status\",\"count\":2").status == 200)
        #expect(await sandbox.post("/devices/list").status == 200)
        #expect(await rename(key, "a")?.status == 503)
        #expect(await rename(key, "b")?.status == 503)
        #expect(await rename(key, "c")?.status == 200)
        #expect(await sandbox.post("/_sandbox/faults", "{\"kind\":\"status\",\"status\":500}").status == 200)
        #expect(await sandbox.post("/devices/list").status == 500)
        #expect(await rename(key, "d")?.status == 500)
        #expect(await sandbox.send("DELETE", "/_sandbox/faults")?.status == 200)
        #expect(await rename(key, "e")?.status == 200)
    }

    @Test(arguments: [(0.0, 0...0), (0.5, 60...140), (1.0, 200...200)])
    func `a fault hits with its probability`(probability: Double, hits: ClosedRange<Int>) async {
        #expect(
            await sandbox.post("/_sandbox/faults", "{\"kind\":\"status\",\"probability\":\(probability)}").status == 200
        )
        var count = 0
        for _ in 0..<200 where await sandbox.post("/workspaces/get").status == 503 { count += 1 }
        #expect(hits.contains(count))
    }

    @Test(arguments: [
        ("{\"kind\":\"fire\"}", "kind must be one of"), ("{}", "kind must be one of"),
        ("{\"kind\":\"reset\",\"path\":\"/access_codes/updat\"}", "path must be one of"),
        ("{\"kind\":\"status\",\"status\":200}", "status must be a whole number from 400 to 599"),
        ("{\"kind\":\"late\"}", "a fault of kind late needs delay_ms greater than 0"),
        ("{\"kind\":\"delay\",\"delay_ms\":-1}", "delay_ms must be a whole number from 0"),
        ("{\"kind\":\"reset\",\"probability\":2}", "probability must be a number from 0 to 1"),
        ("{\"kind\":\"reset\",\"count\":0}", "count must be a whole number from 1"),
        ("{\"kind\":\"reset\",\"after_effect\":1}", "after_effect must be true or false"),
        ("{\"kind\":\"reset\",\"delay\":5}", "delay is not a field of a fault"),
        ("[]", "the body must be a JSON object"), ("{", "the body must be a JSON object"),
    ])
    func `a fault that makes no sense is refused`(body: String, message: String) async {
        let answer = await sandbox.post("/_sandbox/faults", body)
        #expect(answer.status == 400)
        #expect(answer.message?.hasPrefix(message) == true)
        #expect(await sandbox.post("/workspaces/get").status == 200)
    }
}

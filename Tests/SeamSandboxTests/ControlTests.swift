import Testing

@testable import SeamSandbox

struct ControlTests {
    private let sandbox = TestSandbox()

    private func stats() async throws -> JSON {
        try #require(await sandbox.send("GET", "/_sandbox/stats", headers: [:])).json
    }

    @Test func `requests are counted as they arrive, by path, and only those of the API`() async throws {
        let key = await sandbox.madeGroup()
        let before = try await stats()
        #expect(before["requests"]?["/access_codes/create_multiple"] == .integer(1))
        _ = await sandbox.post("/access_codes/update_multiple", "{\"common_code_key\":\"\(key)\"}")
        _ = await sandbox.post("/access_codes/update_multiple", "{", key: "seam_wrong")
        _ = await sandbox.send("GET", "/access_codes/update_multiple")
        _ = await sandbox.post("/nowhere")
        let after = try await stats()
        #expect(
            Set(after.fields?.keys.map(\.self) ?? []) == [
                "requests", "rate_limited", "max_in_flight", "updates_by_device", "updates_by_grant",
            ]
        )
        #expect(
            after["requests"]
                == .object([
                    "/devices/list": .integer(1), "/access_codes/create_multiple": .integer(1),
                    "/access_codes/update_multiple": .integer(3),
                ])
        )
        #expect(after["max_in_flight"] == .integer(1))
        #expect(after["rate_limited"] == .integer(0))
    }

    @Test func `applied updates are counted by device`() async throws {
        let key = await sandbox.madeGroup()
        let members = await sandbox.members(key)
        let devices = members.compactMap { $0["device_id"]?.text }
        let id = try #require(members.first?["access_code_id"]?.text)
        _ = await sandbox.post("/access_codes/update_multiple", "{\"common_code_key\":\"\(key)\",\"name\":\"x\"}")
        _ = await sandbox.post("/access_codes/update", "{\"access_code_id\":\"\(id)\",\"name\":\"y\"}")
        _ = await sandbox.post("/access_codes/update", "{\"access_code_id\":\"\(id)\",\"ends_at\":\"2020\"}")
        let counts = try await stats()["updates_by_device"]
        #expect(counts == .object([devices[0]: .integer(2), devices[1]: .integer(1)]))
    }

    @Test func `the clock advances by whole and broken seconds`() async throws {
        #expect(sandbox.sandbox.now() == TestSandbox.start)
        #expect(await sandbox.post("/_sandbox/clock", "{\"advance_seconds\":90}").status == 200)
        #expect(await sandbox.post("/_sandbox/clock", "{\"advance_seconds\":0.25}").status == 200)
        #expect(sandbox.sandbox.now() == TestSandbox.start + 90_250)
    }

    @Test(arguments: ["{}", "{\"advance_seconds\":-1}", "{\"advance_seconds\":\"1\"}", "{\"advance\":1}", "[]", ""])
    func `the clock refuses what is no step forward`(body: String) async {
        #expect(await sandbox.post("/_sandbox/clock", body).status == 400)
        #expect(sandbox.sandbox.now() == TestSandbox.start)
    }

    @Test func `a reset puts the world, the clock and the counts back`() async throws {
        let before = await sandbox.codes()
        _ = await sandbox.madeGroup()
        let key = try #require(before.first?["common_code_key"]?.text)
        _ = await sandbox.post("/access_codes/update_multiple", "{\"common_code_key\":\"\(key)\",\"name\":\"x\"}")
        await sandbox.advance(seconds: 3600)
        _ = await sandbox.post("/_sandbox/faults", "{\"kind\":\"reset\"}")
        #expect(await sandbox.post("/_sandbox/reset").status == 200)
        #expect(try await stats()["requests"] == .object([:]))
        #expect(try await stats()["updates_by_device"] == .object([:]))
        #expect(sandbox.sandbox.now() == TestSandbox.start)
        #expect(await sandbox.codes() == before)
    }

    @Test(arguments: [
        ("POST", "/_sandbox/stats", "only GET accepted"), ("GET", "/_sandbox/clock", "only POST accepted"),
        ("GET", "/_sandbox/reset", "only POST accepted"), ("PUT", "/_sandbox/faults", "only POST,DELETE accepted"),
    ])
    func `controls have their verbs`(method: String, path: String, message: String) async throws {
        let answer = try #require(await sandbox.send(method, path))
        #expect(answer.status == 405)
        #expect(answer.message == message)
        #expect(await sandbox.send("GET", "/_sandbox/other")?.status == 404)
    }

    @Test func `latency is waited for once a request, and not by controls`() async throws {
        var options = TestSandbox.options()
        options.latencyMilliseconds = 150
        let sandbox = TestSandbox(options)
        _ = await sandbox.post("/workspaces/get")
        _ = await sandbox.post("/devices/list", key: "seam_wrong")
        await sandbox.advance(seconds: 1)
        #expect(sandbox.waited == [150, 150])
    }

    @Test func `requests that overlap are counted as in flight together`() async throws {
        let barrier = Barrier(parties: 3)
        var options = TestSandbox.options()
        options.latencyMilliseconds = 1
        let clock = SandboxClock(base: TestSandbox.start) { 0 }
        let sandbox = Sandbox(options: options, clock: clock) { _ in await barrier.meet() }
        let request = SandboxRequest(method: "GET", path: "/workspaces/get")
        await withTaskGroup(of: Void.self) { tasks in
            for _ in 0..<3 { tasks.addTask { _ = await sandbox.answer(request) } }
        }
        let answer = try #require(await sandbox.answer(SandboxRequest(method: "GET", path: "/_sandbox/stats")))
        #expect(JSONParser.parse(answer.body)?["max_in_flight"] == .integer(3))
    }
}

/// Lets everyone on when the last party has come.
private actor Barrier {
    private let parties: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(parties: Int) {
        self.parties = parties
    }

    func meet() async {
        await withCheckedContinuation { continuation in
            waiting.append(continuation)
            guard waiting.count == parties else { return }
            for continuation in waiting { continuation.resume() }
            waiting = []
        }
    }
}

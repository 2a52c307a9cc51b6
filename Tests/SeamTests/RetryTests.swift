import Logging
import Testing

@testable import Seam

struct RetryTests {
    typealias Reply = ScriptedServer.Reply
    private static let failed = #"{"error":{"type":"t","message":"m"},"ok":false}"#
    private static let limited = Reply.json(429, failed)
    private static let broken = Reply.json(503, failed)
    private static let dropped = Reply.bytes("", .close)

    private func run(
        _ script: [Reply],
        _ path: String,
        _ parameters: JSONValue,
        retries: RetryPolicy = .automatic,
    ) async throws -> (requests: Int, waits: [Duration], error: SeamError?) {
        let pauses = TestClient.Pauses()
        return try await withClient(script, pauses: pauses) { client, server in
            let error = await failure { _ = try await client.call(path, parameters, retries: retries) }
            return (server.received.count, pauses.durations, error)
        }
    }

    @Test(arguments: [limited, broken, dropped, .bytes("HTTP/1.1 502 X\r\ncontent-length: 3\r\n\r\nbad")])
    func `an update to absolute values is repeated`(first: Reply) async throws {
        let result = try await run([first, first, .json()], "/access_codes/update_multiple", ["common_code_key": "k"])
        #expect(result.error == nil)
        #expect(result.requests == 3)
        #expect(result.waits == [.milliseconds(200), .milliseconds(400)])
    }

    @Test(arguments: [(limited, 2), (broken, 1), (dropped, 1)])
    func `a create is repeated only when it surely had no effect`(first: Reply, requests: Int) async throws {
        let success = Reply.json(200, #"{"access_codes":[]}"#)
        let result = try await run(
            [first, success],
            "/access_codes/create_multiple",
            ["device_ids": ["b8f2a1de-0c3a-4d7e-9f10-2a3b4c5d6e7f"]]
        )
        #expect(result.requests == requests)
        #expect((result.error == nil) == (requests == 2))
    }

    @Test func `a path that is not in the catalogue is treated like a create`() async throws {
        #expect(try await run([Self.broken, .json()], "/unlisted", [:]).requests == 1)
    }

    @Test(arguments: [400, 401, 404, 409])
    func `an answer that will not change is not asked for again`(status: Int) async throws {
        let result = try await run([.json(status, Self.failed)], "/workspaces/get", [:])
        #expect(result.requests == 1)
        #expect(result.error?.status == status)
    }

    @Test func `without retries there is one try`() async throws {
        let result = try await run([Self.broken], "/workspaces/get", [:], retries: .none)
        #expect(result.requests == 1)
        #expect(result.waits.isEmpty)
    }

    @Test func `the third failure is final`() async throws {
        let result = try await run([Self.broken], "/workspaces/get", [:])
        #expect(result.requests == 3)
        #expect(result.error?.status == 503)
    }

    @Test(
        arguments: [
            ("retry-after: 7\r\n", [Duration.seconds(7)], 7),
            ("retry-after: 0\r\n", [.milliseconds(200)], 0),
            (
                "date: Mon, 23 Nov 2026 23:59:50 GMT\r\nretry-after: Tue, 24 Nov 2026 00:00:20 GMT\r\n", [.seconds(30)],
                30
            ),
            ("retry-after: soon\r\n", [.milliseconds(200)], nil), ("retry-after: -5\r\n", [.milliseconds(200)], nil),
            ("retry-after: 3600\r\n", [], 3600), ("retry-after: 2.25\r\n", [.seconds(3)], 3),
            ("retry-after: 2.00\r\n", [.seconds(2)], 2), ("retry-after: 9223372036854775807\r\n", [], 86_399),
            ("retry-after: 9999999999999999999999999\r\n", [], 86_399),
        ] as [(String, [Duration], Int?)]
    )
    func `the server's own time is waited, up to a limit`(headers: String, waits: [Duration], seconds: Int?)
        async throws
    {
        let first = Reply.json(429, Self.failed, headers: headers)
        let result = try await run([first, .json(200, #"{"workspace":{}}"#)], "/workspaces/get", [:])
        #expect(result.waits == waits)
        #expect((result.error == nil) == !waits.isEmpty)
        if waits.isEmpty { #expect(result.error?.retryAfter == seconds) }
    }

    @Test func `a read waits while the server asks for fewer requests, for as long as its client has patience`() {
        var rules = RetryRules(.automatic, effect: .read, maxRetries: 2, patience: .seconds(120))
        var budget = RetryBudget()
        let limited = SeamError(.tooManyRequests, "slower", status: 429, delivery: .answered)
        var waits: [Duration] = []
        while case .wait(let time) = rules.next(after: limited, jitter: 0, budget: &budget) { waits.append(time) }
        #expect(waits.prefix(6) == [.milliseconds(500)] + [1, 2, 4, 8, 15].map { .seconds($0) })
        let all = waits.reduce(.zero, +)
        #expect(all <= .seconds(120) && all > .seconds(100), "\(all)")
        let broken = SeamError(.httpError, "broken", status: 503, delivery: .answered)
        #expect(rules.next(after: broken, jitter: 0, budget: &budget) == .wait(.milliseconds(200)))
    }

    @Test(arguments: [(SeamEndpoint.Effect.create, RetryPolicy.automatic), (.update, .automatic), (.read, .none)])
    func `patience is for reads that may be repeated`(effect: SeamEndpoint.Effect, policy: RetryPolicy) {
        var rules = RetryRules(policy, effect: effect, maxRetries: 0, patience: .seconds(120))
        var budget = RetryBudget()
        let limited = SeamError(.tooManyRequests, "slower", status: 429, delivery: .answered)
        #expect(!rules.isPatient(with: limited))
        #expect(rules.next(after: limited, jitter: 0, budget: &budget) == .giveUp)
    }

    @Test func `a server that is down is asked again even by a create`() {
        var rules = RetryRules(.automatic, effect: .create, maxRetries: 2)
        var budget = RetryBudget()
        let error = SeamError(.connection, "refused", delivery: .notSent)
        #expect(rules.next(after: error, jitter: 0, budget: &budget) == .wait(.milliseconds(200)))
        #expect(rules.next(after: error, jitter: 1, budget: &budget) == .wait(.milliseconds(480)))
        #expect(rules.next(after: error, jitter: 0, budget: &budget) == .giveUp)
    }

    @Test(arguments: [SeamError.Code.tls, .cancelled, .invalidOptions, .shutDown, .invalidInput])
    func `what another try cannot mend is not repeated`(code: SeamError.Code) {
        var rules = RetryRules(.automatic, effect: .read, maxRetries: 2)
        var budget = RetryBudget()
        #expect(rules.next(after: SeamError(code, ""), jitter: 0, budget: &budget) == .giveUp)
    }

    @Test func `the budget ends repetitions of a server that always fails, and successes refill it`() {
        var budget = RetryBudget()
        var repeated = 0
        let error = SeamError(.serverError, "", status: 500, delivery: .answered)
        for _ in 0..<1000 {
            var rules = RetryRules(.automatic, effect: .read, maxRetries: 2)
            while case .wait = rules.next(after: error, jitter: 0, budget: &budget) { repeated += 1 }
        }
        #expect(repeated == 64)
        for _ in 0..<10 { budget.earn() }
        var rules = RetryRules(.automatic, effect: .read, maxRetries: 2)
        #expect(rules.next(after: error, jitter: 0, budget: &budget) == .wait(.milliseconds(200)))
    }

    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ("Tue, 29 Feb 2028 12:00:00 GMT", 1_835_438_400), ("yesterday", nil), ("Sun, 06 Foo 1994 08:49:37 GMT", nil),
    ])
    func `dates of headers are read`(text: String, seconds: Int?) {
        #expect(RetryAfter.epochSeconds(text) == seconds)
    }

    @Test func `a cancelled wait ends the call`() async throws {
        try await ScriptedServer.with([Self.broken]) { server, port in
            let client = try SeamClient(
                credentials: .apiKey(TestClient.secret),
                endpoint: "http://127.0.0.1:\(port)",
                options: SeamClientOptions(),
                logger: Logger(label: "test"),
                pause: RetryPause(sleep: { _ in throw CancellationError() }, jitter: { 0 }),
            )
            let error = await failure { _ = try await client.workspaces.get() }
            await client.shutdown()
            #expect(error?.code == .cancelled)
            #expect(error?.status == 503)
            #expect(server.received.count == 1)
        }
    }
}

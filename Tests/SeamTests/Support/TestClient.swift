import Logging
import Synchronization

@testable import Seam

/// Makes clients for tests: their waits take no time and are noted.
enum TestClient {
    static let secret = "seam_test_5ecret5ecret5ecret"
    /// Where no server is.
    ///
    /// A port that a test gave back may belong to the server of another one already; this one the system never gives away.
    static let down = "http://127.0.0.1:1"

    /// The waits between tries that a client would have made; its time moves on by them alone.
    final class Pauses: Sendable {
        private let list = Mutex<[Duration]>([])

        var durations: [Duration] { list.withLock { $0 } }

        func pause() -> RetryPause {
            let start = ContinuousClock.now
            return RetryPause(
                sleep: { time in self.list.withLock { $0.append(time) } },
                now: { self.durations.reduce(start, +) },
                jitter: { 0 },
            )
        }
    }

    static func make(
        _ endpoint: String,
        credentials: SeamCredentials? = nil,
        pauses: Pauses = Pauses(),
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        _ change: (inout SeamClientOptions) -> Void = { _ in },
    ) throws -> SeamClient {
        var options = SeamClientOptions()
        // However slow the machine is: what is idle for long is tried with the pool alone, by its own clock, and a test of
        // a deadline sets one of its own.
        options.idleLimit = .seconds(86_400)
        options.requestTimeout = .seconds(1800)
        options.connectTimeout = .seconds(1800)
        change(&options)
        return try SeamClient(
            credentials: try credentials ?? .apiKey(secret),
            endpoint: endpoint,
            options: options,
            logger: logger,
            pause: pauses.pause(),
        )
    }
}

/// Runs a client against a scripted server, and shuts it down.
func withClient<Result: Sendable>(
    _ script: [ScriptedServer.Reply],
    tls: TestCertificate? = nil,
    credentials: SeamCredentials? = nil,
    pauses: TestClient.Pauses = TestClient.Pauses(),
    _ change: (inout SeamClientOptions) -> Void = { _ in },
    _ body: (SeamClient, ScriptedServer) async throws -> Result,
) async throws -> Result {
    try await ScriptedServer.with(script, tls: tls) { server, port in
        let endpoint = tls == nil ? "http://127.0.0.1:\(port)" : "https://localhost:\(port)"
        let client = try TestClient.make(endpoint, credentials: credentials, pauses: pauses, change)
        do {
            let result = try await body(client, server)
            await client.shutdown()
            return result
        } catch {
            await client.shutdown()
            throw error
        }
    }
}

/// The error of a call that must fail.
func failure(_ body: () async throws -> Void) async -> SeamError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? SeamError
    }
}

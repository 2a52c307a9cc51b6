import Logging
import Seam
import Synchronization
import Testing

struct LoggingTests {
    private final class Lines: Sendable {
        let list = Mutex<[String]>([])
    }

    private struct Recorder: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let facts = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
            lines.list.withLock { $0.append("\(event.level) \(event.message) \(facts)") }
        }
    }

    @Test func `each try is logged with its facts and without the credential`() async throws {
        let lines = Lines()
        let logger = Logger(label: "test", factory: { _ in Recorder(lines: lines) })
        let script = [
            ScriptedServer.Reply.json(503, #"{"error":{"type":"t","message":"\#(TestClient.secret)"}}"#),
            .json(200, #"{"workspace":{"workspace_id":"w","name":"n"}}"#, headers: "seam-request-id: r2\r\n"),
        ]
        try await ScriptedServer.with(script) { _, port in
            let client = try TestClient.make("http://127.0.0.1:\(port)", logger: logger)
            _ = try await client.workspaces.get()
            await client.shutdown()
        }
        let logged = lines.list.withLock { $0 }
        #expect(logged.count == 3)
        #expect(logged.first?.contains("status=503") == true)
        #expect(logged.dropFirst().first?.contains("call is tried again") == true)
        let last = try #require(logged.last)
        for fact in [
            "debug call answered", "method=POST", "path=/workspaces/get", "request_id=r2", "status=200", "ms=",
            "attempt=2",
        ] {
            #expect(last.contains(fact))
        }
        #expect(logged.allSatisfy { !$0.contains(TestClient.secret) })
    }
}

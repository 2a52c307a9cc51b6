import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server on 127.0.0.1 that answers each request with the next step of a script, in raw bytes.
final class ScriptedServer: Sendable {
    /// What it does when a whole request has arrived.
    struct Reply: Sendable {
        enum End: Sendable { case keep, close, reset }

        var bytes: [UInt8]
        var end: End

        static func bytes(_ bytes: String, _ end: End = .keep) -> Reply { Reply(bytes: Array(bytes.utf8), end: end) }

        static func json(_ status: Int = 200, _ body: String = #"{"ok":true}"#, headers: String = "") -> Reply {
            let head = "HTTP/1.1 \(status) X\r\ncontent-type: application/json\r\n\(headers)"
            return .bytes("\(head)content-length: \(body.utf8.count)\r\n\r\n\(body)")
        }

        static let silence = Reply.bytes("")
    }

    struct Received: Sendable {
        var head: String
        var body: String

        var path: String { head.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
    }

    private struct State {
        var script: [Reply]
        var received: [Received] = []
        var connections = 0
        var open: [ObjectIdentifier: any Channel] = [:]
        var waiters: [Waiter] = []
    }

    private struct Waiter {
        var isReady: @Sendable (_ received: Int, _ open: Int) -> Bool
        var continuation: CheckedContinuation<Void, Never>
    }

    private let state: Mutex<State>

    private init(_ script: [Reply]) {
        state = Mutex(State(script: script))
    }

    /// Runs a server for the length of `body`; after the end of the script the last reply is repeated.
    static func with<Result: Sendable>(
        _ script: [Reply],
        tls: TestCertificate? = nil,
        newestTLS: TLSVersion? = nil,
        _ body: (ScriptedServer, _ port: Int) async throws -> Result,
    ) async throws -> Result {
        let server = ScriptedServer(script)
        let context = try tls.map { try serverContext($0, newestTLS) }
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
                    try pipeline.addHandler(ScriptHandler(server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        do {
            let result = try await body(server, port)
            try await server.stop(channel)
            return result
        } catch {
            try await server.stop(channel)
            throw error
        }
    }

    /// The requests so far.
    var received: [Received] { state.withLock { $0.received } }
    /// The connections so far.
    var connections: Int { state.withLock { $0.connections } }
    /// The connections that are open now.
    var openConnections: Int { state.withLock { $0.open.count } }

    /// Waits until the numbers of received requests and open connections are as wanted.
    func until(_ isReady: @escaping @Sendable (_ received: Int, _ open: Int) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isReadyNow = state.withLock { state in
                if isReady(state.received.count, state.open.count) { return true }
                state.waiters.append(Waiter(isReady: isReady, continuation: continuation))
                return false
            }
            if isReadyNow { continuation.resume() }
        }
    }

    /// Closes every open connection from the server's side.
    func dropConnections() {
        for channel in state.withLock({ $0.open.values.map { $0 } }) { channel.close(promise: nil) }
    }

    /// Answers on every open connection, out of turn.
    func send(_ text: String) {
        for channel in state.withLock({ $0.open.values.map { $0 } }) {
            channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        }
    }

    // MARK: What the connections report

    func opened(_ channel: any Channel) {
        change { state in
            state.connections += 1
            state.open[ObjectIdentifier(channel)] = channel
        }
    }

    func closed(_ channel: any Channel) {
        change { $0.open[ObjectIdentifier(channel)] = nil }
    }

    func reply(to request: Received) -> Reply {
        change { state in
            state.received.append(request)
            return state.script.count > 1 ? state.script.removeFirst() : state.script.first ?? .silence
        }
    }

    private func change<Result: Sendable>(_ body: (inout sending State) -> sending Result) -> Result {
        let (result, ready) = state.withLock { state in
            let result = body(&state)
            let index = state.waiters.partition { $0.isReady(state.received.count, state.open.count) }
            let ready = Array(state.waiters[index...])
            state.waiters.removeSubrange(index...)
            return (result, ready)
        }
        for waiter in ready { waiter.continuation.resume() }
        return result
    }

    private func stop(_ channel: any Channel) async throws {
        try await channel.close()
        dropConnections()
    }

    private static func serverContext(_ tls: TestCertificate, _ newest: TLSVersion?) throws -> NIOSSLContext {
        let certificates = try NIOSSLCertificate.fromPEMBytes(Array(tls.certificate.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(tls.key.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) },
            privateKey: .privateKey(key),
        )
        configuration.maximumTLSVersion = newest
        return try NIOSSLContext(configuration: configuration)
    }
}

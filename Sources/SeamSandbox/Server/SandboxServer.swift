import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// The local stand-in for the Seam API, with demo data, for demos and tests.
package struct SandboxServer: Sendable {
    private static let mostSecondsToStop = 1
    /// How long a connection may say nothing.
    private static let patience = TimeAmount.seconds(60)
    /// The most connections at a time: half of the files that the process may have open, and never more than two thousand.
    private static var mostConnections: Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 256 }
        return Int(max(32, min(limit.rlim_cur / 2, 2000)))
    }

    private let options: SandboxOptions
    private let sandbox: Sandbox

    /// Makes the world, or takes up the one of the state file; nothing listens yet.
    /// - Throws: `SandboxError`.
    package init(options: SandboxOptions = SandboxOptions()) throws(SandboxError) {
        try options.validate()
        var options = options
        var clock =
            options.clockStandsStill
            ? SandboxClock.still(at: options.startInstant) : SandboxClock.running(from: options.startInstant)
        var kept: StateFile.Opened?
        if let path = options.stateFile {
            let opened = try StateFile.opened(at: path, options: options)
            options = opened.options
            clock = .running(from: options.startInstant, passed: opened.passed)
            kept = opened
        }
        self.options = options
        sandbox = Sandbox(options: options, clock: clock, kept: kept) { milliseconds in
            // A cancelled wait ends early; the server is being stopped then.
            try? await Task.sleep(for: .milliseconds(milliseconds))
        }
    }

    /// The API key of the first workspace, the one with the demo data.
    package var apiKey: String { World.apiKey }

    /// The id of the first workspace, which an access token needs beside it.
    package var workspaceID: String { sandbox.workspaceID() }

    /// The sandbox's clock, in milliseconds since 1970.
    package func now() -> Int64 {
        sandbox.now()
    }

    /// Puts the sandbox's clock forward; what is due on the way happens, each thing at its own instant.
    package func advance(milliseconds: Int64) {
        sandbox.advance(milliseconds: milliseconds)
    }

    /// The number of requests that have arrived at a path of the API since the start or the last reset.
    package func requests(to path: String) -> Int {
        sandbox.requests(to: path)
    }

    /// Forgets the faults that were asked for.
    package func clearFaults() {
        sandbox.clearFaults()
    }

    /// Serves until the task is cancelled.
    /// - Parameter onListening: Gets the address, such as `http://127.0.0.1:49152`, as soon as it can be used.
    /// - Throws: The system's error when the port cannot be had; `CancellationError`.
    package func run(onListening: @escaping @Sendable (String) async -> Void) async throws {
        try await group(onListening: onListening).run()
    }

    /// Serves while `body` runs, with the address as its argument, then stops.
    /// - Throws: What `body` throws, and the system's error when the port cannot be had.
    package func withServer<Result: Sendable>(
        _ body: @Sendable (String) async throws -> Result
    ) async throws -> Result {
        let (addresses, listening) = AsyncStream.makeStream(of: String.self)
        let group = group { listening.yield($0) }
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { listening.finish() }
                try await group.run()
            }
            for await address in addresses {
                let outcome: Swift.Result<Result, any Error>
                do {
                    outcome = .success(try await body(address))
                } catch {
                    outcome = .failure(error)
                }
                await group.triggerGracefulShutdown()
                // A request that was still being answered makes the stop an error; what the body did counts.
                _ = await tasks.nextResult()
                return try outcome.get()
            }
            try await tasks.waitForAll()
            throw CancellationError()
        }
    }

    /// The server as Hummingbird runs it.
    func application(onListening: @escaping @Sendable (String) async -> Void = { _ in }) -> some ApplicationProtocol {
        let responder = SandboxResponder(sandbox: sandbox)
        let host = options.host
        return Application(
            responder: responder,
            server: HTTPServerBuilder { _ in
                // Not the responder that Hummingbird offers: that one puts the machine's date on every answer.
                HTTP1Channel(
                    responder: { request, writer, _ in
                        let response = try await responder.respond(to: request)
                        try await writer.write(response: response.head, body: response.body)
                    },
                    configuration: HTTP1Channel.Configuration(idleTimeout: Self.patience),
                )
            },
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: options.port),
                availableConnectionsDelegate: MaximumAvailableConnections(Self.mostConnections),
            ),
            onServerRunning: { channel in
                await onListening("http://\(host):\(channel.localAddress?.port ?? 0)")
            },
            logger: Logger(label: "sandbox") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private func group(onListening: @escaping @Sendable (String) async -> Void) -> ServiceGroup {
        let application = application(onListening: onListening)
        var configuration = ServiceGroupConfiguration(services: [application], logger: application.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(Self.mostSecondsToStop)
        return ServiceGroup(configuration: configuration)
    }
}

import CivilTime
import Journal
import Model
import RunEngine
import SQLJournal
import SeamSandbox
import Synchronization

/// Runs scripts against a sandbox server of their own.
struct ScriptFixture: Sendable {
    let engine: Engine
    let environment: Engine.Environment
    let endpoint: String
    let printed: Printed
    let server: SandboxServer

    /// What the script printed.
    final class Printed: Sendable {
        private let storage = Mutex<[String]>([])

        var lines: [String] { storage.withLock { $0 } }

        func append(_ line: String) {
            storage.withLock { $0.append(line) }
        }
    }

    /// Starts a server with twelve groups on six doors, the same at each start, and calls `body`.
    static func with<Result: Sendable>(
        _ options: Engine.Options = Engine.Options(),
        sandbox: SandboxOptions = SandboxOptions(groups: 12, devices: 6, rngSeed: 7),
        _ body: @escaping @Sendable (ScriptFixture) async throws -> Result,
    ) async throws -> Result {
        let server = try SandboxServer(options: sandbox)
        return try await server.withServer { endpoint in
            let connection = try Connection(apiKey: server.apiKey, endpoint: endpoint, concurrency: 8)
            let printed = Printed()
            let journal = try SQLJournal.temporary()
            let environment = Engine.Environment(
                connection: connection,
                journal: { journal },
                clock: .reading { server.now() },
                operatorName: "test",
                processID: 1,
                output: { printed.append($0) },
            )
            let fixture = ScriptFixture(
                engine: Engine(environment, options: options),
                environment: environment,
                endpoint: endpoint,
                printed: printed,
                server: server,
            )
            let result = try await body(fixture)
            await connection.close()
            journal.close()
            return result
        }
    }

    /// Calls `body` with the host of a prompt.
    static func withHost(
        sandbox: SandboxOptions = SandboxOptions(groups: 12, devices: 6, rngSeed: 7),
        _ body: @escaping @Sendable (ScriptHost) async throws -> Void,
    ) async throws {
        try await with(sandbox: sandbox) { fixture in
            let script = Engine.Script(name: "repl", source: "", arguments: [])
            let host = fixture.engine.makeHost(script, runID: "test", isPrompt: true)
            try await body(host)
            await host.close()
        }
    }

    /// The report of a script's plan.
    func plan(_ source: String, arguments: [String] = [], id: String = "test") async -> RunReport {
        await engine.drive(.script(script(source, arguments)), .planOnly, runID: id)
    }

    /// The report of the plan of a script whose file lies in a folder.
    func plan(_ source: String, in folder: String) async -> RunReport {
        let script = Engine.Script(name: "test.lua", source: source, arguments: [], folder: folder)
        return await engine.drive(.script(script), .planOnly, runID: "test")
    }

    /// The report of a script that was planned and applied.
    func run(_ source: String, arguments: [String] = [], id: String = "test") async -> RunReport {
        await engine.drive(.script(script(source, arguments)), .given, runID: id)
    }

    private func script(_ source: String, _ arguments: [String]) -> Engine.Script {
        Engine.Script(name: "test.lua", source: source, arguments: arguments)
    }
}

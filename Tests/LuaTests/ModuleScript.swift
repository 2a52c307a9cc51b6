import Lua
import Testing

/// Owns one state with the modules for scripts, on a thread of its own.
actor ModuleScript {
    private let thread = LuaThread(name: "modules")
    private var state: LuaState?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// The results of a chunk, as text; `prepare` adds to the state before it runs.
    static func run(
        _ source: String,
        prepare: @escaping @Sendable (LuaState) throws -> Void = { _ in }
    ) async throws -> String {
        let script = ModuleScript()
        let result: Result<String, any Error>
        do {
            result = .success(try await script.evaluate(source, prepare: prepare))
        } catch {
            result = .failure(error)
        }
        await script.close()
        return try result.get()
    }

    /// The error that a chunk ends with, as it is shown.
    static func failure(
        _ source: String,
        prepare: @escaping @Sendable (LuaState) throws -> Void = { _ in }
    ) async throws -> String {
        do {
            return "no error, but \(try await run(source, prepare: prepare))"
        } catch let error as LuaError {
            return error.description
        }
    }

    private func close() {
        state = nil
    }

    private func evaluate(_ source: String, prepare: (LuaState) throws -> Void) throws -> String {
        let state = try LuaState()
        self.state = state
        try state.set("json", try state.openJSON())
        try prepare(state)
        let results = try state.run(try state.load(source, name: "test.lua"))
        return try results.map(state.describe).joined(separator: " ")
    }
}

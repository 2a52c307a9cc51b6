import Lua

/// Runs one script under limits, on a thread of its own, and says how it ended.
actor HostileScript {
    /// How a run ended.
    struct Outcome: Sendable {
        /// The code of the error, or `ok`.
        var code = "ok"
        var message = ""
        var traceback: String?
        var printed: [String] = []
    }

    /// Limits that an endless script meets soon, and an ordinary one never.
    static let tight = LuaLimits(memory: 16 << 20, time: .milliseconds(150), output: 64 << 10)
    /// Limits that only memory and output can meet.
    static let patient = LuaLimits(memory: 16 << 20, time: .seconds(600), output: 64 << 10)

    private let thread = LuaThread(name: "hostile")
    private var state: LuaState?
    private var printed: [String] = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Runs a script, and then perhaps another one in the same state, without a time limit.
    static func run(_ source: String, then next: String? = nil, limits: LuaLimits) async throws -> Outcome {
        let script = HostileScript()
        try await script.open(limits)
        var outcome = await script.evaluate(source)
        if let next {
            await script.relax()
            outcome = await script.evaluate(next)
        }
        await script.close()
        return outcome
    }

    private func open(_ limits: LuaLimits) throws {
        let state = try LuaState(limits: limits)
        state.output = { [unowned self] line in self.assumeIsolated { $0.printed.append(line) } }
        try Self.install(in: state)
        self.state = state
    }

    private func relax() {
        state?.limits = Self.patient
    }

    private func close() {
        state = nil
    }

    private func evaluate(_ source: String) -> Outcome {
        guard let state else { return Outcome(code: "closed") }
        printed = []
        do throws(LuaError) {
            try state.run(try state.load(source, name: "hostile.lua"))
            return Outcome(printed: printed)
        } catch {
            return Outcome(
                code: error.code.rawValue,
                message: error.message,
                traceback: error.traceback,
                printed: printed,
            )
        }
    }

    private static func install(in state: LuaState) throws {
        try state.set("echo", LuaHostFunction("echo") { _, arguments in .values(arguments.values) })
        try state.set(
            "swallow",
            LuaHostFunction("swallow") { state, arguments throws(LuaError) in
                let callback = try arguments.callback(0, "fn")
                return .value(.boolean((try? state.call(callback)) != nil))
            }
        )
        // A wait that ends only when it is cancelled.
        try state.set(
            "forever",
            LuaHostFunction("forever") { _, _ in
                .wait(
                    for: {
                        let never = AsyncStream<Void> { _ in }
                        for await _ in never {}
                    },
                    then: { _, _ in .nothing }
                )
            }
        )
        try state.set(
            "log",
            LuaHostFunction("log") { state, arguments throws(LuaError) in
                state.countOutput(try arguments.string(0, "text").utf8.count)
                return .nothing
            }
        )
    }
}

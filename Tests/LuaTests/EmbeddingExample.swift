import Lua

// The example of the page "Embedding Lua", compiled; a test compares the two.

// example-begin
actor Greeter {
    private let thread = LuaThread(name: "greeter")
    private var state: LuaState?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    func run(_ source: String) throws(LuaError) -> [String] {
        let state = try openState()
        let chunk = try state.load(source, name: "greeting.lua")
        var texts: [String] = []
        for value in try state.run(chunk) { texts.append(try state.describe(value)) }
        return texts
    }

    func close() {
        state = nil
    }

    private func openState() throws(LuaError) -> LuaState {
        if let state { return state }
        let state = try LuaState()
        try state.set("shout", Self.shout)
        try state.set("fetch", Self.fetch)
        self.state = state
        return state
    }

    private static var shout: LuaHostFunction {
        LuaHostFunction("shout") { _, arguments throws(LuaError) in
            .value(.string(try arguments.string(0, "text").uppercased() + "!"))
        }
    }

    private static var fetch: LuaHostFunction {
        LuaHostFunction("fetch") { _, arguments throws(LuaError) in
            let name = try arguments.string(0, "name")
            return .wait(for: { await lookUp(name) }) { _, found throws(LuaError) in
                guard let found else { throw LuaError("there is no \(name)") }
                return .value(.string(found))
            }
        }
    }
}
// example-end

private func lookUp(_ name: String) async -> String? {
    ["a": "Ito", "b": "Haas"][name]
}

import Lua

/// What the host offers to a random program: calls that answer, raise, wait, call back and keep.
enum Host {
    /// A function of the program that Swift keeps.
    private final class Kept {
        var function: LuaFunction?
    }

    static func install(in state: LuaState) throws(LuaError) {
        try Marker.install(in: state)
        try set("echo", in: state) { _, arguments in .values(arguments.values) }
        try set("fail", in: state) { state, arguments throws(LuaError) in
            throw LuaError(try state.describe(arguments[0]))
        }
        try set("refuse", in: state) { _, _ throws(LuaError) in
            throw LuaError("refused", fields: ["code": .string("refused"), "list": .integer(1)])
        }
        try installWaits(in: state)
        try installCallbacks(in: state)
        let missing = LuaHostFunction("tools") { _, arguments throws(LuaError) in
            throw LuaError("tools has no \(arguments[1].typeName)")
        }
        try state.set("tools", try state.module("tools", ["answer": .integer(42)], missing: missing))
        try state.set("null", .null)
    }

    private static func set(
        _ name: String,
        in state: LuaState,
        _ body: @escaping LuaHostFunction.Body,
    ) throws(LuaError) {
        try state.set(name, LuaHostFunction(name, body))
    }

    private static func installWaits(in state: LuaState) throws(LuaError) {
        try set("later", in: state) { _, arguments throws(LuaError) in
            let number = try arguments.integer(0, "number")
            return .wait(for: { number }, then: { _, number in .value(.integer(number)) })
        }
        try set("failLater", in: state) { _, _ in
            .wait(for: { 1 }, then: { _, _ throws(LuaError) in throw LuaError("failed later") })
        }
        try set("never", in: state) { _, _ in
            .wait(for: { try? await Task.sleep(for: .seconds(60)) }, then: { _, _ in .nothing })
        }
        try set("countdown", in: state) { _, arguments throws(LuaError) in
            countdown(min(try arguments.integer(0, "from"), 20))
        }
    }

    private static func countdown(_ count: Int64) -> LuaAnswer {
        count <= 0 ? .value(.object(Marker(count))) : .wait(for: { count - 1 }, then: { _, rest in countdown(rest) })
    }

    private static func installCallbacks(in state: LuaState) throws(LuaError) {
        let kept = Kept()
        try set("apply", in: state) { state, arguments throws(LuaError) in
            let rest = Array(arguments.values.dropFirst())
            return .values(try state.call(try arguments.callback(0, "fn"), rest))
        }
        try set("keep", in: state) { _, arguments throws(LuaError) in
            kept.function = try arguments.callback(0, "fn")
            return .nothing
        }
        try set("callKept", in: state) { state, arguments throws(LuaError) in
            guard let function = kept.function else { throw LuaError("nothing is kept") }
            return .values(try state.call(function, arguments.values))
        }
        try set("describe", in: state) { state, arguments throws(LuaError) in
            .value(.string(try state.describe(arguments[0])))
        }
        try set("where", in: state) { state, _ in .value(.string(state.position() ?? "nowhere")) }
    }
}

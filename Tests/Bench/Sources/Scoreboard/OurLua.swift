internal import Contestants
internal import Lua

/// A state of ours with the host functions that the contests call.
final class OurLua {
    let state: LuaState
    private let chunk: LuaFunction

    /// Opens a state with a chunk, which finds its count in `...`.
    init(_ source: String = "") throws {
        state = try LuaState()
        try state.set("add", Self.add)
        try state.set("nop", Self.nop)
        try state.set("wait", Self.wait)
        chunk = try state.load(source, name: "contest.lua")
    }

    /// Runs the chunk and answers the seconds of this thread's CPU time that each of `count` repetitions took.
    func run(_ count: Int) throws -> Double {
        let start = thread_seconds()
        try state.run(chunk, [.integer(Int64(count))])
        return (thread_seconds() - start) / Double(count)
    }

    /// As `run`, by the clock on the wall, for work that is done on other threads too.
    func runByTheWall(_ count: Int) throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try state.run(chunk, [.integer(Int64(count))])
        return (clock.now - start) / .seconds(1) / Double(count)
    }

    private static var add: LuaHostFunction {
        LuaHostFunction("add") { _, arguments throws(LuaError) in
            .value(.integer(try arguments.integer(0, "a") &+ arguments.integer(1, "b")))
        }
    }

    private static var nop: LuaHostFunction {
        LuaHostFunction("nop") { _, _ in .nothing }
    }

    private static var wait: LuaHostFunction {
        LuaHostFunction("wait") { _, _ in
            .wait(for: { 1 }, then: { _, one in .value(.integer(Int64(one))) })
        }
    }
}

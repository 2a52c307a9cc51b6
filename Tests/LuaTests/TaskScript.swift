import Lua
import Synchronization

/// A clock that jumps to the time that somebody sleeps to, or stands still.
final class JumpingClock: Clock {
    struct Instant: InstantProtocol {
        let time: Duration
        func advanced(by duration: Duration) -> Instant { Instant(time: time + duration) }
        func duration(to other: Instant) -> Duration { other.time - time }
        static func < (one: Instant, other: Instant) -> Bool { one.time < other.time }
    }

    private let time = Mutex(Duration.zero)
    private let isStanding: Bool
    let sleeps = Mutex(0)

    init(isStanding: Bool = false) {
        self.isStanding = isStanding
    }

    var now: Instant { time.withLock { Instant(time: $0) } }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        sleeps.withLock { $0 += 1 }
        if isStanding {
            let never = AsyncStream.makeStream(of: Never.self)
            for await _ in never.stream {}
            never.continuation.finish()
            return
        }
        time.withLock { $0 = max($0, deadline.time) }
    }
}

/// Calls that never end by themselves, and a record of those that were cancelled.
final class Calls: Sendable {
    private let ended = AsyncStream.makeStream(of: String.self)

    /// Returns when it is cancelled.
    func hang(_ name: String) async {
        let never = AsyncStream.makeStream(of: Never.self)
        for await _ in never.stream {}
        never.continuation.finish()
        note(name)
    }

    /// Notes a call that was cancelled.
    func note(_ name: String) {
        ended.continuation.yield(name)
    }

    /// The names of the next calls that were cancelled; waits for them.
    func cancelled(_ count: Int) async -> Set<String> {
        var names: Set<String> = []
        for await name in ended.stream {
            names.insert(name)
            if names.count == count { break }
        }
        return names
    }
}

/// Calls that end together, the last one first, when as many as they name have begun.
final class Rendezvous: Sendable {
    private let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])

    /// Returns when `count` calls are waiting.
    func wait(for count: Int64) async {
        await withCheckedContinuation { continuation in
            let all = waiting.withLock { waiting in
                waiting.append(continuation)
                defer { if waiting.count == count { waiting = [] } }
                return waiting.count == count ? waiting : []
            }
            for continuation in all.reversed() { continuation.resume() }
        }
    }
}

/// A Swift object that scripts hold.
final class Token {
    private let released: Released

    init(_ released: Released) {
        self.released = released
    }

    deinit {
        released.count.withLock { $0 += 1 }
    }
}

/// Owns one state with the module `task` on a thread of its own.
actor TaskScript {
    private let thread: LuaThread
    private let clock: JumpingClock
    private let calls: Calls
    private let released: Released
    private let limits: LuaLimits
    private var state: LuaState?
    private(set) var lines: [String] = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(
        clock: JumpingClock = JumpingClock(),
        calls: Calls = Calls(),
        released: Released = Released(),
        thread: LuaThread = LuaThread(name: "test"),
        limits: LuaLimits = LuaLimits(),
    ) {
        self.clock = clock
        self.calls = calls
        self.released = released
        self.thread = thread
        self.limits = limits
    }

    /// The results of a chunk, as text, or the error as text; then all that it printed.
    static func run(_ source: String) async -> String {
        let script = TaskScript()
        let result = await script.result(source)
        await script.close()
        return result
    }

    /// What a chunk prints, and its error as the last line.
    static func printed(_ source: String, calls: Calls = Calls()) async -> [String] {
        let script = TaskScript(calls: calls)
        do { _ = try await script.evaluate(source) } catch { await script.add("\(error)") }
        let lines = await script.lines
        await script.close()
        return lines
    }

    func result(_ source: String) -> String {
        do { return try evaluate(source) } catch { return "error: \(error)" }
    }

    /// The code of the error that a chunk ends with, and "none".
    func code(_ source: String) -> String {
        do {
            _ = try evaluate(source)
            return "none"
        } catch {
            return (error as? LuaError)?.code.rawValue ?? "\(error)"
        }
    }

    func close() {
        state = nil
    }

    func add(_ line: String) {
        lines.append(line)
    }

    func evaluate(_ source: String) throws -> String {
        let state = try state ?? open()
        let results = try state.run(try state.load(source, name: "test.lua"))
        return try results.map(state.describe).joined(separator: " ")
    }

    /// Lets the next script run as long as it likes.
    func liftTimeLimit() {
        state?.limits = LuaLimits()
    }

    private func open() throws -> LuaState {
        let state = try LuaState(limits: limits)
        self.state = state
        state.output = { [unowned self] line in self.assumeIsolated { $0.lines.append(line) } }
        try state.openTasks(clock: clock)
        let (clock, calls, released) = (clock, calls, released)
        let start = clock.now
        try state.set(
            "now",
            LuaHostFunction("now") { _, _ in
                .value(.integer(start.duration(to: clock.now).components.seconds))
            }
        )
        try state.set(
            "later",
            LuaHostFunction("later") { _, arguments throws(LuaError) in
                let number = try arguments.integer(0, "number")
                return .wait(for: { number }, then: { _, number in .value(.integer(number)) })
            }
        )
        try state.set(
            "refuse",
            LuaHostFunction("refuse") { _, _ in
                .wait(for: {}) { _, _ throws(LuaError) in
                    throw LuaError("I am a teapot", fields: ["code": .string("teapot"), "message": .string("no tea")])
                }
            }
        )
        try state.set(
            "hang",
            LuaHostFunction("hang") { _, arguments throws(LuaError) in
                let name = try arguments.string(0, "name")
                return .wait(for: { await calls.hang(name) }, then: { _, _ in .nothing })
            }
        )
        try state.set(
            "called",
            LuaHostFunction("called") { _, arguments throws(LuaError) in
                let (number, isEarly) = (try arguments.integer(0, "number"), arguments.count > 1)
                return .wait(
                    starting: { (end: @escaping @Sendable (Int64) -> Void) in
                        if isEarly { end(number) } else { Task { end(number) } }
                        return {}
                    },
                    then: { _, number in .value(.integer(number)) }
                )
            }
        )
        try state.set(
            "stuck",
            LuaHostFunction("stuck") { _, arguments throws(LuaError) in
                let name = try arguments.string(0, "name")
                return .wait(
                    starting: { (_: @escaping @Sendable (Int64) -> Void) in { calls.note(name) } },
                    then: { _, _ in .nothing }
                )
            }
        )
        let rendezvous = Rendezvous()
        try state.set(
            "meet",
            LuaHostFunction("meet") { _, arguments throws(LuaError) in
                let count = try arguments.integer(0, "count")
                return .wait(for: { await rendezvous.wait(for: count) }, then: { _, _ in .value(arguments[1]) })
            }
        )
        try state.set(
            "apply",
            LuaHostFunction("apply") { state, arguments throws(LuaError) in
                .values(try state.call(try arguments.callback(0, "fn")))
            }
        )
        try state.define(LuaClass(Token.self, name: "token"))
        try state.set("token", LuaHostFunction("token") { _, _ in .value(.object(Token(released))) })
        return state
    }
}

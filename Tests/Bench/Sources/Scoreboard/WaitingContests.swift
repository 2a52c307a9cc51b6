internal import Contestants
internal import Lua
internal import Synchronization

/// The memory of many that wait at once.
enum WaitingContests {
    static var all: [Contest] {
        [
            contest("memory of a coroutine that waits", "waiting-coroutines"),
            contest("memory of a task that sleeps", "sleeping-tasks"),
            contest("memory of a task in a host call", "waiting-calls"),
            contest("memory of a task in a host call that is async", "waiting-tasks", isJudged: false),
        ]
    }

    static var measurements: [String: (Int) throws -> Measurement] {
        [
            "waiting-coroutines": { count in
                try measure(
                    count,
                    "local threads = {}",
                    "local c = coroutine.create(work); coroutine.resume(c); threads[i] = c"
                )
            },
            "waiting-plain": { count in
                let plain = try PlainLua("function work() coroutine.yield() end")
                return try Measurement {
                    guard plain_build_coroutines(plain.state, count) else { throw BenchError("plain Lua failed") }
                }
            },
            "sleeping-tasks": { count in try measureTasks(count, "task.sleep(1e6)") },
            "waiting-calls": { count in try measureTasks(count, "forever()") },
            "waiting-tasks": { count in try measureTasks(count, "asleep()") },
        ]
    }

    private static func contest(_ name: String, _ measurement: String, isJudged: Bool = true) -> Contest {
        Contest(
            name: name,
            rival: "coroutine of plain C",
            unit: .bytes,
            target: isJudged ? .most(2048) : .none,
            row: isJudged ? "plan-memory" : nil,
        ) { scale in
            let count = scale.count(100_000)
            return Contestants(
                ours: { try Measurement(inChild: measurement, count).bytes / Double(count) },
                theirs: { try Measurement(inChild: "waiting-plain", count).bytes / Double(count) },
            )
        }
    }

    private static func measureTasks(_ count: Int, _ wait: String) throws -> Measurement {
        try measure(
            count,
            "",
            "task.spawn(function() \(wait) end)",
            end: "task.sleep(0); look(); error('enough')",
        )
    }

    /// Runs `each` for `i` from 1 to `count`; the script calls `look` when all wait.
    private static func measure(
        _ count: Int,
        _ begin: String,
        _ each: String,
        end: String = "look()",
    ) throws -> Measurement {
        let look = Look()
        let ours = try OurLua(
            """
            local function work() coroutine.yield() end
            local look, count = look, ...
            \(begin)
            for i = 1, count do \(each) end
            \(end)
            """
        )
        try ours.state.set("look", LuaHostFunction("look") { _, _ in look.measure() })
        try ours.state.openTasks()
        try ours.state.set("forever", Self.forever)
        try ours.state.set("asleep", Self.asleep)
        let before = resident_bytes()
        let start = thread_seconds()
        do {
            _ = try ours.run(count)
        } catch let error as LuaError where error.message == "enough" {}
        guard let bytes = look.bytes else { throw BenchError("the script did not look") }
        return Measurement(seconds: thread_seconds() - start, bytes: bytes - before)
    }

    /// What the script notes when all wait.
    private final class Look {
        var bytes: Double?

        func measure() -> LuaAnswer {
            bytes = resident_bytes()
            return .nothing
        }
    }

    /// The calls in flight; the process ends before they do.
    private static let inFlight = Mutex<[UnsafeContinuation<Void, Never>]>([])
    private static let begun = Mutex<[@Sendable (Int) -> Void]>([])

    /// A host call that costs no more than its waiting, as those of `seam` wait for their answers.
    private static var forever: LuaHostFunction {
        LuaHostFunction("forever") { _, _ in
            .wait(
                starting: { (end: @escaping @Sendable (Int) -> Void) in
                    Self.begun.withLock { $0.append(end) }
                    return {}
                },
                then: { _, _ in .nothing },
            )
        }
    }

    /// The same in a Swift task.
    private static var asleep: LuaHostFunction {
        LuaHostFunction("asleep") { _, _ in
            .wait(
                for: { await withUnsafeContinuation { call in Self.inFlight.withLock { $0.append(call) } } },
                then: { _, _ in .nothing },
            )
        }
    }
}

internal import Contestants
internal import Lua

/// What stays behind when one process runs scripts again and again, each in a state of its own.
enum RepeatedRunContests {
    static var all: [Contest] {
        [
            Contest(
                name: "memory that 1,000 script runs leave behind",
                rival: nil,
                unit: .bytes,
                target: .most(256 * 1024),
                prepare: { _ in
                    Contestants(ours: { try Measurement(inChild: "repeated-runs", 1000).bytes })
                },
            )
        ]
    }

    static var measurements: [String: (Int) throws -> Measurement] {
        [
            "repeated-runs": { count in
                // The first runs fill the caches of the allocator and of Swift's runtime.
                for _ in 0..<100 { try runOnce() }
                let before = resident_bytes()
                let start = thread_seconds()
                for _ in 0..<count { try runOnce() }
                return Measurement(seconds: thread_seconds() - start, bytes: resident_bytes() - before)
            }
        ]
    }

    /// Tables, closures, coroutines, caught errors, host calls with strings and tables, tasks and waits.
    private static let source = """
        local list = {}
        for i = 1, 500 do list[i] = { name = "BK-" .. i, sum = add(i, 1), f = function() return i end } end
        local generator = coroutine.wrap(function() for _, v in ipairs(list) do coroutine.yield(v) end end)
        for v in generator do pcall(error, v) end
        for i = 1, 20 do wait() end
        pcall(nop, list, "text", list[1].f)
        local unfinished = coroutine.create(function() wait() end)
        """

    private static func runOnce() throws {
        _ = try OurLua(source).run(1)
    }
}

internal import Contestants
internal import Lua
import Model

/// The contests inside one Lua state: the same chunk in a state of ours and in one whose host is plain C.
enum InterpreterContests {
    static var all: [Contest] {
        [
            contest("host call, add(a, b)", .ratio(1.5), 10_000_000, add, row: "host-call"),
            contest("host call, empty", .none, 10_000_000, empty),
            waiting,
            contest("coroutine switch (resume and yield)", .none, 5_000_000, switches),
            contest("generator (wrap in a for loop)", .none, 5_000_000, generator),
            contest("pure Lua: calls, tables, numbers", .ratio(1.05), 2_000_000, pure, row: "lua"),
            contest("library functions: strings, sort", .none, 200_000, libraries),
            start,
        ]
    }

    static let add = "local add = add; for i = 1, ... do add(i, 1) end"
    static let empty = "local nop = nop; for i = 1, ... do nop() end"

    static let switches = """
        local thread = coroutine.create(function() while true do coroutine.yield() end end)
        local resume = coroutine.resume
        for i = 1, ... do resume(thread) end
        """

    private static let generator = """
        local count = ...
        local function numbers() for i = 1, count do coroutine.yield(i) end end
        for i in coroutine.wrap(numbers) do end
        """

    static let pure = """
        local function mix(a, b) return (a * 31 + b) % 65521 end
        local list, sum, x = {}, 0, 0.5
        for i = 1, ... do
            local key = i % 1024 + 1
            list[key] = mix(list[key] or i, sum)
            sum = sum + list[key] // 3
            x = x * 1.0000001 + 0.25
            if sum > 1000000 then sum = 0 end
        end
        """

    static let libraries = """
        local words = {}
        for i = 1, ... do
            local text = string.format("%d:%s", i, "code")
            words[#words + 1] = text:gsub("%d", "x"):upper()
            if text:find("99:", 1, true) or text:match("^(%d+):code$") == "7" then words[#words] = nil end
            if #words == 1000 then table.sort(words); words = {} end
        end
        """

    private static func contest(
        _ name: String,
        _ target: Contest.Target,
        _ count: Int,
        _ source: String,
        row: String? = nil,
    ) -> Contest {
        Contest(name: name, rival: "plain C host", unit: .nanoseconds, target: target, row: row) { scale in
            let ours = try OurLua(source)
            let theirs = try PlainLua(source)
            let count = scale.count(count)
            return Contestants(ours: { try ours.run(count) * 1e9 }, theirs: { try theirs.run(count) * 1e9 })
        }
    }

    /// The work ends on another thread at once; theirs yields to a loop in C that resumes it.
    private static var waiting: Contest {
        Contest(
            name: "host call that waits, over at once",
            rival: "plain C host",
            unit: .nanoseconds,
            target: .none,
        ) { scale in
            let source = "local wait = wait; for i = 1, ... do wait() end"
            let ours = try OurLua(source)
            let theirs = try PlainLua(source)
            let count = scale.count(200_000)
            return Contestants(ours: { try ours.runByTheWall(count) * 1e9 }, theirs: { try theirs.run(count) * 1e9 })
        }
    }

    private static var start: Contest {
        Contest(
            name: "open and close a state",
            rival: "plain C host",
            unit: .nanoseconds,
            target: .none,
        ) { scale in
            let count = scale.count(2000)
            return Contestants(
                ours: { try time(count) { _ = try LuaState() } },
                theirs: { try time(count) { _ = try PlainLua() } },
            )
        }
    }

    private static func time(_ count: Int, _ body: () throws -> Void) rethrows -> Double {
        let start = thread_seconds()
        for _ in 0..<count { try body() }
        return (thread_seconds() - start) / Double(count) * 1e9
    }
}

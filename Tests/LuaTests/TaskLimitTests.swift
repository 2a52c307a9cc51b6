import Lua
import Testing

struct TaskLimitTests {
    @Test(arguments: [
        "task.sleep(1000)",
        "hang('x')",
        "task.spawn(function() while true do end end)",
        "task.spawn(function() while true do task.sleep(0) end end)",
        "task.spawn(function() while true do pcall(task.sleep, 0) end end) hang('x')",
        "while true do pcall(task.map, { 1, 2, 3 }, function(i) if i == 2 then error('x') end task.sleep(1) end) end",
        "string.gsub('x', 'x', function() task.spawn(function() while true do end end):await() end)",
        "string.gsub('x', 'x', function() hang('x') end)",
        """
        pcall(task.map, { 1, 2 }, function(i)
            local v <close> = setmetatable({}, { __close = function() while true do end end })
            task.sleep(0)
            if i == 1 then error('in', 0) end
            hang('x')
        end)
        """,
        "for i = 1, 10 do task.spawn(function() coroutine.wrap(function() hang('x') end)() end) end",
    ])
    func `the time limit ends all tasks of a script, and the next script runs`(source: String) async {
        let script = TaskScript(clock: JumpingClock(isStanding: true), limits: LuaLimits(time: .milliseconds(500)))
        #expect(await script.code(source) == "limit_time")
        await script.liftTimeLimit()
        #expect(await script.result("return task.map({ 1, 2 }, function(i) return i end)[2]") == "2")
        await script.close()
    }

    @Test func `the memory limit counts what tasks hold`() async {
        let script = TaskScript(limits: LuaLimits(memory: 8 << 20))
        #expect(await script.code("for i = 1, 100000 do task.spawn(task.sleep, 1) end") == "limit_memory")
        #expect(await script.result("return task.map({ 1, 2 }, function(i) return i end)[2]") == "2")
        await script.close()
    }
}

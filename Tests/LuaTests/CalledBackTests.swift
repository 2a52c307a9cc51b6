import Lua
import Testing

/// Waits for work that calls back instead of being a Swift task.
struct CalledBackTests {
    @Test(arguments: [
        ("return called(7)", "7"),
        ("return called(7, 'early')", "7"),
        ("return table.concat(task.map({ 5, 6, 7 }, function(v) return called(v) * 10 end), ' ')", "50 60 70"),
        ("return table.concat(task.map({ 5, 6, 7 }, function(v) return called(v, 1) + later(v) end), ' ')", "10 12 14"),
        ("local t = { 2, 1 } table.sort(t, function(a, b) return called(a) < called(b, 1) end) return t[1]", "1"),
        ("local co = coroutine.wrap(function() coroutine.yield(called(1)) end) return co()", "1"),
    ])
    func `a script waits for what calls back, from another thread or at once`(source: String, result: String) async {
        #expect(await TaskScript.run(source) == result)
    }

    @Test func `work of a task that is cancelled is cancelled`() async {
        let calls = Calls()
        let source = """
            task.map({ 'a', 'b', 'c' }, function(name)
                if name == 'c' then error('broken', 0) end
                stuck(name)
            end)
            """
        let lines = await TaskScript.printed(source, calls: calls)
        #expect(lines.last?.contains("broken") == true)
        #expect(await calls.cancelled(2) == ["a", "b"])
    }

    @Test func `work in flight is cancelled when a limit stops the script`() async {
        let calls = Calls()
        let source = "task.spawn(function() stuck('s') end) task.sleep(1) local t = {} while true do t[#t + 1] = {} end"
        let script = TaskScript(calls: calls, limits: .init(memory: 8 << 20))
        #expect(await script.code(source) == "limit_memory")
        #expect(await calls.cancelled(1) == ["s"])
        await script.close()
    }
}

import Lua
import Testing

struct TaskErrorTests {
    @Test(arguments: [
        ("local ok, e = pcall(task.map, { 1 }, function() error('no') end) return e", "test.lua:1: no"),
        (
            "local ok, e = pcall(task.map, { 1 }, function() refuse() end) return e.code, tostring(e)",
            "teapot test.lua:1: no tea"
        ),
        ("local t = task.spawn(refuse) local ok, e = pcall(t.await, t) return ok, e.code", "false teapot"),
        (
            """
            local own = {}
            local t = task.spawn(function() error(own) end)
            local _, a = pcall(t.await, t)
            local _, b = pcall(t.await, t)
            return a == own and b == own
            """, "true"
        ),
        ("local t = task.spawn(error) return pcall(t.await, t)", "false nil"),
        ("task.map({ 1 }, function() task.map({ 1 }, function() error('deep', 0) end) end)", "error: deep"),
    ])
    func `an error reaches the one that waits, as it was raised`(source: String, expected: String) async {
        #expect(await TaskScript.run(source) == expected)
    }

    @Test func `an error in a map cancels its siblings, the newest first, and nothing else`() async {
        let source = """
            local function closing(name) return setmetatable({}, { __close = function() print('closed', name) end }) end
            task.spawn(function() task.sleep(3) print('other', now()) end)
            local ok, e = pcall(task.map, { 1, 2, 3, 4, 5 }, function(i)
                local v <close> = closing(i)
                task.spawn(function() local w <close> = closing('child of ' .. i) task.sleep(10) end)
                task.sleep(i == 3 and 1 or 5)
                error('broken', 0)
            end, { concurrency = 4 })
            print(ok, e, now())
            """
        #expect(
            await TaskScript.printed(source) == [
                "closed\t3", "closed\tchild of 3", "closed\tchild of 4", "closed\t4", "closed\tchild of 2", "closed\t2",
                "closed\tchild of 1", "closed\t1", "false\tbroken\t1", "other\t3",
            ]
        )
    }

    @Test(arguments: [
        "task.map({ 1, 2, 3 }, function(i) if i == 3 then error('stop', 0) end hang('call ' .. i) end)",
        "for i = 1, 2 do task.spawn(hang, 'call ' .. i) end task.sleep(0) error('stop', 0)",
        """
        task.map({ 1, 2, 3 }, function(i)
            if i == 3 then error('stop', 0) end
            coroutine.wrap(function() pcall(function() hang('call ' .. i) end) end)()
        end)
        """,
        "task.spawn(task.map, { 'call 1', 'call 2' }, hang) task.sleep(1) error('stop', 0)",
        """
        task.spawn(function() for i = 1, 2 do task.spawn(hang, 'call ' .. i) end task.sleep(1) error('in', 0) end)
        task.sleep(2)
        error('stop', 0)
        """,
    ])
    func `cancellation reaches the calls in flight`(source: String) async {
        let calls = Calls()
        #expect(await TaskScript.printed(source, calls: calls).last == "stop")
        #expect(await calls.cancelled(2) == ["call 1", "call 2"])
    }

    @Test func `cancellation closes what is open in the coroutines inside a task, innermost first`() async {
        let source = """
            local function closing(name) return setmetatable({}, { __close = function() print(name, later(1)) end }) end
            local function nested(i)
                local v <close> = closing(i)
                if i == 3 then task.sleep(9) end
                coroutine.wrap(nested)(i + 1)
            end
            pcall(task.map, { nested, error }, function(f) task.sleep(1) f(1) end)
            """
        #expect(await TaskScript.printed(source) == ["3\t1", "2\t1", "1\t1"])
    }

    @Test(arguments: [
        ("task.spawn(function() error('lost') end) task.sleep(5) print('end')", ["end", "test.lua:1: lost"]),
        ("task.spawn(function() task.spawn(function() error('lost', 0) end) end) print('end')", ["end", "lost"]),
        ("for i = 1, 3 do task.spawn(error, i) end", ["1"]),
        ("task.spawn(error, 'task') error('script', 0)", ["script"]),
        ("local t = task.spawn(error, 'seen') pcall(t.await, t) task.spawn(error, 'lost')", ["lost"]),
        (
            """
            pcall(task.map, { 1, 2 }, function(i)
                local v <close> = setmetatable({}, { __close = function() error('close ' .. i, 0) end })
                task.sleep(i)
                if i == 1 then error('in', 0) end
            end)
            print('end')
            """, ["end", "close 2"]
        ),
    ])
    func `an error that nobody awaited is raised at the end`(source: String, expected: [String]) async {
        #expect(await TaskScript.printed(source) == expected)
    }

    @Test func `further errors that nobody awaited are named in the traceback`() async {
        let source = "for i = 1, 3 do task.spawn(function() error('failure ' .. i) end) end"
        let script = TaskScript()
        let error = await #expect(throws: LuaError.self) { _ = try await script.evaluate(source) }
        await script.close()
        #expect(error?.message == "failure 1")
        #expect(error?.traceback?.contains("nobody awaited it: test.lua:1: failure 3") == true)
    }

    @Test func `an error that was raised again shows where it came from`() async {
        let source = "local function inner()\n error('x')\nend\ntask.map({ 1 }, function()\n inner()\nend)"
        let script = TaskScript()
        let error = await #expect(throws: LuaError.self) { _ = try await script.evaluate(source) }
        await script.close()
        #expect(error?.position == "test.lua:2")
        #expect(error?.traceback?.contains("test.lua:5") == true)
        #expect(error?.traceback?.contains("raised again in the task that waited for it") == true)
    }

    @Test(arguments: [
        ("local t t = task.spawn(function() t:await() end) t:await()", "a task cannot await itself"),
        (
            "local a, b a = task.spawn(function() b:await() end) b = task.spawn(function() a:await() end) a:await()",
            "would never end"
        ),
        (
            """
            local a, b, c
            a = task.spawn(function() b:await() end)
            b = task.spawn(function() c:await() end)
            c = task.spawn(function() a:await() end)
            """, "would never end"
        ),
        ("local a a = task.spawn(function() task.spawn(function() a:await() end) end)", "would never end"),
        ("local a a = task.spawn(function() task.map({ 1 }, function() a:await() end) end)", "would never end"),
    ])
    func `a wait that would never end is an error`(source: String, expected: String) async {
        let result = await TaskScript.run(source)
        #expect(result.hasPrefix("error: test.lua:"), "\(result)")
        #expect(result.contains(expected), "\(result)")
    }

    @Test func `to await a task that was cancelled is an error`() async {
        let source = """
            local t
            pcall(task.map, { 1 }, function()
                t = task.spawn(task.sleep, 9)
                task.sleep(1)
                error('x')
            end)
            return t:await()
            """
        #expect(await TaskScript.run(source) == "error: test.lua:7: await: the task was cancelled")
    }

    @Test func `a task that is being cancelled starts no others`() async {
        let source = """
            task.spawn(function()
                local v <close> = setmetatable({}, { __close = function() print(pcall(task.spawn, print)) end })
                task.sleep(9)
            end)
            task.sleep(1)
            error('stop', 0)
            """
        let lines = await TaskScript.printed(source)
        #expect(lines.count == 2 && lines[0].contains("this task is being cancelled"), "\(lines)")
    }
}

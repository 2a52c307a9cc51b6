import Lua
import Testing

struct TaskPlaceTests {
    private static let places = [
        "return CALL",
        "return select(2, pcall(function() return CALL end))",
        "return select(2, xpcall(function() return CALL end, print))",
        "return select(2, xpcall(error, function() return CALL end))",
        "return coroutine.wrap(function() return CALL end)()",
        "return coroutine.wrap(function() return coroutine.wrap(function() return CALL end)() end)()",
        "for v in coroutine.wrap(function() coroutine.yield(CALL) end) do return v end",
        "return setmetatable({}, { __index = function() return CALL end }).x",
        "return apply(function() return CALL end)",
        "return (string.gsub('x', 'x', function() return tostring(CALL) end))",
        "return (string.gsub('x', 'x', coroutine.wrap(function() return tostring(CALL) end)))",
        "local r table.sort({ 1, 2 }, function() r = CALL return false end) return r",
        "local r do local v <close> = setmetatable({}, { __close = function() r = CALL end }) end return r",
        "return task.spawn(function() return CALL end):await()",
        "return task.map({ 1 }, function() return CALL end)[1]",
        "return load('local other = ... return CALL')(other)",
    ]

    @Test(
        arguments: places,
        [
            "later(1)", "(task.sleep(2) or 1)", "other:await()", "task.map({ 1, 2, 3 }, later, { concurrency = 2 })[1]",
            "task.map({ 1, 2 }, function(i) return task.map({ i }, later)[1] end)[1]", "task.spawn(later, 1):await()",
            "task.map({ 1 }, function() return other:await() end)[1]",
        ]
    )
    func `tasks wait anywhere`(place: String, call: String) async {
        let source = """
            local other = task.spawn(function() task.sleep(1) return task.map({ 1 }, later)[1] end)
            \(place.replacing("CALL", with: call))
            """
        #expect(await TaskScript.run(source) == "1")
    }

    @Test func `other tasks run while one awaits where Lua cannot suspend it`() async {
        let source = """
            local slow = task.spawn(function() task.sleep(5) print('slow') return 'x' end)
            task.spawn(function() task.sleep(1) print('meanwhile') end)
            print(string.gsub('a', 'a', function() return slow:await() end))
            """
        #expect(await TaskScript.printed(source) == ["meanwhile", "slow", "x\t1"])
    }

    @Test func `tasks that block one another end with an error and not in silence`() async {
        let source = """
            local a, b
            a = task.spawn(function() string.gsub('x', 'x', function() task.sleep(1) return b:await() end) end)
            b = task.spawn(function() string.gsub('x', 'x', function() return a:await() end) end)
            local ok, e = pcall(a.await, a)
            print(ok, e)
            pcall(b.await, b)
            """
        let lines = await TaskScript.printed(source)
        #expect(lines.count == 1 && lines[0].contains("would never end"), "\(lines)")
    }

    @Test func `a task below another on the stack that waits for it is told so`() async {
        let source = """
            local first, second
            local gate = task.spawn(function() task.sleep(3) end)
            first = task.spawn(function() string.gsub('x', 'x', function() gate:await() return 'x' end) end)
            second = task.spawn(function() return (string.gsub('x', 'x', function() return first:await() end)) end)
            local ok, e = pcall(second.await, second)
            return ok, e
            """
        let result = await TaskScript.run(source)
        #expect(result.contains("would never end"), "\(result)")
    }

    @Test func `a task that is cancelled where it cannot be suspended finds out where it waits`() async {
        let source = """
            local gate = task.spawn(function() task.sleep(50) end)
            local ok, e = pcall(task.map, { 1, 2 }, function(i)
                if i == 2 then task.sleep(1) error('two', 0) end
                local v <close> = setmetatable({}, { __close = function(_, e) print('closed', e, now()) end })
                string.gsub('x', 'x', function() gate:await() end)
            end)
            print(ok, e, now())
            """
        let lines = await TaskScript.printed(source)
        #expect(lines == ["closed\ttest.lua:5: await: this task was cancelled\t1", "false\ttwo\t1"])
    }

    @Test func `too many tasks that block one another are refused`() async {
        let source = """
            local gate = task.spawn(function() task.sleep(9) end)
            local list, refused = {}, 0
            for i = 1, 100 do list[i] = i end
            task.map(list, function()
                local ok, e = pcall(string.gsub, 'x', 'x', function() gate:await() end)
                if not ok then assert(e:find('too many tasks wait inside one another'), e) refused = refused + 1 end
            end, { concurrency = 100 })
            return refused > 0 and refused < 100
            """
        #expect(await TaskScript.run(source) == "true")
    }

    @Test(arguments: [
        ("return pcall(coroutine.resume, co)", "true false cannot resume non-suspended coroutine"),
        ("return coroutine.status(co)", "normal"),
        ("print(coroutine.close(co)) return coroutine.status(co), told", "dead closed the coroutine was closed"),
    ])
    func `a coroutine that waits belongs to the one that resumed it`(source: String, expected: String) async {
        let whole = """
            local co, told
            local owner = task.spawn(function()
                co = coroutine.create(function()
                    local v <close> = setmetatable({}, { __close = function() told = 'closed' end })
                    hang('call')
                end)
                local ok, e = coroutine.resume(co)
                told = told .. ' ' .. e
            end)
            task.sleep(1)
            local function act() \(source) end
            local results = table.pack(act())
            coroutine.close(co)
            owner:await()
            if results[2] == 'closed' then results[2] = told end
            return table.unpack(results, 1, results.n)
            """
        let calls = Calls()
        let script = TaskScript(calls: calls)
        let result = await script.result(whole)
        await script.close()
        #expect(result.hasPrefix(expected), "\(result)")
        #expect(await calls.cancelled(1) == ["call"])
    }

    @Test func `a closed coroutine ends the map that it waits for`() async {
        let source = """
            local co = coroutine.create(function() task.map({ 'a', 'b' }, hang) end)
            local owner = task.spawn(function() return coroutine.resume(co) end)
            task.sleep(1)
            coroutine.close(co)
            return owner:await()
            """
        let calls = Calls()
        let script = TaskScript(calls: calls)
        #expect(await script.result(source) == "false the coroutine was closed while it waited")
        await script.close()
        #expect(await calls.cancelled(2) == ["a", "b"])
    }

    @Test(arguments: [
        ("coroutine.resume(co)", "error('stop', 0)", ["false\tcannot resume non-suspended coroutine", "stop"]),
        ("coroutine.close(co)", "print(pcall(t.await, t))", ["true", "false\tthe coroutine of the task was closed"]),
    ])
    func `the coroutine of a task is nobody else's`(act: String, end: String, expected: [String]) async {
        let source = """
            local co
            local t = task.spawn(function() co = coroutine.running() hang('call') return 1 end)
            task.sleep(1)
            print(\(act))
            \(end)
            """
        let calls = Calls()
        #expect(await TaskScript.printed(source, calls: calls) == expected)
        #expect(await calls.cancelled(1) == ["call"])
    }

    @Test func `a chain of coroutines that close one another ends in an error`() async {
        let source = """
            local co
            for i = 1, 400 do
                local inner = co
                co = coroutine.create(function()
                    local v <close> = setmetatable({}, { __close = function() if inner then assert(coroutine.close(inner)) end end })
                    coroutine.yield()
                end)
                coroutine.resume(co)
            end
            local ok, e = coroutine.close(co)
            return ok, e
            """
        #expect(await TaskScript.run(source).contains("closing one another"))
    }
}

import Lua
import Synchronization
import Testing

struct TaskTests {
    @Test(arguments: [
        ("return table.concat(task.map({ 5, 6, 7 }, function(v, i) return later(v) * 10 + i end), ' ')", "51 62 73"),
        ("return #task.map({}, error)", "0"),
        ("return table.concat(task.map({ 3, 1, 2 }, function(v) task.sleep(v) return v end), ' '), now()", "3 1 2 3"),
        (
            "local r = task.map({ 1, 2, 3 }, function(v) if v ~= 2 then return v, 9 end end) return r[1], r[2], r[3]",
            "1 nil 3"
        ),
        ("local t = {} local r = task.map({ t }, function(v) return v end) return r[1] == t", "true"),
        (
            "local l = { 1, 2 } local r = task.map(l, function(v) l[2] = nil return v end, { concurrency = 1 }) return #r",
            "2"
        ),
    ])
    func `map gives the results in the order of the list`(source: String, expected: String) async {
        #expect(await TaskScript.run(source) == expected)
    }

    @Test(arguments: [
        ("", "8"), (", {}", "8"), (", { concurrency = 1 }", "1"), (", { concurrency = 3.0 }", "3"),
        (", { concurrency = 1000 }", "20"),
    ])
    func `map runs no more than its limit at once`(options: String, expected: String) async {
        let source = """
            local list, active, most = {}, 0, 0
            for i = 1, 20 do list[i] = i end
            task.map(list, function()
                active = active + 1
                most = math.max(most, active)
                task.sleep(1)
                active = active - 1
            end\(options))
            return most
            """
        #expect(await TaskScript.run(source) == expected)
    }

    @Test(arguments: [
        ("task.map(nil, print)", "list must be a table, not nil (is a name misspelled?)"),
        ("task.map('x', print)", "list must be a table, not string"),
        ("task.map({ 1, nil, 3 }, print)", "the list has a hole, the value at 2 is nil"),
        ("task.map({ a = 1 }, print)", "the table is not a list, it has the key a"),
        ("task.map({ [0] = 1 }, print)", "it has the key 0"),
        ("task.map({ 1 })", "fn must be a function, not nil"),
        ("task.map({ 1 }, print, 8)", "options must be a table such as { concurrency = 8 }, not number"),
        ("task.map({ 1 }, print, { concurency = 1 })", "no option \"concurency\"; its one option is concurrency"),
        ("task.map({ 1 }, print, { concurrency = 0 })", "concurrency must be a whole number from 1, not 0"),
        ("task.map({ 1 }, print, { concurrency = -1 })", "from 1, not -1"),
        ("task.map({ 1 }, print, { concurrency = 1.5 })", "from 1, not 1.5"),
        ("task.map({ 1 }, print, { concurrency = '8' })", "from 1, not 8"),
        ("task.spawn()", "fn must be a function, not nil"),
        ("task.spawn(1)", "fn must be a function, not number"),
        ("task.sleep()", "seconds must be a number, not nil"),
        ("task.sleep('1')", "seconds must be a number, not string"),
        ("task.sleep(-1)", "seconds must be from 0 to 31622400 (366 days), not -1"),
        ("task.sleep(0/0)", "not -nan"),
        ("task.sleep(1/0)", "not inf"),
        ("task.spawn(print).await()", "call it with a colon"),
        ("task.wait(1)", "task has no wait; it has map, sleep and spawn"),
        ("task.map = nil", "cannot be assigned to"),
    ])
    func `a wrong argument is refused with a sentence and the line`(source: String, expected: String) async {
        let error = await TaskScript.run("\n" + source)
        #expect(error.hasPrefix("error: test.lua:2: "), "\(error)")
        #expect(error.contains(expected), "\(error)")
        #expect(await TaskScript.run("\nlocal ok, e = pcall(function() \(source) end) return e").contains(expected))
    }

    @Test(arguments: [
        ("return task.spawn(function(a, b) return b, a end, 1, 2):await()", "2 1"),
        ("local t = task.spawn(later, 4) return t:await() + t:await()", "8"),
        ("return select('#', task.spawn(function() end):await())", "0"),
        ("local t = task.spawn(function() return nil, nil end) return select('#', t:await())", "2"),
        ("local t = task.spawn(function() task.sleep(5) return 'x' end) return t:await(), now()", "x 5"),
        (
            """
            local t = task.spawn(function() task.sleep(1) return 7 end)
            local r = task.map({ 1, 2, 3 }, function(i) return t:await() * i end)
            return r[1], r[2], r[3]
            """, "7 14 21"
        ),
        (
            "local order = '' for i = 1, 3 do task.spawn(function() order = order .. i end) end task.sleep(0) return order",
            "123"
        ),
    ])
    func `a spawned task gives its results to each that awaits it`(source: String, expected: String) async {
        #expect(await TaskScript.run(source) == expected)
    }

    @Test func `sleeps end in the order of their times`() async {
        let source = """
            for i, s in ipairs{ 3, 1, 2, 1, 0 } do task.spawn(function() task.sleep(s) print(i, now()) end) end
            """
        #expect(await TaskScript.printed(source) == ["5\t0", "2\t1", "4\t1", "3\t2", "1\t3"])
    }

    @Test func `all sleeps together are one sleep of the clock at a time`() async throws {
        let clock = JumpingClock()
        let script = TaskScript(clock: clock)
        _ = try await script.evaluate("for i = 1, 1000 do task.spawn(task.sleep, 1 + i % 2) end")
        await script.close()
        #expect(clock.sleeps.withLock { $0 } == 2)
    }

    @Test func `the run ends after the tasks that it spawned, and they after theirs`() async {
        let source = """
            task.spawn(function()
                task.spawn(function() task.sleep(9) print('grandchild', now()) end)
                print('child')
            end)
            print('script')
            """
        #expect(await TaskScript.printed(source) == ["script", "child", "grandchild\t9"])
    }

    @Test func `a task that is awaited ends after its children`() async {
        let source = "local t = task.spawn(function() task.spawn(task.sleep, 4) return 1 end) return t:await(), now()"
        #expect(await TaskScript.run(source) == "1 4")
    }

    @Test func `each map has a limit of its own`() async {
        let source = """
            local inside, most, all, most_of_all = {}, 0, 0, 0
            task.map({ 1, 2, 3, 4 }, function(outer)
                inside[outer] = 0
                task.map({ 1, 2, 3, 4, 5, 6, 7 }, function()
                    inside[outer], all = inside[outer] + 1, all + 1
                    most, most_of_all = math.max(most, inside[outer]), math.max(most_of_all, all)
                    task.sleep(1)
                    inside[outer], all = inside[outer] - 1, all - 1
                end, { concurrency = 3 })
            end, { concurrency = 2 })
            return most, most_of_all
            """
        #expect(await TaskScript.run(source) == "3 6")
    }

    @Test func `calls that end in the reverse order leave every result in its place`() async {
        let source = """
            local list = {}
            for i = 1, 100 do list[i] = i end
            local r = task.map(list, function(v) return meet(100, v) + meet(100, v) end, { concurrency = 100 })
            for i = 1, 100 do assert(r[i] == 2 * i) end
            return #r
            """
        #expect(await TaskScript.run(source) == "100")
    }
}

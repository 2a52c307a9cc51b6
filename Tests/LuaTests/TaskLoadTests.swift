import Lua
import Synchronization
import Testing

struct TaskLoadTests {
    @Test func `ten thousand tasks with three calls each in nested coroutines get their own results`() async {
        let source = """
            local list = {}
            for i = 1, 10000 do list[i] = i end
            local results = task.map(list, function(v, i)
                local generator = coroutine.wrap(function()
                    local a = later(v)
                    coroutine.yield(a)
                    local b = coroutine.wrap(function() return later(v + 1) end)()
                    coroutine.yield(b)
                    coroutine.yield((select(2, pcall(function() return later(v + 2) end))))
                end)
                local sum = 0
                for n in generator do sum = sum * 100000 + n end
                return sum
            end, { concurrency = 10000 })
            for i = 1, 10000 do
                local expected = (i * 100000 + i + 1) * 100000 + i + 2
                assert(results[i] == expected, i)
            end
            return #results
            """
        #expect(await TaskScript.run(source) == "10000")
    }

    @Test func `a thousand runs leave nothing behind`() async throws {
        let released = Released()
        let thread = LuaThread(name: "test")
        let source = """
            local kept = token()
            task.spawn(function() local mine = token() task.sleep(1) return mine end)
            pcall(task.map, { 1, 2, 3 }, function(i) local t = token() task.sleep(i) error(t) end)
            local co = coroutine.create(function() local t = token() hang('x') end)
            task.spawn(function() coroutine.resume(co) end)
            task.sleep(1)
            coroutine.close(co)
            return later(1)
            """
        for _ in 0..<1000 {
            let script = TaskScript(released: released, thread: thread)
            #expect(await script.result(source) == "1")
            await script.close()
        }
        #expect(released.count.withLock { $0 } == 6000)
    }

    @Test func `one state runs scripts with tasks again and again`() async throws {
        let script = TaskScript()
        for round in 1...200 {
            let source = "local t = task.spawn(later, \(round)) pcall(task.map, { 1, 2 }, error) return t:await()"
            #expect(await script.result(source) == "\(round)")
        }
        await script.close()
    }
}

import Dispatch
import Lua
import Synchronization
import Testing

struct LuaLimitsTests {
    private static let spin = "while true do end"
    private static let loop = "function() while true do end end"
    private static let pattern = "('a'):rep(100000):find('.-.-.-.-b$')"

    @Test(arguments: [
        spin,
        "::again:: goto again",
        "while true do pcall(\(loop)) end",
        "local f = \(loop) while true do xpcall(f, f) end",
        "xpcall(error, \(loop))",
        "coroutine.wrap(\(loop))()",
        "while true do coroutine.resume(coroutine.create(\(loop))) end",
        "while true do pcall(coroutine.wrap(function() coroutine.wrap(\(loop))() end)) end",
        "local function f(n) if n == 0 then \(spin) end pcall(f, n - 1) f(n - 1) end f(100)",
        "local function f(n) if n < 9000 then pcall(f, n + 1) end \(spin) end coroutine.wrap(f)(0)",
        "local x <close> = setmetatable({}, { __close = \(loop) }) error('first')",
        "do local x <close> = setmetatable({}, { __close = \(loop) }) end",
        "local x <close> = setmetatable({}, { __close = \(loop) }) table.sort({ 2, 1 }, \(loop))",
        """
        local co = coroutine.create(function()
            local x <close> = setmetatable({}, { __close = \(loop) })
            coroutine.yield()
        end)
        coroutine.resume(co) pcall(coroutine.close, co)
        """,
        "table.sort({ 3, 2, 1 }, \(loop))",
        "table.sort({ 3, 2, 1 }, function() while true do pcall(\(loop)) end end)",
        "string.gsub('x', '.', \(loop))",
        "string.gsub('x', '.', setmetatable({}, { __index = \(loop) }))",
        "print(setmetatable({}, { __tostring = \(loop) }))",
        "error(setmetatable({}, { __tostring = \(loop) }))",
        "return setmetatable({}, { __index = \(loop) }).x",
        "local m = { __eq = \(loop) } return setmetatable({}, m) == setmetatable({}, m)",
        "for _ in pairs(setmetatable({}, { __pairs = function() return function() return 1 end end })) do end",
        "load(\(loop))",
        "load(function() return ' ' end)",
        "table.move({}, 1, 1 << 52, 2)",
        "table.move({}, 1, 1 << 52, 3)",
        "table.insert(setmetatable({}, { __len = function() return 1 << 52 end }), 1, 'x')",
        "table.remove(setmetatable({}, { __len = function() return 1 << 52 end }), 1)",
        "local t = { __len = function() return 1 << 60 end, __index = function() return '' end } table.concat(setmetatable(t, t))",
        "return \(pattern)",
        "while true do pcall(function() return \(pattern) end) end",
        "for _ in ('a'):rep(100000):gmatch('.-.-.-b') do end",
        "return (('a'):rep(100000):gsub('.-.-.-b', ''))",
        "return ('a'):rep(40):match(('a*'):rep(20) .. 'b')",
        "return ('a'):rep(1000000):find('[' .. ('b'):rep(1000000) .. ']*c')",
        "return ('('):rep(1000000):gsub('%b()', '')",
        "while true do swallow(\(loop)) end",
        "swallow(function() swallow(\(loop)) end) \(spin)",
        "while true do collectgarbage() end",
        "forever()",
        "while true do pcall(forever) end",
        "coroutine.wrap(function() coroutine.wrap(forever)() end)()",
        "table.sort({ 2, 1 }, forever)",
        "xpcall(error, forever)",
        "while true do echo(1) end",
    ])
    func `an endless script ends at its deadline`(source: String) async throws {
        let outcome = try await HostileScript.run(source, limits: HostileScript.tight)
        #expect(outcome.code == "limit_time", "\(outcome.message)")
        #expect(outcome.traceback?.hasPrefix("stack traceback:") ?? true)
        #expect(outcome.message == "the script ran longer than its limit of 0.15 seconds")
    }

    @Test(arguments: [
        "local s = 'x' while true do s = s .. s end",
        "string.rep('x', 1000000000)",
        "while true do pcall(string.rep, 'x', 1000000000) end",
        "local t = {} while true do t[#t + 1] = { #t } end",
        "collectgarbage('stop') local x while true do x = { x } end",
        "collectgarbage('generational') collectgarbage('setpause', 100000) local x while true do x = { x } end",
        "local t = {} while true do t[#t + 1] = coroutine.create(print) end",
        "local t = {} while true do pcall(function() while true do t[#t + 1] = ('x'):rep(100000) .. #t end end) end",
        "coroutine.wrap(function() local x while true do x = { x } end end)()",
        "table.sort({ 2, 1 }, function() local x while true do x = { x } end end)",
        "local f while true do local g = f f = function() return g end end",
        "local s = ('x'):rep(100000) s:gsub('x', s)",
        "local s, t = ('x'):rep(1000000), {} for i = 1, 100 do t[i] = s end table.concat(t, s)",
        "local s = ('x'):rep(1000000) string.format(('%s'):rep(30), table.unpack((function() local t = {} for i = 1, 30 do t[i] = s end return t end)()))",
        "string.pack('c2000000000', '')",
        "while true do swallow(function() local s = 'x' while true do s = s .. s end end) end",
        "error(setmetatable({}, { __tostring = function() return ('x'):rep(1000000000) end }))",
        "load(function() return 'x = 1 ' end)",
    ])
    func `a hungry script ends at its memory limit`(source: String) async throws {
        let outcome = try await HostileScript.run(source, limits: HostileScript.patient)
        #expect(outcome.code == "limit_memory", "\(outcome.message)")
        #expect(outcome.message == "the script needs more memory than its limit of 16 MB")
    }

    @Test(arguments: [
        "while true do print('line') end",
        "while true do pcall(print, 'line') end",
        "while true do print() end",
        "print(('x'):rep(100000))",
        "coroutine.wrap(function() while true do pcall(print, 'line') end end)()",
        "while true do pcall(log, 'a line of the log') end",
    ])
    func `a script that prints without end is stopped`(source: String) async throws {
        let outcome = try await HostileScript.run(source, limits: HostileScript.patient)
        #expect(outcome.code == "limit_output")
        #expect(outcome.message == "the script printed more than its limit of 64 KB")
        #expect(outcome.printed.map(\.utf8.count).reduce(0, +) <= 64 << 10)
    }

    @Test(arguments: [
        "for i = 1, 100 do local s = ('x'):rep(4000000 + i) end",
        "collectgarbage('stop') for i = 1, 500000 do local t = { i } end",
        "local t = {} for i = 1, 11 do t[i] = ('x'):rep(1 << 20) end for i = 1, 100000 do local u = { i } end",
        "for i = 1, 65 do print(('x'):rep(1000)) end",
    ])
    func `a script within its limits is left alone`(source: String) async throws {
        let outcome = try await HostileScript.run(source, limits: HostileScript.patient)
        #expect(outcome.code == "ok", "\(outcome.message)")
    }

    @Test func `a runaway recursion is a stack overflow that a script can catch`() async throws {
        let source = "local function f() return 1 + f() end print(select(2, pcall(f)))"
        let outcome = try await HostileScript.run(source, limits: LuaLimits(memory: 64 << 20))
        #expect(outcome.printed.first?.contains("stack overflow") == true, "\(outcome.message)")
    }

    @Test func `a stopped script says where it was`() async throws {
        let source = "local function inner()\n\(Self.spin)\nend\nlocal function outer()\ninner()\nend\nouter()"
        let outcome = try await HostileScript.run(source, limits: HostileScript.tight)
        #expect(outcome.traceback?.contains("hostile.lua:5") == true, "\(outcome.traceback ?? "none")")
        #expect(outcome.traceback?.contains("hostile.lua:7") == true)
    }

    @Test(arguments: [spin, "forever()", "local x while true do x = { x } end", "while true do print('x') end"])
    func `a state can be used after a limit`(source: String) async throws {
        let outcome = try await HostileScript.run(source, then: "print(#('x'):rep(1000))", limits: HostileScript.tight)
        #expect(outcome.printed == ["1000"], "\(outcome.message)")
    }

    @Test func `a coroutine that was stopped is dead in the next run`() async throws {
        let source = "co = coroutine.create(function() while true do print('x') end end) coroutine.resume(co)"
        let check = """
            print(coroutine.status(co), coroutine.resume(co))
            print(coroutine.close(co))
            """
        let outcome = try await HostileScript.run(source, then: check, limits: HostileScript.patient)
        #expect(outcome.printed == ["dead\tfalse\tcannot resume dead coroutine", "true"], "\(outcome.message)")
    }

    @Test func `states with different deadlines do not disturb one another`() async throws {
        try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for index in 0..<24 {
                group.addTask {
                    let isEndless = index % 2 == 0
                    let source =
                        isEndless ? "while true do pcall(\(Self.loop)) end" : "for i = 1, 200000 do echo(i) end"
                    let limits = LuaLimits(time: isEndless ? .milliseconds(20 + index * 10) : .seconds(600))
                    return (index, try await HostileScript.run(source, limits: limits).code)
                }
            }
            for try await (index, code) in group {
                #expect(code == (index % 2 == 0 ? "limit_time" : "ok"), "\(index)")
            }
        }
    }

    @Test func `a host function that does not come back is reported to the host`() async throws {
        var gate: Gate
        // On a machine with much to do the time may be over before the script has called the function.
        repeat {
            gate = Gate()
            #expect(try await StuckScript().run(gate) == .limitTime)
        } while !gate.wasReached
        #expect(gate.isOpen)
    }
}

/// Opens once; blocks the thread that wants to pass before.
private final class Gate: Sendable {
    private let state = Mutex((isOpen: false, wasReached: false))
    private let opened = DispatchSemaphore(value: 0)

    var isOpen: Bool { state.withLock { $0.isOpen } }
    var wasReached: Bool { state.withLock { $0.wasReached } }

    func open() {
        state.withLock { $0.isOpen = true }
        opened.signal()
    }

    func pass() {
        state.withLock { $0.wasReached = true }
        opened.wait()
    }
}

/// A script inside a host function that returns only when the last resort was called.
private actor StuckScript {
    private let thread = LuaThread(name: "stuck")

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    func run(_ gate: Gate) throws -> LuaError.Code? {
        let state = try LuaState(limits: HostileScript.tight) { gate.open() }
        try state.set(
            "stuck",
            LuaHostFunction("stuck") { _, _ in
                gate.pass()
                return .nothing
            }
        )
        let chunk = try state.load("stuck()", name: "stuck.lua")
        return #expect(throws: LuaError.self) { try state.run(chunk) }?.code
    }
}

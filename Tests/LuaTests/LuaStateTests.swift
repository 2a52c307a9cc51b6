import Lua
import Synchronization
import Testing

struct LuaStateTests {
    private let thread = LuaThread(name: "test")

    @Test(arguments: [
        ("return 1 + 1", "2"),
        ("return 7 // 2, 7 / 2", "3 3.5"),
        ("return 'a\\0b'", "a\0b"),
        ("return math.maxinteger", "9223372036854775807"),
        ("return nil, true, false", "nil true false"),
        ("return #{ 1, 2, 3 }", "3"),
        ("return select('#', nil, nil)", "2"),
    ])
    func `a chunk returns its values`(source: String, expected: String) async throws {
        let results = try await Script.run(source)
        #expect(results == expected)
    }

    @Test func `values survive the way into a host function and back`() async throws {
        let source = """
            local t = echo({ 1, 2, { name = "a", list = { "x" } }, [10] = 1.5 })
            assert(t[1] == 1 and t[2] == 2 and t[3].name == "a" and t[3].list[1] == "x" and t[10] == 1.5)
            assert(echo(math.mininteger) == math.mininteger and math.type(echo(2.0)) == "float")
            assert(echo("\\255\\0") == "\\255\\0" and echo(nil) == nil and echo(false) == false)
            local f = function(x) return x + 1 end
            assert(echo(f)(1) == 2)
            return "all"
            """
        #expect(try await Script.run(source) == "all")
    }

    @Test func `a table that contains itself is refused with a sentence`() async throws {
        let error = await #expect(throws: LuaError.self) {
            try await Script.run("local t = {} t.t = t echo(t)")
        }
        #expect(error?.message.contains("contains itself") == true)
    }

    @Test(arguments: [
        ("local x =\nlocal", "load_error", "test.lua:2"),
        ("error('no')", "script_error", "test.lua:1"),
        ("\nfail('bad name')", "script_error", "test.lua:2"),
        ("error({ code = 1 })", "script_error", nil),
    ])
    func `an error knows its kind and its line`(source: String, code: String, position: String?) async throws {
        let error = await #expect(throws: LuaError.self) { try await Script.run(source) }
        #expect(error?.code.rawValue == code)
        #expect(error?.position == position)
    }

    @Test func `an uncaught error carries the traceback of the script`() async throws {
        let source = "local function inner() error('deep') end\nlocal function outer() inner() end\nouter()"
        let error = await #expect(throws: LuaError.self) { try await Script.run(source) }
        #expect(error?.message == "deep")
        #expect(error?.traceback?.contains("test.lua:2") == true)
    }

    @Test func `the error of a host function can be caught, with its fields`() async throws {
        let source = """
            local ok, text = pcall(fail, "why")
            local _, api = pcall(function() refuse() end)
            return ok, text, api.code, api.status, tostring(api)
            """
        #expect(try await Script.run(source) == "false test.lua:1: why teapot 418 test.lua:2: I am a teapot")
    }

    @Test func `an error keeps its line when it passes a callback of the host`() async throws {
        let error = await #expect(throws: LuaError.self) { try await Script.run("apply(function()\n error('in') end)") }
        #expect(error?.position == "test.lua:2")
        #expect(error?.message == "in")
    }

    @Test(arguments: [
        "return later(1)",
        "return select(2, pcall(later, 1))",
        "return select(2, coroutine.resume(coroutine.create(function() return later(1) end)))",
        "for v in coroutine.wrap(function() coroutine.yield(later(1)) end) do return v end",
        "local w = coroutine.wrap(function() return coroutine.wrap(function() return later(1) end)() end) return w()",
        "return (string.gsub('x', 'x', function() return tostring(later(1)) end))",
        "return (string.gsub('x', 'x', coroutine.wrap(function() return tostring(later(1)) end)))",
        "return setmetatable({}, { __index = function() return later(1) end }).x",
        "return apply(function() return later(1) end)",
        "local t = { 2, 1 } table.sort(t, function(a, b) return later(a) < later(b) end) return t[1]",
        "return select(2, xpcall(error, function() return later(1) end))",
        "return load('return later(1)')()",
    ])
    func `a host call that waits gives its result from anywhere`(source: String) async throws {
        #expect(try await Script.run(source) == "1")
    }

    @Test func `a wait that fails raises at the call`() async throws {
        let error = await #expect(throws: LuaError.self) { try await Script.run("\n\nlater('x')") }
        #expect(error?.position == "test.lua:3")
        #expect(error?.message.contains("must be a whole number, not string") == true)
    }

    @Test func `a wait may be followed by another one`() async throws {
        #expect(try await Script.run("return countdown(3)") == "done")
    }

    @Test(arguments: [
        ("coroutine.yield()", "attempt to yield from outside a coroutine"),
        ("assert(io.open('x'))", "there are no files here"),
        ("io.popen('x')", "popen"), ("io.read()", "read"), ("io.stdout:read()  error('unread')", "unread"),
        ("dofile('x')", "dofile"),
        ("os.exit()", "os.exit"),
        ("debug.sethook()", "sethook"),
        ("assert(load('\\27Lua'))", "binary"),
        ("setmetatable({}, { __gc = print })", "__gc"),
        ("debug.getinfo(1, 'f').func.x = 1", "index"),
    ])
    func `a script does not leave its world`(source: String, expected: String) async throws {
        let error = await #expect(throws: LuaError.self) { try await Script.run(source) }
        #expect(error?.message.contains(expected) == true, "\(error?.description ?? "no error")")
    }

    @Test func `print joins its arguments with tabs`() async throws {
        #expect(
            try await Script.printed(
                "print(1, 'a', nil, setmetatable({}, { __tostring = function() return 'me' end }))"
            )
                == ["1\ta\tnil\tme"]
        )
    }

    @Test func `an object has methods, operators and fields`() async throws {
        let source = """
            local a, b = counter(1), counter(2)
            assert(a:value() == 1 and a.double == 2 and (a + b):value() == 3 and tostring(a) == "counter 1")
            assert(not pcall(function() a.x = 1 end))
            assert(not pcall(function() return a.value(1) end))
            assert(getmetatable(a) == false)
            return pcall(function() return a.nothing end)
            """
        #expect(try await Script.run(source) == "false test.lua:6: a counter has no field nothing")
    }

    @Test(arguments: [
        ("return tools.answer, tostring(tools)", "42 tools"),
        ("return pcall(function() return tools.anser end)", "false test.lua:1: tools has no anser"),
        (
            "return pcall(function() tools.answer = 1 end)",
            "false test.lua:1: tools cannot be assigned to (field answer)"
        ),
        ("return select('#', getmetatable(tools), rawequal(tools, tools))", "2"),
    ])
    func `a module is read-only and names what it lacks`(source: String, expected: String) async throws {
        #expect(try await Script.run(source) == expected)
    }

    @Test func `every object is released exactly once`() async throws {
        let released = Released()
        let source = "for i = 1, 1000 do counter(i) end local kept = counter(0) collectgarbage() return 'ran'"
        #expect(try await Script.run(source, released: released) == "ran")
        #expect(released.count.withLock { $0 } == 1001)
    }

    @Test func `many scripts in one process leave nothing behind`() async throws {
        let released = Released()
        for _ in 0..<50 {
            _ = try await Script.run("return counter(1), later(1)", released: released)
        }
        #expect(released.count.withLock { $0 } == 50)
    }
}

/// Counts the ends of the objects that a script made.
final class Released: Sendable {
    let count = Mutex(0)
}

/// A Swift object that scripts use.
private final class Counter {
    let value: Int64
    private let released: Released

    init(_ value: Int64, released: Released) {
        self.value = value
        self.released = released
    }

    deinit {
        released.count.withLock { $0 += 1 }
    }
}

/// Owns one state on a thread of its own.
actor Script {
    private let thread = LuaThread(name: "test")
    private var state: LuaState?
    private var lines: [String] = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// The results of a chunk, as text.
    static func run(_ source: String, released: Released = Released()) async throws -> String {
        let script = Script()
        let results = try await script.evaluate(source, released: released)
        await script.close()
        return results
    }

    /// What a chunk prints.
    static func printed(_ source: String) async throws -> [String] {
        let script = Script()
        _ = try await script.evaluate(source, released: Released())
        let lines = await script.lines
        await script.close()
        return lines
    }

    private func close() {
        state = nil
    }

    private func evaluate(_ source: String, released: Released) throws -> String {
        let state = try LuaState()
        self.state = state
        state.output = { [unowned self] line in self.assumeIsolated { $0.lines.append(line) } }
        try Self.install(in: state, released: released)
        let results = try state.run(try state.load(source, name: "test.lua"))
        return try results.map(state.describe).joined(separator: " ")
    }

    private static func install(in state: LuaState, released: Released) throws {
        try state.set("require", try state.openRequire([:], files: nil))
        try state.set("echo", LuaHostFunction("echo") { _, arguments in .values(arguments.values) })
        try state.set(
            "fail",
            LuaHostFunction("fail") { _, arguments throws(LuaError) in
                throw LuaError(try arguments.string(0, "message"))
            }
        )
        try state.set(
            "refuse",
            LuaHostFunction("refuse") { _, _ throws(LuaError) in
                throw LuaError(
                    "I am a teapot",
                    fields: ["code": .string("teapot"), "status": .integer(418), "message": .string("I am a teapot")],
                )
            }
        )
        try state.set(
            "apply",
            LuaHostFunction("apply") { state, arguments throws(LuaError) in
                .values(try state.call(try arguments.callback(0, "fn")))
            }
        )
        try state.set(
            "later",
            LuaHostFunction("later") { _, arguments throws(LuaError) in
                let number = try arguments.integer(0, "number")
                return .wait(for: { number }, then: { _, number in .value(.integer(number)) })
            }
        )
        try state.set(
            "countdown",
            LuaHostFunction("countdown") { _, arguments throws(LuaError) in
                countdown(try arguments.integer(0, "from"))
            }
        )
        let missing = LuaHostFunction("tools") { _, arguments throws(LuaError) in
            throw LuaError("tools has no \(try arguments.string(1, "name"))")
        }
        try state.set("tools", try state.module("tools", ["answer": .integer(42)], missing: missing))
        try defineCounter(in: state, released: released)
    }

    private static func countdown(_ count: Int64) -> LuaAnswer {
        count == 0 ? .value(.string("done")) : .wait(for: { count - 1 }, then: { _, rest in countdown(rest) })
    }

    private static func defineCounter(in state: LuaState, released: Released) throws {
        try state.define(
            LuaClass(
                Counter.self,
                name: "counter",
                methods: [
                    LuaHostFunction("value") { _, arguments throws(LuaError) in
                        .value(.integer(try arguments.object(0, as: Counter.self).value))
                    }
                ],
                operators: [
                    LuaHostFunction("__add") { _, arguments throws(LuaError) in
                        let sum =
                            try arguments.object(0, as: Counter.self).value
                            + arguments.object(1, as: Counter.self).value
                        return .value(.object(Counter(sum, released: released)))
                    },
                    LuaHostFunction("__tostring") { _, arguments throws(LuaError) in
                        .value(.string("counter \(try arguments.object(0, as: Counter.self).value)"))
                    },
                ],
                getter: LuaHostFunction("field") { _, arguments throws(LuaError) in
                    let counter = try arguments.object(0, as: Counter.self)
                    let field = try arguments.string(1, "field")
                    guard field == "double" else { throw LuaError("a counter has no field \(field)") }
                    return .value(.integer(counter.value * 2))
                },
            )
        )
        try state.set(
            "counter",
            LuaHostFunction("counter") { _, arguments throws(LuaError) in
                .value(.object(Counter(try arguments.integer(0, "value"), released: released)))
            }
        )
    }
}

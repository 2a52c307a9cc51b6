import Lua
import Testing

struct LazyModuleTests {
    /// A state with a lazy module `numbers`, whose members are the lengths of their names, and what it was asked for.
    private final class World {
        let state: LuaState
        var asked: [String] = []

        init() throws {
            state = try LuaState()
            let member = LuaHostFunction("numbers") { [unowned self] _, arguments throws(LuaError) in
                let name = try arguments.string(1, "name")
                asked.append(name)
                guard name != "none" else { throw LuaError("numbers has no none") }
                guard name != "inner" else { return .value(try inner()) }
                return .value(.integer(Int64(name.count)))
            }
            try state.set("numbers", try state.lazyModule("numbers", member: member))
        }

        private func inner() throws(LuaError) -> LuaValue {
            try state.lazyModule("numbers.inner", member: LuaHostFunction("inner") { _, _ in .value(.boolean(true)) })
        }

        func run(_ source: String) throws -> [LuaValue] {
            try state.run(try state.load(source, name: "test.lua"))
        }
    }

    @Test func `a member is made when it is first asked for, and once`() throws {
        let world = try World()
        #expect(world.asked.isEmpty)
        let values = try world.run("return numbers.four, numbers.four + numbers.eleven, tostring(numbers)")
        guard case .integer(4) = values[0], case .integer(10) = values[1], case .string("numbers") = values[2] else {
            Issue.record("\(values)")
            return
        }
        #expect(world.asked == ["four", "eleven"])
    }

    @Test func `a module can be made while a script asks for it, also inside a coroutine`() throws {
        let world = try World()
        let values = try world.run(
            """
            local first = coroutine.wrap(function() return numbers.inner end)()
            return first == numbers.inner and numbers.inner.anything
            """
        )
        guard case .boolean(true) = values[0] else {
            Issue.record("\(values)")
            return
        }
        #expect(world.asked == ["inner"])
    }

    @Test(arguments: [
        ("return numbers.none", "numbers has no none"), ("numbers.four = 5", "cannot be assigned to"),
        ("return numbers[nil]", "name must be a string"), ("return numbers[1]", "name must be a string"),
        ("rawset(numbers, 'four', 5)", "table expected"),
    ])
    func `what is not there and what would change it is refused`(source: String, words: String) throws {
        let world = try World()
        let error = #expect(throws: LuaError.self) { try world.run(source) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        _ = try? world.run("return numbers.none")
        #expect(world.asked.filter { $0 == "none" }.count == (source.hasSuffix("none") ? 2 : 1))
    }

    @Test func `a function of the host is known when a script hands it back`() throws {
        let state = try LuaState()
        let host = LuaHostFunction("host") { _, _ in .nothing }
        try state.set("host", host)
        let values = try state.run(try state.load("return host, function() end, print", name: "test.lua"))
        let functions = values.map { value -> LuaHostFunction? in
            if case .function(let function) = value { function.hostFunction } else { nil }
        }
        #expect(functions[0] === host)
        #expect(functions[1] == nil)
        #expect(functions[2] == nil)
    }
}

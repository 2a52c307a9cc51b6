import Lua
import Testing

struct LuaArgumentsTests {
    /// Calls `probe` as a script does, and describes what came: the count and each value with its type.
    private func arrived(_ list: String) throws -> String {
        let state = try LuaState()
        try state.set(
            "probe",
            LuaHostFunction("probe") { state, arguments throws(LuaError) in
                var parts = ["\(arguments.count)"]
                for (index, value) in arguments.values.enumerated() {
                    #expect(arguments[index].typeName == value.typeName)
                    parts.append("\(value.typeName) \(try state.describe(value))")
                }
                #expect(arguments[arguments.count].isNil)
                return .value(.string(parts.joined(separator: ", ")))
            },
        )
        return try state.run(try state.load("return probe(\(list))", name: "probe.lua")).first?.text ?? ""
    }

    @Test(arguments: [
        ("", "0"),
        ("nil", "1, nil nil"),
        ("1", "1, number 1"),
        ("1.0, -0.0", "2, number 1.0, number -0.0"),
        ("true, false, nil", "3, boolean true, boolean false, nil nil"),
        ("math.mininteger, math.maxinteger", "2, number -9223372036854775808, number 9223372036854775807"),
        ("'1', 2", "2, string 1, number 2"),
        ("1, 2, 3, 4", "4, number 1, number 2, number 3, number 4"),
        ("nil, nil, nil, nil", "4, nil nil, nil nil, nil nil, nil nil"),
        ("1, 'two', 3.5, true, nil", "5, number 1, string two, number 3.5, boolean true, nil nil"),
    ])
    func `arguments arrive in their number, order and type`(_ list: String, _ expected: String) throws {
        #expect(try arrived(list) == expected)
    }

    @Test(arguments: [
        ("7", "7"),
        ("7.0", "7"),
        ("7.5", "number must be a whole number, not 7.5"),
        ("'7'", "number must be a whole number, not string"),
        ("nil", "number must be a whole number, not nil"),
        ("", "number must be a whole number, not nil"),
        ("true, 7", "number must be a whole number, not boolean"),
    ])
    func `an integer is read exactly or refused by name`(_ list: String, _ expected: String) throws {
        let state = try LuaState()
        try state.set(
            "whole",
            LuaHostFunction("whole") { _, arguments throws(LuaError) in
                .value(.integer(try arguments.integer(0, "number")))
            },
        )
        let chunk = try state.load(
            "return select(2, pcall(whole\(list.isEmpty ? "" : ", \(list)")))",
            name: "whole.lua"
        )
        let answer = try state.describe(try state.run(chunk).first ?? .nil)
        #expect(answer.contains(expected))
    }

    @Test func `results arrive in their number and order`() throws {
        let cases: [(LuaAnswer, String)] = [
            (.nothing, "0"),
            (.value(.nil), "1 nil"),
            (.value(.integer(.min)), "1 -9223372036854775808"),
            (.value(.number(0.5)), "1 0.5"),
            (.value(.boolean(false)), "1 false"),
            (.values([]), "0"),
            (.values([.integer(1), .nil, .string("x")]), "3 1 nil x"),
        ]
        for (answer, expected) in cases { #expect(try listed(answer) == expected) }
    }

    /// What a script got that calls a function with this answer.
    private func listed(_ answer: LuaAnswer) throws -> String? {
        let state = try LuaState()
        try state.set("give", LuaHostFunction("give") { _, _ in answer })
        let source = """
            local function list(...)
                local text = tostring(select("#", ...))
                for i = 1, select("#", ...) do text = text .. " " .. tostring((select(i, ...))) end
                return text
            end
            return list(give(1, 2))
            """
        return try state.run(try state.load(source, name: "give.lua")).first?.text
    }

    @Test func `arguments keep their values through calls inside the call`() throws {
        let state = try LuaState()
        try state.set("one", LuaHostFunction("one") { _, _ in .value(.integer(1)) })
        try state.set(
            "outer",
            LuaHostFunction("outer") { state, arguments throws(LuaError) in
                let inner = try state.load("return one(9, 9, 9)", name: "inner.lua")
                let one = try state.run(inner)
                return .values([arguments[0], arguments[1]] + one)
            },
        )
        let results = try state.run(try state.load("return outer(5, 6.5)", name: "outer.lua"))
        #expect(try results.map { value throws(LuaError) in try state.describe(value) } == ["5", "6.5", "1"])
    }

    @Test func `a function of a script may outlive its state`() throws {
        var state: LuaState? = try LuaState()
        let function = try state?.load("return 1", name: "late.lua")
        weak let gone = state
        state = nil
        #expect(gone == nil)
        #expect(function != nil)
    }
}

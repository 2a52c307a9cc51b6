import Lua
import Testing

/// A host that says itself what functions of C do not take.
struct ArgumentRefusalTests {
    /// Tells the name and the types of the arguments; of `json.object` it knows nothing.
    private static func refuse(in state: LuaState) throws {
        try state.refuseArguments(
            by: LuaHostFunction("arguments") { _, arguments throws(LuaError) in
                let name = arguments[0].text ?? "?"
                guard name != "json.object" else { return .nothing }
                throw LuaError("\(name) got \(arguments.values.dropFirst().map(\.typeName).joined(separator: ", "))")
            }
        )
        try state.set("task", try state.openTasks())
    }

    @Test(arguments: [
        ("json.decode()", "json.decode got "),
        ("json.decode(5, {})", "json.decode got number, table"),
        ("json.decode('1', 5)", "json.decode got string, number"),
        ("json.decode('1', { no = 1 })", "json.decode got string, table"),
        ("json.decode('1', { keep_nulls = 1 })", "json.decode got string, table"),
        ("json.encode()", "json.encode got "),
        ("json.encode(1, {}, 1)", "json.encode got number, table, number"),
        ("json.encode(1, { no = 1 })", "json.encode got number, table"),
        ("json.encode(1, { indent = -1 })", "json.encode got number, table"),
        ("json.array(5)", "json.array got number"),
        ("task.spawn()", "task.spawn got "),
        ("task.spawn(1, nil, print)", "task.spawn got number, nil, function"),
        ("task.sleep()", "task.sleep got "),
        ("task.sleep(1, 2)", "task.sleep got number, number"),
        ("task.map({}, print, {}, 1)", "task.map got table, function, table, number"),
        ("task.sleep(-1)", "task.sleep got number"),
        ("task.map({}, 1)", "task.map got table, number"),
        ("task.map({}, print, 1)", "task.map got table, function, number"),
        ("task.map({}, print, { no = 1 })", "task.map got table, function, table"),
        ("task.map({}, print, { concurrency = 0 })", "task.map got table, function, table"),
        ("json.object(5)", "json.object: the value must be a table, not number"),
    ])
    func `the host is asked about arguments that are not taken`(call: String, expected: String) async throws {
        #expect(try await ModuleScript.failure("return \(call)", prepare: Self.refuse).contains(expected))
    }

    @Test func `the host is asked about nothing else, and as often as it takes`() async throws {
        let source = """
            for i = 1, 1000 do
                assert(json.decode('[1]', { keep_nulls = true })[1] == 1)
                assert(json.encode(json.array{}) == '[]')
                local ok, problem = pcall(json.decode, i)
                assert(not ok and tostring(problem):find('json.decode got number', 1, true))
            end
            collectgarbage()
            return pcall(json.array, 5)
            """
        let result = try await ModuleScript.run(source, prepare: Self.refuse)
        #expect(result.hasPrefix("false ") && result.contains("json.array got number"))
    }
}

import Lua
import Testing

/// Which tables cross as sequences; the fuzzer found those whose keys only count like one.
struct TableShapeTests {
    @Test(arguments: [
        "{ [0] = 'a', 1, nil, 3 }",
        "{ nil, 'b', [-1] = 'a' }",
        "{ 1, nil, 3, [math.mininteger] = 'a' }",
        "{ 1, nil, 3, [math.maxinteger] = 'a' }",
        "{ nil, nil, 3, [10] = 'a', [11] = 'b' }",
    ])
    func `a key outside a sequence is kept when the sequence has a hole`(table: String) async throws {
        let source = """
            local sent = \(table)
            local back = echo(sent)
            for key, value in pairs(sent) do assert(back[key] == value, key) end
            for key in pairs(back) do assert(sent[key] ~= nil, key) end
            return "same"
            """
        #expect(try await Script.run(source) == "same")
    }
}

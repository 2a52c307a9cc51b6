import Lua
import Testing

/// Swift releases a script's function at the next host call; the fuzzer found that this could damage its arguments.
struct ReleasedFunctionTests {
    /// Each level costs a level of the C stack and gives a function away; one of them is the last that can be called.
    @Test(arguments: 0..<12)
    func `arguments arrive whole just below the end of the C stack`(offset: Int) async throws {
        let source = """
            local calls = 0
            local function level()
                local text = echo("a text that is longer than what an error leaves behind", level)
                assert(text == "a text that is longer than what an error leaves behind")
                calls = calls + 1
                table.sort({ 1, 2 }, level)
            end
            local function start(count)
                if count == 0 then return level() end
                local _ = setmetatable({}, { __index = function() start(count - 1) end }).key
            end
            local ok, problem = pcall(start, \(offset))
            assert(calls > 10, calls)
            return ok, (tostring(problem):match("C stack overflow"))
            """
        #expect(try await Script.run(source) == "false C stack overflow")
    }
}

/// Writes a Lua program, valid but for rare rules of scope, from the fuzzer's bytes.
struct ProgramWriter {
    var choices: Choices
    private var statements = 120
    private var nodes = 400
    /// How deep the expression being written is.
    private var nesting = 0

    init(_ choices: Choices) {
        self.choices = choices
    }

    mutating func program() -> String {
        var source = """
            local a, b, c, d = 1, 2.5, "text", nil
            local t, u = { 1, 2, 3, x = "y" }, setmetatable({}, { __index = function(_, k) return k end })
            local f, g = function(...) return ... end, function(x) return x end
            local m = marker(7)
            local co = coroutine.create(function(...) while true do a = coroutine.yield(a) end end)

            """
        while !choices.isAtEnd, statements > 0 {
            let body = block(depth: 1, varargs: true)
            source += choices.number(below: 8) == 0 ? "do\n\(body)end\n" : "pcall(function(...)\n\(body)end, a, t)\n"
        }
        return source
    }

    mutating func block(depth: Int, varargs: Bool, loop: Bool = false) -> String {
        var text = ""
        let label = "l\(depth)"
        let hasLabel = choices.number(below: 8) == 1
        for _ in 0...choices.number(below: 4) {
            statements -= 1
            guard statements > 0 else { break }
            text += statement(depth: depth, varargs: varargs) + "\n"
            if hasLabel, choices.number(below: 3) == 1 { text += "if \(expression(depth)) then goto \(label) end\n" }
        }
        if loop, choices.number(below: 6) == 1 { text += "if \(expression(depth)) then break end\n" }
        if hasLabel { return "do\n\(text)\nend\n::\(label)::\n" }
        if choices.number(below: 8) == 1 { text += "do return \(expressions(depth)) end\n" }
        return text
    }

    private mutating func statement(depth: Int, varargs: Bool) -> String {
        guard depth < 6 else { return "\(variable()) = \(expression(depth))" }
        let inner = depth + 1
        switch choices.number(below: 26) {
        case 0: return "\(variable()) = \(expression(depth))"
        case 1: return "local \(variable()) = \(expression(depth))"
        case 2: return "\(place()) = \(expression(depth))"
        case 3: return "\(variable()), \(variable()) = \(expressions(depth))"
        case 4:
            return "if \(expression(depth)) then\n\(block(depth: inner, varargs: varargs))"
                + "else\n\(block(depth: inner, varargs: varargs))end"
        case 5:
            let bounds = choices.pick([
                "1, 5", "5, 1, -2", "1, 3, 0.5", "math.maxinteger - 1, math.maxinteger", "1, #t", "a, b", "1, 1000",
                "-1, -3, -1", "1, 0", "1, math.huge", "math.mininteger, math.mininteger + 2",
            ])
            return "for i = \(bounds) do\n\(block(depth: inner, varargs: varargs, loop: true))end"
        case 6:
            return "for k, v in \(iterator(depth)) do\n\(block(depth: inner, varargs: varargs, loop: true))end"
        case 7:
            return
                "while \(choices.pick(["true", "a", "later(1)", "#t < 9"])) do\n\(block(depth: inner, varargs: varargs, loop: true))"
                + "if \(choices.pick(["true", "a", "f(b)", "not d"])) then break end end"
        case 8: return "repeat\n\(block(depth: inner, varargs: varargs, loop: true))until \(expression(depth))"
        case 9: return "local function \(choices.pick(["f", "g", "h"]))(...)\n\(block(depth: inner, varargs: true))end"
        case 10: return "pcall(function(...)\n\(block(depth: inner, varargs: true))end, \(expressions(depth)))"
        case 11:
            return "xpcall(function(...)\n\(block(depth: inner, varargs: true))end, "
                + "function(e)\n\(block(depth: inner, varargs: false))return e end)"
        case 12: return "error(\(expression(depth))\(choices.pick(["", ", 2", ", 0", ", 99"])))"
        case 13:
            return "local z <close> = setmetatable({}, { __close = function(o, e)\n"
                + "\(block(depth: inner, varargs: false))end })"
        case 14:
            return "co = coroutine.\(choices.pick(["create", "wrap"]))(function(...)\n"
                + "\(block(depth: inner, varargs: true))end)"
        case 15:
            return "coroutine.\(choices.pick(["resume", "close", "status", "running"]))(co, \(expressions(depth)))"
        case 16:
            return "setmetatable(\(choices.pick(["t", "u", "{}"])), { \(metamethod()) = function(...)\n"
                + "\(block(depth: inner, varargs: true))end })"
        case 17: return "print(\(expressions(depth)))"
        case 18: return "table.sort(t, function(x, y)\n\(block(depth: inner, varargs: false))return x < y end)"
        case 19:
            return "\(variable()) = string.gsub(\(text()), \(pattern()), function(...)\n"
                + "\(block(depth: inner, varargs: true))return ... end)"
        case 20: return "apply(function(...)\n\(block(depth: inner, varargs: true))end, \(expressions(depth)))"
        case 21: return "keep(function(...)\n\(block(depth: inner, varargs: true))end)"
        case 22: return "coroutine.yield(\(expressions(depth)))"
        case 23: return "for i = 1, \(choices.pick(["3", "200", "1e9"])) do t[#t + 1] = \(expression(depth)) end"
        case 24: return "a = c .. c c = \(choices.pick(["a", "a .. a", "a:rep(100)"]))"
        default: return "local _ = \(call(depth))"
        }
    }

    private mutating func iterator(_ depth: Int) -> String {
        switch choices.number(below: 7) {
        case 0: return "pairs(\(choices.pick(["t", "u", "{ 1, x = 2 }", "_G", "m", "string"])))"
        case 1: return "ipairs(\(choices.pick(["t", "u", "{ 1, nil, 3 }"])))"
        case 2: return "next, \(expression(depth))"
        case 3: return "string.gmatch(\(text()), \(pattern()))"
        case 4: return "utf8.codes(\(text()))"
        case 5: return "co"
        default:
            return "coroutine.wrap(function(...)\n\(block(depth: depth + 1, varargs: true))"
                + "for i = 1, 3 do coroutine.yield(\(expressions(depth))) end end)"
        }
    }

    mutating func expressions(_ depth: Int) -> String {
        var texts = [expression(depth)]
        for _ in 0..<choices.number(below: 3) { texts.append(expression(depth)) }
        return texts.joined(separator: ", ")
    }

    mutating func expression(_ depth: Int) -> String {
        nodes -= 1
        nesting += 1
        defer { nesting -= 1 }
        guard nodes > 0, nesting < 5 else { return choices.pick(["a", "1", "c", "t", "f"]) }
        switch choices.number(below: 14) {
        case 0: return variable()
        case 1: return choices.pick(Self.literals)
        case 2: return place()
        case 3, 4: return call(depth)
        case 5: return "(\(expression(depth)) \(choices.pick(Self.operators)) \(expression(depth)))"
        case 6: return "(\(choices.pick(["not ", "- ", "#", "~"]))\(expression(depth)))"
        case 7: return "{ \(expressions(depth)) }"
        case 8: return "{ [\(expression(depth))] = \(expression(depth)), x = \(expression(depth)) }"
        case 9:
            guard depth < 5 else { return "f" }
            return "function(...)\n\(block(depth: depth + 1, varargs: true))end"
        case 10: return text()
        case 11: return number()
        default: return variable()
        }
    }

    /// Something that is a string, most of the time.
    mutating func text() -> String {
        switch choices.number(below: 5) {
        case 0: return choices.pick(["\"text\"", "\"\"", "\"a b c\"", "\"\\0\\255\"", "\"10\"", "(\"ab\"):rep(50)"])
        case 1: return "tostring(\(variable()))"
        case 2: return "(\(number()) .. \"x\")"
        case 3: return "type(\(variable()))"
        default: return "\"hello world\""
        }
    }

    /// Something that is a number, most of the time.
    mutating func number() -> String {
        switch choices.number(below: 6) {
        case 0: return choices.pick(["0", "1", "-1", "2.5", "3", "math.maxinteger", "math.mininteger", "1/0", "0/0"])
        case 1: return "#\(choices.pick(["t", "\"abc\"", "u"]))"
        case 2: return "later(\(choices.pick(["1", "2", "3.0"])))"
        case 3: return "(\(choices.pick(["1", "7", "2.5", "-3"])) \(choices.pick(Self.operators)) 2)"
        case 4: return "(tonumber(\(variable())) or 1)"
        default: return "1"
        }
    }

    mutating func variable() -> String {
        choices.pick(["a", "b", "c", "d", "t", "u", "f", "g", "m", "co", "x", "y"])
    }

    private mutating func place() -> String {
        let key = choices.pick(["x", "y", "n", "__index"])
        let table = choices.pick(["t", "u", "a", "m", "tools", "_ENV", "string", "_G"])
        return choices.number(below: 2) == 0 ? "\(table).\(key)" : "\(table)[\(variable())]"
    }

    private mutating func metamethod() -> String {
        choices.pick([
            "__index", "__newindex", "__call", "__add", "__concat", "__eq", "__lt", "__le", "__len", "__tostring",
            "__close", "__gc", "__pairs", "__unm", "__idiv", "__name", "__mode", "__metatable",
        ])
    }

    static let literals = [
        "nil", "true", "false", "0", "1", "-1", "math.maxinteger", "math.mininteger", "1e308", "0.1", "1/0", "0/0",
        "2^53", "-0.0", "\"\"", "\"a\\0b\"", "\"\\255\"", "\"10\"", "\"0x10\"", "null", "\"%d\"", "\"text\"", "3",
        "1e15",
    ]

    static let operators = [
        "+", "-", "*", "/", "//", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "and", "or", "&", "|", "~", "<<",
        ">>",
    ]
}

/// Writes a script that makes a value, lets it cross to Swift and back, and compares.
struct ValueScript {
    private var choices: Choices
    private var budget = 200

    init(_ choices: Choices) {
        self.choices = choices
    }

    mutating func script() -> String {
        var source = Self.comparison + "local v = \(value(depth: 0))\n"
        for _ in 0..<choices.number(below: 6) { source += change() }
        return source + "if not same(v, echo(v)) then differs() end\n"
    }

    /// Values without a form outside Lua become nil; a table keeps what `next` shows.
    private static let comparison = """
        local function plain(x) if type(x) == "thread" then return nil end return x end
        local function same(a, b)
            a = plain(a)
            if type(a) ~= type(b) then return false end
            if type(a) == "function" then return true end
            if a == null then return b == null end
            if type(a) == "userdata" then return a:id() == b:id() end
            if type(a) == "number" then
                return math.type(a) == math.type(b) and (a ~= a and b ~= b or a == b and 1 / a == 1 / b)
            end
            if type(a) ~= "table" then return a == b end
            for k, x in next, a do
                if type(k) ~= "userdata" and not same(x, rawget(b, k)) then return false end
            end
            for k in next, b do
                if type(k) ~= "userdata" and plain(rawget(a, k)) == nil then return false end
            end
            return true
        end

        """

    private mutating func value(depth: Int) -> String {
        budget -= 1
        guard budget > 0, depth < 8 else { return "1" }
        switch choices.number(below: 12) {
        case 0: return choices.pick(["nil", "true", "false", "null", "marker(3)", "print", "coroutine.create(print)"])
        case 1: return choices.pick(["0", "1", "-1", "math.maxinteger", "math.mininteger", "2", "3"])
        case 2: return choices.pick(["0.0", "-0.0", "1.5", "2.0", "1/0", "0/0", "-1/0", "2^53", "2^63", "5e-324"])
        case 3: return choices.pick([#""""#, #""a""#, #""\0\255""#, #""é""#, #""\xF0\x9F""#, #"("x"):rep(300)"#])
        case 4: return "setmetatable(\(table(depth: depth)), \(metatable()))"
        case 5: return "(function() local s = \(table(depth: depth)) s[2] = nil return s end)()"
        default: return table(depth: depth)
        }
    }

    private mutating func table(depth: Int) -> String {
        var items: [String] = []
        for _ in 0..<choices.number(below: 7) {
            let item = value(depth: depth + 1)
            items.append(choices.number(below: 3) == 0 ? "[\(key())] = \(item)" : item)
        }
        return "{ \(items.joined(separator: ", ")) }"
    }

    private mutating func key() -> String {
        choices.pick([
            "1", "2", "-1", "0", "3", "4", "5", "1.5", "2.0", "2^53", "true", "'a'", "'b'", "'\\255'",
            "math.mininteger",
            "null", "1/0", "6", "7",
        ])
    }

    private mutating func metatable() -> String {
        choices.pick([
            "{ __len = function() return 9 end }", "{ __index = function() return 1 end }", "{ __name = 'odd' }",
            "{ __pairs = function() error('no') end }", "{ __metatable = 'shut' }", "{ __newindex = error }",
            "{ __eq = error, __tostring = error }",
        ])
    }

    private mutating func change() -> String {
        let change = choices.pick([
            "v[K] = nil", "v[K] = V", "table.insert(v, V)", "table.remove(v)", "table.remove(v, 1)", "v[#v + 1] = V",
            "v[#v] = nil", "table.move(v, 1, 3, 2)", "v = { v, v }", "for i = 1, 110 do v = { v } end",
            "for i = 1, 20 do v[i] = i end for i = 1, 19 do v[i] = nil end", "v = { table.unpack(v, 1, 5) }",
        ])
        let key = key()
        let value = value(depth: 6)
        let filled = change.split(separator: "K", omittingEmptySubsequences: false).joined(separator: key)
            .split(separator: "V", omittingEmptySubsequences: false).joined(separator: value)
        return "pcall(function() \(filled) end)\n"
    }
}

import Lua
import Testing

struct JSONModuleTests {
    @Test(arguments: [
        ("true", "true"),
        ("9223372036854775807", "9223372036854775807"),
        ("math.mininteger", "-9223372036854775808"),
        ("3.0", "3.0"), ("-0.0", "-0.0"), ("0.1", "0.1"), ("1/3", "0.3333333333333333"), ("5e-324", "5e-324"),
        ("2^53", "9007199254740992.0"), ("1e21", "1e+21"), ("1e300", "1e+300"), ("123456789.125", "123456789.125"),
        ("'a\\0\\n\\\"\\\\\\127\\u{20AC}'", "\"a\\u0000\\n\\\"\\\\\u{7F}€\""),
        ("{}", "{}"), ("json.array{}", "[]"), ("json.array()", "[]"), ("json.object{}", "{}"),
        ("{ 1, 'b', { c = json.null } }", #"[1,"b",{"c":null}]"#),
        ("{ b = 1, a = 2, ['a b'] = 3 }", #"{"a":2,"a b":3,"b":1}"#),
        ("{ json.null, json.array{} }", "[null,[]]"),
        ("json.decode('[[],{}]')", "[[],{}]"),
        ("(function() local s = { 1 } return { s, s } end)()", "[[1],[1]]"),
        ("setmetatable({ 1 }, { __index = error })", "[1]"),
        ("thing", #"{"id":"t1"}"#), ("{ at = thing }", #"{"at":{"id":"t1"}}"#),
    ])
    func `a value is written as its shape says`(value: String, expected: String) async throws {
        #expect(try await ModuleScript.run("return json.encode(\(value))", prepare: JSONThing.define) == expected)
    }

    @Test(arguments: [
        ("nil", "value is nil; write json.null for a null"),
        ("{ a = { b = print } }", "value.a.b is a function, which JSON has no word for"),
        ("{ coroutine.create(print) }", "value[1] is a thread, which JSON has no word for"),
        ("{ 1, nil, 3 }", "value has nothing at 2 and something at 3; write json.null where a place stays empty"),
        ("{ x = { [10] = 1 } }", "value.x has nothing at 1 and something at 10"),
        ("{ 1, a = 2 }", "value has names and list entries; JSON has lists or named fields"),
        ("{ [1.5] = 2 }", "value has the key 1.5; a key is a name, or counts 1, 2, 3"),
        ("{ [0] = 2 }", "value has the key 0; a key is a name"),
        ("{ ['a b'] = { [true] = 2 } }", "value[\"a b\"] has a boolean as a key"),
        ("{ n = 0/0 }", "value.n is not a number (nan)"),
        ("{ n = { 1, -1/0 } }", "value.n[2] is infinite"),
        ("{ 'ok', 'a\\255' }", "value[2] is not valid UTF-8 (byte 2 of it has the code 255)"),
        ("{ '\\xED\\xA0\\x80' }", "value[1] is not valid UTF-8"),
        ("(function() local t = {} t.me = { t } return t end)()", "value.me[1] is the table value again"),
        ("(function() local t = {} for i = 1, 101 do t = { t } end return t end)()", "deeper than 100 levels"),
        ("(function() local t = json.array{} t.x = 1 return t end)()", "is a json.array and has names"),
        ("json.object{ 1 }", "is a json.object and has list entries"),
        ("other", "value is an object (other), which JSON has no word for"),
    ])
    func `what JSON cannot hold is refused with its path`(value: String, expected: String) async throws {
        let message = try await ModuleScript.failure("return json.encode(\(value))", prepare: JSONThing.define)
        #expect(message.hasPrefix("test.lua:1: json.encode: "))
        #expect(message.contains(expected), "\(message)")
    }

    @Test func `an indent puts each value on its line`() async throws {
        let text = try await ModuleScript.run("return json.encode({ a = { 1, {} }, b = json.array{} }, { indent = 2 })")
        #expect(text == "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}")
    }

    @Test(arguments: [
        ("json.decode('9223372036854775807') == math.maxinteger", "true"),
        ("json.decode('-9223372036854775808') == math.mininteger", "true"),
        ("json.decode('9223372036854775808') == 2^63", "true"),
        (
            "math.type(json.decode('3.0')), math.type(json.decode('3')), math.type(json.decode('1e2'))",
            "float integer float"
        ),
        (
            "json.decode('0.1') == 0.1, json.decode('5e-324') == 5e-324, json.decode('1.7976931348623157e308') > 1e308",
            "true true true"
        ),
        ("json.decode('123456789012345678901234567890.5') == 123456789012345678901234567890.5", "true"),
        (#"json.decode('"\\u0041\\ud83d\\ude00\\n\\/\\u0000"') == "A\u{1F600}\n/\0""#, "true"),
        ("json.decode('\\u{FEFF}[1]')[1]", "1"),
        ("json.decode('{\"a\":null}').a, json.decode('[null]')[1], json.decode('null')", "nil json.null nil"),
        ("json.decode('{\"a\":null}', { keep_nulls = true }).a == json.null", "true"),
        ("json.decode('{\"a\":1,\"a\":2}').a", "2"),
        ("json.decode('{\"a\":1,\"a\":null}').a", "nil"),
        (
            "getmetatable(json.decode('[]')), getmetatable(json.decode('[1]')), getmetatable(json.decode('{}'))",
            "json.array nil nil"
        ),
        ("#json.decode(('['):rep(100) .. (']'):rep(100))", "1"),
        ("tostring(json.null), json.null == json.decode('[null]')[1]", "json.null true"),
    ])
    func `a text is read exactly`(expression: String, expected: String) async throws {
        #expect(try await ModuleScript.run("return \(expression)") == expected)
    }

    @Test(arguments: [
        ("", "line 1, column 1: the text ends where a value"),
        ("[1,\n 2,,3]", "line 2, column 4: ',' stands where a value"),
        ("[\"é\", x]", "line 1, column 7: 'x' stands where a value"),
        ("{\"a\" 1}", "line 1, column 6: '1' stands where ':' should be"),
        ("{a:1}", "'a' stands where the name of a field, in double quotes, should be"),
        ("{\"a\":1,}", "'}' stands where the name of a field"),
        ("[1,]", "']' stands where a value"), ("[1 2]", "'2' stands where ',' or ']' should be"),
        ("[1", "the text ends where ',' or ']' should be"), ("{\"a\":1", "the text ends where ',' or '}' should be"),
        ("1 2", "column 3: '2' stands where the end of the text should be"),
        ("01", "column 1: a number does not begin with a zero"), ("-", "the text ends where a digit should be"),
        ("1.", "the text ends where a digit"), ("1e+", "the text ends where a digit"),
        (".5", "'.' stands where a value"),
        ("+1", "'+' stands where a value"), ("1e999", "the number is too large"), ("NaN", "'N' stands where a value"),
        ("tru", "'t' stands where a value"), ("nulL", "'n' stands where a value"),
        ("\"abc", "column 1: the string that begins here has no closing quote"),
        ("\"a\nb\"", "a control character in a string must be written as an escape"),
        ("\"\\x\"", "there is no such escape"), ("\"\\u12G4\"", "\\u needs four hexadecimal digits"),
        ("\"\\ud800\"", "half of a surrogate pair stands alone"), ("\"\\udc00\"", "half of a surrogate pair"),
        ("\"\\ud800\\u0041\"", "half of a surrogate pair"), ("\"\\ud83d\\ud83d\"", "half of a surrogate pair"),
        ("\"\\", "the text ends inside a string"), ("\"\\u00", "\\u needs four"), ("\0", "a character with the code 0"),
        ("'a'", "''' stands where a value"), ("[//x\n1]", "'/' stands where a value"),
    ])
    func `a mistake in a text is named with its line and column`(text: String, expected: String) async throws {
        let bytes = text.utf8.map { "\\\($0 < 10 ? "00" : $0 < 100 ? "0" : "")\($0)" }.joined()
        let message = try await ModuleScript.failure("return json.decode('\(bytes)')")
        #expect(message.hasPrefix("test.lua:1: json.decode: "))
        #expect(message.contains(expected), "\(message)")
    }

    @Test(arguments: [
        "\\xFF", "\\xC0\\x80", "\\xC1\\xBF", "\\xE0\\x80\\x80", "\\xED\\xA0\\x80", "\\xF0\\x80\\x80\\x80",
        "\\xF4\\x90\\x80\\x80", "\\xF5\\x80\\x80\\x80", "\\x80", "\\xE2\\x82", "\\xF0\\x9F\\x98", "\\xC3",
    ])
    func `bytes that are no UTF-8 are refused in a text`(bytes: String) async throws {
        let message = try await ModuleScript.failure("return json.decode('[\"\(bytes)\"]')")
        #expect(message.contains("the string is not valid UTF-8"), "\(message)")
    }

    @Test(arguments: [
        ("json.decode(nil)", "json.decode: the text must be a string, not nil"),
        ("json.decode(12)", "json.decode: the text must be a string, not number"),
        ("json.decode('1', { keep_null = true })", "json.decode has one option, keep_nulls, and no keep_null"),
        ("json.encode({}, { indnt = 2 })", "json.encode has one option, indent, and no indnt"),
        ("json.encode({}, { indent = 1e9 })", "indent must be a whole number of spaces from 0 to 16"),
        ("json.array(1)", "json.array: the value must be a table, not number"),
        ("json.array(setmetatable({}, {}))", "json.array: the table has a metatable already"),
        ("json.decode(('['):rep(101))", "column 101: the value is nested deeper than 100 levels"),
        ("json.decode(('{\"a\":'):rep(1000000))", "nested deeper than 100 levels"),
        ("json.encod({})", "json has no function \"encod\"; did you mean \"encode\"?"),
        ("setmetatable(json.decode('[]'), {})", "cannot change a protected metatable"),
    ])
    func `a wrong call of json is a sentence`(call: String, expected: String) async throws {
        let message = try await ModuleScript.failure("return \(call)")
        #expect(message.contains(expected), "\(message)")
    }

    @Test func `a decoded mistake can be caught, and nothing of the text stays`() async throws {
        let source = """
            local text = '["' .. ('x'):rep(100000) .. '\\\\n", 1 2]'
            collectgarbage() local before = collectgarbage('count')
            for i = 1, 200 do assert(not pcall(json.decode, text)) end
            collectgarbage() return collectgarbage('count') - before < 50
            """
        #expect(try await ModuleScript.run(source) == "true")
    }

    @Test(arguments: [
        ("access_codes", "2 b nil"), ("pagination", "nil"), ("nothing", "nil"), ("ok", "true"), ("twice", "last"),
    ])
    func `Swift hands a field of an answer to Lua without a copy`(key: String, expected: String) async throws {
        let answer =
            #"{"ok":true,"access_codes":[{"id":"a"},{"id":"b","name":null}],"pagination":null,"twice":1,"twice":"last"}"#
        let source = "if type(field) ~= 'table' then return field end return #field, field[2].id, field[2].name"
        let result = try await ModuleScript.run(source) { state in
            try state.set("field", try state.decodeJSON(Array(answer.utf8).span.bytes, key: key))
        }
        #expect(result == expected)
    }

    @Test func `a mistake in an answer names its owner, line and column`() async throws {
        let message = try await ModuleScript.failure("return 1") { state in
            _ = try state.decodeJSON(Array("{\"a\":1,\n\"b\":[1,2}".utf8).span.bytes, key: "a", owner: "the answer")
        }
        #expect(message == "the answer: line 2, column 9: '}' stands where ',' or ']' should be")
    }
}

/// A Swift object with a JSON value, and one without.
enum JSONThing {
    private final class Thing {}
    private final class Other {}

    /// Sets the globals `thing` and `other`.
    static func define(in state: LuaState) throws {
        let json = LuaHostFunction("__json") { _, _ in .value(.table(LuaTable(fields: ["id": .string("t1")]))) }
        let name = LuaHostFunction("__tostring") { _, _ in .value(.string("other")) }
        try state.define(LuaClass(Thing.self, name: "thing", operators: [json]))
        try state.define(LuaClass(Other.self, name: "other", operators: [name]))
        try state.set("thing", .object(Thing()))
        try state.set("other", .object(Other()))
    }
}

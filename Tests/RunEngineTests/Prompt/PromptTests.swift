import Lua
import Model
import Presentation
import Synchronization
import Testing

@testable import RunEngine

struct PromptTests {
    @Test func `the first value of an expression is kept, as itself`() async throws {
        try await ScriptFixture.withHost { host in
            _ = try await host.values(of: "{ 1, 2 }", name: "repl")
            #expect(try await host.values(of: "_[3] == nil and #_", name: "repl") == ["2"])
            _ = try await host.values(of: "t = { a = 1 }", name: "repl")
            _ = try await host.values(of: "t", name: "repl")
            #expect(try await host.values(of: "_ == t", name: "repl") == ["true"])
            #expect(try await host.values(of: "nil", name: "repl") == ["nil"])
            #expect(try await host.values(of: "_", name: "repl") == ["true"])
        }
    }

    @Test(
        arguments: [
            ("1 + 1", ["2"]), ("'a\\nb'", ["a", "b"]), ("1, 'two'", ["1", "two"]), ("{}", ["{}"]),
            ("{ 1, 'b', { c = true } }", ["{ 1, \"b\", { c = true } }"]), ("x = 1", []),
            ("'\\27[31mred'", ["\\u{1b}[31mred"]),
            ("{ ['a b'] = json.null }", ["{ [\"a b\"] = json.null }"]),
            ("json.decode('[1,null]')", ["{ 1, json.null }"]), ("json.null", ["json.null"]),
            ("{ 'a\"b\\\\c\\n\\0\\xff' }", ["{ \"a\\\"b\\\\c\\x0A\\x00\\xFF\" }"]),
            ("{ 'a\"b\\\\c\\td' }", ["{ \"a\\\"b\\\\c\\td\" }"]),
            ("{ ['end'] = 1, [10] = 2, [true] = 3, [1.5] = 4 }", nil),
            ("{ 1/0, -1/0, math.mininteger }", ["{ math.huge, -math.huge, math.mininteger }"]),
            ("setmetatable({ y = 1 }, { __tostring = function() return 'TS' end })", ["TS"]),
            ("{ setmetatable({}, { __tostring = function() return 'in\\nside' end }) }", ["{ in\\nside }"]),
            ("setmetatable({ y = 1 }, { __tostring = error })", ["{ y = 1 }"]),
            ("setmetatable({ y = 1 }, { __tostring = function() return json.encode({ 1 }) end })", ["[1]"]),
            (
                "(function() local t = { a = 1 } t.t = t return t end)()",
                ["{ a = 1, t = <a table that holds this one> }"]
            ),
            ("(function() local t = { {} } t[1][1] = t return t end)()", ["{ { <a table that holds this one> } }"]),
        ] as [(String, [String]?)]
    )
    func `a value is printed as a person reads it, and Lua`(statement: String, lines: [String]?) async throws {
        try await ScriptFixture.withHost { host in
            let printed = try await host.values(of: statement, name: "repl")
            if let lines { #expect(printed == lines) }
            // What is printed of a table can be typed again, unless it says that it cannot.
            if let line = printed.first, printed.count == 1, line.hasPrefix("{"), !line.contains("<"),
                line != "{ in\\nside }"
            {
                #expect(try await host.values(of: line, name: "repl") == printed)
            }
        }
    }

    @Test(
        arguments: [
            ("coroutine.create(print)", "thread: 0x"), ("print", "function: "),
            ("{ coroutine.create(print) }", "{ thread: 0x"),
            ("{ f = print }", "{ f = function: "), ("io.stdout", "file (0x"), ("{ [{}] = 1 }", "{ [table: 0x"),
            ("_G", "{"), ("package.loaded", "{"), ("debug.getinfo(1)", "{"),
            ("(function() local t = {} for i = 1, 300 do t = { t } end return t end)()", "{ { { { { { {…} } } } } }"),
        ]
    )
    func `everything has an echo`(statement: String, beginning: String) async throws {
        try await ScriptFixture.withHost { host in
            let printed = try await host.values(of: statement, name: "repl")
            #expect(printed.first?.hasPrefix(beginning) == true, "\(printed.first ?? "nothing")")
        }
    }

    @Test func `all records have the width of the longest one that is printed`() async throws {
        try await ScriptFixture.withHost { host in
            _ = try await host.values(
                of: "list = {} for i = 1, 1200 do list[i] = { name = 'n' .. i, z = i } end",
                name: "repl"
            )
            let lines = try await host.values(of: "list", name: "repl")
            #expect(lines[1] == "n1     1")
            #expect(lines[1200] == "n1200  1200")
        }
    }

    @Test(arguments: ["os.exit()", "os.exit(3)", "pcall(os.exit, false)"])
    func `os.exit ends a statement and says how to leave`(statement: String) async throws {
        try await ScriptFixture.withHost { host in
            let error = await #expect(throws: ScriptError.self) { try await host.values(of: statement, name: "repl") }
            #expect(error?.description == "os.exit ends a script; :quit leaves the prompt")
            let next = try await host.values(of: "1 + 1", name: "repl")
            #expect(next == ["2"])
        }
    }

    @Test func `a list of records is a table with aligned columns, names first and ids last`() async throws {
        try await ScriptFixture.withHost { host in
            let list =
                "{ { a_id = 'x', name = '山田', n = 1 }, { a_id = 'yy', name = 'Ito', n = 20, tags = { 'p', 'q' } } }"
            let lines = try await host.values(of: list, name: "repl")
            #expect(
                lines == [
                    "name  a_id  n   tags",
                    "山田  x     1",
                    "Ito   yy    20  p, q",
                ]
            )
        }
    }

    @Test func `a table is cut to the window and says what is not shown, and more of it comes page by page`()
        async throws
    {
        try await ScriptFixture.withHost { host in
            _ = try await host.values(
                of:
                    "list = {} for i = 1, 25 do list[i] = { name = 'n' .. i, what = ('w'):rep(30), z = ('z'):rep(30) } end",
                name: "repl"
            )
            let window = PromptLayout(width: 36, rows: 12)
            let first = try await host.evaluate("list", name: "repl", window)
            #expect(first.lines.allSatisfy { TextWidth.of($0.text) <= 36 })
            #expect(first.lines.first?.style == .heading)
            #expect(first.lines.last == PromptLine("1 more column: z", .note))
            #expect(first.left == 15)
            let second = try #require(try await host.more(window))
            #expect(second.lines[1].text.hasPrefix("n11 "))
            #expect(second.left == 5)
            #expect(try await host.more(window)?.left == 0)
            #expect(try await host.more(window) == nil)
        }
    }

    @Test func `groups are a table on the clocks of their doors, whether as a query, a list or alone`() async throws {
        try await ScriptFixture.withHost { host in
            let query = try await host.values(of: "groups.all()", name: "repl")
            #expect(query.count == 13)
            #expect(query[0].hasPrefix("name "))
            #expect(query == (try await host.values(of: "groups.all():list()", name: "repl")))
            let one = try await host.values(of: "groups.all():list()[1]", name: "repl")
            #expect(one.first?.hasPrefix("name ") == true)
            #expect(one.contains { $0.hasPrefix("key ") })
            #expect(try await host.values(of: "groups.all():named('nobody')", name: "repl") == ["no groups"])
        }
    }

    @Test func `a PIN is masked in a table and in what is printed of it`() async throws {
        try await ScriptFixture.withHost { host in
            let door = "seam.devices.list()[1].device_id"
            let lines = try await host.values(
                of: "codes = seam.access_codes.list{ device_id = \(door) }; return codes",
                name: "repl"
            )
            #expect(lines.joined().contains("••••"))
            let pin = try await host.values(of: "codes[1].code", name: "repl")
            #expect(pin.first?.hasPrefix("••••") == true)
            #expect(await host.holdsPIN("seam.access_codes.create{ code = \"4711\" }"))
            #expect(await host.holdsPIN("seam.access_codes.create{ name = x, code=4711 }"))
            #expect(await !host.holdsPIN("seam.access_codes.list{ device_id = \"4711\", code_type = \"x\" }"))
        }
    }

    @Test func `what a statement has recorded is told with before and after, and can be taken back`() async throws {
        try await ScriptFixture.withHost { host in
            _ = try await host.values(of: "l = groups.all():linked():list()", name: "repl")
            let before = await host.plan
            _ = try await host.values(of: "l[1]:extend('2h')", name: "repl")
            let after = await host.plan
            let lines = RecordedText(before: before, after: after).lines
            #expect(lines.count == 2)
            #expect(lines[1].contains(" ends ") && lines[1].contains(" → "))
            _ = try await host.values(of: "for i = 2, 3 do l[i]:extend('1h') end", name: "repl")
            #expect(await host.plan.rows.count == 3)
            #expect(RecordedText(before: after, after: await host.plan).lines.count == 3)
            #expect(await host.takeBack())
            #expect(await host.plan.rows == after.rows)
            #expect(await host.takeBack())
            #expect(await host.plan.rows.isEmpty)
            #expect(await !host.takeBack())
            // What was taken back can be recorded anew, and reads show the hours as they are.
            _ = try await host.values(of: "l[1]:extend('3h')", name: "repl")
            #expect(await host.plan.rows.count == 1)
        }
    }

    @Test func `help knows functions by what they are, values by their type, and names as text`() async throws {
        try await ScriptFixture.with { fixture in
            let script = Engine.Script(name: "repl", source: "", arguments: [])
            let host = fixture.engine.makeHost(script, runID: "test", isPrompt: true)
            let cases = [
                ("help(groups.all)", "groups.all()"), ("help(task.map)", "task.map(list, fn, options?)"),
                ("help(json.encode)", "json.encode(value, options?)"),
                ("help(time.at)", "time.at(text, zone, choose?)"),
                ("help(seam.devices.get)", "seam.devices.get{ device_id?, name? }"), ("help(groups)", "groups"),
                ("help(seam.devices)", "seam.devices"), ("help 'extend'", "group:extend(by, options?)"),
                ("help(groups.all())", "query"), ("help(time.now())", "time"),
                ("help(groups.all().named)", "query:named(name)"),
                ("help(csv.rows)", "csv.rows(path, options?)"), ("help 'device'", "device"),
            ]
            for (statement, line) in cases {
                let start = fixture.printed.lines.count
                let printed = try await host.values(of: statement, name: "repl")
                #expect(printed.isEmpty)
                #expect(fixture.printed.lines.dropFirst(start).first == line, "\(statement)")
            }
            await #expect(throws: ScriptError.self) { try await host.values(of: "help(nil)", name: "repl") }
            await #expect(throws: ScriptError.self) {
                try await host.values(of: "help 'nothing like it'", name: "repl")
            }
            await host.close()
        }
    }

    @Test func `completion looks at values without running any code of the script`() async throws {
        try await ScriptFixture.withHost { host in
            _ = try await host.values(
                of: """
                    touched = false
                    t = setmetatable({ inner = { deep = 1 } }, { __index = function() touched = true end, __pairs = error })
                    list, stay = { { a = 1 } }, time.now()
                    """,
                name: "repl"
            )
            #expect(await host.glimpse(of: [.field("t")]) == PromptGlimpse(type: "table", names: ["inner"]))
            #expect(await host.glimpse(of: [.field("t"), .field("inner")]).names == ["deep"])
            #expect(await host.glimpse(of: [.field("t"), .field("other")]).type == "nil")
            #expect(await host.glimpse(of: [.field("list"), .first]).names == ["a"])
            #expect(await host.glimpse(of: [.field("stay")]).type == "time")
            #expect(await host.glimpse(of: []).names.contains("groups"))
            #expect(try await host.values(of: "touched", name: "repl") == ["false"])
        }
    }

    @Test func `names of devices and groups are known once they were read`() async throws {
        try await ScriptFixture.withHost { host in
            #expect(await host.names == PromptNames())
            await host.readDevices()
            #expect(await host.names.devices?.count == 6)
            #expect(await host.names.groups == nil)
            #expect(await host.readGroups())
            #expect(await host.names.groups?.count == 12)
            #expect(await host.names.codes?.isEmpty == false)
        }
    }

    @Test(
        arguments: [
            "print('go') while true do pcall(function() while true do end end) end",
            "print('go') while true do xpcall(error, error) end",
            "print('go') task.sleep(100000)",
            "task.map({ 1, 2, 3 }, function(n) print('go') task.sleep(100000) end)",
            "print('go') coroutine.wrap(function() while true do seam.workspaces.get() end end)()",
        ]
    )
    func `a statement is stopped from another thread, nothing catches it, and the next one runs`(statement: String)
        async throws
    {
        try await ScriptFixture.with { fixture in
            let host = Mutex<ScriptHost?>(nil)
            var environment = fixture.environment
            // The statement tells that it runs; it is stopped while it goes on or waits.
            environment.output = { _ in
                guard let host = host.withLock({ $0 }) else { return }
                Task { host.interrupt() }
            }
            let engine = Engine(environment, options: Engine.Options())
            let script = Engine.Script(name: "repl", source: "", arguments: [])
            let made = engine.makeHost(script, runID: "test", isPrompt: true)
            host.withLock { $0 = made }
            _ = try await made.values(of: "kept = 7", name: "repl")
            let error = await #expect(throws: ScriptError.self) { try await made.values(of: statement, name: "repl") }
            #expect(error?.isInterruption == true)
            #expect(try await made.values(of: "kept", name: "repl") == ["7"])
            #expect(try await made.values(of: "seam.workspaces.get().is_sandbox", name: "repl") == ["true"])
            made.interrupt()
            #expect(try await made.values(of: "kept", name: "repl") == ["7"])
            await made.close()
            made.interrupt()
            host.withLock { $0 = nil }
        }
    }
}

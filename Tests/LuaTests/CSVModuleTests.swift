import Lua
import Testing

struct CSVModuleTests {
    @Test(arguments: [
        ("a,b\n1,2\n", "{}", "1|2@2"),
        ("a,b\r\n1,2\r\n3,4", "{}", "1|2@2 3|4@3"),
        ("a,b\r1,2\r", "{}", "1|2@2"),
        ("\u{FEFF}a,b\n1,2", "{}", "1|2@2"),
        ("\n\na,b\n\n1,2\n\n\n3,4\n\n", "{}", "1|2@5 3|4@8"),
        ("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", "{}", "x, y|say \"hi\"@2"),
        ("a,b\n\"one\ntwo\",2\n3,4\n", "{}", "one\ntwo|2@2 3|4@4"),
        ("a,b\n\"one\r\ntwo\rthree\",2\r\n3,4\r\n", "{}", "one\r\ntwo\rthree|2@2 3|4@5"),
        (" a , b \n1,2", "{}", "1|2@2"),
        ("a,b\n,\n1,2\n , \n", "{}", "1|2@3"),
        ("a;b\n1;2,5", "{ separator = ';' }", "1|2,5@2"),
        ("a\tb\n1\t2", "{ separator = '\\t' }", "1|2@2"),
        ("1,2\n3,4", "{ header = { 'a', 'b' } }", "1|2@1 3|4@2"),
        ("a,b\nJosé,ü", "{ encoding = 'UTF-8' }", "José|ü@2"),
        ("b,a\n1,2", "{ unique = 'a' }", "2|1@2"),
        ("a;b\n1;2,5", "{}", "1|2,5@2"),
        ("a\tb\n1\t2", "{}", "1|2@2"),
        ("a|b\n1|2", "{}", "1|2@2"),
        ("a;b\n1;2", "{ separator = 'semicolon' }", "1|2@2"),
        ("a;b\n\"x;\ny\";2\n\"z,z\";3", "{}", "x;\ny|2@2 z,z|3@4"),
        ("sep=;\r\na;b\r\n1;2\r\n", "{}", "1|2@3"),
        ("\u{FEFF}\"sep=|\"\na|b\n1,5|2", "{}", "1,5|2@3"),
        ("SEP=\t\na\tb\n1\t2", "{}", "1|2@3"),
        ("Late check-outs\n\na;b\n1;2\n3;4", "{}", "1|2@4 3|4@5"),
        ("Late check-outs;\n27.11.2026;\n;\na;b\n1;2", "{}", "1|2@5"),
        ("Printed;by Ana\na;b\n1;2\n", "{ unique = 'a' }", "1|2@3"),
        ("x\ny\na;b\n1;2", "{ skip = 2 }", "1|2@4"),
        ("\"a title\nof \"two\" lines\na;b\n1;2", "{ skip = 2 }", "1|2@4"),
        ("a;b;;\n1;2;;\n3;4;5;6\n", "{}", "1|2@2 3|4@3"),
        ("a;;b\n1;x;2", "{}", "1|2@2"),
        ("a;b\n1;2;\n3;4;;", "{}", "1|2@2 3|4@3"),
        ("a;b;\n1;2", "{}", "1|2@2"),
        ("\u{A0}a\u{A0};\u{200B}b\n\u{200B}1\u{A0};x\u{A0}2\u{200B}", "{}", "1|x 2@2"),
        ("a,b\n 1 , 2", "{ raw = true }", " 1 | 2@2"),
        ("a;Booking No.;\"Guest_name\"\n9;1;2", "{ names = { a = 'booking no', b = { 'guest name' } } }", "1|2@2"),
        ("A;x;x\n1;;2", "{ names = { a = {}, b = { 'b2' } }, optional = { 'b' } }", "1|@2"),
        ("title;\nfrom;to\nA;B\n1;2", "{ names = { a = {}, b = {} } }", "1|2@4"),
    ])
    func `rows come by the names of their columns, with their line`(text: String, options: String, expected: String)
        async throws
    {
        let source = """
            local shown, list = {}, csv.read({ text = text }, \(options))
            for row in csv.rows({ text = text }, \(options)) do
                shown[#shown + 1] = row.a .. '|' .. row.b .. '@' .. row.line
                local same = list[#shown]
                assert(same.a == row.a and same.b == row.b and same.line == row.line)
            end
            assert(#list == #shown)
            return table.concat(shown, ' ')
            """
        #expect(try await Self.run(source, text: Array(text.utf8)) == expected)
    }

    @Test(arguments: [
        ("latin-1", [0x61, 0x2C, 0x62, 0x0A, 0xE9, 0x2C, 0x80] as [UInt8], "é\u{80}"),
        ("windows-1252", [0x61, 0x2C, 0x62, 0x0A, 0xE9, 0x2C, 0x80], "é€"),
        (
            "utf-16", [0xFF, 0xFE, 0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0, 0xAC, 0x20, 0x2C, 0, 0x3D, 0xD8, 0x00, 0xDE],
            "€😀"
        ),
        (
            "utf-16", [0xFE, 0xFF, 0, 0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0x20, 0xAC, 0, 0x2C, 0xD8, 0x3D, 0xDE, 0x00],
            "€😀"
        ),
        ("utf-16", [0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0, 0x31, 0, 0x2C, 0, 0x32, 0], "12"),
        ("auto", [0x61, 0x2C, 0x62, 0x0A, 0xE9, 0x2C, 0x80], "é€"),
        ("auto", [0x61, 0x2C, 0x62, 0x0A, 0xC3, 0xA9, 0x2C, 0x32], "é2"),
        ("auto", [0xFF, 0xFE, 0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0, 0xE9, 0, 0x2C, 0, 0x32, 0], "é2"),
        ("latin-1", [0xEF, 0xBB, 0xBF, 0x61, 0x2C, 0x62, 0x0A, 0xC3, 0xA9, 0x2C, 0x32], "é2"),
    ])
    func `an encoding is read as its bytes say`(encoding: String, bytes: [UInt8], expected: String) async throws {
        let source = "local r = csv.read({ text = text }, { encoding = '\(encoding)' })[1] return r.a .. r.b"
        #expect(try await Self.run(source, text: bytes) == expected)
    }

    @Test(arguments: [
        ("booking\nBK-1\nBK-2\nBK-1", "{ unique = 'booking' }", "the text line 4: BK-1 is already on line 2."),
        ("booking,x\n,1", "{ unique = 'booking' }", "the text line 2: column booking is empty."),
        ("booking\nx", "{ unique = 'bookng' }", "the text has no column \"bookng\"; did you mean \"booking\"?"),
        ("a,b\n1", "{}", "the text line 2: the row has 1 field, the header has 2."),
        ("a,b\n1,2\n1,2,3", "{}", "the text line 3: the row has 3 fields, the header has 2."),
        ("a,a\n", "{}", "the text line 1: columns 1 and 2 are both called a."),
        ("", "{}", "the text is empty: it has no header."),
        ("a,b;c\n1,2;3", "{}", "the text: the fields may be separated by , or ;; say which one, such as"),
        ("a;b\n1;2", "{ separator = ',' , unique = 'a' }", "the text has no column \"a\"; there are a;b"),
        ("a,b\n1,2", "{ skip = 'x' }", "csv.rows: skip is the number of lines above the header, such as 3"),
        (
            "a,b\n1,2", "{ names = { booking = { 'Reservation' } } }",
            "the text line 1: the table has no column \"booking\" (or Reservation); there are a, b"
        ),
        ("a,A\n1,2", "{ names = { a = {} } }", "the text line 1: columns 1 and 2 are both called a."),
        ("a,b\n1,2", "{ names = { 'x' } }", "csv.rows: names must be a table of names and lists of strings"),
        ("a,b\n1,2", "{ as = { a = 'dat' } }", "csv.rows can read no cell as \"dat\""),
        ("a,b\n1,\"2", "{}", "the text line 2: the quote that opens column 2 is never closed."),
        ("a,b\n\"x\ny\"z,2", "{}", "the text line 3: text stands after the closing quote of column 1."),
        ("a,b\n1,x\"y", "{}", "the text line 2: column 2 has a quote inside a field"),
        ("a,b\n1,x\0y", "{}", "the text line 2: column 2 has a zero byte; if the file is UTF-16"),
        ("a,b\n1,2", "{ encoding = 'utf8' }", "csv.rows has no encoding \"utf8\"; did you mean \"utf-8\"?"),
        ("a,b\n1,2", "{ seperator = ';' }", "csv.rows has no option \"seperator\"; did you mean \"separator\"?"),
        ("a,b\n1,2", "{ separator = ';;' }", "csv.rows: separator must be one character"),
        ("a,b\n1,2", "{ separator = '\"' }", "csv.rows: separator must be one character"),
        ("a,b\n1,2", "{ header = 'a' }", "csv.rows: header must be true, false or a list"),
        ("a,b\n1,2", "{ header = false, unique = 'a' }", "csv.rows: unique needs a header"),
        ("a,b\n1,2", "{ 'x' }", "csv.rows: the options must be a table of names, not table"),
    ])
    func `a mistake in a table is named with its line`(text: String, options: String, expected: String) async throws {
        let message = try await Self.failure(
            "\nfor _ in csv.rows({ text = text }, \(options)) do end",
            text: Array(text.utf8)
        )
        #expect(message.hasPrefix("test.lua:2: "))
        #expect(message.contains(expected), "\(message)")
    }

    @Test(arguments: [
        ([0x61, 0x0A, 0xFF] as [UInt8], "{}", "line 2: column 1 has not valid UTF-8; an export"),
        ([0xFF, 0xFE, 0x61], "{}", "the text ends inside a UTF-16 character"),
        ([0x61, 0x00, 0x0A], "{ encoding = 'utf-16' }", "the text ends inside a UTF-16 character"),
        ([0x61, 0x00, 0x00, 0xD8], "{ encoding = 'utf-16' }", "the text ends inside a UTF-16 character"),
        ([0x61, 0x00, 0x00, 0xDC], "{ encoding = 'utf-16' }", "half of a surrogate pair stands alone"),
        ([0x61, 0x00, 0x00, 0xD8, 0x61, 0x00], "{ encoding = 'utf-16' }", "half of a surrogate pair stands alone"),
    ])
    func `bytes that are not in the encoding are refused`(bytes: [UInt8], options: String, expected: String)
        async throws
    {
        let message = try await Self.failure("csv.read({ text = text }, \(options))", text: bytes)
        #expect(message.contains(expected), "\(message)")
    }

    @Test(arguments: [
        ("row.bookng", "the text has no column \"bookng\"; did you mean \"booking\"?"),
        ("row.zzzzzz", "the text has no column \"zzzzzz\"; there are booking, until"),
        ("row[1]", "a row of the text has its fields by name, and line"),
        ("csv.raed('x')", "csv has no function \"raed\"; did you mean \"read\"?"),
        ("csv.read(nil)", "csv.read: the file must be a path or { text = \"…\" }, not nil"),
        ("csv.read({ txt = 'x' })", "csv.read: give a path, or { text = \"…\" }"),
        ("setmetatable(row, {})", "cannot change a protected metatable"),
    ])
    func `a wrong name is refused with the nearest one`(expression: String, expected: String) async throws {
        let source = "local row = csv.read({ text = text })[1]\nreturn \(expression)"
        let message = try await Self.failure(source, text: Array("booking,until\nBK-1,11:00".utf8))
        #expect(message.hasPrefix("test.lua:2: ") || message.contains("protected"))
        #expect(message.contains(expected), "\(message)")
    }

    @Test(arguments: [
        ("{ header = false }", "#rows .. rows[1][1] .. rows[1][2] .. rows[2].line", "2ab2"),
        ("{ header = { 'line', 'x' } }", "rows[1].line .. rows[2].x", "a2"),
        ("{}", "#rows .. rows[1].a", "11"),
        ("{}", "json.encode(rows)", #"[{"a":"1","b":"2","line":2}]"#),
    ])
    func `a header says what a row is`(options: String, expression: String, expected: String) async throws {
        let source = "local rows = csv.read({ text = text }, \(options)) return \(expression)"
        #expect(try await Self.run(source, text: Array("a,b\n1,2".utf8)) == expected)
    }

    @Test func `a long file passes without being held`() async throws {
        let folder = try TemporaryFolder()
        let rows = (1...60_000).map { "BK-\($0),Room \($0 % 300),2026-11-24\n" }.joined()
        try folder.write("tonight.csv", "booking,room,until\n" + rows)
        let source = """
            collectgarbage() local before, most, count = collectgarbage('count'), 0, 0
            for row in csv.rows('tonight.csv') do
                count = count + 1
                if count % 1000 == 0 then most = math.max(most, collectgarbage('count') - before) end
            end
            return count, most < 3000
            """
        let result = try await ModuleScript.run(source) { state in
            try state.set("csv", try state.openCSV(files: try LuaFiles(folder: folder.path)))
        }
        #expect(result == "60000 true")
    }

    @Test func `a separator is found in a table that is longer than what is looked at`() async throws {
        let rows = (1...20_000).map { "BK-\($0);José \($0)\n" }.joined()
        let source =
            "local n = 0 for row in csv.rows({ text = text }) do n = n + 1 assert(row.b:find('José')) end return n"
        #expect(try await Self.run(source, text: Array(("a;b\n" + rows).utf8)) == "20000")
    }

    @Test(
        arguments: [
            ("", ",", 1 << 20, "the row has over 16384 fields"),
            ("a,b\n", "x", 17 << 20, "the row is over 16 MB long"),
            ("a,b\n\"", "x", 17 << 20, "the row is over 16 MB long"),
            ("", "\"", 1 << 20 | 1, "the quote that opens column 1 is never closed"),
            ("", "\n", 1 << 20, "the text is empty"),
        ] as [(String, String, Int, String)]
    )
    func `a hostile table is bounded`(beginning: String, repeated: String, count: Int, expected: String) async throws {
        let text = Array(beginning.utf8) + Array(repeating: repeated.utf8.first ?? 0, count: count)
        let message = try await Self.failure("for _ in csv.rows({ text = text }) do end", text: text)
        #expect(message.contains(expected), "\(message.prefix(200))")
    }

    @Test(arguments: ["break", "pcall(error)", "if row.line > 2 then break end"])
    func `a loop that ends lets go of its file`(body: String) async throws {
        let source = """
            local next, state, first, reader = csv.rows({ text = text })
            for row in next, state, first, reader do \(body) end
            return next()
            """
        #expect(try await Self.run(source, text: Array("a\n1\n2\n3".utf8)) == "nil")
    }

    @Test func `an error names the file as a person does`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("data/tonight.csv", "booking\nBK-88213\nBK-1\n\nBK-88213\n")
        let message = try await ModuleScript.failure("\n\n\ncsv.read('data/tonight.csv', { unique = 'booking' })") {
            state in
            try state.set("csv", try state.openCSV(files: try LuaFiles(folder: folder.path)))
        }
        #expect(message == "test.lua:4: tonight.csv line 5: BK-88213 is already on line 2.")
    }

    @Test(arguments: [
        (
            "{ { a = 'x, y', b = 1, c = true }, { a = 'q\"', b = 2.5 } }", "{ columns = { 'b', 'a' } }",
            "b,a\n1,\"x, y\"\n2.5,\"q\"\"\"\n"
        ),
        ("{ { 'x', 2 }, { 'y\\nz', json.null } }", "nil", "x,2\n\"y\nz\",\n"),
        ("{ { 'x', 2 } }", "{ columns = { 'a', 'b' }, separator = ';' }", "a;b\nx;2\n"),
        ("{ { a = '' } }", "{ columns = { 'a' } }", "a\n\"\"\n"),
        ("{}", "{ columns = { 'a' } }", "a\n"),
        ("{ { at = thing, n = 1 } }", "{ columns = { 'at' } }", "at\nthing!\n"),
    ])
    func `rows are written so that they read back`(rows: String, options: String, expected: String) async throws {
        let folder = try TemporaryFolder()
        let source = "return csv.write('out.csv', \(rows), \(options)) == #\(rows)"
        #expect(try await ModuleScript.run(source, prepare: Self.writable(folder)) == "true")
        #expect(try folder.text("out.csv") == expected)
        #expect(try folder.names == ["out.csv"])
    }

    @Test(arguments: [
        (
            "csv.write('out.csv', { { a = 1 } }, { columns = { 'b' } })",
            "csv.write: no row has a field \"b\"; did you mean \"a\"?"
        ),
        ("csv.write('out.csv', { { a = 1 } })", "csv.write: say which fields to write, in their order"),
        (
            "csv.write('out.csv', { { print } })",
            "csv.write: row 1, field 1 is a function, which a file has no form for"
        ),
        ("csv.write('out.csv', { { '\\255' } })", "csv.write: row 1, field 1 is not valid UTF-8"),
        ("csv.write('out.csv', { 1 })", "csv.write: row 1 must be a table, not number"),
        ("csv.write('out.csv', { a = 1 })", "csv.write: the rows must be a list"),
        ("csv.write('out.csv', { { 1, 2 } }, { columns = { 'a' } })", "row 1 has 2 fields, and the table 1 column"),
        ("csv.write('../out.csv', { { 1 } })", "\"../out.csv\" may not be written; allowed is what lies in"),
        ("csv.write('/out.csv', { { 1 } })", "\"/out.csv\" may not be written"),
        ("csv.write('nowhere/out.csv', { { 1 } })", "\"nowhere/out.csv\" may not be written"),
        ("csv.write('..', { { 1 } })", "\"..\" is a folder"),
        ("csv.write('old', { { 1 } })", "\"old\" is a folder, a link or a device, not a file"),
        ("csv.write('link', { { 1 } })", "\"link\" is a folder, a link or a device, not a file"),
    ])
    func `a refused write leaves nothing behind`(call: String, expected: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write("old/x", "kept")
        try folder.link("link", to: "old/x")
        let message = try await ModuleScript.failure(call, prepare: Self.writable(folder))
        #expect(message.contains(expected), "\(message)")
        #expect(try folder.names == ["link", "old"])
        #expect(try folder.text("old/x") == "kept")
    }

    private static func writable(_ folder: TemporaryFolder) -> @Sendable (LuaState) throws -> Void {
        { state in
            let files = try LuaFiles(folder: folder.path, writable: [folder.path])
            try state.set("csv", try state.openCSV(files: files))
            let name = LuaHostFunction("__tostring") { _, _ in .value(.string("thing!")) }
            try state.define(LuaClass(Thing.self, name: "thing", operators: [name]))
            try state.set("thing", .object(Thing()))
        }
    }

    private static func prepare(_ text: [UInt8]) -> @Sendable (LuaState) throws -> Void {
        { state in
            try state.set("csv", try state.openCSV(files: try LuaFiles(folder: "/")))
            try state.set("text", .bytes(text))
        }
    }

    private static func run(_ source: String, text: [UInt8]) async throws -> String {
        try await ModuleScript.run(source, prepare: prepare(text))
    }

    private static func failure(_ source: String, text: [UInt8]) async throws -> String {
        try await ModuleScript.failure(source, prepare: prepare(text))
    }

    private final class Thing {}
}

import Glibc
import Lua
import Testing

/// `io`, which opens nothing but the files that may be read.
struct IOTests {
    private let folder: TemporaryFolder
    private let outside: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        outside = try TemporaryFolder()
        try folder.write("rows.txt", "first\nsecond\r\n\n12 0x1F -3.5e2 nine\nlast")
        try folder.write("empty.txt", "")
        try folder.write("bytes.bin", [0, 1, 0xFF, 0x0A, 0x41])
        try outside.write("secret.txt", "secret")
        try folder.link("away.txt", to: "\(outside.path)/secret.txt")
        try folder.link("loop.txt", to: "loop.txt")
    }

    @Test(arguments: [
        ("f:read()", "first"), ("f:read('L') == 'first\\n'", "true"), ("#f:read('a')", "39"), ("#f:read('*a')", "39"),
        ("f:read(3, 'l', 0, 2)", "fir st  se"), ("(f:read('l', 'l', 'l'))", "first"),
        ("(f:seek('set', 15) and nil), f:read('n', 'n', 'n', 'n')", "nil 12 31 -350.0 nil"),
        ("f:seek('end'), f:seek('set', 2), f:read(2), f:seek()", "39 2 rs 4"),
        ("f:seek('end'), f:read('a'), f:read(), f:read(1), f:read(0)", "39  nil nil nil"),
        ("select(2, f:seek('set', -1))", "Invalid argument 22"),
        ("io.type(f), f:close(), io.type(f), tostring(f), io.type(7)", "file true closed file file (closed) nil"),
        ("select(2, f:write('x'))", "Bad file descriptor 9"), ("f:setvbuf('no'), io.type(f:flush())", "true file"),
        ("pcall(f.read, f, 'x')", "false bad argument #2 to '?' (invalid format)"),
        ("select(2, pcall(f.read, io.stdout))", "nil Bad file descriptor 9"),
        ("pcall(f.read, 7)", "false bad argument #1 to '?' (FILE* expected, got number)"),
        ("f:close(), pcall(f.read, f)", "true false attempt to use a closed file"),
    ])
    func `a file is read as Lua's own library reads it`(expression: String, expected: String) async throws {
        let source = "local f = assert(io.open('rows.txt')) return \(expression)"
        let result = try await ModuleScript.run(source, prepare: prepare())
        #expect(result.replacing("test.lua:1: ", with: "") == expected)
    }

    @Test(arguments: [
        ("for l in io.lines('rows.txt') do t[#t + 1] = #l end", "5 7 0 19 4"),
        ("for a, b in io.lines('rows.txt', 1, 'L') do t[#t + 1] = a .. #b end", "f5 s7 \n20"),
        ("for l in io.open('empty.txt'):lines() do t[#t + 1] = l end", ""),
        ("do local f <close> = io.open('rows.txt') g = f end t[1] = io.type(g)", "closed file"),
        ("local n = io.lines('empty.txt') t[1] = tostring(n()) t[2] = tostring(pcall(n))", "nil false"),
        ("t[1] = #io.open('bytes.bin', 'rb'):read('a')", "5"),
        ("local n = io.open('rows.txt'):lines('a') t[1] = #n() t[2] = #n()", "39 0"),
    ])
    func `lines are read one by one`(source: String, expected: String) async throws {
        let program = "local t = {} \(source) return table.concat(t, ' ')"
        #expect(try await ModuleScript.run(program, prepare: prepare()).hasPrefix(expected))
    }

    @Test(arguments: [
        ("'none.txt'", "none.txt: No such file or directory 2"),
        ("'away.txt'", "\"away.txt\" may not be read; allowed"),
        ("'../x'", "\"../x\" may not be read"), ("'/etc/passwd'", "\"/etc/passwd\" may not be read"),
        ("'/etc/../etc/shadow'", "may not be read"), ("'loop.txt'", "cannot be read: Too many levels"),
        ("'pipe'", "\"pipe\" is a folder, a pipe or a device"), ("'.'", "\".\" is a folder"),
        ("''", "is no name of a file"),
        ("'a\\0b'", "is no name of a file"), ("'rows.txt', 'w'", "may not be written: io.open only reads"),
        ("'rows.txt', 'a'", "may not be written"), ("'rows.txt', 'r+'", "may not be written"),
        ("'new.txt', 'wb'", "\"new.txt\" may not be written"), ("'/dev/zero'", "may not be read"),
        ("'OUT/secret.txt'", "may not be read"), ("'large.txt'", "is larger than"),
    ])
    func `what may not be opened is nil and a sentence`(arguments: String, expected: String) async throws {
        #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
        try folder.write("large.txt", String(repeating: "x", count: 2000))
        let arguments = arguments.replacing("OUT", with: outside.path)
        let source = "local f, why, number = io.open(\(arguments)) assert(f == nil) return why, number"
        let result = try await ModuleScript.run(source, prepare: prepare(maximumSize: 1000))
        #expect(result.contains(expected), "\(result)")
        #expect(result.hasSuffix(" 2") || result.hasSuffix(" 13"), "\(result)")
    }

    @Test(arguments: [
        ("io.open('x', 'q')", "bad argument #2 to 'open' (invalid mode)"),
        ("io.open()", "bad argument #1 to 'open' (string expected, got no value)"),
        ("io.lines('/etc/passwd')", "\"/etc/passwd\" may not be read"),
        ("io.write({})", "bad argument #1 to 'write' (string expected, got table)"),
        ("io.stdout:write(1, nil)", "bad argument #2 to 'write' (string expected, got nil)"),
        ("io.close(7)", "bad argument #1 to 'close' (FILE* expected, got number)"),
        (
            "local f <close> = io.open('rows.txt') f.close()",
            "bad argument #1 to 'close' (FILE* expected, got no value)"
        ),
    ])
    func `a mistake is an error with its line`(source: String, expected: String) async throws {
        let message = try await ModuleScript.failure(source, prepare: prepare())
        #expect(message.hasPrefix("test.lua:1: ") && message.contains(expected), "\(message)")
    }

    @Test func `what is written in parts comes out in lines, together with what is printed`() async throws {
        let source = """
            io.write("a", 1, 2.0, "\\n", "b") io.stdout:write("c"):write("d") print("e") print("f")
            io.write(("é"):sub(1, 1)) io.write(("é"):sub(2)) io.write("\\n\\nlast ", 1e15, " ", 2^53, " ", 1/0)
            """
        #expect(try await Script.printed(source) == ["a12", "bcde", "f", "é", "", "last 1e+15 9.007199254741e+15 inf"])
    }

    @Test func `what goes to stderr, and warnings that were switched on, are talk`() async throws {
        let source = """
            warn("unheard") warn("@on") warn("heard ", "too") warn("@what") warn("@off") warn("unheard")
            io.stderr:write("half ") warn("@on", "x") io.stderr:write("line", "\\n", "rest")
            """
        let (talk, printed) = try await TalkingScript.run(source)
        #expect(talk == ["Lua warning: heard too", "half line", "rest"])
        #expect(printed == [])
    }

    @Test func `writing counts as printing, whatever it ends with`() async throws {
        for write in ["io.write('xxxxxxxx')", "io.stderr:write('xxxxxxxx\\n')", "warn('@on') warn('x')"] {
            let outcome = try await HostileScript.run("while true do \(write) end", limits: HostileScript.patient)
            #expect(outcome.code == "limit_output", "\(write)")
        }
    }

    @Test func `a file cannot be larger than an eighth of the memory`() async throws {
        try folder.write("half.txt", String(repeating: "x", count: 1 << 20))
        let source = "local t = {} while true do t[#t + 1] = assert(io.open('half.txt')):read('a') end"
        let message = try await ModuleScript.failure(source) { [folder] state in
            state.limits = LuaLimits(memory: 4 << 20, time: .seconds(600), output: 1 << 20)
            try state.openFiles(try LuaFiles(folder: folder.path))
        }
        #expect(message.contains("is larger than 524288 bytes"), "\(message)")
    }

    private func prepare(maximumSize: Int = 1 << 20) -> @Sendable (LuaState) throws -> Void {
        let folder = folder.path
        return { state in try state.openFiles(try LuaFiles(folder: folder, maximumSize: maximumSize)) }
    }
}

/// Runs a script and answers what it said on both ways.
private actor TalkingScript {
    private let thread = LuaThread(name: "talking")
    private var talk: [String] = []
    private var printed: [String] = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    static func run(_ source: String) async throws -> (talk: [String], printed: [String]) {
        let script = TalkingScript()
        try await script.evaluate(source)
        return await (script.talk, script.printed)
    }

    private func evaluate(_ source: String) throws {
        let state = try LuaState()
        state.output = { [unowned self] line in self.assumeIsolated { $0.printed.append(line) } }
        state.talk = { [unowned self] line in self.assumeIsolated { $0.talk.append(line) } }
        try state.run(try state.load(source, name: "test.lua"))
    }
}

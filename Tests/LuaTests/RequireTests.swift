import Glibc
import Lua
import Testing

/// `require`, and the rules about files.
struct RequireTests {
    private let folder: TemporaryFolder
    private let outside: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        outside = try TemporaryFolder()
        try outside.write("secret.csv", "a\n1")
        try outside.write("m.lua", "return 'outside'")
        try folder.write(
            "rates.lua",
            "local name, path = ... loads = (loads or 0) + 1 return { name = name, path = path }"
        )
        try folder.write("lib/deep/rates-2.lua", "return 'deep'")
        try folder.write("waits.lua", "return later(7)")
        try folder.write("nested.lua", "return { coroutine.wrap(function() return require('waits') end)() }")
        try folder.write("nothing.lua", "x = 1")
        try folder.write("yields.lua", "coroutine.yield() return {}")
        try folder.write("a.lua", "return require('b')")
        try folder.write("b.lua", "return require('c')")
        try folder.write("c.lua", "return require('b')")
        try folder.write("wrong.lua", "\nlocal = 1")
        try folder.write("raises.lua", "\ntries = (tries or 0) + 1\nerror('not today')")
        try folder.write("binary.lua", [0x1B, 0x4C, 0x75, 0x61, 0x54])
        try folder.write("seam.lua", "return 'not the host'")
        try folder.write("data.csv", "a\n1")
        try folder.link("away.lua", to: "\(outside.path)/m.lua")
        try folder.link("near.lua", to: "rates.lua")
        try folder.link("away", to: outside.path)
        try folder.link("away.csv", to: "\(outside.path)/secret.csv")
        try folder.link("loop.csv", to: "loop.csv")
        try folder.link("gone.csv", to: "nowhere.csv")
    }

    @Test(arguments: [
        (
            "require('rates').name, require('rates').path, require('rates') == require('rates'), loads",
            "rates rates.lua true 1"
        ),
        ("require('lib.deep.rates-2')", "deep"), ("require('near').path", "near.lua"),
        ("require('waits')", "7"), ("require('nested')[1]", "7"), ("require('nothing'), x", "true 1"),
        ("require('seam').name", "the host"),
        ("select(2, coroutine.resume(coroutine.create(function() return require('waits') end)))", "7"),
        ("pcall(require, 'raises'), pcall(require, 'raises'), tries", "false false 2"),
        ("coroutine.wrap(function() return pcall(require, 'raises') end)(), (pcall(require, 'raises'))", "false false"),
        (
            "pcall(require, 'a') or select(2, pcall(require, 'c'))",
            "test.lua:1: require: the modules need each other: c needs b needs c"
        ),
    ])
    func `a module is loaded once and may wait`(expression: String, expected: String) async throws {
        let result = try await ModuleScript.run("return \(expression)", prepare: prepare())
        let shown = result.replacing("c.lua:1: require", with: "test.lua:1: require").replacing(
            "b.lua:1: require",
            with: "test.lua:1: require"
        )
        #expect(shown == expected)
    }

    @Test(arguments: [
        ("require('a')", "require: the modules need each other: b needs c needs b"),
        ("require('wrong')", "wrong.lua:2: <name> expected near '='"),
        ("require('raises')", "raises.lua:3: not today"),
        ("require('binary')", "attempt to load a binary chunk"),
        ("require('raets')", "require: there is no module \"raets\"; there are seam and no file raets.lua in"),
        ("require('saem')", "require: there is no module \"saem\"; did you mean \"seam\"?"),
        ("require('away')", "\"away.lua\" may not be read; allowed is what lies in"),
        ("require('away.m')", "\"away/m.lua\" may not be read"),
        ("require('..secret')", "is no module's name; write \"lib.rates\" for lib/rates.lua"),
        ("require('lib/rates')", "is no module's name"), ("require('/etc/passwd')", "is no module's name"),
        ("require('a\\0b')", "is no module's name"), ("require('')", "is no module's name"),
        ("require('.rates')", "is no module's name"), ("require(nil)", "the module's name must be a string, not nil"),
    ])
    func `a module that cannot be loaded is refused with a sentence`(call: String, expected: String) async throws {
        let message = try await ModuleScript.failure("return \(call)", prepare: prepare())
        #expect(message.contains(expected), "\(message)")
    }

    @Test(arguments: [
        ("data.csv", "1"), ("./lib/../data.csv", "1"),
        ("OUT/secret.csv", "\"OUT/secret.csv\" may not be read; allowed"),
        ("away.csv", "\"away.csv\" may not be read"), ("away/secret.csv", "\"away/secret.csv\" may not be read"),
        ("../x.csv", "\"../x.csv\" may not be read"), ("/etc/passwd", "\"/etc/passwd\" may not be read"),
        ("/etc/no-such-file", "\"/etc/no-such-file\" may not be read"),
        ("nowhere.csv", "there is no file \"nowhere.csv\" in"),
        ("gone.csv", "there is no file \"gone.csv\" in"), ("loop.csv", "\"loop.csv\" cannot be read: Too many levels"),
        ("lib", "\"lib\" is a folder, a pipe or a device"), (".", "\".\" is a folder, a pipe"),
        ("", "\"\" is no name of a file"),
        ("pipe", "\"pipe\" is a folder, a pipe or a device"), ("data.csv/x", "there is no file \"data.csv/x\""),
        ("big.csv", "\"big.csv\" is larger than 1000 bytes"), ("data.csv\\0.lua", "is no name of a file"),
    ])
    func `a file is read only where reading is allowed`(path: String, expected: String) async throws {
        #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
        try folder.write("big.csv", String(repeating: "a\n", count: 501))
        let path = path.replacing("OUT", with: outside.path)
        let source = "local ok, rows = pcall(csv.read, '\(path)') return ok and rows[1].a or rows"
        let result = try await ModuleScript.run(source, prepare: prepare(maximumSize: 1000))
        #expect(result.contains(expected.replacing("OUT", with: outside.path)), "\(result)")
    }

    @Test func `a module that two tasks load at once has one value`() async throws {
        let source = """
            local function load() return require('yields') end
            local first, second = coroutine.wrap(load), coroutine.wrap(load)
            first() second()
            local a, b = second(), first()
            return a == b, a == require('yields'), type(a)
            """
        #expect(try await ModuleScript.run(source, prepare: prepare()) == "true true table")
    }

    @Test func `a folder that is given may be read, also by a link`() async throws {
        let source = "return csv.read('away.csv')[1].a, csv.read('\(outside.path)/secret.csv')[1].a"
        #expect(try await ModuleScript.run(source, prepare: prepare(readable: [outside.path])) == "1 1")
    }

    @Test(arguments: ["zero", "full"])
    func `a device is not read, even where reading is allowed`(name: String) async throws {
        let message = try await ModuleScript.failure("csv.read('/dev/\(name)')", prepare: prepare(readable: ["/dev"]))
        #expect(message.contains("is a folder, a pipe or a device, not a file"), "\(message)")
    }

    @Test func `a folder that is not there cannot be allowed`() {
        let error = #expect(throws: LuaError.self) { try LuaFiles(folder: folder.path, readable: ["/no/such/folder"]) }
        #expect(error?.message == "there is no folder \"/no/such/folder\"")
    }

    private func prepare(readable: [String] = [], maximumSize: Int = 1 << 20) -> @Sendable (LuaState) throws -> Void {
        let folder = folder.path
        return { state in
            let files = try LuaFiles(folder: folder, readable: readable, maximumSize: maximumSize)
            let missing = LuaHostFunction("seam") { _, _ throws(LuaError) in throw LuaError("no") }
            let seam = try state.module("seam", ["name": .string("the host")], missing: missing)
            try state.set("require", try state.openRequire(["seam": seam], files: files))
            try state.set("csv", try state.openCSV(files: files))
            try state.set(
                "later",
                LuaHostFunction("later") { _, arguments throws(LuaError) in
                    let number = try arguments.integer(0, "number")
                    return .wait(for: { number }, then: { _, number in .value(.integer(number)) })
                }
            )
        }
    }
}

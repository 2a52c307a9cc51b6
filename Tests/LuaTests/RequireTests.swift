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
        try folder.write("seam.lua", "return \"the user's\"")
        try folder.write("package-1/init.lua", "return 1")
        try folder.write("package-1/part.lua", "return 'part'")
        try folder.write("shell.lua", "#!/usr/bin/env lua\nreturn \"after the shell's line\"")
        try folder.write("marked.lua", "\u{FEFF}return 'behind the mark'")
        try folder.write("false.lua", "loads = (loads or 0) + 1 return false")
        try folder.write("itself.lua", "package.loaded[...] = { name = ... }")
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
        ("require('lib.deep.rates-2')", "deep lib/deep/rates-2.lua"), ("require('near').path", "near.lua"),
        ("(require('lib/deep/rates-2'))", "deep"), ("require('package-1')", "1 package-1/init.lua"),
        ("require('package-1.part'), package.loaded['package-1']", "part nil"),
        ("require('waits')", "7 waits.lua"), ("require('nested')[1]", "7"), ("require('nothing'), x", "true 1"),
        ("require('host').name, require('keyshift.seam').name", "the host the host"),
        ("require('seam'), (require('keyshift.seam').name)", "the user's the host"),
        ("require('shell')", "after the shell's line shell.lua"), ("require('marked')", "behind the mark marked.lua"),
        ("require('string') == string, require('_G') == _G, (require('io')) == io", "true true true"),
        ("require('false'), require('false'), loads", "false false 2"),
        ("require('itself').name, package.loaded.itself.name", "itself itself"),
        ("(select(2, coroutine.resume(coroutine.create(function() return require('waits') end))))", "7"),
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
        ("require('raets')", "module 'raets' not found: no file raets.lua or raets/init.lua in /"),
        ("require('saem')", "and there is no module \"saem\"; did you mean \"seam\"?"),
        ("require('away')", "\"away.lua\" may not be read; allowed is what lies in"),
        ("require('away.m')", "\"away/m.lua\" may not be read"),
        ("require('..secret')", "is no module's name; write \"lib.rates\" for lib/rates.lua"),
        ("require('lib//rates')", "is no module's name"), ("require('/etc/passwd')", "is no module's name"),
        ("require('lib/../rates')", "is no module's name"), ("require('./rates')", "is no module's name"),
        ("package.path = 7 require('rates')", "'package.path' must be a string"),
        ("package.path = '?' require('lib')", "\"lib\" is a folder, a pipe or a device, not a file"),
        ("package.path = 'pipe.lua' require('rates')", "\"pipe.lua\" is a folder, a pipe or a device, not a file"),
        ("package.path = 'away/?.lua' require('m')", "\"away/m.lua\" may not be read"),
        ("package.path = '/etc/passwd;../?.lua;/?' require('x')", "no file ../x.lua in /"),
        ("require('a\\0b')", "is no module's name"), ("require('')", "is no module's name"),
        ("require('.rates')", "is no module's name"),
        ("require(nil)", "bad argument #1 to 'require' (string expected, got nil)"),
    ])
    func `a module that cannot be loaded is refused with a sentence`(call: String, expected: String) async throws {
        #expect(mkfifo("\(folder.path)/pipe.lua", 0o600) == 0)
        let call = call.hasPrefix("require") ? "return \(call)" : call
        let message = try await ModuleScript.failure(call, prepare: prepare())
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

    @Test(arguments: [
        ("require('m'), package.path", "outside ?.lua;?/init.lua;PATH/?.lua;PATH/?/init.lua"),
        (
            "package.preload.m = function(...) return table.concat({ ... }, ' ') end return (require('m'))",
            "m :preload:"
        ),
        ("package.loaded.m = 5 return require('m')", "5"),
        ("package.loaded = nil package.preload = nil return (require('m'))", "outside"),
        ("local p = package package = nil return (require('m')), require('package') == p", "outside true"),
        ("package.path = '?.lua' return (pcall(require, 'm'))", "false"),
        ("package.config:sub(1, 1), package.cpath, package.loadlib, package.searchers", "/  nil nil"),
        ("string.find, table.concat, tostring = nil return (require('m'))", "outside"),
    ])
    func `the table package is that of Lua, and reaches no further than files may be read`(
        source: String,
        expected: String,
    ) async throws {
        let source = source.contains("return ") ? source : "return \(source)"
        let result = try await ModuleScript.run(source, prepare: prepare(readable: [outside.path]))
        #expect(result.contains(expected.replacing("PATH", with: outside.path)), "\(result)")
    }

    @Test(arguments: [
        ("return (require('m'))", "outside"), ("return (require('linked'))", "linked"),
        ("return (require('far'))", "deep"),
        ("return require('dev')", "is a folder, a pipe or a device, not a file"),
        ("return io.open('MODULES/m.lua')", "may not be read"), ("return csv.read('MODULES/m.lua')", "may not be read"),
        ("package.path = 'MODULES/up/../?.lua' return (require('secret'))", "module 'secret' not found"),
        ("package.path = 'MODULES/../?.lua' return (require('secret'))", "module 'secret' not found"),
        ("package.path = 'MODULES/up/?.lua' return (require('rates'))", "rates"),
    ])
    func `in a folder of modules links are followed, and nothing but modules is read`(
        source: String,
        expected: String,
    ) async throws {
        try outside.link("linked.lua", to: "\(folder.path)/rates.lua")
        try outside.link("far", to: "\(folder.path)/lib")
        try outside.write("far.lua", "return require('far.deep.rates-2')")
        try outside.link("up", to: folder.path)
        try outside.link("dev.lua", to: "/dev/zero")
        let modules = outside.path
        let empty = try TemporaryFolder()
        let source = source.replacing("MODULES", with: modules)
        let text: String
        do {
            text = try await ModuleScript.run(source) { state in
                let files = try LuaFiles(folder: empty.path, modules: [modules])
                try state.openFiles(files)
                try state.set("csv", try state.openCSV(files: files))
                try state.set("require", try state.openRequire([:], files: files))
                let wrap = """
                    local find = require
                    function require(n) local m = find(n) return type(m) == 'table' and m.name or m end
                    """
                _ = try state.run(try state.load(wrap, name: "wrap.lua"))
            }
        } catch let error as LuaError {
            text = error.description
        }
        #expect(text.contains(expected), "\(text)")
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
            let modules = ["seam": seam, "host": seam, "keyshift.seam": seam]
            try state.set("require", try state.openRequire(modules, files: files))
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

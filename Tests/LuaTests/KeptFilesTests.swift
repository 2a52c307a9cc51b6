import Lua
import Testing

/// Files that were kept for a script stand in for those of the machine.
struct KeptFilesTests {
    private let written: TemporaryFolder

    init() throws {
        written = try TemporaryFolder()
        try written.write("out.txt", "written")
    }

    private func prepare() -> @Sendable (LuaState) throws -> Void {
        let folder = written.path
        return { state in
            let files = try LuaFiles(
                folder: "/no/such/scripts/",
                modules: ["/no/such/libraries"],
                writable: [folder],
                kept: [
                    "/no/such/scripts/rows.txt": Array("first\nsecond".utf8),
                    "/no/such/scripts/lib/rates.lua": Array("return { rate = 7 }".utf8),
                    "/no/such/libraries/far/init.lua": Array("return 'far'".utf8),
                    "/srv/data/list.csv": Array("name\nIto\n".utf8), "/srv/other/data/more.csv": [],
                    "/srv/a/twice.csv": [], "/srv/b/twice.csv": [],
                ],
                advice: "name it",
            )
            try state.openFiles(files)
            try state.set("require", try state.openRequire([:], files: files))
            let allowed = LuaHostFunction("allowed") { _, arguments throws(LuaError) in
                .value(.string(try files.allow(try arguments.string(0, "the file"))))
            }
            try state.set("allowed", .hostFunction(allowed))
        }
    }

    @Test(arguments: [
        ("#io.open('rows.txt'):read('a')", "12"), ("io.open('./lib/../rows.txt'):read()", "first"),
        ("require('lib.rates').rate", "7"), ("(require('far'))", "far"),
        // A file that was named from another folder than the script's.
        ("io.open('data/list.csv'):read()", "name"), ("io.open('/srv/data/list.csv'):read()", "name"),
        ("allowed('../data/list.csv')", "/srv/data/list.csv"), ("allowed('/srv/data/list.csv')", "/srv/data/list.csv"),
        ("#io.open('more.csv'):read('a')", "0"),
    ])
    func `what was kept is found by the paths that it had`(expression: String, expected: String) async throws {
        #expect(try await ModuleScript.run("return \(expression)", prepare: prepare()) == expected)
    }

    @Test(arguments: [
        "io.open('/etc/passwd')", "io.open('none.txt')", "io.open('twice.csv')", "io.open('/no/such/scripts/none.txt')",
        "nil, select(2, pcall(allowed, '/etc/passwd'))", "nil, select(2, pcall(require, 'lib.more'))",
        "nil, select(2, pcall(require, 'list'))",
    ])
    func `what was not kept is refused with what to do`(expression: String) async throws {
        let refusal = try await ModuleScript.run("return (select(2, \(expression)))", prepare: prepare())
        #expect(refusal.contains("name it"), "\(refusal)")
    }

    @Test func `what lies where the script may write is read from there`() async throws {
        let source = "return io.open('\(written.path)/out.txt'):read()"
        #expect(try await ModuleScript.run(source, prepare: prepare()) == "written")
    }
}

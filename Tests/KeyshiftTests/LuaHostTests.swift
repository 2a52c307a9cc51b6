import Foundation
import Testing

/// What somebody who knows Lua meets on the command line: values as errors, exits, libraries, and files of their own names.
struct LuaHostTests {
    @Test(arguments: [
        ("\nerror({ code = 1 })", "(error object is a table value)"), ("\nerror('no place', 0)", "no place"),
        ("\nerror(nil)", "(error object is a nil value)"),
        ("\ncoroutine.yield()", "attempt to yield from outside a coroutine"),
    ])
    func `an error without a position shows its line in the traceback`(source: String, message: String) async throws {
        let outcome = try await run(source)
        #expect(outcome.exitCode == 1)
        #expect(outcome.errors.contains(message))
        #expect(outcome.errors.contains("test.lua:2: in main chunk"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("\\t"))
    }

    @Test func `an error with a position has a traceback only when it is asked for`() async throws {
        #expect(try await !run("\nerror('here')").errors.contains("stack traceback"))
    }

    @Test(arguments: [
        ("print('before') os.exit() print('after')", 0, ""), ("print('before') pcall(os.exit, true)", 0, ""),
        ("print('before') os.exit(3)", 1, "the script ended itself with os.exit(3)"),
        ("print('before') os.exit(false)", 1, "the script ended itself with os.exit(1)"),
    ])
    func `os.exit ends a script, and one that failed sends nothing`(source: String, code: Int32, words: String)
        async throws
    {
        let outcome = try await run(source)
        #expect(outcome.exitCode == code)
        #expect(outcome.output.hasPrefix("before\n"))
        #expect(!outcome.output.contains("after"))
        #expect(words.isEmpty ? outcome.errors.isEmpty : outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test func `what a script recorded before an exit without failure is its plan`() async throws {
        let change = "groups.all():linked():upcoming():list()[1]:extend('1h') "
        let planned = try await run(change + "os.exit(0)", command: "plan")
        #expect(planned.exitCode == 2, "\(planned.errors)")
        #expect(planned.output.contains("+1h"))
        let failed = try await run(change + "os.exit(2)", command: "plan")
        #expect(failed.exitCode == 1)
        #expect(!failed.output.contains("+1h"))
    }

    @Test func `what is written to stderr and warned of is talk`() async throws {
        let source = "io.stderr:write('half ') io.stderr:write('line') warn('@on') io.write('result\\n')"
        let outcome = try await run(source + " warn('look')")
        #expect(outcome.output.hasPrefix("result\n"))
        #expect(outcome.errors.hasPrefix("half lineLua warning: look\n"), "\(outcome.errors)")
    }

    @Test func `libraries are found beside the script, in a folder for modules, and in one that may be read`()
        async throws
    {
        try await Program.withHome { program, folder in
            try write("return 'beside'", "beside/init.lua", in: folder)
            try write("return 'module ' .. require('inner')", "libraries/outer.lua", in: folder)
            try write("return 'inner'", "libraries/inner.lua", in: folder)
            try write("return 'data'", "data/readable.lua", in: folder)
            let source = "print((require('beside')), (require('outer')), (require('readable')))"
            let script = try Program.write(source, in: folder)
            let options = [
                "--modules", folder.appending(path: "libraries").path(), "--allow-read",
                folder.appending(path: "data").path(),
            ]
            let outcome = try await program.run(["run", script, "--sandbox", "--quiet", "--yes"] + options)
            #expect(outcome.output.hasPrefix("beside\tmodule inner\tdata\n"), "\(outcome.errors)")
            let without = try await program.run(["run", script, "--sandbox", "--quiet", "--yes"])
            #expect(without.errors.contains("module 'outer' not found: no file outer.lua or outer/init.lua in"))
        }
    }

    @Test func `a file of the user hides a module of ours, and check says so without calling it a mistake`()
        async throws
    {
        try await Program.withHome { program, folder in
            try write("return { mine = true, encode = 1 }", "json.lua", in: folder)
            let source = """
                local json, ours = require("json"), require("keyshift.json")
                print(json.mine, json.anything, ours.encode({ 1 }), require("keyshift").version)
                """
            let script = try Program.write(source, in: folder)
            let outcome = try await program.run(["run", script, "--sandbox", "--quiet", "--yes"])
            #expect(outcome.output.hasPrefix("true\tnil\t[1]\t0."), "\(outcome.errors)")
            let checked = try await program.run(["check", script])
            #expect(checked.exitCode == 0, "\(checked.output)")
            #expect(checked.errors.contains(":1: require \"json\" finds your own file json"))
            #expect(checked.errors.contains("Keyshift's module is \"keyshift.json\""))
        }
    }

    @Test func `check knows that the libraries of Lua are tables, and those of Keyshift are not`() async throws {
        try await Program.withHome { program, folder in
            let fine = try Program.write("for k in pairs(utf8) do print(k, #math, next(string)) end", in: folder)
            #expect(try await program.run(["check", fine]).exitCode == 0)
            let wrong = try Program.write("for k in pairs(json) do print(k) end", in: folder)
            #expect(try await program.run(["check", wrong]).exitCode == 1)
        }
    }

    @Test func `a script may begin with a mark and a line for the shell, and is checked and explained as it is run`()
        async throws
    {
        try await Program.withHome { program, folder in
            let source =
                "\u{FEFF}#!/usr/bin/env lua\n-- Says hello.\nlocal given = args{ name = args.text() }\nprint('hello ' .. given.name)"
            let script = try Program.write(source, in: folder)
            let outcome = try await program.run(["run", script, "name=you", "--sandbox", "--quiet", "--yes"])
            #expect(outcome.output.hasPrefix("hello you\n"), "\(outcome.errors)")
            #expect(try await program.run(["check", script]).exitCode == 0)
            #expect(try await program.run(["run", script, "--help"]).output.contains("Says hello."))
        }
    }

    @Test func `the prompt takes what other prompts of Lua take`() async throws {
        try await Program.withHome { program, _ in
            let input = """
                #!/usr/bin/env lua
                =1+1
                = 'a', 2
                ==1
                exit
                quit()
                exit = 5
                exit
                :time 2 + 2
                :doc string.format
                :doc
                :edit
                x =
                  [[ do
                ]] .. "end"
                x

                """
            let outcome = try await program.run(["repl", "--sandbox"], input: input)
            #expect(
                outcome.output == """
                    2
                    a
                    2
                    5
                    4
                    string.format is Lua's own; section 6.4 of the Lua 5.4 reference manual
                     do
                    end

                    """
            )
            #expect(outcome.errors.components(separatedBy: ":quit leaves").count == 3, "\(outcome.errors)")
            for words in ["repl:1:1", "took 0.", ":doc needs a name", ":edit needs a terminal"] {
                #expect(outcome.errors.contains(words), "\(outcome.errors)")
            }
        }
    }

    private func run(_ source: String, command: String = "run") async throws -> Program.Outcome {
        try await Program.withHome { program, folder in
            let script = try Program.write(source, in: folder)
            let options = ["--sandbox", "--quiet"] + (command == "run" ? ["--yes"] : [])
            return try await program.run([command, script] + (command == "run" ? options : ["--sandbox"]))
        }
    }

    private func write(_ text: String, _ name: String, in folder: URL) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
}

import Foundation
import Scripting
import Testing

@testable import keyshift

/// The names that `check` knows, beside those that a script really finds.
struct VocabularyTests {
    /// What a script prints at a prompt without a terminal.
    private func printed(_ source: String) async throws -> Set<String> {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write(source, in: folder)
            let outcome = try await program.run(["run", script, "--quiet"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            // What the run itself says begins otherwise.
            let lines = outcome.output.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("> ") }
            return Set(lines.map { String($0.dropFirst(2)) })
        }
    }

    @Test func `the globals are those of a script`() async throws {
        let names = try await printed("for name in pairs(_G) do print('> ' .. name) end")
        #expect(names == Set(Vocabulary.globals))
    }

    @Test func `the libraries of Lua have the functions that a script finds`() async throws {
        let libraries = ["coroutine", "debug", "io", "math", "os", "string", "table", "utf8"]
        for library in libraries {
            let names = try await printed("for name in pairs(\(library)) do print('> ' .. name) end")
            #expect(names == Set(Vocabulary.names(of: .module(library)) ?? []), "\(library)")
        }
    }

    @Test func `every name of a module and of a value is there when a script asks for it`() async throws {
        var source = "local group = groups.all():uniform():list()[1]\nlocal t = task.spawn(print)\n"
        for module in Vocabulary.modules.keys.sorted() {
            for name in Vocabulary.names(of: .module(module)) ?? [] { source += "local _ = \(module).\(name)\n" }
        }
        let examples: [(ScriptClass, String)] = [
            (.query, "groups.all()"), (.group, "group"), (.time, "time.now()"), (.date, "time.date('2026-11-24')"),
            (.duration, "time.duration('2h')"), (.task, "t"),
        ]
        for (kind, example) in examples {
            for name in Vocabulary.names(of: .object(kind)) ?? [] { source += "local _ = (\(example)).\(name)\n" }
        }
        // More than 200 locals are too many for one function.
        source = source.replacing("local _ =", with: "_ =") + "print('> all there')"
        #expect(try await printed(source).contains("all there"))
    }

    @Test(arguments: ["groups", "time", "csv", "json", "log", "run"])
    func `a module has no name that is not known`(module: String) async throws {
        let names = try await listed("\(module).zzzzzzzzzzzzzzzz")
        #expect(names == Set(Vocabulary.names(of: .module(module)) ?? []))
    }

    @Test(arguments: [
        (ScriptClass.query, "groups.all()"), (.group, "groups.all():list()[1]"), (.time, "time.now()"),
        (.date, "time.date('2026-11-24')"),
    ])
    func `a value has no name that is not known`(kind: ScriptClass, example: String) async throws {
        let names = try await listed("(\(example)).zzzzzzzzzzzzzzzz")
        #expect(names == Set(Vocabulary.names(of: .object(kind)) ?? []))
    }

    /// The names behind "there are" in the refusal of a name that is not there.
    private func listed(_ expression: String) async throws -> Set<String> {
        let lines = try await printed(
            "local _, problem = pcall(function() return \(expression) end) print('> ' .. tostring(problem))"
        )
        let line = try #require(lines.first { $0.contains("; there are ") })
        let list = try #require(line.split(separator: "; there are ").last)
        return Set(list.split(separator: ", ").map(String.init))
    }
}

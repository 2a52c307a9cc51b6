import Foundation
import SeamSandbox
import Testing

/// Schedules that run with what was kept when they were added, and not with what lies on the machine.
struct KeptScheduleTests {
    private static let script = """
        local rates = require("lib.rates")
        print("script one, " .. rates.word .. ", " .. assert(io.open("list.txt")):read())
        """

    private static func write(_ script: String, _ word: String, _ list: String, in folder: URL) throws -> String {
        let lib = folder.appending(path: "lib")
        try FileManager.default.createDirectory(at: lib, withIntermediateDirectories: true)
        try Data("return { word = \"\(word)\" }".utf8).write(to: lib.appending(path: "rates.lua"))
        try Data(list.utf8).write(to: folder.appending(path: "list.txt"))
        return try Program.write(script, in: folder)
    }

    private static func add(_ script: String, _ options: [String]) -> [String] {
        ["schedule", "add", "nightly", script, "--cron", "0 0 1 1 *", "--zone", "America/Toronto"] + options
    }

    /// What the run of a firing has printed.
    private static func fired(_ program: Program) async throws -> String {
        let outcome = try await program.run(["schedule", "trigger", "nightly"])
        let log = try #require(outcome.errors.firstMatch(of: #/log: (\S+)/#), "\(outcome.errors)")
        return try String(contentsOfFile: String(log.1), encoding: .utf8)
    }

    @Test func `a firing runs with what was added, whatever becomes of the files, until it is added again`()
        async throws
    {
        try await Program.withServer { program, folder, _ in
            let script = try Self.write(Self.script, "module one", "list one", in: folder)
            let list = folder.appending(path: "list.txt").path()
            let added = try await program.run(Self.add(script, ["--with", list]))
            #expect(added.exitCode == 0, "\(added.errors)")
            let shown = try await program.run(["schedule", "show", "nightly"]).output
            #expect(shown.contains("kept for all nodes: \(script), "), "\(shown)")
            let document = try await program.run(["schedule", "show", "nightly", "--json"]).document()
            let kinds = (document["files"] as? [[String: String]])?.compactMap { $0["kind"] }
            #expect(kinds == ["script", "module", "file"])
            #expect(try await program.run(["schedule", "list"]).errors.isEmpty)

            _ = try Self.write(Self.script.replacing("one", with: "two"), "module two", "list two", in: folder)
            let changed = try await program.run(["schedule", "list"]).errors
            for file in [script, list, "lib/rates.lua"] {
                #expect(changed.contains("\(file) differs from what was added"))
            }
            let first = try await Self.fired(program)
            #expect(first.contains("script one, module one, list one"), "\(first)")
            #expect(first.contains("differs from what was added"), "\(first)")

            let again = try await program.run(Self.add(script, ["--with", list, "--replace"]))
            #expect(again.exitCode == 0, "\(again.errors)")
            try FileManager.default.removeItem(atPath: script)
            let second = try await Self.fired(program)
            #expect(second.contains("script two, module two, list two"), "\(second)")
            #expect(!second.contains("differs"), "\(second)")
            let planned = try await program.run(["schedule", "trigger", "nightly", "--plan"])
            #expect((planned.output + planned.errors).contains("script two"), "\(planned.output) \(planned.errors)")
        }
    }

    @Test func `a file that was not named is refused when the schedule is added, with the option that names it`()
        async throws
    {
        try await Program.withServer { program, folder, _ in
            let script = try Self.write(Self.script, "module", "list", in: folder)
            let other = try Program.write("", in: folder, name: "other.txt")
            let added = try await program.run(Self.add(script, ["--with", other]))
            #expect(added.exitCode == 1)
            #expect(added.errors.contains("\"list.txt\" may not be read"), "\(added.errors)")
            #expect(added.errors.contains("--with FILE"), "\(added.errors)")
            let folderRead = try await program.run(Self.add(script, ["--with", other, "--allow-read", "/srv"]))
            #expect(folderRead.errors.contains("--allow-read /srv is a folder of this machine"), "\(folderRead.errors)")
            let none = try await program.run(Self.add(script, ["--with", "/no/such.csv"]))
            #expect(none.errors.contains("the file /no/such.csv cannot be read"), "\(none.errors)")
        }
    }

    @Test
    func `the settings beside the script are kept with it, and a schedule without --with reads the machine's files`()
        async throws
    {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("for g in groups.all():each() do g:extend('1h') end", in: folder)
            let settings = folder.appending(path: "keyshift.json")
            try Data("{\"max_groups\": 3}".utf8).write(to: settings)
            let list = try Program.write("x", in: folder, name: "list.txt")
            #expect(try await program.run(Self.add(script, ["--with", list])).exitCode == 0)
            try FileManager.default.removeItem(at: settings)
            let kept = try await Self.fired(program)
            #expect(kept.contains("max_groups"), "\(kept)")
            #expect(try await program.run(Self.add(script, ["--replace"])).exitCode == 0)
            _ = try Program.write("print('the new text')", in: folder)
            #expect(try await Self.fired(program).contains("the new text"))
        }
    }
}

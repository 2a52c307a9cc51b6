import Foundation
import Testing

/// `keyshift.json` as the program finds it.
struct SettingsTests {
    private static let script = "for g in groups.all():in_house():each() do g:extend('1h') end"

    @Test(arguments: [
        ("{ \"max_groups\": 3 }", [], "the limit is 3"),
        ("{ \"max_groups\": 3 }", ["--max-groups", "4"], "--max-groups: 4 would go beyond max_groups 3"),
        ("{ \"max_shift\": \"30m\" }", [], "the limit is 30m"),
        ("{ \"allow_lockout\": false }", ["--allow-lockout"], "allow_lockout false"),
        ("{ \"workspace_id\": \"another\" }", [], nil),
    ])
    func `what a house lays down beside its script cannot be raised`(
        settings: String,
        flags: [String],
        words: String?,
    ) async throws {
        try await Program.withHome { program, folder in
            _ = try Program.write(settings, in: folder, name: "keyshift.json")
            let script = try Program.write(Self.script, in: folder)
            let outcome = try await program.run(["plan", script, "--sandbox"] + flags)
            // A sandbox is no workspace of the house.
            #expect(outcome.exitCode == (words == nil ? 2 : 4), "\(outcome.errors)")
            if let words { #expect(outcome.errors.contains(words), "\(outcome.errors)") }
        }
    }

    @Test func `a file beside the script lifts nothing of the user's, and what would is refused with its place`()
        async throws
    {
        try await Program.withHome { program, folder in
            var program = program
            program.environment["HOME"] = folder.path()
            let place = folder.appending(path: ".config/keyshift")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            _ = try Program.write("{ \"max_groups\": 3 }", in: place, name: "keyshift.json")
            let script = try Program.write(Self.script, in: folder)
            for (text, code, words) in [
                ("{}", Int32(4), "the limit is 3"), ("{ \"max_groups\": 2 }", 4, "the limit is 2"),
                ("{ \"max_groups\": 4 }", 1, "max_groups 4 is more than 3 in"),
                ("{ \"max_groups\": 4 }", 1, ".config/keyshift/keyshift.json), those of the machine"),
            ] {
                _ = try Program.write(text, in: folder, name: "keyshift.json")
                let outcome = try await program.run(["plan", script, "--sandbox"])
                #expect(outcome.exitCode == code, "\(outcome.errors)")
                #expect(outcome.errors.contains(words), "\(outcome.errors)")
            }
            let named = try await program.run([
                "plan", script, "--sandbox", "--settings", folder.path() + "/keyshift.json",
            ])
            #expect(!named.errors.contains("max_groups 4 is more"), "\(named.errors)")
        }
    }

    @Test func `the journal is named by trusted settings, and the variable goes before them`() async throws {
        try await Program.withHome { program, folder in
            var program = program
            program.environment["HOME"] = folder.path()
            let place = folder.appending(path: ".config/keyshift")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            func write(_ journal: String) throws {
                _ = try Program.write("{ \"journal\": \"\(journal)\" }", in: place, name: "keyshift.json")
            }
            // Nobody listens there.
            try write("host=127.0.0.1 port=1 user=ana dbname=keyshift connect_timeout=1")
            program.environment["KEYSHIFT_JOURNAL"] = "folder"
            #expect(try await program.run(["runs"]).exitCode == 0)
            program.environment["KEYSHIFT_JOURNAL"] = nil
            try write("/srv/keyshift")
            let wrong = try await program.run(["runs"])
            #expect(wrong.exitCode == 1)
            #expect(wrong.errors.contains("journal must be a connection string of PostgreSQL"), "\(wrong.errors)")
            try write("postgres://ana:s3cret-word@127.0.0.1:1/keyshift")
            let file = place.appending(path: "keyshift.json").path()
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
            let readable = try await program.run(["runs"])
            #expect(readable.exitCode == 1)
            #expect(readable.errors.contains("chmod 600 \(file)"), "\(readable.errors)")
            #expect(!readable.errors.contains("s3cret-word"))
            try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file)
            #expect(try await program.run(["runs"]).errors.contains("chmod go-w \(file)"))
        }
    }

    @Test func `a journal that settings beside a script name is refused`() async throws {
        try await Program.withHome { program, folder in
            _ = try Program.write("{ \"journal\": \"host=db\" }", in: folder, name: "keyshift.json")
            let script = try Program.write(Self.script, in: folder)
            let outcome = try await program.run(["plan", script, "--sandbox"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("journal decides where everything is kept"), "\(outcome.errors)")
        }
    }

    @Test func `a workspace that the settings do not name is not touched`() async throws {
        try await Program.withServer { program, folder, _ in
            let settings = try Program.write("{ \"workspace_id\": \"another\" }", in: folder, name: "house.json")
            let script = try Program.write(Self.script, in: folder)
            for arguments in [["run", script, "--yes"], ["plan", script]] {
                let outcome = try await program.run(arguments + ["--settings", settings])
                #expect(outcome.exitCode == 4)
                #expect(outcome.errors.contains("allows another only"), "\(outcome.errors)")
            }
        }
    }

    @Test func `settings that are named and not there, or wrong, stop the program`() async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write(Self.script, in: folder)
            let missing = try await program.run(["plan", script, "--sandbox", "--settings", "/nonexistent/house.json"])
            #expect(missing.exitCode == 1)
            #expect(missing.errors.contains("/nonexistent/house.json"))
            _ = try Program.write("{ \"max_grops\": 3 }", in: folder, name: "keyshift.json")
            let wrong = try await program.run(["plan", script, "--sandbox"])
            #expect(wrong.exitCode == 1)
            #expect(wrong.errors.contains("did you mean \"max_groups\"?"), "\(wrong.errors)")
        }
    }
}

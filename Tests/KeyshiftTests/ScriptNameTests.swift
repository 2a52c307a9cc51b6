import Foundation
import Model
import Testing

@testable import keyshift

struct ScriptNameTests {
    private static let source = """
        -- Gives one stay more time.
        -- It is for the desk.
        local given = args{
            booking = args.text{ about = "the booking's number" },
            by = args.duration{ default = "2h" },
            what = args.choice{ "report", "move", optional = true },
        }
        print("moved", given.booking, given.by)
        """

    @Test func `an automation that ships is found by its name alone`() async throws {
        try await Program.withServer { program, _, _ in
            let outcome = try await program.run(["plan", "extend-all", "2h", "--json"])
            #expect(outcome.exitCode == 2, "\(outcome.errors)")
            #expect(try outcome.document()["script"] as? String == "extend-all.lua")
        }
    }

    @Test func `the automations are found beside a program, where it is installed, and where it was built`() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for (program, place) in [
            ("beside/keyshift", "beside/automations"), ("usr/bin/keyshift", "usr/share/keyshift/automations"),
            ("tree/.build/debug/keyshift", "tree/scripts/automations"),
        ] {
            let folder = root.appending(path: place)
            #expect(ScriptFolders.shipped(with: root.appending(path: program).path()) == nil)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            _ = try Program.write("print(1)", in: folder, name: "one.lua")
            #expect(ScriptFolders.shipped(with: root.appending(path: program).path()) == folder.path())
        }
    }

    @Test func `the automations are found where another program loads this one`() async throws {
        let loader = "/lib64/ld-linux-x86-64.so.2"
        guard FileManager.default.isExecutableFile(atPath: loader) else { return }
        try await Program.withHome { program, _ in
            var program = program
            program.launcher = [loader]
            let help = try await program.run(["run", "extend-all", "--help"])
            #expect(help.exitCode == 0 && help.output.contains("USAGE: keyshift run extend-all"), "\(help.errors)")
        }
    }

    @Test func `a name that is near one of an automation gets it offered`() async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(["plan", "extend-al", "2h", "--sandbox"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("there is no script \"extend-al\"; did you mean extend-all?"))
        }
    }

    @Test func `the user's own automations go before those that ship`() async throws {
        try await Program.withHome { program, folder in
            let automations = folder.appending(path: "config/keyshift/automations")
            try FileManager.default.createDirectory(at: automations, withIntermediateDirectories: true)
            _ = try Program.write("print('my own', ...)", in: automations, name: "extend-all.lua")
            var program = program
            program.environment["XDG_CONFIG_HOME"] = folder.appending(path: "config").path()
            let outcome = try await program.run(["run", "extend-all", "2h", "--sandbox"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.hasPrefix("my own\t2h\n"))
        }
    }

    @Test func `a script's help has its own words and its arguments`() async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write(Self.source, in: folder)
            let expected = """
                Gives one stay more time.
                It is for the desk.

                USAGE: keyshift run \(script) booking=TEXT [by=DURATION] [what=report|move]

                ARGUMENTS, in this order or as name=value:
                  booking  the booking's number; a text
                  by       a duration such as 2h or 90m; 2h unless given
                  what     report or move; may be left out

                keyshift help run lists the options.

                """
            for line in [
                ["run", script, "--help"], ["plan", script, "-h"], ["run", "--sandbox", script, "2h", "--help"],
            ] {
                let outcome = try await program.run(line)
                #expect(outcome.exitCode == 0)
                #expect(outcome.output == expected)
            }
            let other = try await program.run(["run", "--help"])
            #expect(other.output.contains("Run a script: plan, check, ask, apply."))
        }
    }

    @Test func `a new script can be checked, asked for help, planned and run as it is`() async throws {
        try await Program.withHome { program, folder in
            let script = folder.appending(path: "later-checkout.lua").path()
            let outcome = try await program.run(["new", folder.appending(path: "later-checkout").path()])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("later-checkout.lua is written"))
            #expect(try await program.run(["check", script]).output == "1 script, nothing found\n")
            let help = try await program.run(["run", script, "--help"])
            #expect(help.output.contains("date=DATE [by=DURATION]"))
            let plan = try await program.run(["plan", script, "2026-11-24", "by=90m", "--sandbox"])
            #expect([0, 2].contains(plan.exitCode), "\(plan.errors)")
            let again = try await program.run(["new", script])
            #expect(again.exitCode == 1)
            #expect(again.errors.contains("is there already"))
        }
    }

    @Test func `a name that ships is copied or refused`() async throws {
        try await Program.withHome { program, folder in
            let own = folder.appending(path: "late-checkout-list").path()
            let refused = try await program.run(["new", own])
            #expect(refused.exitCode == 1)
            #expect(refused.errors.contains("keyshift new --from late-checkout-list"))
            let copied = try await program.run(["new", own, "--from", "late-checkout-list"])
            #expect(copied.exitCode == 0, "\(copied.errors)")
            let copy = try String(contentsOfFile: own + ".lua", encoding: .utf8)
            let shipped = try String(contentsOfFile: Program.automation("late-checkout-list.lua"), encoding: .utf8)
            #expect(copy != shipped)
            #expect(copy.replacing("keyshift run \(own).lua ", with: "keyshift run late-checkout-list ") == shipped)
            let help = try await program.run(["run", own + ".lua", "--help"])
            #expect(help.output.contains("[separator=TEXT]"))
            let unknown = try await program.run(["new", "mine", "--from", "late-chekout-list"])
            #expect(unknown.exitCode == 1)
            #expect(unknown.errors.contains("did you mean late-checkout-list?"))
        }
    }

    @Test func `a file that the command line names may be read, and no other beside it`() async throws {
        try await Program.withHome { program, folder in
            let (elsewhere, own) = (folder.appending(path: "elsewhere"), folder.appending(path: "own"))
            for place in [elsewhere, own] {
                try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            }
            let file = try Program.write("booking\nBK-1\n", in: elsewhere, name: "tonight.csv")
            _ = try Program.write("booking\nBK-2\n", in: elsewhere, name: "secret.csv")
            let source = """
                local given = args{ file = args.file() }
                print(csv.read(given.file)[1].booking)
                print(pcall(csv.read, (given.file:gsub("tonight", "secret"))))
                """
            let script = try Program.write(source, in: own)
            let outcome = try await program.run(["run", script, file, "--sandbox"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.hasPrefix("BK-1\nfalse\t"))
            #expect(outcome.output.contains("may not be read"))
            let missing = try await program.run(["run", script, file + "x", "--sandbox"])
            #expect(missing.exitCode == 1)
            #expect(missing.errors.contains("the argument \"file\": there is no file"))
        }
    }

    @Test func `the scripts that ship are named by the help, the cookbook and the program`() async throws {
        let folder = Program.package.appending(path: "scripts/automations").path()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".lua") }
        #expect(ShippedAutomation.all.map(\.name) == files.map { String($0.dropLast(4)) }.sorted())
        let cookbook = try String(contentsOf: Program.package.appending(path: "docs/cookbook.md"), encoding: .utf8)
        let topic = try await Program().run(["help", "automations"])
        let help = try await Program().run(["run", "--help"])
        let words = help.output.split { $0.isWhitespace || $0 == "," || $0 == "." }.map(String.init)
        for automation in ShippedAutomation.all {
            #expect(cookbook.contains("`\(automation.name)`"), "\(automation.name)")
            #expect(topic.output.contains("  \(automation.name) "), "\(automation.name)")
            #expect(words.contains(automation.name), "\(automation.name)")
        }
    }

    @Test(arguments: [
        ("strom", "did you mean storm, which ships with Keyshift?"), ("storm", "it ships with Keyshift"),
    ])
    func `a script that ships is known where its file is not`(name: String, words: String) async throws {
        try await Program.withHome { program, folder in
            let copy = folder.appending(path: "keyshift")
            try FileManager.default.copyItem(atPath: Program.binary, toPath: copy.path())
            var alone = program
            // The copy takes the place of the binary, in a folder without scripts.
            alone.launcher = ["/bin/sh", "-c", "cd \(folder.path()); shift; exec ./keyshift \"$@\"", "sh"]
            let outcome = try await alone.run(["run", name, "2h", "--sandbox"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("there is no script \"\(name)\"; \(words)"), "\(outcome.errors)")
            #expect(outcome.errors.contains("put their folder, automations, beside"), "\(outcome.errors)")
        }
    }
}

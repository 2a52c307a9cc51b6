import ArgumentParser
import Foundation
import Model
import Presentation
import Testing

@testable import keyshift

/// What somebody meets who tries the program on a sandbox, without a key.
struct NewcomerTests {
    @Test func `the commands that are advised with the server's options are those that take them`() {
        let commands = Keyshift.configuration.subcommands.filter { command in
            command.helpMessage().contains("--sandbox  ")
        }
        #expect(Set(commands.map { $0._commandName }) == TypedServer.commands)
    }

    @Test func `who is where on a sandbox is the same from one command to the next`() async throws {
        try await Program.withHome { program, _ in
            let first = try await program.run(["find", "--sandbox", "--json"]).document()
            let again = try await program.run(["find", "--sandbox", "--json"]).document()
            let stays = try #require(first["stays"] as? [NSDictionary])
            #expect(stays.count > 100)
            #expect(stays == again["stays"] as? [NSDictionary])
        }
    }

    @Test func `every line that is advised on a sandbox works on the sandbox`() async throws {
        try await Program.withHome { program, _ in
            let several = try await program.run(["why", "204", "--sandbox"])
            #expect(several.exitCode == 1)
            var line = try #require(several.errors.firstMatch(of: #/such as: keyshift (why ".+" --sandbox)\n/#)?.1)
            let one = try await program.run(["why", String(line.split(separator: "\"")[1]), "--sandbox"])
            #expect(one.exitCode == 0, "\(one.errors)")
            let advised = one.output.split(separator: "\n").filter { $0.hasPrefix("    keyshift ") }
            #expect(!advised.isEmpty && advised.allSatisfy { $0.hasSuffix(" --sandbox") }, "\(one.output)")
            let extended = try await program.run(["extend", "204", "--by", "2h", "--sandbox"])
            line = try #require(
                extended.errors.firstMatch(of: #/such as: keyshift (extend ".+" --by 2h --sandbox)\n/#)?.1
            )
            #expect(line.contains("BK-"), "\(extended.errors)")
        }
    }

    @Test func `the one guest Ito of a sandbox is inside, so that a page can name her`() async throws {
        try await Program.withHome { program, _ in
            for line in [["why", "Ito"], ["explain", "Ito"], ["extend", "Ito", "--to", "13:00", "--yes"]] {
                let outcome = try await program.run(line + ["--sandbox"])
                #expect(outcome.exitCode == 0, "\(line): \(outcome.output) \(outcome.errors)")
            }
            let inside = try await program.run(["find", "Ito", "--inside", "--sandbox"])
            #expect(inside.exitCode == 0, "\(inside.output)")
        }
    }

    @Test(arguments: [
        ["find", "Ito"], ["plan", "extend-all", "2h"], ["extend", "Ito", "--by", "2h"], ["verify", "--door", "9"],
    ])
    func `who has no key is told of the sandbox, with the line`(line: [String]) async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(line)
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("no credentials: set SEAM_API_KEY"), "\(outcome.errors)")
            #expect(outcome.errors.contains("on doors that are not real: add --sandbox\n"), "\(outcome.errors)")
            #expect(
                outcome.errors.contains("    keyshift \(line.joined(separator: " ")) --sandbox\n"),
                "\(outcome.errors)"
            )
        }
    }

    @Test func `who asks for a server, or has a key that is none, is not told of the sandbox`() async throws {
        try await Program.withHome { program, _ in
            let server = try await program.run(["find", "Ito", "--endpoint", "http://127.0.0.1:1"])
            #expect(server.exitCode == 1 && !server.errors.contains("--sandbox"), "\(server.errors)")
            var program = program
            program.environment["SEAM_API_KEY"] = "seam_at_token"
            let wrong = try await program.run(["find", "Ito"])
            #expect(wrong.exitCode == 1 && !wrong.errors.contains("--sandbox"), "\(wrong.errors)")
        }
    }

    @Test(arguments: [
        (["extend", "Novak", "--by", "2x"], "2x"), (["extend", "Novak", "--by=-2h"], "--ends"),
        (["move", "Novak", "--ends", "soonish"], "soonish"), (["end", "Novak", "--at", "25:00"], "25:00"),
        (["readmit", "Novak", "--to", "soonish"], "soonish"),
        (["change-room", "Novak", "--to", "Room 9", "--by", "soonish"], "soonish"),
    ])
    func `a time or a length that means nothing is told before anybody is looked for`(line: [String], word: String)
        async throws
    {
        try await Program.withHome { program, _ in
            // Nobody could be asked: there is no key.
            let outcome = try await program.run(line)
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains(word) && !outcome.errors.contains("credentials"), "\(outcome.errors)")
        }
    }

    @Test func `a new script and the hint beside it name the same day, which is near`() async throws {
        try await Program.withHome { program, folder in
            let script = folder.appending(path: "mine.lua").path()
            let outcome = try await program.run(["new", script])
            let hint = try #require(
                outcome.output.firstMatch(of: #/keyshift plan (\S+) (\d{4}-\d\d-\d\d) --sandbox\n/#)
            )
            let text = try String(contentsOfFile: script, encoding: .utf8)
            #expect(text.contains("keyshift plan \(script) \(hint.2) "), "\(text)")
            let plan = try await program.run(["plan", script, String(hint.2), "--sandbox"])
            #expect(plan.exitCode == 2, "it changes something on a sandbox: \(plan.output) \(plan.errors)")
        }
    }

    @Test func `a file that is not there is answered with the nearest beside it, or with an automation`() async throws {
        try await Program.withHome { program, folder in
            _ = try Program.write("print(1)", in: folder, name: "later.lua")
            let beside = try await program.run(["run", folder.appending(path: "latr.lua").path(), "--sandbox"])
            let later = folder.appending(path: "later.lua").path()
            #expect(beside.exitCode == 1)
            #expect(
                beside.errors.contains("latr.lua cannot be read (No such file or directory); did you mean \(later)?")
            )
            #expect(beside.errors.contains("\n    keyshift run \(later) --sandbox\n"), "\(beside.errors)")
            let shipped = try await program.run(["plan", "extend-al.lua", "2h", "--sandbox"])
            #expect(shipped.errors.contains("did you mean extend-all?"), "\(shipped.errors)")
            #expect(shipped.errors.contains("\n    keyshift plan extend-all 2h --sandbox\n"), "\(shipped.errors)")
        }
    }

    @Test func `a plan of a sandbox that is in a file can be sent on one, by the line that is advised`() async throws {
        try await Program.withHome { program, folder in
            let file = folder.appending(path: "tonight.json").path()
            let plan = try await program.run(["plan", "storm", "2h", "--sandbox", "-o", file])
            #expect(plan.exitCode == 2)
            #expect(plan.errors.contains("To send it: keyshift apply \(file) --sandbox\n"), "\(plan.errors)")
            let sent = try await program.run(["apply", file, "--sandbox", "--yes", "--pace", "off"])
            #expect(sent.exitCode == 0 && sent.output.contains("DONE  "), "\(sent.output) \(sent.errors)")
            let none = try await program.run([
                "plan", "late-checkout", "2030-01-01", "1h", "--sandbox", "-o", file,
            ])
            #expect(none.errors.contains("The plan is in \(file). It changes nothing.\n"), "\(none.told)")
            #expect(!none.errors.contains("keyshift apply"), "\(none.told)")
        }
    }

    @Test func `what scripts/demo says to type next works, with the program on the path`() async throws {
        let demo = try String(contentsOf: Program.package.appending(path: "scripts/demo"), encoding: .utf8)
        #expect(demo.contains("\n    export PATH=\"$PWD/.build/debug:\\$PATH\"\n"))
        let lines = demo.matches(of: #/\n    keyshift ([^#\n]+?) +#/#).map { String($0.1) }
        #expect(lines.count == 2)
        try await Program.withHome { program, _ in
            for line in lines {
                let outcome = try await program.run(line.split(separator: " ").map(String.init))
                #expect([0, 2].contains(outcome.exitCode), "\(line): \(outcome.output) \(outcome.errors)")
            }
        }
    }

    @Test func `a look that sends nothing does not say that nothing was sent`() async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(["verify", "last"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors == "No run is in the journal yet.\n", "\(outcome.errors)")
        }
    }

    @Test func `a plan that is sent without a question says so, and one that is only made does not`() async throws {
        try await Program.withHome { program, _ in
            let sent = try await program.run(["run", "extend-all", "2h", "--sandbox", "--yes"])
            #expect(sent.output.contains("   sent next, unless a check refuses it\n"), "\(sent.output)")
            let planned = try await program.run(["plan", "extend-all", "2h", "--sandbox"])
            #expect(planned.output.contains("   nothing has been sent\n"), "\(planned.output)")
        }
    }
}

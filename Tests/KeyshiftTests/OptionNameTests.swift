import Foundation
import Testing

struct OptionNameTests {
    @Test(arguments: [
        (["extend", "BK-1", "--why", "late"], "keyshift extend has no option --why; did you mean --reason?"),
        (["extend", "BK-1", "--filter=Ito"], "keyshift extend has no option --filter; did you mean --name?"),
        (["run", "x.lua", "--yess"], "keyshift run has no option --yess; did you mean --yes?"),
        (["run", "x.lua", "--max-group", "3"], "did you mean --max-groups?"),
        (["undo", "last", "--room", "204"], "keyshift undo has no option --room; did you mean --door?"),
        (["schedule", "add", "x", "y.lua", "--crn", "0 1 * * *"], "keyshift schedule add has no option --crn"),
        (["runs", "--lmit", "3"], "keyshift runs list has no option --lmit; did you mean --limit?"),
        (["status", "--qqqqqqqq"], "keyshift help status lists those there are"),
        (
            ["extend", "BK-1", "--by", "-1h"],
            "only makes an end later; for an earlier end:\n    keyshift move BK-1 --ends=-1h\n"
        ),
        (["move", "BK-1", "--ends", "-2h", "--yes"], "--ends=-2h:\n    keyshift move BK-1 --ends=-2h --yes\n"),
        (["runs", "--limit", "-3"], "a value that begins with - is tied to its option: --limit=-3\n"),
        (["run", "x.lua", "-3"], "a word that begins with - is written behind --:\n    keyshift run x.lua -- -3\n"),
        (
            ["plan", "clock-change", "America/Toronto", "2027-03-14", "-1h", "--sandbox"],
            "behind --:\n    keyshift plan clock-change America/Toronto 2027-03-14 --sandbox -- -1h\n"
        ),
        (
            ["run", "storm", "-2h", "house=Harbour House", "--max-groups", "9"],
            "behind --:\n    keyshift run storm --max-groups 9 -- -2h \"house=Harbour House\"\n"
        ),
        (
            ["schedule", "add", "early", "storm", "-1h", "--at", "02:00", "--zone", "UTC"],
            "behind --:\n    keyshift schedule add early storm --at 02:00 --zone UTC -- -1h\n"
        ),
        (["undo", "last", "--by", "-1h", "--plan"], "has no sign:\n    keyshift undo last --by 1h --plan\n"),
        (["run", "storm", "-1h", "--yes"], "keyshift run has no option -1h; a word that begins with - is"),
        (
            ["extend", "Ito", "--from", "12:00", "--to", "14:00"],
            "a stay keeps its start here; with another one: keyshift move Ito --starts 12:00 --ends 14:00"
        ),
        (["move", "Ito", "--by", "2h"], "a bound with its sign: keyshift move Ito --ends=+2h, or --starts=+2h"),
        (["move", "Ito", "--by=-1h", "--yes"], "keyshift move Ito --ends=-1h --yes, or --starts=-1h"),
        (["schedule", "add", "x", "y.lua", "--every", "2h"], "every 2h: --cron \"0 */2 * * *\""),
        (["schedule", "add", "x", "y.lua", "--every", "15m"], "every 15m: --cron \"*/15 * * * *\""),
        (
            ["schedule", "add", "x", "y.lua", "--every", "day"],
            "every hour is --cron \"0 * * * *\", every day --at 02:00"
        ),
        (["schedule", "add", "x", "y.lua", "--tz", "UTC"], "did you mean --zone?"),
        (["run", "x.lua", "--firin", "1"], "keyshift run has no option --firin; keyshift help run lists"),
    ])
    func `an option that is not there ends with 64 and the nearest one`(
        arguments: [String],
        words: String,
    ) async throws {
        let outcome = try await Program().run(arguments)
        #expect(outcome.exitCode == 64)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test func `the line that is given for a word below zero is read as it was meant`() async throws {
        try await Program.withHome { program, _ in
            let typed = ["plan", "clock-change", "America/Vancouver", "2026-11-01", "-1h", "--sandbox"]
            let refused = try await program.run(typed)
            let line = try #require(NightHouse.commands(in: refused.errors).first, "\(refused.errors)")
            let planned = try await program.run(line)
            #expect([0, 2, 3, 4].contains(planned.exitCode), "\(planned.told)")
            #expect(planned.output.contains("clock-change.lua  America/Vancouver  2026-11-01  -1h"), "\(planned.told)")
        }
    }

    @Test(arguments: [
        (["help", "extnd"], "there is no help about \"extnd\"; did you mean keyshift help extend?"),
        (["help", "foo"], "there is no help about \"foo\"; there are run, plan, apply"),
        (["help", "runs", "shwo"], "there is no help about \"runs shwo\"; did you mean keyshift help runs show?"),
        (["help", "run", "x"], "there is no help about \"run x\"; keyshift help run shows it all"),
    ])
    func `help about nothing names the nearest topic and ends with 64`(arguments: [String], words: String) async throws
    {
        let outcome = try await Program().run(arguments)
        #expect(outcome.exitCode == 64)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: [["foo"], ["help", "foo"], ["help"]])
    func `what is hidden is not listed`(arguments: [String]) async throws {
        let outcome = try await Program().run(arguments)
        #expect(!(outcome.output + outcome.errors).contains("reference"))
    }

    @Test func `an unknown option is one JSON document where one was asked for`() async throws {
        let outcome = try await Program().run(["extend", "BK-1", "--force", "--json"])
        #expect(outcome.exitCode == 64)
        #expect(try outcome.failure().message.contains("did you mean --yes?"))
    }
}

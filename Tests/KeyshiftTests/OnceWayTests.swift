import CivilTime
import Testing

@testable import keyshift

/// A schedule that is to fire once: none does, and the line of that one minute is told with the one that removes it.
struct OnceWayTests {
    private static let line = ["one night", "storm", "2h"]
    private static let zone = ["--zone", "Europe/Berlin"]

    /// At 21:00 of Monday, 30 November, in Berlin.
    private static func way(_ options: [String]) throws -> OnceWay {
        OnceWay(line + options, now: try Instant(iso8601: "2026-11-30T20:00:00Z"))
    }

    @Test(
        arguments: [
            (["--once", "tonight 23:00"], "0 23 30 11 *"), (["--once=tonight 2:00"], "0 2 1 12 *"),
            (["--once", "tonight", "at", "23:00"], "0 23 30 11 *"), (["--once", "tonight", "23:00"], "0 23 30 11 *"),
            (["--tonight", "--at", "23:30"], "30 23 30 11 *"), (["--at", "23:30", "--once"], "30 23 30 11 *"),
            (["--at", "02:00", "--once"], "0 2 1 12 *"), (["--at", "tomorrow 10:00"], "0 10 1 12 *"),
            (["--on", "2027-02-03", "--at", "9:05"], "5 9 3 2 *"),
            (["--date", "3 Feb 2027", "--at", "9pm"], "0 21 3 2 *"),
            (["--once", "--cron", "0 5 * * 0"], "0 5 6 12 *"),
        ] as [([String], String)]
    )
    func `whatever tells the time, the whole line of that minute is told`(options: [String], cron: String) throws {
        for words in [options + Self.zone, Self.zone + options] {
            let text = try Self.way(words).text
            let add = "    keyshift schedule add \"one night\" storm 2h --zone Europe/Berlin --cron \"\(cron)\"\n"
            #expect(text.contains(add), "\(text)")
            #expect(text.hasSuffix("\n    keyshift schedule remove \"one night\""), "\(text)")
        }
    }

    @Test(
        arguments: [
            (["--once", "today 08:00"] + zone, "today 08:00 is over in Europe/Berlin"),
            (["--once", "2026-11-29 08:00"] + zone, "2026-11-29 08:00 is over in Europe/Berlin"),
            (["--once", "tonight 23:00"], "Name the zone of that time in the same line, such as --zone"),
            (["--once"] + zone, "when it has fired: keyshift schedule remove \"one night\""),
            (["--on", "2028-11-29", "--at", "08:00"] + zone, "such as --cron \"0 23 24 12 *\" for 23:00 on 24 Dec"),
            (["--on", "03/04/2027", "--at", "08:00"] + zone, "For once give it the minute"),
            (["--once", "03/04/2027", "--at", "08:00"] + zone, "For once give it the minute"),
            (["--on", "someday", "--at", "08:00"] + zone, "For once give it the minute"),
            (["--once=Monday", "--at", "08:00"] + zone, "For once give it the minute"),
            (["--once", "monday", "--at", "08:00"] + zone, "For once give it the minute"),
        ] as [([String], String)]
    )
    func `without one minute to come it is said how the line is found`(options: [String], words: String) throws {
        let text = try Self.way(options).text
        #expect(text.hasPrefix("a schedule fires again and again") && text.contains(words), "\(text)")
        #expect(!text.contains("\n"), "\(text)")
    }

    @Test func `a time of every day is no time of one`() throws {
        #expect(OnceTime("every 2h") == nil && OnceTime("25:00") == nil)
    }

    @Test(arguments: [["--once", "tomorrow 23:00"], ["--at", "tomorrow 23:00"], ["--tomorrow", "--at=23:00"]])
    func `the offered lines work, and it is said that the schedule repeats each year`(options: [String]) async throws {
        try await Program.withHome { program, _ in
            let words = ["schedule", "add"] + Self.line + options + ["--zone", "America/Toronto"]
            let asked = try await program.run(words)
            #expect(asked.exitCode == 64, "\(asked.told)")
            let lines = NightHouse.commands(in: asked.errors)
            #expect(lines.count == 2, "\(asked.errors)")
            let added = try await program.run(try #require(lines.first))
            #expect(added.exitCode == 0, "\(added.told)")
            let note =
                "NOTE  it fires again on that day of each year; when once was meant, and it has fired: keyshift schedule remove \"one night\"\n"
            #expect(added.output.contains(note), "\(added.output)")
            let next = try await program.run(["schedule", "next", "one night"])
            #expect(next.errors.contains("note: it fires again on that day of each year"), "\(next.told)")
            let removed = try await program.run(try #require(lines.last))
            #expect(removed.exitCode == 0, "\(removed.told)")
        }
    }

    @Test func `who asks for help about once is told the line`() async throws {
        let help = try await Program().run(["help", "once tonight"])
        #expect(help.exitCode == 0, "\(help.told)")
        #expect(help.output.contains("keyshift schedule add NAME SCRIPT --cron \"0 23 24 12 *\""), "\(help.output)")
        #expect(!help.output.contains("approve"), "\(help.output)")
    }
}

import CivilTime
import Model
import RunEngine
import SeamSandbox
import Testing

struct ArgsTests {
    private static let described =
        "local given = args{ date = args.date{ about = 'the day' }, by = args.duration{ default = '2h' }, "
        + "clock = args.clock{ optional = true }, count = args.number{ default = 3, min = 1, max = 9 }, "
        + "what = args.choice{ 'report', 'move', default = 'report' }, all = args.flag() }\n"

    @Test func `a script gets its arguments by name, in the types that it asked for`() async throws {
        try await ScriptFixture.with { fixture in
            let source =
                Self.described
                + "print(given.date:weekday(), given.by + '1h', given.clock, given.count + 1, given.what, given.all)"
            let report = await fixture.plan(source, arguments: ["2026-11-24", "90m", "all=yes", "11:00"])
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(fixture.printed.lines == ["Tuesday\t2h30m\t11:00\t4\treport\ttrue"])
        }
    }

    @Test(arguments: [
        ("24.11.2026", "1pm", "2026-11-24 13:00"), ("24 Nov 2026", "12.00", "2026-11-24 12:00"),
        ("2026-11-24", "noon", "2026-11-24 12:00"), ("2026-11-24", "9h30", "2026-11-24 09:30"),
    ])
    func `days and clock times are read as they are typed on the command line`(
        day: String,
        clock: String,
        read: String,
    ) async throws {
        try await ScriptFixture.with { fixture in
            let source = Self.described + "print(tostring(given.date) .. ' ' .. given.clock)"
            let report = await fixture.plan(source, arguments: [day, "clock=\(clock)"])
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(fixture.printed.lines == [read])
        }
    }

    @Test func `an argument of a day without its year is told so`() async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.plan(Self.described, arguments: ["date=4. Dez."])
            let message = report.failure?.message ?? ""
            #expect(message.contains("\"4. Dez.\" has no year; write 2026-11-27"), "\(message)")
        }
    }

    @Test func `an argument of a day is refused with hours, and with what moves a stay by the calendar`() async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.plan(Self.described, arguments: ["2026-11-24", "by=1d"])
            let message = report.failure?.message ?? ""
            #expect(
                message.contains("the argument \"by\": \"1d\" is not a duration; write \"24h\" for 24 hours."),
                "\(message)"
            )
            #expect(
                message.contains("23 or 25 hours when the clocks change") && !message.contains("{ days"),
                "\(message)"
            )
            #expect(message.contains("keyshift extend NAME --to"), "\(message)")
        }
    }

    /// Noon at the doors, and the evening of the same day further east.
    private static var noon: SandboxOptions {
        var options = SandboxOptions(groups: 12, devices: 6, rngSeed: 7)
        options.startInstant = PlanFixture.instant("2026-11-24T20:00:00Z").milliseconds
        return options
    }

    @Test(arguments: [
        ("today", "2026-11-24"), ("tomorrow", "2026-11-25"), ("yesterday", "2026-11-23"), ("+3", "2026-11-27"),
    ])
    func `a day that is counted from today is that of the doors`(text: String, day: String) async throws {
        try await ScriptFixture.with(sandbox: Self.noon) { fixture in
            let report = await fixture.plan(Self.described + "print(given.date)", arguments: ["date=\(text)"])
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(fixture.printed.lines == [day])
        }
    }

    @Test func `a day that is not the same at all doors is refused with each of them`() async throws {
        var options = SandboxOptions(groups: 12, devices: 6, rngSeed: 7)
        options.startInstant = PlanFixture.instant("2026-11-25T03:00:00Z").milliseconds
        var settings = Engine.Options()
        settings.settings = try Settings(
            json: "{ \"zones\": { \"Harbour House Room 201\": \"Pacific/Kiritimati\" } }",
            file: "keyshift.json",
        )
        try await ScriptFixture.with(settings, sandbox: options) { fixture in
            let report = await fixture.plan(Self.described, arguments: ["tomorrow"])
            let message = report.failure?.message ?? ""
            #expect(message.contains("the argument \"date\": tomorrow is 2026-11-25 in America/"), "\(message)")
            #expect(message.contains(" and 2026-11-26 in "), "\(message)")
        }
    }

    @Test func `what is not given has its default, and nothing where there is none`() async throws {
        try await ScriptFixture.with { fixture in
            let source = Self.described + "print(given.by, given.clock, given.count, given.what, given.all)"
            let report = await fixture.plan(source, arguments: ["date=2026-11-24"])
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(fixture.printed.lines == ["2h\tnil\t3\treport\tfalse"])
        }
    }

    @Test(arguments: [
        (
            [],
            "the argument \"date\" (the day) is missing: a day such as 2026-11-24, today or tomorrow. The script takes date=DATE [by=DURATION]"
        ),
        (["2026-02-30"], "the argument \"date\": "),
        (["24 Nov"], "the argument \"date\": "),
        (["03/04/2026"], "the argument \"date\": \"03/04/2026\" can be two days; write 2026-03-04 or 2026-04-03"),
        (["2026-11-24", "clock=12"], "the argument \"clock\": 12 may be a clock or a number; write 12:00"),
        (["2026-11-24", "1d"], "the argument \"by\": "),
        (["2026-11-24", "clock=9"], "the argument \"clock\": "),
        (["2026-11-24", "count=ten"], "the argument \"count\" is a number, not \"ten\""),
        (["2026-11-24", "count=0"], "the argument \"count\" is at least 1, not 0"),
        (["2026-11-24", "count=10"], "the argument \"count\" is at most 9, not 10"),
        (["2026-11-24", "what=delete"], "the argument \"what\" can be report or move, not \"delete\""),
        (["2026-11-24", "all=maybe"], "the argument \"all\" is yes or no, not \"maybe\""),
        (["2026-11-24", "bye=2h"], "did you mean \"by\"?"),
    ])
    func `a wrong argument is named, and nothing is planned`(arguments: [String], words: String) async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.plan(Self.described, arguments: arguments)
            #expect(report.state == .failed)
            #expect(report.failure?.message.contains(words) == true, "\(report.failure?.message ?? "no message")")
            #expect(report.failure?.position == "test.lua:1")
        }
    }

    @Test(arguments: [
        ("args{ date = args.dates() }", "did you mean \"date\"?"),
        ("args{ date = args.date{ defualt = '2026-11-24' } }", "did you mean \"default\"?"),
        ("args{ date = 'date' }", "date must be described"),
        ("args{ args.date() }", "give each argument its name"),
        ("args('date')", "a table, as in args{"),
        ("args{ date = args:date() }", "called with a dot"),
        ("args{ what = args.choice{ default = 'x' } }", "give the words to choose from"),
        ("args{ by = args.duration{ default = '1d' } }", "24h"),
        ("print(args{ by = args.duration{ default = '2h' } }.bye)", "did you mean \"by\"?"),
        ("args.date = nil", "cannot be assigned to"),
    ])
    func `a wrong description is refused with its line`(source: String, words: String) async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.plan("\n" + source)
            #expect(report.failure?.message.contains(words) == true, "\(report.failure?.message ?? "no message")")
            #expect(report.failure?.position == "test.lua:2")
        }
    }
}

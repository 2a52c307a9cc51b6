import Model
import RunEngine
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
            "the argument \"date\" (the day) is missing: a date such as 2026-11-24. The script takes date=DATE [by=DURATION]"
        ),
        (["2026-02-30"], "the argument \"date\": "),
        (["24 Nov"], "the argument \"date\": "),
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

import Model
import RunEngine
import Testing

/// Numbers of durations and dates, and texts of other forms than ISO 8601.
struct TimeNumberTests {
    @Test(arguments: [
        "time.duration('2h30m'):hours() == 2.5 and time.duration('2h30m'):minutes() == 150",
        "(-time.duration('90m')):hours() == -1.5",
        "math.floor((time.parse('2026-11-26T11:00:00Z') - time.parse('2026-11-24T15:00:00Z')):hours() / 24) == 1",
        "time.date('2026-11-26') - time.date('2026-11-24') == 2",
        "time.date('2026-11-24') - time.date('2026-11-26') == -2",
        "time.date('2028-03-01') - time.date('2028-02-28') == 2",
        // Sunday 1 November has 25 hours in New York, and is one day.
        "time.at('2026-11-02 11:00', 'America/New_York'):date('America/New_York') - time.date('2026-11-01') == 1",
        "time.date('2026-11-04').year == 2026 and time.date('2026-11-04').month == 11 and time.date('2026-11-04').day == 4",
        "time.date('2026-11-04'):format('%d.%m.%Y, %A %e %b %y %%') == '04.11.2026, Wednesday 4 Nov 26 %'",
        "time.parse('24/11/2026 13:05', { format = '%d/%m/%Y %H:%M', zone = 'Europe/Paris' }) == time.parse('2026-11-24T12:05:00Z')",
        "time.parse('Nov 4, 2026 1:05 PM', { format = '%b %d, %Y %I:%M %p', zone = 'UTC' }) == time.parse('2026-11-04T13:05:00Z')",
        "time.parse('wed 4 november 26 12:00am', { format = '%a %e %B %y %I:%M%p', zone = 'UTC' }) == time.parse('2026-11-04T00:00:00Z')",
        "time.parse('2026-11-24 13:05:09 +0530', { format = '%Y-%m-%d %H:%M:%S %z' }) == time.parse('2026-11-24T07:35:09Z')",
        "time.parse('20261124T1305Z', { format = '%Y%m%dT%H%M%z' }) == time.parse('2026-11-24T13:05:00Z')",
        "time.parse('2026-11-24 13:05', { zone = 'America/New_York' }) == time.at('2026-11-24 13:05', 'America/New_York')",
        "time.parse('01.11.2026 01:30', { format = '%d.%m.%Y %H:%M', zone = 'America/New_York', choose = 'later' }) == time.parse('2026-11-01T06:30:00Z')",
    ])
    func `what a script asks of a time holds`(condition: String) async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.plan("print(\(condition))")
            #expect(report.failure?.message == nil)
            #expect(fixture.printed.lines == ["true"], "\(condition)")
        }
    }

    @Test(arguments: [
        ("time.duration('2h') < '2h'", "time.duration makes a duration of a text"),
        ("time.date('2026-11-24') < '2026-11-25'", "time.date makes a date of a text"),
        ("time.now() < '2026-11-25'", "time.parse makes a time of a text"),
        ("time.date('2026-11-24') - '24h'", "date:add{ days = -1 }"),
        ("time.date('2026-11-24').yaer", "did you mean \"year\"?"),
        ("time.date('2026-11-24'):format('%d %H')", "%H is of a clock, and a date has none"),
        ("time.parse('2026-11-30 13:00')", "write time.at(\"2026-11-30 13:00\", zone), such as with stay.zone"),
        ("time.parse('30.11.2026 13:00', { format = '%d.%m.%Y %H:%M' })", "say which, as in { zone = stay.zone }"),
        ("time.parse('30.11.2026 13:00', { format = '%d.%m.%Y %H:%M', zone = 'Mars' })", "Mars"),
        ("time.parse('30.11.2026', { format = '%d.%m.%Y', zone = 'UTC' })", "the format has no hour; add %H"),
        ("time.parse('30.11.2026 13', { format = '%d.%m.%Y %Q', zone = 'UTC' })", "%Q is not read"),
        ("time.parse('31.11.2026 13:00', { format = '%d.%m.%Y %H:%M', zone = 'UTC' })", "November"),
        ("time.parse('30.11.2026 25:00', { format = '%d.%m.%Y %H:%M', zone = 'UTC' })", "is not a time of the form"),
        ("time.parse('30.11.2026 13:00 ', { format = '%d.%m.%Y %I:%M', zone = 'UTC' })", "is not a time of the form"),
        (
            "time.parse('Mon 24.11.2026 13:00', { format = '%a %d.%m.%Y %H:%M', zone = 'UTC' })",
            "is a Tuesday and not a Monday"
        ),
        ("time.parse('01.11.2026 01:30', { format = '%d.%m.%Y %H:%M', zone = 'America/New_York' })", "comes twice"),
        ("time.parse(5, { zone = 'UTC' })", "text must be a string"),
    ])
    func `what cannot be read is refused with what can`(source: String, words: String) async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.plan("local _ = \(source)")
            #expect(report.failure?.message.contains(words) == true, "\(report.failure?.message ?? "no message")")
        }
    }

    @Test func `a clock on a wall is refused with a call that works`() async throws {
        try await ScriptFixture.with { fixture in
            let refused = await fixture.plan(
                "for g in groups.all():each() do g:extend_to(\"2031-11-30 13:00\") end"
            )
            let message = try #require(refused.failure?.message)
            let call = try #require(message.split(separator: ";").first { $0.contains("time.at") })
            let advice = call.split(separator: "write ").last?.split(separator: ", such").first.map(String.init) ?? ""
            #expect(advice == "time.at(\"2031-11-30 13:00\", zone)")
            let source = "for g in groups.all():each() do local zone = g.zone print(\(advice):clock(zone)) break end"
            #expect(await fixture.plan(source, id: "next").failure == nil)
            #expect(fixture.printed.lines == ["13:00"])
        }
    }
}

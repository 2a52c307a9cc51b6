import CivilTime
import Testing

struct CronExpressionTests {
    @Test(arguments: CronVector.stable + CronVector.sampled)
    func `an expression fires when the rule says, forwards and backwards`(vector: CronVector) throws {
        try check(vector)
    }

    @Test(arguments: CronVector.since2026f)
    func `an expression follows the zone rules that changed in 2026`(vector: CronVector) throws {
        try check(vector)
    }

    private func check(_ vector: CronVector) throws {
        let cron = try CronExpression(parsing: vector.expression)
        let zone = try Zone.named(vector.zone)
        let expected = try vector.firings.map(instant)

        #expect(cron.firings(after: try instant(vector.after), in: zone, count: 3) == expected)
        #expect(cron.previous(before: expected[2], in: zone) == expected[1])
        #expect(cron.previous(before: expected[1], in: zone) == expected[0])
    }

    struct ClockChangeCase: CustomTestStringConvertible, Sendable {
        let expression: String
        let after: String
        let rule: ClockChangeRule
        let firings: [String]

        var testDescription: String { "\(expression) after \(after), \(rule)" }
    }

    @Test(arguments: [
        ClockChangeCase(
            expression: "30 2 * * *",
            after: "2026-03-07T12:00Z",
            rule: .shift,
            firings: ["2026-03-08T07:00Z", "2026-03-09T06:30Z"],
        ),
        ClockChangeCase(
            expression: "30 2 * * *",
            after: "2026-03-07T12:00Z",
            rule: .skip,
            firings: ["2026-03-09T06:30Z", "2026-03-10T06:30Z"],
        ),
        ClockChangeCase(
            expression: "30 2 * * *",
            after: "2026-03-07T12:00Z",
            rule: .twice,
            firings: ["2026-03-08T07:00Z", "2026-03-09T06:30Z"],
        ),
        ClockChangeCase(
            expression: "30 1 * * *",
            after: "2026-10-31T12:00Z",
            rule: .shift,
            firings: ["2026-11-01T05:30Z", "2026-11-02T06:30Z"],
        ),
        ClockChangeCase(
            expression: "30 1 * * *",
            after: "2026-10-31T12:00Z",
            rule: .skip,
            firings: ["2026-11-01T05:30Z", "2026-11-02T06:30Z"],
        ),
        ClockChangeCase(
            expression: "30 1 * * *",
            after: "2026-10-31T12:00Z",
            rule: .twice,
            firings: ["2026-11-01T05:30Z", "2026-11-01T06:30Z", "2026-11-02T06:30Z"],
        ),
        ClockChangeCase(
            expression: "*/30 2 * * *",
            after: "2026-03-07T12:00Z",
            rule: .twice,
            firings: ["2026-03-09T06:00Z", "2026-03-09T06:30Z"],
        ),
        ClockChangeCase(
            expression: "30 0-3 * * *",
            after: "2026-11-01T04:00Z",
            rule: .twice,
            firings: ["2026-11-01T04:30Z", "2026-11-01T05:30Z", "2026-11-01T06:30Z", "2026-11-01T07:30Z"],
        ),
    ])
    func `the clock change rule decides what fixed times do`(_ item: ClockChangeCase) throws {
        let cron = try CronExpression(parsing: item.expression)
        let zone = try Zone.named("America/New_York")
        let expected = try item.firings.map(instant)
        let start = try instant(item.after)

        #expect(cron.firings(after: start, in: zone, onClockChange: item.rule, count: expected.count) == expected)
        for (earlier, later) in zip(expected, expected.dropFirst()) {
            #expect(cron.previous(before: later, in: zone, onClockChange: item.rule) == earlier)
        }
    }

    @Test(arguments: [
        ("0 0 29 2 */7", "2026-01-01T00:00Z", "2032-02-29T00:00Z"),
        ("0 0 29 2 */7", "2072-03-01T00:00Z", "2088-02-29T00:00Z"),
        ("0 0 29 2 */7", "2088-03-01T00:00Z", "2128-02-29T00:00Z"),
        ("0 12 * 2 1#5", "2026-01-01T00:00Z", "2044-02-29T12:00Z"),
        ("59 23 31 12 *", "2026-12-31T23:59Z", "2027-12-31T23:59Z"),
    ])
    func `a rare expression is found however far away it is`(text: String, after: String, next: String) throws {
        let cron = try CronExpression(parsing: text)
        let firing = try #require(cron.next(after: try instant(after), in: .utc))
        #expect(firing == (try instant(next)))
        #expect(cron.previous(before: firing + TimeSpan(milliseconds: 1), in: .utc) == firing)
    }

    @Test func `a day that always falls into the gap never fires in that zone`() throws {
        let cron = try CronExpression(parsing: "30 2 8-14 3 */7")
        let start = try instant("2026-01-01T00:00Z")
        let zone = try Zone.named("America/New_York")
        #expect(cron.next(after: start, in: zone, onClockChange: .skip) == nil)
        #expect(cron.next(after: start, in: zone) == (try instant("2026-03-08T07:00Z")))
        #expect(cron.next(after: start, in: .utc, onClockChange: .skip) == (try instant("2026-03-08T02:30Z")))
    }

    @Test(arguments: [Int64.min, Int64.max, 253_402_300_799_999, -62_167_219_200_000])
    func `the ends of time are not trapped on`(milliseconds: Int64) throws {
        let cron = try CronExpression(parsing: "0 0 1 1 *")
        let zone = try Zone.named("Europe/Berlin")
        let edge = Instant(milliseconds: milliseconds)
        #expect((cron.next(after: edge, in: zone) == nil) == (milliseconds > 0))
        #expect((cron.previous(before: edge, in: zone) == nil) == (milliseconds < 0))
    }

    @Test(arguments: ["0 9 13 * FRI", "0 9 */2 * MON", "0 9 L * 1-5"])
    func `restricting both day fields is warned about`(text: String) throws {
        #expect(try CronExpression(parsing: text).caution != nil)
    }

    @Test(arguments: ["0 9 * * FRI", "0 9 13 * *", "0 9 1-31 * MON", "@daily", "0 9 13 * 0-6"])
    func `restricting one day field is not warned about`(text: String) throws {
        #expect(try CronExpression(parsing: text).caution == nil)
    }

    @Test func `the warning says how the day fields combine`() throws {
        let either = try #require(try CronExpression(parsing: "0 9 13 * FRI").caution)
        let both = try #require(try CronExpression(parsing: "0 9 */2 * FRI").caution)
        #expect(either.contains(" or "))
        #expect(both.contains("starts with *"))
    }

    @Test func `an expression describes itself as it was written`() throws {
        #expect(try CronExpression(parsing: "0  9 * * mon").description == "0  9 * * mon")
        #expect(try CronExpression(parsing: "@Daily").description == "@Daily")
    }
}

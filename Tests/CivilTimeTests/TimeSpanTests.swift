import CivilTime
import Testing

struct TimeSpanTests {
    @Test(arguments: [
        ("2h", 7_200_000, "2h", "+2h"),
        ("+2h30m", 9_000_000, "2h30m", "+2h30m"),
        ("-90m", -5_400_000, "-1h30m", "-1h30m"),
        ("45s", 45_000, "45s", "+45s"),
        ("1h15m", 4_500_000, "1h15m", "+1h15m"),
        ("90s", 90_000, "1m30s", "+1m30s"),
        ("1h5s", 3_605_000, "1h5s", "+1h5s"),
        ("1.5s", 1_500, "1.5s", "+1.5s"),
        ("0.025s", 25, "0.025s", "+0.025s"),
        ("48h", 172_800_000, "48h", "+48h"),
        ("0h", 0, "0s", "0s"),
        ("-0m", 0, "0s", "0s"),
        ("PT2H", 7_200_000, "2h", "+2h"),
        ("-PT1H30M", -5_400_000, "-1h30m", "-1h30m"),
        ("PT0.5S", 500, "0.5s", "+0.5s"),
        // Found by fuzzing: the longest spans of both signs.
        ("2562047788015h12m55.807s", Int64.max, "2562047788015h12m55.807s", "+2562047788015h12m55.807s"),
        ("-2562047788015h12m55.808s", Int64.min, "-2562047788015h12m55.808s", "-2562047788015h12m55.808s"),
    ])
    func `a duration is read and written in its shortest form`(
        text: String,
        milliseconds: Int64,
        description: String,
        signed: String,
    ) throws {
        let span = try TimeSpan(parsing: text)
        #expect(span.milliseconds == milliseconds)
        #expect(span.description == description)
        #expect(span.signedDescription == signed)
        #expect(try TimeSpan(parsing: description) == span)
    }

    @Test(arguments: [
        ("1d", "write \"24h\" for 24 hours, or { days = 1 } for the same clock time on the next day."),
        ("+1d", "write \"+24h\" for 24 hours, or { days = 1 } for the same clock time on the next day."),
        ("-1d", "write \"-24h\" for 24 hours, or { days = -1 } for the same clock time on the day before."),
        ("2 days", "write \"48h\" for 48 hours, or { days = 2 } for the same clock time 2 days later."),
        ("1w", "write \"168h\" for 168 hours, or { days = 7 } for the same clock time 7 days later."),
        ("P1D", "write \"24h\" for 24 hours, or { days = 1 } for the same clock time on the next day."),
        ("120", "120 of what? Write 120m, 120h or 120s."), ("12", "12 of what? Write 12h, 12m or 12s."),
        ("2 hours", "write 2h."),
        ("-30 min", "write -30m."),
        ("2H", "write 2h."),
        ("2:30", "write 2h30m."),
        ("2h 30m", "such as 2h, +2h30m"),
        ("", "such as 2h, +2h30m"),
        ("h", "such as 2h, +2h30m"),
        ("+", "such as 2h, +2h30m"),
        ("--2h", "such as 2h, +2h30m"),
        ("1.5h", "such as 2h, +2h30m"),
        ("1.0001s", "such as 2h, +2h30m"),
        ("30m2h", "such as 2h, +2h30m"),
        ("2h2h", "such as 2h, +2h30m"),
        ("P", "such as 2h, +2h30m"),
        ("PT", "such as 2h, +2h30m"),
        ("PT2h", "such as 2h, +2h30m"),
        ("P1DT2H", "such as 2h, +2h30m"),
        ("2h\n", "such as 2h, +2h30m"),
        ("9999999999999999h", "longer than a duration can be"),
        ("99999999999999999999h", "longer than a duration can be"),
        ("9223372036854775s9s", "such as 2h, +2h30m"),
        ("9223372036854775.9s", "longer than a duration can be"),
    ])
    func `anything else is refused with what to write`(text: String, advice: String) throws {
        let error = try #require(refusal { () throws(CivilTimeError) in try TimeSpan(parsing: text) })
        #expect(error.code == .duration)
        #expect(error.message.contains(advice))
    }

    @Test func `spans are ordered by their signed length`() throws {
        let texts = ["-2h", "-1s", "0s", "1s", "1m", "1h"]
        let spans = try texts.map { try TimeSpan(parsing: $0) }
        #expect(spans.sorted() == spans)
        #expect(try TimeSpan(parsing: "-2h").magnitude == TimeSpan(parsing: "2h"))
        #expect(try TimeSpan(parsing: "2h") - TimeSpan(parsing: "3h") + TimeSpan(parsing: "1h") == .zero)
    }

    @Test(arguments: [
        ("1d", 1), ("+2 days", 2), ("-1w", -7), ("P1D", 1), ("1 night", 1), ("24h", nil), ("1", nil), ("soon", nil),
    ])
    func `a text of days tells how many`(text: String, days: Int?) {
        #expect(TimeSpan.days(in: text) == days)
    }

    @Test(arguments: [
        (141_764, "2m22s", "2m22s"), (-141_764, "-2m22s", "2m22s"), (141_200, "2m21s", "2m22s"), (250, "0.25s", "1s"),
        (0, "0s", "0s"), (7_200_000, "2h", "2h"),
    ])
    func `a span is rounded to the second for people, and up where it is a limit`(
        milliseconds: Int64,
        near: String,
        whole: String,
    ) {
        let span = TimeSpan(milliseconds: milliseconds)
        #expect(span.toTheSecond.description == near)
        #expect(span.wholeSeconds.description == whole)
        #expect(TimeSpan(milliseconds: .min).wholeSeconds > .zero && TimeSpan(milliseconds: .min).toTheSecond < .zero)
    }
}

import CivilTime
import Testing

struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00.000Z"),
        ("2026-11-24T11:00:00Z", 1_795_518_000_000, "2026-11-24T11:00:00.000Z"),
        ("2026-11-24T11:00Z", 1_795_518_000_000, "2026-11-24T11:00:00.000Z"),
        ("2026-11-24T11:00:00.5Z", 1_795_518_000_500, "2026-11-24T11:00:00.500Z"),
        ("2026-11-24T11:00:00.123999Z", 1_795_518_000_123, "2026-11-24T11:00:00.123Z"),
        ("2026-11-24T04:00:00-07:00", 1_795_518_000_000, "2026-11-24T11:00:00.000Z"),
        ("2026-11-24T04:00-0700", 1_795_518_000_000, "2026-11-24T11:00:00.000Z"),
        ("2026-11-24T16:45:00.000+05:45", 1_795_518_000_000, "2026-11-24T11:00:00.000Z"),
        ("2026-11-24T11:00:00-00:00", 1_795_518_000_000, "2026-11-24T11:00:00.000Z"),
        ("2024-02-29T23:59:59.999Z", 1_709_251_199_999, "2024-02-29T23:59:59.999Z"),
        ("1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z"),
        ("0000-01-01T00:00:00Z", -62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59.999Z", 253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ])
    func `a timestamp is read to the millisecond and written in UTC`(
        text: String,
        milliseconds: Int64,
        written: String,
    ) throws {
        let instant = try Instant(iso8601: text)
        #expect(instant.milliseconds == milliseconds)
        #expect(instant.iso8601 == written)
        #expect(try Instant(iso8601: written) == instant)
    }

    @Test(arguments: [
        ("2026-11-24T11:00:00", "write 2026-11-24T11:00:00Z if it is UTC"),
        ("2026-11-24T11:00", "such as 2026-11-24T11:00-07:00"),
        ("2026-11-24", "date without a time; write 2026-11-24T11:00:00Z"),
        ("2026-11-24 11:00:00Z", "write \"2026-11-24T11:00:00Z\""),
        ("2026-11-24t11:00:00Z", "capital T"),
        ("2026-11-24T11:00:00z", "write 2026-11-24T11:00:00Z"),
        ("2026-11-24T11:00:00-07", "write 2026-11-24T11:00:00-07:00"),
        ("2026-02-30T11:00:00Z", "February 2026 has 28 days"),
        ("2026-11-31T11:00:00Z", "November 2026 has 30 days"),
        ("2026-11-00T11:00:00Z", "November 2026 has 30 days"),
        ("2026-13-01T11:00:00Z", "there is no month 13"),
        ("2026-11-24T25:00:00Z", "there is no hour 25"),
        ("2026-11-24T24:00:00Z", "00:00 of the next day"),
        ("2026-11-24T11:60:00Z", "there is no minute 60"),
        ("2026-11-24T11:00:60Z", "leap seconds"),
        ("2026-11-24T11:00:61Z", "there is no second 61"),
        ("2026-11-24T11:00:00+24:00", "23 hours and 59 minutes"),
        ("2026-11-24T11:00:00+05:60", "23 hours and 59 minutes"),
        ("9999-12-31T23:59:59-00:01", "outside the years"),
        ("0000-01-01T00:00:00+00:01", "outside the years"),
    ])
    func `a timestamp that is nearly right is refused with what to write`(text: String, advice: String) throws {
        let error = try #require(refusal { () throws(CivilTimeError) in try Instant(iso8601: text) })
        #expect(error.code == .timestamp)
        #expect(error.message.contains(advice))
        #expect(error.message.hasPrefix("\"\(text)\""))
    }

    @Test(arguments: [
        "", "Z", "now", "1795518000", "20261124T110000Z", "24/11/2026", "Nov 24 2026", "2026-W48-2T11:00:00Z",
        "2026-11-24T11:00:00Z ", " 2026-11-24T11:00:00Z", "2026-11-24T11:00:00,5Z", "2026-11-24T11:00:00.Z",
        "2026-11-24T11:00.5Z", "2026-11-24T11Z", "2026-11-24T1:00:00Z", "2026-1-24T11:00:00Z",
        "+002026-11-24T11:00:00Z", "-2026-11-24T11:00:00Z", "2026-11-24T11:00:00ZZ", "2026-11-24T11:00:00+7:00",
        "2026-11-24T11:00:00+07:0", "2026-11-24T11:00:00+07:000", "２０２６-11-24T11:00:00Z", "2026-11-24T11:00:00Z\0",
        "2026-11-24T-1:00:00Z",
    ])
    func `text of another form is refused with an example`(text: String) throws {
        let error = try #require(refusal { () throws(CivilTimeError) in try Instant(iso8601: text) })
        #expect(error.message.contains("such as 2026-11-24T11:00:00Z"))
    }

    @Test func `arithmetic stops at the ends and never traps`() throws {
        let last = Instant(milliseconds: .max)
        let first = Instant(milliseconds: .min)
        let hour = try TimeSpan(parsing: "1h")
        #expect(last + hour == last)
        #expect(first - hour == first)
        #expect(first + -hour == first)
        #expect(last - first == TimeSpan(milliseconds: .max))
        #expect(first - last == TimeSpan(milliseconds: .min))
        #expect(-TimeSpan(milliseconds: .min) == TimeSpan(milliseconds: .max))
        #expect(Instant(milliseconds: 5) - Instant(milliseconds: 7) == TimeSpan(milliseconds: -2))
    }

    @Test(arguments: ["9999-12-31T23:30:00Z", "9999-12-31T23:59:59.999Z"])
    func `adding past the last year is an error`(text: String) throws {
        let start = try instant(text)
        let error = try #require(refusal { () throws(CivilTimeError) in try start.adding(TimeSpan(parsing: "2h")) })
        #expect(error.code == .overflow)
        #expect(error.message.contains("2h"))
    }

    @Test func `adding inside the years moves by the span`() throws {
        let sum = try instant("2026-11-24T11:00:00Z").adding(try TimeSpan(parsing: "-36h"))
        #expect(sum.iso8601 == "2026-11-22T23:00:00.000Z")
    }

    @Test(arguments: [
        (Int64.max, "+292278994-08-17T07:12:55.807Z"),
        (Int64.min, "-292275055-05-16T16:47:04.192Z"),
        (253_402_300_800_000, "+010000-01-01T00:00:00.000Z"),
    ])
    func `an instant outside the years is still described`(milliseconds: Int64, text: String) {
        #expect(Instant(milliseconds: milliseconds).iso8601 == text)
    }

    @Test func `the clock is after this program was written`() throws {
        #expect(Instant.now() > (try instant("2025-01-01T00:00:00Z")))
    }

    @Test func `an instant is shown in a zone with its offset`() throws {
        let instant = try instant("2026-07-01T18:00:00.250Z")
        #expect(instant.iso8601(in: try Zone.named("America/New_York")) == "2026-07-01T14:00:00.250-04:00")
        #expect(instant.iso8601(in: .utc) == "2026-07-01T18:00:00.250+00:00")
    }
}

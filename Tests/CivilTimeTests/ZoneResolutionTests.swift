import CivilTime
import Testing

struct ZoneResolutionTests {
    @Test(arguments: [
        ("America/New_York", "2026-07-01 11:00", "2026-07-01T15:00Z"),
        ("America/New_York", "2026-03-08 01:59:59.999", "2026-03-08T06:59:59.999Z"),
        ("America/New_York", "2026-03-08 03:00", "2026-03-08T07:00Z"),
        ("America/New_York", "2026-11-01 00:59:59", "2026-11-01T04:59:59Z"),
        ("America/New_York", "2026-11-01 02:00", "2026-11-01T07:00Z"),
        ("Pacific/Apia", "2011-12-29 23:59", "2011-12-30T09:59Z"),
        ("Pacific/Apia", "2011-12-31 00:00", "2011-12-30T10:00Z"),
        ("Pacific/Kiritimati", "2026-01-01 00:00", "2025-12-31T10:00Z"),
        ("-07:00", "2026-03-08 02:30", "2026-03-08T09:30Z"),
        ("UTC", "2026-03-08 02:30", "2026-03-08T02:30Z"),
        ("Europe/Berlin", "2500-07-01 12:00", "2500-07-01T10:00Z"),
    ])
    func `most wall times are one instant`(name: String, wall: String, text: String) throws {
        let zone = try Zone.named(name)
        let wall = try CivilDateTime(parsing: wall)
        let expected = try instant(text)
        #expect(zone.resolve(wall) == .unique(expected))
        #expect(try zone.instant(for: wall) == expected)
        #expect(try zone.instant(for: wall, choosing: .later) == expected)
        #expect(zone.civil(at: expected) == wall)
    }

    struct Change: CustomTestStringConvertible, Sendable {
        let zone: String
        let wall: String
        let earlier: String
        let later: String
        /// The first instant after a gap, nil for a repeat.
        var end: String?

        var testDescription: String { "\(wall) in \(zone)" }
    }

    @Test(arguments: [
        Change(
            zone: "America/New_York",
            wall: "2026-03-08 02:30",
            earlier: "2026-03-08T06:30Z",
            later: "2026-03-08T07:30Z",
            end: "2026-03-08T07:00Z",
        ),
        Change(
            zone: "America/New_York",
            wall: "2026-03-08 02:00",
            earlier: "2026-03-08T06:00Z",
            later: "2026-03-08T07:00Z",
            end: "2026-03-08T07:00Z",
        ),
        Change(
            zone: "Africa/Cairo",
            wall: "2026-04-24 00:00",
            earlier: "2026-04-23T21:00Z",
            later: "2026-04-23T22:00Z",
            end: "2026-04-23T22:00Z",
        ),
        Change(
            zone: "Australia/Lord_Howe",
            wall: "2026-10-04 02:15",
            earlier: "2026-10-03T15:15Z",
            later: "2026-10-03T15:45Z",
            end: "2026-10-03T15:30Z",
        ),
        Change(
            zone: "Pacific/Apia",
            wall: "2011-12-30 12:00",
            earlier: "2011-12-29T22:00Z",
            later: "2011-12-30T22:00Z",
            end: "2011-12-30T10:00Z",
        ),
        Change(
            zone: "America/New_York",
            wall: "2026-11-01 01:00",
            earlier: "2026-11-01T05:00Z",
            later: "2026-11-01T06:00Z",
        ),
        Change(
            zone: "America/New_York",
            wall: "2026-11-01 01:59:59.999",
            earlier: "2026-11-01T05:59:59.999Z",
            later: "2026-11-01T06:59:59.999Z",
        ),
        Change(
            zone: "Australia/Lord_Howe",
            wall: "2026-04-05 01:45",
            earlier: "2026-04-04T14:45Z",
            later: "2026-04-04T15:15Z",
        ),
        Change(
            zone: "Europe/Berlin",
            wall: "2500-10-31 02:30",
            earlier: "2500-10-31T00:30Z",
            later: "2500-10-31T01:30Z",
        ),
    ])
    func `a wall time in a clock change is refused with both candidates`(_ change: Change) throws {
        let zone = try Zone.named(change.zone)
        let wall = try CivilDateTime(parsing: change.wall)
        let earlier = try instant(change.earlier)
        let later = try instant(change.later)

        if let end = change.end {
            #expect(zone.resolve(wall) == .gap(earlier: earlier, later: later, end: try instant(end)))
        } else {
            #expect(zone.resolve(wall) == .repeated(first: earlier, second: later))
        }
        #expect(try zone.instant(for: wall, choosing: .earlier) == earlier)
        #expect(try zone.instant(for: wall, choosing: .later) == later)

        let error = try #require(refusal { () throws(CivilTimeError) in try zone.instant(for: wall) })
        #expect(error.code == (change.end == nil ? .repeated : .gap))
        #expect(error.message.contains(earlier.iso8601(in: zone)))
        #expect(error.message.contains(later.iso8601(in: zone)))
    }

    @Test func `the refusal of a gap says what the clocks do`() throws {
        let zone = try Zone.named("America/New_York")
        let wall = try CivilDateTime(parsing: "2026-03-08 02:30")
        let error = try #require(refusal { () throws(CivilTimeError) in try zone.instant(for: wall) })
        let expected =
            "2026-03-08 02:30 does not exist in America/New_York: the clocks go from 02:00 to 03:00. "
            + "Write 2026-03-08T01:30:00-05:00 or 2026-03-08T03:30:00-04:00, or choose \"earlier\" or \"later\"."
        #expect(error.message == expected)
    }

    @Test func `a wall time at the end of the years is an error, not a trap`() throws {
        let zone = try Zone.named("-07:00")
        let wall = try CivilDateTime(parsing: "9999-12-31 23:00")
        let error = refusal { () throws(CivilTimeError) in try zone.instant(for: wall) }
        #expect(error?.code == .overflow)
    }
}

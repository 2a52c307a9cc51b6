import Testing

/// The automations over the nights on which clocks change, in two zones, over several days, with a front door and a cleaner.
struct ClockChangeAutomationTests {
    /// One automation, and the new start or end of each stay that it changes.
    struct Case: Sendable, CustomTestStringConvertible {
        let line: String
        var ends: [String: String] = [:]
        var starts: [String: String] = [:]
        var leftOut: Set<String> = []
        let said: String

        var testDescription: String { line }
    }

    private static let doors: [AutomationWorld.Door] = [
        .init(name: "Mill Front", house: "Mill"), .init(name: "Mill 1", house: "Mill"),
        .init(name: "Mill 2", house: "Mill"), .init(name: "Mill 3", house: "Mill"),
        .init(name: "Quay 1", house: "Quay", zone: "Asia/Tokyo"),
    ]

    private static func stay(_ name: String, _ doors: [String], _ starts: String, _ ends: String)
        -> AutomationWorld.Stay
    {
        AutomationWorld.Stay(name: name, doors: doors, starts: starts + ":00Z", ends: ends + ":00Z")
    }

    /// Saturday 31 October 2026, 12:00 in New York: the clocks go back on Sunday at 06:00 UTC.
    private static let autumn = AutomationWorld(
        now: "2026-10-31T16:00:00Z",
        doors: doors,
        stays: [
            // Until Sunday 11:00, and until the first half past one of Sunday.
            stay("BK-1 Ito", ["Mill Front", "Mill 1"], "2026-10-29T19:00", "2026-11-01T16:00"),
            stay("BK-2 Haas", ["Mill Front", "Mill 2"], "2026-10-29T19:00", "2026-11-01T05:30"),
            // Until Sunday 11:00 in Tokyo.
            stay("BK-3 Mori", ["Quay 1"], "2026-10-29T06:00", "2026-11-01T02:00"),
            // From Sunday 15:00 to Tuesday 11:00.
            stay("BK-4 Kim", ["Mill Front", "Mill 1"], "2026-11-01T20:00", "2026-11-03T16:00"),
            stay("BK-5 Lee", ["Mill Front", "Mill 3"], "2026-11-01T20:00", "2026-11-03T16:00"),
            stay("Cleaner Ana", ["Mill Front", "Mill 1", "Mill 2", "Mill 3"], "2026-10-31T10:00", "2026-11-01T17:00"),
        ]
    )

    private static let late = [
        "BK-1 Ito": "2026-11-01T18:00", "BK-2 Haas": "2026-11-01T07:30", "BK-3 Mori": "2026-11-01T04:00",
    ]

    /// One o'clock in the afternoon of Sunday.
    private static let one = [
        "BK-1 Ito": "2026-11-01T18:00", "BK-2 Haas": "2026-11-01T18:00", "BK-3 Mori": "2026-11-01T04:00",
    ]

    @Test(arguments: [
        Case(line: "storm 2h", ends: late, said: "3 guests can open a door now"),
        Case(
            line: "storm 2h house=Mill",
            ends: late.without("BK-3 Mori"),
            said: "2 guests can open a door now in Mill"
        ),
        Case(line: "late-checkout 2026-11-01 2h", ends: late, said: "3 of 5 stays end on 2026-11-01"),
        Case(
            line: "extend-all 2h",
            ends: late.merging(["BK-4 Kim": "2026-11-03T18:00", "BK-5 Lee": "2026-11-03T18:00"]) { $1 },
            said: "5 stays were looked at"
        ),
        Case(line: "checkout-at 2026-11-01 13:00", ends: one, said: "3 of 5 stays end on 2026-11-01"),
        Case(
            line: "checkout-at 2026-11-01 01:30",
            ends: ["BK-2 Haas": "2026-11-01T06:30"],
            leftOut: ["BK-1 Ito", "BK-3 Mori"],
            said: "3 of 5 stays end on 2026-11-01"
        ),
        Case(
            line: "checkout-at 2026-11-01",
            ends: ["BK-2 Haas": "2026-11-01T16:00"],
            said: "3 of 5 stays end on 2026-11-01"
        ),
        Case(line: "sunday-checkout 13:00", ends: one, said: "3 of 5 stays end on a Sunday"),
        Case(
            line: "road-closed 2026-11-01",
            ends: ["BK-1 Ito": "2026-11-02T16:00", "BK-2 Haas": "2026-11-02T06:30", "BK-3 Mori": "2026-11-02T02:00"],
            said: "3 of 5 stays end on 2026-11-01"
        ),
        Case(
            line: "early-check-in 2026-11-01 12:00",
            starts: ["BK-4 Kim": "2026-11-01T17:00", "BK-5 Lee": "2026-11-01T17:00"],
            said: "2 of 5 stays begin on 2026-11-01"
        ),
        Case(
            line: "early-check-in 2026-11-01 01:30",
            starts: ["BK-5 Lee": "2026-11-01T05:30"],
            leftOut: ["BK-4 Kim"],
            said: "2 of 5 stays begin on 2026-11-01"
        ),
        Case(
            line: "clock-change America/New_York 2026-11-03 1h meant=yes",
            ends: ["BK-4 Kim": "2026-11-03T17:00", "BK-5 Lee": "2026-11-03T17:00"],
            said: "2 of 4 stays of America/New_York begin or end on 2026-11-03 or later"
        ),
        Case(line: "one-end", said: "0 of 5 stays have different ends on their doors"),
        Case(line: "turnover 3h", said: "0 with less than 3h between two guests, of 5 stays on 4 doors of their own"),
        Case(line: "turnover 5h", said: "1 with less than 5h between two guests, of 5 stays on 4 doors of their own"),
        Case(line: "arrivals 2026-11-01", said: "9 on 2026-11-01, of 5 stays"),
        Case(line: "offline-doors 48h", said: "0 doors are offline, of 5"),
        Case(line: "not-on-doors 1h", said: "0 of 0 who arrive within 1h miss a code"),
    ])
    func `a night on which the clocks go back moves each stay on its own clock`(test: Case) async throws {
        try await Self.check(test, in: Self.autumn)
    }

    /// Saturday 13 March 2027, 00:00 in New York: the clocks go forward on Sunday at 07:00 UTC.
    private static let spring = AutomationWorld(
        now: "2027-03-13T05:00:00Z",
        doors: doors,
        stays: [
            // Until Sunday 11:00, and until Saturday 02:30.
            stay("BK-1 Ito", ["Mill Front", "Mill 1"], "2027-03-11T20:00", "2027-03-14T15:00"),
            stay("BK-2 Haas", ["Mill Front", "Mill 2"], "2027-03-11T20:00", "2027-03-13T07:30"),
            stay("BK-3 Mori", ["Quay 1"], "2027-03-11T06:00", "2027-03-14T02:00"),
            // From Sunday 15:00 to Tuesday 11:00.
            stay("BK-4 Kim", ["Mill Front", "Mill 1"], "2027-03-14T19:00", "2027-03-16T15:00"),
            stay("BK-5 Lee", ["Mill Front", "Mill 3"], "2027-03-14T19:00", "2027-03-16T15:00"),
            stay("Cleaner Ana", ["Mill Front", "Mill 1", "Mill 2", "Mill 3"], "2027-03-12T10:00", "2027-03-14T16:00"),
        ]
    )

    @Test(arguments: [
        Case(
            line: "road-closed 2027-03-13",
            ends: ["BK-2 Haas": "2027-03-14T07:30"],
            said: "1 of 5 stays end on 2027-03-13"
        ),
        Case(
            line: "sunday-checkout 13:00",
            ends: ["BK-1 Ito": "2027-03-14T17:00", "BK-3 Mori": "2027-03-14T04:00"],
            said: "2 of 5 stays end on a Sunday"
        ),
        Case(line: "sunday-checkout 02:30", said: "2 of 5 stays end on a Sunday"),
        Case(
            line: "checkout-at 2027-03-14 02:30",
            leftOut: ["BK-1 Ito", "BK-3 Mori"],
            said: "2 of 5 stays end on 2027-03-14"
        ),
        Case(
            line: "late-checkout 2027-03-14 2h",
            ends: ["BK-1 Ito": "2027-03-14T17:00", "BK-3 Mori": "2027-03-14T04:00"],
            said: "2 of 5 stays end on 2027-03-14"
        ),
        Case(
            line: "early-check-in 2027-03-14 02:30",
            starts: ["BK-5 Lee": "2027-03-14T06:30"],
            leftOut: ["BK-4 Kim"],
            said: "2 of 5 stays begin on 2027-03-14"
        ),
        Case(
            line: "early-check-in 2027-03-14 11:00",
            starts: ["BK-4 Kim": "2027-03-14T15:00", "BK-5 Lee": "2027-03-14T15:00"],
            said: "2 of 5 stays begin on 2027-03-14"
        ),
        Case(
            line: "storm 48h house=Mill",
            ends: ["BK-1 Ito": "2027-03-16T15:00", "BK-2 Haas": "2027-03-15T07:30"],
            said: "2 guests can open a door now in Mill"
        ),
    ])
    func `a night on which the clocks go forward moves each stay on its own clock`(test: Case) async throws {
        try await Self.check(test, in: Self.spring)
    }

    private static func check(_ test: Case, in world: AutomationWorld) async throws {
        let words = test.line.split(separator: " ").map(String.init)
        let outcome = try await world.plan(words[0], Array(words.dropFirst()))
        let hours = Dictionary(uniqueKeysWithValues: world.stays.map { ($0.name, (starts: $0.starts, ends: $0.ends)) })
        var expected: [String: String] = [:]
        for name in Set(test.ends.keys).union(test.starts.keys) {
            let starts = test.starts[name].map { $0 + ":00Z" } ?? hours[name]?.starts ?? ""
            let ends = test.ends[name].map { $0 + ":00Z" } ?? hours[name]?.ends ?? ""
            expected[name] = "\(starts) \(ends)"
        }
        #expect(outcome.hours.mapValues { $0.replacing(".000Z", with: "Z") } == expected)
        #expect(Set(outcome.leftOut.keys) == test.leftOut)
        #expect(outcome.lines.contains { $0 == test.said }, "\(outcome.lines)")
    }
}

extension [String: String] {
    fileprivate func without(_ key: String) -> Self { filter { $0.key != key } }
}

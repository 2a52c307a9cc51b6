import Model
import RunEngine
import Testing

/// Who may have a room, and who comes too soon after whom: a front door that all share, and rooms of one stay.
struct RoomAutomationTests {
    /// Tuesday 24 November 2026, 08:00 in New York.
    private static let now = "2026-11-24T13:00:00Z"

    private static let doors = ["Front", "1", "2", "3", "4"].map {
        AutomationWorld.Door(name: "Mill \($0)", house: "Mill")
    }

    private static func stay(_ name: String, _ rooms: [String], _ starts: String, _ ends: String)
        -> AutomationWorld.Stay
    {
        AutomationWorld.Stay(
            name: name,
            doors: (["Front"] + rooms).map { "Mill \($0)" },
            starts: starts + ":00-05:00",
            ends: ends + ":00-05:00"
        )
    }

    /// Two guests are inside, so that the front door is one that stays share.
    private static func world(_ stays: [AutomationWorld.Stay]) -> AutomationWorld {
        let inside = [
            stay("BK-1 Ito", ["1"], "2026-11-22T15:00", "2026-11-24T11:00"),
            stay("BK-2 Haas", ["2"], "2026-11-22T15:00", "2026-11-26T11:00"),
        ]
        return AutomationWorld(now: now, doors: doors, stays: inside + stays)
    }

    private static let earlier = "2026-11-24T15:00:00.000Z"

    @Test func `a guest is let in early where the own room is free, whoever has the front door`() async throws {
        let outcome = try await Self.world([
            Self.stay("BK-3 Mori", ["3"], "2026-11-24T15:00", "2026-11-26T11:00")
        ]).plan("early-check-in", ["2026-11-24", "10:00"])
        #expect(outcome.hours["BK-3 Mori"]?.hasPrefix(Self.earlier) == true)
        #expect(outcome.leftOut.isEmpty)
        #expect(outcome.lines == ["1 of 3 stays begin on 2026-11-24"])
    }

    @Test func `a guest who stays over keeps the room, and one who leaves too late does`() async throws {
        let outcome = try await Self.world([
            Self.stay("BK-3 Mori", ["2"], "2026-11-24T15:00", "2026-11-27T11:00"),
            Self.stay("BK-4 Kim", ["1"], "2026-11-24T15:00", "2026-11-27T11:00"),
        ]).plan("early-check-in", ["2026-11-24", "10:00"])
        #expect(outcome.hours.isEmpty)
        #expect(outcome.report.exitCode(isPlanOnly: true) == 3)
        #expect(
            outcome.leftOut == [
                "BK-3 Mori": "BK-2 Haas has Mill 2 until Thu 26 Nov 11:00 America/New_York",
                "BK-4 Kim": "BK-1 Ito has Mill 1 until Tue 24 Nov 11:00 America/New_York",
            ]
        )
    }

    @Test func `of several guests in a room the one who is longest there is named`() async throws {
        let outcome = try await Self.world([
            Self.stay("BK-5 Abe", ["1"], "2026-11-22T15:00", "2026-11-24T12:00"),
            Self.stay("BK-4 Kim", ["1"], "2026-11-24T15:00", "2026-11-27T11:00"),
        ]).plan("early-check-in", ["2026-11-24", "10:00"])
        #expect(outcome.leftOut == ["BK-4 Kim": "BK-5 Abe has Mill 1 until Tue 24 Nov 12:00 America/New_York"])
    }

    @Test func `a guest whose room was left days ago, or is left before the hour, is let in`() async throws {
        let outcome = try await Self.world([
            Self.stay("BK-3 Mori", ["1"], "2026-11-24T15:00", "2026-11-27T11:00"),
            Self.stay("BK-4 Kim", ["2"], "2026-11-27T15:00", "2026-11-29T11:00"),
        ]).plan("early-check-in", ["2026-11-24", "11:00"])
        #expect(Array(outcome.hours.keys) == ["BK-3 Mori"])
    }

    @Test func `who has two rooms is kept out by either, and a cleaner keeps nobody out`() async throws {
        let outcome = try await Self.world([
            Self.stay("BK-3 Mori", ["3", "1"], "2026-11-24T15:00", "2026-11-27T11:00"),
            Self.stay("BK-4 Kim", ["4"], "2026-11-24T15:00", "2026-11-27T11:00"),
            Self.stay("Cleaner Ana", ["4"], "2026-11-24T06:00", "2026-11-24T14:00"),
            Self.stay("Cleaner Bo", ["3"], "2026-11-24T14:00", "2026-11-24T20:00"),
        ]).plan("early-check-in", ["2026-11-24", "10:00"])
        #expect(Array(outcome.hours.keys) == ["BK-4 Kim"])
        #expect(Array(outcome.leftOut.keys) == ["BK-3 Mori"])
    }

    @Test func `a day on which nobody comes changes nothing, and says what was looked at`() async throws {
        let outcome = try await Self.world([]).plan("early-check-in", ["2026-11-24", "10:00", "house=mill"])
        #expect(outcome.hours.isEmpty)
        #expect(outcome.lines == ["0 of 2 stays begin on 2026-11-24"])
        #expect(outcome.report.exitCode(isPlanOnly: true) == 0)
    }

    @Test(arguments: [
        (
            "BK-3 Mori", ["1"], "2026-11-24T12:30",
            "Mill 1  BK-1 Ito leaves Tue 24 Nov 11:00, BK-3 Mori arrives Tue 24 Nov 12:30  (America/New_York)"
                as String?
        ),
        ("BK-3 Mori", ["1"], "2026-11-24T15:00", nil), ("BK-3 Mori", ["3"], "2026-11-24T11:30", nil),
        ("Cleaner Ana", ["1"], "2026-11-24T11:30", nil),
    ])
    func `a turnover is told by rooms and not by the front door`(
        name: String,
        rooms: [String],
        starts: String,
        line: String?,
    ) async throws {
        let outcome = try await Self.world([Self.stay(name, rooms, starts, "2026-11-28T11:00")]).plan(
            "turnover",
            ["2h"]
        )
        let looked = name.hasPrefix("BK") ? 3 : 2
        let doors = rooms == ["3"] ? 3 : 2
        let count = "\(line == nil ? 0 : 1) with less than 2h between two guests"
        let last = "\(count), of \(looked) stays on \(doors) doors of their own"
        #expect(outcome.lines == [line, last].compactMap(\.self))
        #expect(outcome.hours.isEmpty)
    }

    @Test func `an arrival is compared with who leaves last, and two guests at once are told by themselves`()
        async throws
    {
        let outcome = try await Self.world([
            Self.stay("BK-3 Mori", ["2"], "2026-11-24T12:00", "2026-11-24T13:00"),
            Self.stay("BK-4 Kim", ["2"], "2026-11-25T15:00", "2026-11-29T11:00"),
        ]).plan("turnover", ["1h"])
        let zone = "(America/New_York)"
        #expect(
            outcome.lines == [
                "the next guest comes before the last one has left:",
                "  Mill 2  BK-2 Haas leaves Thu 26 Nov 11:00, BK-3 Mori arrives Tue 24 Nov 12:00  \(zone)",
                "  Mill 2  BK-2 Haas leaves Thu 26 Nov 11:00, BK-4 Kim arrives Wed 25 Nov 15:00  \(zone)",
                "0 with less than 1h between two guests, 2 with two at once, of 4 stays on 2 doors of their own",
            ]
        )
    }

    @Test func `guests whose hours are the same but for the gap share a door, and are counted only`() async throws {
        let outcome = try await Self.world([
            Self.stay("BK-3 Mori", ["3"], "2026-11-24T15:00", "2026-11-26T11:00"),
            Self.stay("BK-4 Kim", ["3"], "2026-11-24T16:00", "2026-11-26T12:00"),
        ]).plan("turnover", ["2h"])
        let last =
            "0 with less than 2h between two guests, 1 shared by guests of the same hours, of 4 stays on 3 doors of their own"
        #expect(outcome.lines == [last])
    }

    @Test func `the checkout is that of the house where no hour is given`() async throws {
        let text = """
            { "houses": { "Mill": { "doors": ["Mill *"], "check_out": "12:30", "shared_doors": ["Mill Front"] } } }
            """
        var options = Engine.Options()
        options.settings = try Settings(json: text, file: "keyshift.json")
        let outcome = try await Self.world([]).with(options) { fixture in
            try await AutomationWorld.plan("checkout-at", ["2026-11-24"], fixture)
        }
        #expect(outcome.hours == ["BK-1 Ito": "2026-11-22T20:00:00.000Z 2026-11-24T17:30:00.000Z"])
    }
}

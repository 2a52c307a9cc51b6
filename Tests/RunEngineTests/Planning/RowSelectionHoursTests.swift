import CivilTime
import Model
import Testing

/// Rows that are asked for by their hours, and houses by the beginning of their names.
struct RowSelectionHoursTests {
    private static let now = PlanFixture.instant("2026-11-24T12:00:00Z")

    private static func row(_ name: String, _ starts: String, _ ends: String, gets end: String? = nil) -> Row {
        let before = CodeState(
            startsAt: PlanFixture.instant(starts),
            endsAt: PlanFixture.instant(ends),
            name: name,
            kind: .timeBound
        )
        var after = before
        after.endsAt = PlanFixture.instant(end ?? ends)
        let member = Row.Member(
            accessCodeID: "code-\(name)",
            deviceID: "device-\(name)",
            door: "Room \(name)",
            before: before,
            after: after
        )
        return Row(
            target: .group(commonCodeKey: name),
            name: name,
            zone: "America/New_York",
            changes: [.endsAt],
            members: [member],
            isInHouse: false,
            deadline: nil,
        )
    }

    /// Somebody inside, somebody who comes tomorrow, and somebody who has left and gets two hours.
    private static let rows = [
        row("in", "2026-11-23T20:00:00Z", "2026-11-25T16:00:00Z"),
        row("next", "2026-11-25T20:00:00Z", "2026-11-27T16:00:00Z"),
        row("left", "2026-11-20T20:00:00Z", "2026-11-24T11:00:00Z", gets: "2026-11-24T13:00:00Z"),
    ]

    @Test(
        arguments: [
            (true, nil, ["in"]), (false, "today", ["in", "left"]), (false, "tomorrow", ["in", "next"]),
            (true, "+2", []), (false, "2026-11-20", ["left"]), (false, nil, ["in", "next", "left"]),
        ] as [(Bool, String?, [String])]
    )
    func `rows are asked for by who is inside, and by a day on the clock of their doors`(
        isInside: Bool,
        day: String?,
        names: [String],
    ) throws {
        var selection = RowSelection()
        selection.isInside = isInside
        selection.day = try day.map { text throws(CivilTimeError) in try StayDay(parsing: text) }
        selection.now = Self.now
        #expect(Self.rows.filter { selection.contains($0) }.compactMap(\.name) == names)
        #expect(selection.isEverything == (names.count == 3))
    }

    @Test func `rows of an earlier run are asked for by the hours that they got`() {
        var selection = RowSelection()
        (selection.isInside, selection.now) = (true, Self.now)
        #expect(Self.rows.filter { selection.contains($0, by: \.after) }.compactMap(\.name) == ["in", "left"])
        #expect(selection.words == "guests inside now")
    }

    private static func resolved(_ house: String) -> RowSelection {
        var selection = RowSelection(houses: [house])
        selection.homes = ["device-in": "Lakeside Cottages", "device-next": "Lake House", "device-left": "Hill"]
        return selection.resolved(among: rows.doors)
    }

    @Test(arguments: [
        ("Lakeside", ["in"], "house \"Lakeside Cottages\""),
        ("lakeside", ["in"], "house \"Lakeside Cottages\""),
        ("Lake House", ["next"], "house \"Lake House\""), ("Hill", ["left"], "house \"Hill\""),
    ])
    func `a house is taken by the first words of its name in any case, and named in full`(
        typed: String,
        names: [String],
        words: String,
    ) {
        let selection = Self.resolved(typed)
        #expect(Self.rows.filter { selection.contains($0) }.compactMap(\.name) == names)
        #expect(selection.words == words)
        #expect(selection.unmatchedPlace(among: Self.rows.doors) == nil)
    }

    @Test func `a beginning that two houses have is refused with both`() throws {
        let unmatched = try #require(Self.resolved("lake").unmatchedPlace(among: Self.rows.doors))
        #expect(unmatched.what == .severalHouses)
        #expect(unmatched.among == ["Lake House", "Lakeside Cottages"])
        #expect(Self.resolved("Valley").unmatchedPlace(among: Self.rows.doors)?.what == .house)
    }
}

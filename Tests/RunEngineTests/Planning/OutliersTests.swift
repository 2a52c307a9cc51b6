import CivilTime
import Model
import Testing

@testable import RunEngine

struct OutliersTests {
    private static let noon = PlanFixture.instant("2026-11-28T19:00:00Z")

    private static func row(_ name: String, starts: Int64 = 0, ends: Int64 = 0, on door: String = "Mill Room 1") -> Row
    {
        let start = noon - PlanFixture.span(hours: 48)
        let before = CodeState(startsAt: start, endsAt: noon, name: name, kind: .timeBound)
        var after = before
        after.startsAt = start + PlanFixture.span(hours: starts)
        after.endsAt = noon + PlanFixture.span(hours: ends)
        return Row(
            target: .group(commonCodeKey: name),
            name: name,
            zone: "America/New_York",
            changes: [.startsAt, .endsAt],
            members: [
                Row.Member(accessCodeID: name, deviceID: door, door: door, before: before, after: after)
            ],
            isInHouse: false,
            deadline: nil,
        )
    }

    private static let usual = (1...6).map { row("BK-\($0)", ends: 2) }

    private static func found(_ rows: [Row], in houses: [String: String] = [:]) -> [String] {
        let doors = houses.map { name, house in
            var door = Door(deviceID: name, name: name, zone: nil, isOnline: true)
            door.house = house
            return door
        }
        return Outliers(rows, in: WorkspaceIndex(doors: doors, codes: [])).found.map { "\($0.label): \($0.why)" }
    }

    @Test func `a row against the others is told with what most do`() {
        let rows = Self.usual + [Self.row("BK-7", ends: -1), Self.row("BK-8", starts: 2, ends: 2)]
        #expect(
            Self.found(rows) == [
                "BK-7: ends earlier; most end later", "BK-8: begins later and ends later; most end later",
            ]
        )
    }

    @Test func `the only row in another house is told with the house`() {
        let houses = ["Mill Room 1": "Mill", "Lodge Room 1": "Lodge"]
        #expect(
            Self.found(Self.usual + [Self.row("BK-7", ends: 2, on: "Lodge Room 1")], in: houses)
                == ["BK-7: the only one in Lodge"]
        )
    }

    @Test func `the one that moves furthest is told with the usual way`() {
        #expect(
            Self.found(Self.usual + [Self.row("BK-7", ends: 26)])
                == ["BK-7: moves furthest, by 26h; half of them move by 2h or less"]
        )
    }

    @Test func `rows that are alike, a small plan, and as many of a kind as others have no outlier`() {
        #expect(Self.found(Self.usual).isEmpty)
        #expect(Self.found([Self.row("BK-1", ends: 2), Self.row("BK-2", ends: -2), Self.row("BK-3", ends: 9)]).isEmpty)
        let half = (11...16).map { Self.row("BK-\($0)", ends: -2) }
        #expect(Self.found(Self.usual + half).isEmpty)
    }
}

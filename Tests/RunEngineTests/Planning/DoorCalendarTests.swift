import CivilTime
import Model
import Testing

@testable import RunEngine

/// Which doors stays share, where rows make and end their codes.
struct DoorCalendarTests {
    private static let now = PlanFixture.instant("2026-11-24T08:00:00Z")

    /// Two stays with the front door and a room each, at the same time; nobody has the other doors.
    private static func index() -> WorkspaceIndex {
        let doors = ["front", "new front", "room 1", "room 2", "room 3"].map {
            Door(deviceID: $0, name: $0, zone: "America/Vancouver", isOnline: true)
        }
        let places = [("ito", "front"), ("ito", "room 1"), ("haas", "front"), ("haas", "room 2")]
        let codes = places.map { key, device in
            IndexedCode(
                accessCodeID: "\(key) \(device)",
                deviceID: device,
                commonCodeKey: key,
                state: PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-26T19:00:00Z", name: key),
            )
        }
        return WorkspaceIndex(doors: doors, codes: codes)
    }

    /// The calendar of rows that have been recorded.
    private static func calendar(_ make: (StayRows) -> [Row]) -> (DoorCalendar, [Row]) {
        var index = index()
        let rows = make(StayRows(index: index, now: now))
        for row in rows { index.overlay(row, \.after) }
        return (DoorCalendar(index, rows: rows), rows)
    }

    private static func move(_ rows: StayRows, _ key: String, _ from: String, _ to: String) -> Row {
        rows.move(of: .group(commonCodeKey: key), DoorMove(added: [to], dropped: [from]), key: key)
    }

    @Test func `the new lock of a shared door is shared`() {
        let (calendar, rows) = Self.calendar { rows in
            ["ito", "haas"].map { Self.move(rows, $0, "front", "new front") }
        }
        #expect(calendar.shared == ["front", "new front"])
        #expect(calendar.newOverlaps(of: rows, at: Self.now).isEmpty)
    }

    @Test func `a room that is given for a room is not shared, and two stays in it meet`() {
        let (calendar, rows) = Self.calendar { rows in
            [Self.move(rows, "ito", "room 1", "room 3"), Self.move(rows, "haas", "room 2", "room 3")]
        }
        #expect(calendar.shared == ["front"])
        #expect(Set(calendar.newOverlaps(of: rows, at: Self.now).map(\.door)) == ["room 3"])
    }

    @Test func `a room that somebody has is not shared because another stay moves into it`() {
        let (calendar, rows) = Self.calendar { [Self.move($0, "ito", "room 1", "room 2")] }
        #expect(calendar.shared == ["front"])
        #expect(calendar.newOverlaps(of: rows, at: Self.now).map(\.door) == ["room 2"])
        let (other, alone) = Self.calendar { rows in
            [rows.move(of: .group(commonCodeKey: "ito"), DoorMove(added: ["room 2"], dropped: ["front"]), key: "ito")]
        }
        #expect(other.newOverlaps(of: alone, at: Self.now).map(\.door) == ["room 2"])
    }

    @Test func `a room that somebody has is not shared because another stay gets it beside its own`() {
        let (calendar, rows) = Self.calendar { rows in
            [rows.move(of: .group(commonCodeKey: "ito"), DoorMove(added: ["room 2"], dropped: []), key: "ito")]
        }
        #expect(calendar.newOverlaps(of: rows, at: Self.now).map(\.door) == ["room 2"])
    }

    @Test func `two stays can change places`() {
        let (calendar, rows) = Self.calendar { rows in
            [Self.move(rows, "ito", "room 1", "room 2"), Self.move(rows, "haas", "room 2", "room 1")]
        }
        #expect(calendar.newOverlaps(of: rows, at: Self.now).isEmpty)
    }

    @Test func `a front door stays shared where a plan cancels all but one of its stays`() {
        let (calendar, _) = Self.calendar { [$0.cancellation(of: .group(commonCodeKey: "haas"))] }
        #expect(calendar.shared == ["front"])
    }
}

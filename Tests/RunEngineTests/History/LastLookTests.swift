import CivilTime
import Journal
import Model
import Testing

@testable import RunEngine

/// What a look at a workspace says of the hours that a row wants.
struct LastLookTests {
    private static let now = Instant(milliseconds: 1_800_000_000_000)

    private static func hours(_ from: Int64, _ to: Int64) -> CodeState {
        CodeState(
            startsAt: now + TimeSpan(milliseconds: from * 3_600_000),
            endsAt: now + TimeSpan(milliseconds: to * 3_600_000),
            name: nil,
            kind: .timeBound,
        )
    }

    private static func stay(_ key: String, _ from: Int64, _ to: Int64) -> Stay {
        let door = Stay.Door(
            accessCodeID: "code-\(key)",
            deviceID: "room",
            name: "Room 204",
            zone: nil,
            state: hours(from, to),
        )
        return Stay(target: .group(commonCodeKey: key), name: key, doors: [door], seenAt: now)
    }

    /// A row that gives the stay `ito` an end.
    private static func row(to end: Int64) -> Row {
        let member = Row.Member(
            accessCodeID: "code-ito",
            deviceID: "room",
            door: "Room 204",
            before: hours(-10, 4),
            after: hours(-10, end),
        )
        return Row(
            target: .group(commonCodeKey: "ito"),
            name: "ito",
            zone: nil,
            changes: [.endsAt],
            members: [member],
            isInHouse: true,
            deadline: nil,
        )
    }

    @Test(
        arguments: [
            ("nobody comes", [], 20, false),
            ("the next guest comes later", [(20, 40)], 20, false),
            ("the next guest is met", [(12, 40)], 20, true),
            ("whom the stay meets already is no news", [(2, 40)], 20, false),
            ("others meet on a door that guests share", [(12, 40), (13, 30)], 20, false),
        ] as [(String, [(Int64, Int64)], Int64, Bool)]
    )
    func `a door is taken where a guest would be met who is not met now`(
        why: String,
        others: [(Int64, Int64)],
        end: Int64,
        isTaken: Bool,
    ) {
        let guests = others.enumerated().map { Self.stay("other-\($0.offset)", $0.element.0, $0.element.1) }
        let reading = StayReading(
            scope: WorkspaceScope(endpoint: "e", workspaceID: "w"),
            workspaceName: "w",
            readAt: Self.now,
            stays: [Self.stay("ito", -10, 5)] + guests,
        )
        #expect(LastLook(reading).isTaken(by: Self.row(to: end), at: Self.now) == isTaken, "\(why)")
    }
}

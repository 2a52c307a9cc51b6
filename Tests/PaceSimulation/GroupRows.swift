package import CivilTime
package import Model
internal import RunEngine

extension Row {
    package static let evening = PaceSimulation.start
    /// What the plan was made from: until Tuesday 11:00, seven hours west of UTC.
    package static let oldEnd = Instant(milliseconds: 1_795_543_200_000)
    package static let newEnd = oldEnd + TimeSpan(milliseconds: 7_200_000)
    package static let start = evening - TimeSpan(milliseconds: 7_200_000)

    /// A linked group on two doors whose end moves by two hours.
    package static func group(
        _ key: String,
        devices: [String] = ["front", "room"],
        changes: Set<ChangedField> = [.endsAt],
        deadline: Instant? = oldEnd,
        isInHouse: Bool = true,
    ) -> Row {
        Row(
            target: .group(commonCodeKey: key),
            name: "BK-\(key)",
            zone: "-07:00",
            changes: changes,
            members: devices.enumerated().map { member("\(key)-\($0)", device: $1, changes) },
            isInHouse: isInHouse,
            deadline: deadline,
        )
    }

    /// The same for a stay that an access grant holds.
    package static func grant(
        _ id: String,
        devices: [String] = ["front", "room"],
        changes: Set<ChangedField> = [.endsAt],
    ) -> Row {
        var row = group(id, devices: devices, changes: changes)
        row.target = .grant(accessGrantID: id)
        return row
    }

    /// One code on one door.
    package static func code(_ id: String, changes: Set<ChangedField> = [.endsAt]) -> Row {
        Row(
            target: .code(accessCodeID: id),
            name: nil,
            zone: nil,
            changes: changes,
            members: [member(id, device: "front", changes)],
            isInHouse: true,
            deadline: oldEnd,
        )
    }

    package static func groups(_ count: Int, devices: (Int) -> [String] = { ["d\($0)", "e\($0)"] }) -> [Row] {
        (0..<count).map { group("k\($0)", devices: devices($0)) }
    }

    private static func member(_ id: String, device: String, _ changes: Set<ChangedField>) -> Member {
        let before = CodeState(startsAt: start, endsAt: oldEnd, name: "Ito")
        var after = before
        if changes.contains(.startsAt) { after.startsAt = start + TimeSpan(milliseconds: 3_600_000) }
        if changes.contains(.endsAt) { after.endsAt = newEnd }
        if changes.contains(.name) { after.name = "Ito late" }
        return Member(accessCodeID: id, deviceID: device, door: "Door \(device)", before: before, after: after)
    }
}

import CivilTime
import Journal
import Model
import Testing

@testable import RunEngine

struct ApplyEstimateTests {
    private static let now = PlanFixture.now

    /// So many groups on a front door that all share and a room of their own; the first is due after so many minutes.
    private static func rows(_ count: Int, firstDue minutes: Int64 = 600) -> [Row] {
        (0..<count).map { number in
            let end = now + TimeSpan(milliseconds: (minutes + Int64(number)) * 60_000)
            let before = CodeState(startsAt: now - PlanFixture.span(hours: 1), endsAt: end, name: "BK-\(number)")
            var after = before
            after.endsAt = end + PlanFixture.span(hours: 2)
            let members = [("front", "Front door"), ("room\(number)", "Room \(number)")].map { id, door in
                Row.Member(accessCodeID: "\(id)-\(number)", deviceID: id, door: door, before: before, after: after)
            }
            return Row(
                target: .group(commonCodeKey: "\(number)"),
                name: "BK-\(number)",
                zone: "America/New_York",
                changes: [.endsAt],
                members: members,
                isInHouse: true,
                deadline: end,
            )
        }
    }

    @Test(arguments: [(1, 0), (10, 0), (11, 1), (20, 1), (21, 2), (38, 3), (101, 10)])
    func `a door takes ten codes in each minute`(groups: Int, minutes: Int64) {
        let estimate = ApplyEstimate(Self.rows(groups), at: Self.now)
        let least = TimeSpan(milliseconds: minutes * 60_000)
        #expect(estimate.duration >= least)
        #expect(estimate.duration <= least + TimeSpan(milliseconds: (minutes + 1) * 1000))
        #expect(estimate.pacingDoor == (minutes > 0 ? "Front door" : nil))
    }

    @Test func `it must start so early that the last one is in time`() {
        let estimate = ApplyEstimate(Self.rows(30, firstDue: 30), at: Self.now)
        #expect(estimate.late == 0)
        #expect(estimate.startBy == Self.now + TimeSpan(milliseconds: 30 * 60_000 - 1000))
        #expect(estimate.startByZone == "America/New_York")
    }

    @Test func `who is late whatever is done is counted`() {
        let rows = Self.rows(30, firstDue: 0)
        let estimate = ApplyEstimate(rows, at: Self.now)
        #expect(estimate.late == 1)
    }

    @Test func `what others send to the same door counts`() {
        let free = Self.now + TimeSpan(milliseconds: 40_000)
        let busy = ["front": DoorState(frees: Array(repeating: free, count: 10))]
        let estimate = ApplyEstimate(Self.rows(1), busyDoors: busy, at: Self.now)
        #expect(estimate.duration == TimeSpan(milliseconds: 41_000))
        #expect(estimate.pacingDoor == "Front door")
    }

    /// So many stays that are made, cancelled or moved, on a front door that all share and a room of their own.
    private static func codes(_ change: Row.Change, _ count: Int) -> [Row] {
        rows(count).map { row in
            var row = row
            row.change = change
            for place in row.members.indices {
                switch change {
                case .create: row.members[place].before = .absent
                case .cancel: row.members[place].after = .absent
                default: row.members[place].after = row.members[place].before
                }
            }
            guard change == .doors, let room = row.members.last else { return row }
            var new = room
            (new.deviceID, new.door, new.before) = ("new-\(room.deviceID)", "New \(room.door)", .absent)
            new.after = room.before
            row.members[1].after = .absent
            row.members.append(new)
            return row
        }
    }

    /// Ten codes are made and twenty end on a door in each minute; each call of a row takes its second.
    @Test(arguments: [
        (Row.Change.create, 1, 0), (.create, 10, 0), (.create, 11, 1), (.create, 31, 3), (.cancel, 20, 0),
        (.cancel, 21, 1), (.cancel, 41, 2), (.doors, 50, 0),
    ])
    func `a row that makes or ends codes counts each of its calls`(change: Row.Change, stays: Int, minutes: Int64) {
        let estimate = ApplyEstimate(Self.codes(change, stays), at: Self.now)
        let least = TimeSpan(milliseconds: minutes * 60_000 + 2000)
        #expect(estimate.duration >= least)
        #expect(estimate.duration <= least + TimeSpan(milliseconds: minutes * 1000))
        #expect(estimate.pacingDoor == (minutes > 0 ? "Front door" : nil))
    }

    @Test func `codes that are made and hours that move do not take each other's places at a door`() {
        let estimate = ApplyEstimate(Self.rows(10) + Self.codes(.create, 10), at: Self.now)
        #expect(estimate.duration == TimeSpan(milliseconds: 2000))
    }

    @Test func `a new name is nobody's deadline`() {
        var rows = Self.rows(1, firstDue: -5)
        rows[0].changes = [.name]
        let estimate = ApplyEstimate(rows, at: Self.now)
        #expect(estimate.startBy == nil)
        #expect(estimate.late == 0)
    }
}

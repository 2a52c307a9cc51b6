import CivilTime
import Model
import Presentation
import Testing

@testable import RunEngine

/// The words for stays that are made, that end, or that are cancelled: not all that is sent has moved.
struct DeedTextTests {
    private static let now = PlanFixture.instant("2026-11-24T08:00:00Z")

    private static func row(_ change: Row.Change, isNamed: Bool = true, end: String = "2026-11-25T19:00:00Z") -> Row {
        let before = PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-26T19:00:00Z", name: "BK-1 Ito")
        let after = PlanFixture.state("2026-11-23T23:00:00Z", end, name: "BK-1 Ito")
        var row = Row(
            target: .group(commonCodeKey: "ito"),
            name: "BK-1 Ito",
            zone: "America/New_York",
            changes: [.endsAt],
            members: [
                Row.Member(
                    accessCodeID: "c",
                    deviceID: "d",
                    door: "Room 204",
                    before: change == .create ? .absent : before,
                    after: change == .cancel ? .absent : after
                )
            ],
            isInHouse: true,
            deadline: PlanFixture.instant("2026-11-25T19:00:00Z"),
        )
        row.change = change
        row.isNamed = isNamed
        return row
    }

    private static func report(_ rows: [Row], _ status: RowStatus) -> RunReport {
        var rows = rows
        for place in rows.indices { rows[place].status = status }
        let plan = Plan(rows: rows, madeAt: now)
        return RunReport(runID: "80aa", script: "x", state: status == .planned ? .planned : .completed, plan: plan)
    }

    @Test(
        arguments: [
            (row(.create), "1 stay is made", "DONE  1 made", "made"),
            (row(.cancel), "1 stay is cancelled", "DONE  1 cancelled", "cancelled"),
            (row(.doors), "1 group changes", "DONE  1 changed", "changed"),
            (row(.hours), "1 group changes", "DONE  1 ends earlier", "shortened"),
            (row(.hours, isNamed: false), "1 group changes", "DONE  1 moved", "moved"),
            (row(.hours, end: "2026-11-27T19:00:00Z"), "1 group changes", "DONE  1 moved", "moved"),
        ]
    )
    func `the head, the end and the progress say what was done`(
        row: Row,
        head: String,
        end: String,
        progress word: String,
    ) {
        let heading = PlanText.Heading(title: "x", workspace: nil, operatorName: "ana")
        let planned = PlanText(Self.report([row], .planned), heading, showsAll: false).lines
        #expect(planned.contains { $0.hasPrefix(head) }, "\(planned)")
        #expect(!planned.contains { $0.contains("until never") }, "\(planned)")
        let done = RunText(Self.report([row], .applied)).lines
        #expect(done.contains { $0.hasPrefix(end) }, "\(done)")
        var progress = ApplyProgress(
            total: 1,
            settled: 1,
            counts: [.applied: 1],
            now: Self.now,
            elapsed: .zero,
            remaining: nil
        )
        progress.deed = RowDeed.common(of: [row])
        #expect(ProgressText(progress).line().contains(" \(word) 1/1"), "\(ProgressText(progress).line())")
    }

    @Test func `several deeds are told apart`() {
        let rows = [Self.row(.create), Self.row(.create), Self.row(.cancel), Self.row(.hours, isNamed: false)]
        #expect(RowDeed.common(of: rows) == nil)
        #expect(
            RunText(Self.report(rows, .applied)).lines.contains { $0.hasPrefix("DONE  1 moved · 2 made · 1 cancelled") }
        )
    }

    @Test(
        arguments: [
            (row(.create), "the guest comes before the codes"), (row(.hours), "it ends later than asked"),
            (row(.hours, isNamed: false), "it ends later than asked"),
            (row(.hours, isNamed: false, end: "2026-11-27T19:00:00Z"), "it ends before the new hours arrive"),
        ]
    )
    func `what comes of a late begin is of the kind of the change`(row: Row, words: String) throws {
        var report = Self.report([row], .planned)
        var estimate = ApplyEstimate()
        estimate.startBy = PlanFixture.instant("2026-11-25T18:00:00Z")
        estimate.startByZone = "America/New_York"
        report.plan.estimate = estimate
        let heading = PlanText.Heading(title: "x", workspace: nil, operatorName: "ana")
        let head = PlanText(report, heading, showsAll: false).head
        #expect(head.contains { $0.hasPrefix("Start by Wed 13:00, or \(words).") }, "\(head)")
        #expect(head.contains { $0.contains("None would be locked out.") } == (row.change != .create))
    }

    @Test func `at eighty columns the names are cut, and no room and no hour is`() {
        let rows = (1...3).map { number in
            var row = Self.row(.hours, isNamed: false, end: "2026-11-26T21:00:00Z")
            row.target = .group(commonCodeKey: "k\(number)")
            row.name = "BK-8821\(number) Wolfeschlegelsteinhausen"
            row.members[0].door = "Harbour House Room \(number)0\(number)"
            row.members[0].accessCodeID = "c\(number)"
            // The door that all of them have is cut, and not the room.
            var front = row.members[0]
            (front.door, front.deviceID, front.accessCodeID) = ("Harbour House Main Door", "front", "f\(number)")
            row.members.insert(front, at: 0)
            return row
        }
        let heading = PlanText.Heading(title: "x", workspace: nil, operatorName: "ana")
        let page = Page(width: 80, isASCII: false)
        let lines = PlanText(Self.report(rows, .planned), heading, showsAll: true, on: page).lines
        for number in 1...3 {
            let line = lines.first { $0.contains("BK-8821\(number)") } ?? ""
            #expect(line.contains("Room \(number)0\(number)") || line.contains("  \(number)0\(number)  "), "\(lines)")
            #expect(line.contains("Thu 14:00  Thu 16:00  +2h"), "\(lines)")
            #expect(!line.contains("Room \(number)0…"), "\(lines)")
        }
    }
}

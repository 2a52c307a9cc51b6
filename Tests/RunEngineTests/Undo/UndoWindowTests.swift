import CivilTime
import JournalTesting
import Model
import Presentation
import Testing

@testable import RunEngine

/// A row can be undone until the earlier of its two ends: the API takes no end that is over, and deletes a code at its end.
struct UndoWindowTests {
    /// The guest of `ito` is inside until Tuesday 14:00 in New York; it is Monday 21:00.
    private func row(endingBy hours: Int64) throws -> Row {
        let builder = PlanFixture.builder()
        let change = Change(ends: .by(PlanFixture.span(hours: hours)))
        try builder.record(change, of: .group(commonCodeKey: "ito"), at: PlanFixture.now)
        return try #require(builder.rows.first)
    }

    private let oldEnd = PlanFixture.instant("2026-11-24T19:00:00Z")

    @Test(arguments: [(2, 0), (-3, -3)])
    func `the window closes, and the row is due, at the earlier end`(hours: Int64, limit: Int64) throws {
        let row = try row(endingBy: hours)
        let end = oldEnd + PlanFixture.span(hours: limit)
        #expect(Undoability.deadline(of: row) == end)
        #expect(row.deadline == end)
        #expect(Undoability.obstacle(of: row, at: end - TimeSpan(milliseconds: 1)) == nil)
        let obstacle = try #require(Undoability.obstacle(of: row, at: end))
        #expect(obstacle.contains(hours > 0 ? "the old end" : "the new end"), "\(obstacle)")
        #expect(obstacle.contains("is over"))
    }

    @Test func `a new name can be undone while the code is there`() throws {
        let builder = PlanFixture.builder()
        try builder.record(Change(name: "BK-1 Ito, VIP"), of: .group(commonCodeKey: "ito"), at: PlanFixture.now)
        let row = try #require(builder.rows.first)
        #expect(Undoability.deadline(of: row) == nil)
        #expect(Undoability.obstacle(of: row, at: PlanFixture.now) == nil)
    }

    @Test func `an undo of a shortened stay is due before the end that it takes back`() throws {
        var row = try row(endingBy: -3)
        row.status = .applied
        let undo = UndoBuilder(run: "80aa", rows: [row], sent: [0], now: PlanFixture.now).plan([0])
        #expect(undo.rows.map(\.deadline) == [oldEnd - PlanFixture.span(hours: 3)])
        let late = oldEnd - PlanFixture.span(hours: 2)
        let plan = UndoBuilder(run: "80aa", rows: [row], sent: [0], now: late).plan([0])
        #expect(plan.rows.isEmpty)
        let why = "not undoable: the new end, Tue 11:00 America/New_York, is over"
        #expect(plan.leftOut.first?.why.contains(why) == true)
    }

    @Test func `the plan says the earlier end`() throws {
        let plan = Plan(rows: [try row(endingBy: -3)], madeAt: PlanFixture.now)
        let heading = PlanText.Heading(title: "early.lua", workspace: nil, operatorName: "ana")
        let lines = PlanText(plan, heading, showsAll: false).lines
        let line = try #require(lines.first { $0.contains("BK-1 Ito") })
        #expect(line.hasSuffix("Tue 14:00  Tue 11:00  -3h  Tue 11:00"), "\(line)")
    }

    @Test(arguments: [(2, "Tue 14:00"), (-3, "Tue 11:00")])
    func `what a run shows says it as well`(hours: Int64, until: String) throws {
        var row = try row(endingBy: hours)
        row.status = .applied
        var record = JournalSample.run("80aa", startedAt: PlanFixture.now)
        record.state = .completed
        let facts = RunFacts(record: record, rows: [row], effects: [], isUnfinished: false)
        let lines = RunDetail(facts, showsAll: false, now: PlanFixture.now).lines
        #expect(lines.last == "To take it back, only until \(until) America/New_York: keyshift undo 80aa")
        let end = oldEnd + PlanFixture.span(hours: min(hours, 0))
        #expect(!RunDetail(facts, showsAll: false, now: end).lines.contains { $0.hasPrefix("To take") })
    }
}

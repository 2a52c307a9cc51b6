import CivilTime
import JournalTesting
import Model
import Testing

@testable import RunEngine

struct UndoBuilderTests {
    private static let now = JournalSample.evening

    private func row(_ change: (inout Row) -> Void = { _ in }) -> Row {
        var row = JournalSample.row("k1", name: "BK-1 Ito")
        row.status = .applied
        for place in row.members.indices { row.members[place].status = .applied }
        change(&row)
        return row
    }

    private func plan(_ rows: [Row], sent: Set<Int>, at now: Instant = now) -> Plan {
        UndoBuilder(run: "80aa", rows: rows, sent: sent, now: now).plan(Array(rows.indices))
    }

    @Test func `what was sent is swapped, code by code, and says whose undo it is`() throws {
        let original = row()
        let undo = try #require(plan([original], sent: [0]).rows.first)
        #expect(undo.target == original.target)
        #expect(undo.changes == original.changes)
        #expect(undo.members.map(\.before) == original.members.map(\.after))
        #expect(undo.members.map(\.after) == original.members.map(\.before))
        #expect(undo.status == .planned)
        #expect(undo.because == "undo of run 80aa")
    }

    @Test func `the undo of an undo is the row itself again`() throws {
        let original = row()
        let undo = try #require(plan([original], sent: [0]).rows.first)
        let redo = try #require(plan([undo], sent: [0]).rows.first)
        #expect(redo.members.map(\.before) == original.members.map(\.before))
        #expect(redo.members.map(\.after) == original.members.map(\.after))
    }

    @Test func `a row of which nothing was sent is left out, whatever its status`() {
        let plan = plan([row(), row { $0.status = .conflict }, row { $0.status = .already }], sent: [0])
        #expect(plan.rows.count == 1)
        #expect(plan.leftOut.map(\.what) == ["2 rows"])
    }

    @Test func `codes of a group that differed before get a row each`() {
        let mixed = row { $0.members[1].before.endsAt = JournalSample.later(5400) }
        let rows = plan([mixed], sent: [0]).rows
        #expect(rows.map(\.target) == mixed.members.map { .code(accessCodeID: $0.accessCodeID) })
        #expect(rows.map(\.after) == mixed.members.map(\.before))
    }

    @Test func `a bound that differed and did not change keeps the codes apart as well, because both are sent`() {
        let mixed = row { $0.members[1].before.startsAt = JournalSample.later(-3600) }
        #expect(plan([mixed], sent: [0]).rows.count == 2)
    }

    @Test(arguments: [
        ("ongoing", "no end before"), ("nameless", "had no name"), ("over", "is over"),
    ])
    func `what cannot be given back is left out with the reason`(kind: String, words: String) {
        let row = row { row in
            switch kind {
            case "ongoing":
                row.members[0].before = CodeState(startsAt: nil, endsAt: nil, name: "x", kind: .ongoing)
            case "nameless":
                row.changes = [.name]
                row.members[0].before.name = nil
            default: break
            }
        }
        let now = kind == "over" ? JournalSample.later(3600) : Self.now
        let plan = plan([row], sent: [0], at: now)
        #expect(plan.rows.isEmpty)
        #expect(plan.leftOut.first?.why.hasPrefix("not undoable: ") == true)
        #expect(plan.leftOut.first?.why.contains(words) == true, "\(plan.leftOut)")
    }
}

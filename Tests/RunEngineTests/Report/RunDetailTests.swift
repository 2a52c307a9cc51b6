import JournalTesting
import Model
import Presentation
import Testing

/// What `runs show` tells of rows that were not sent.
struct RunDetailTests {
    private static func lines(_ state: RunRecord.State, isUnfinished: Bool) -> [String] {
        var record = JournalSample.run("80aa", startedAt: PlanFixture.now)
        record.state = state
        var rows = (1...25).map { JournalSample.row("key\($0)") }
        for place in rows.indices { rows[place].status = .applied }
        rows[24].status = .planned
        rows[23].status = .failed
        rows[23].error = RowError(code: .look, message: "Seam refuses it")
        let facts = RunFacts(record: record, rows: rows, effects: [], isUnfinished: isUnfinished)
        return RunDetail(facts, showsAll: false, now: PlanFixture.now).lines
    }

    @Test(
        arguments: [
            (.interrupted, true, "the run stopped before it came to it"),
            (.running, false, "the run is at work, and has not come to it"),
            (.abandoned, false, "the run was given up before it came to it"),
        ] as [(RunRecord.State, Bool, String)]
    )
    func `rows that were not sent come right behind the problems, with the reason`(
        state: RunRecord.State,
        isUnfinished: Bool,
        reason: String,
    ) throws {
        let lines = Self.lines(state, isUnfinished: isUnfinished)
        let rows = lines.filter { $0.hasPrefix("  ") }
        #expect(rows[0].contains("  failed: ") && rows[0].hasSuffix("\n    Seam refuses it"), "\(rows)")
        #expect(rows[1].contains("  not sent: ") && rows[1].hasSuffix("\n    \(reason)"), "\(rows)")
        #expect(rows[2].contains("  moved: "))
        #expect(lines.contains { $0.contains("1 not sent") })
    }
}

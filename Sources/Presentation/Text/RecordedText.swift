package import Model

/// What a statement has recorded, before and after, on the doors' own clocks.
package struct RecordedText {
    /// Rows that are shown; the rest is counted.
    private static let shown = 6

    private let before: Plan
    private let after: Plan

    /// Makes the text of the difference between two plans of one session.
    package init(before: Plan, after: Plan) {
        self.before = before
        self.after = after
    }

    /// A line for each row that the statement has added or changed; empty when it has recorded nothing.
    package var lines: [String] {
        let known = Dictionary(before.rows.map { ($0.target, $0) }) { first, _ in first }
        let rows = after.rows.filter { known[$0.target] != $0 }
        var table = TextTable(columns: ["recorded, nothing sent", "", ""])
        for row in rows.prefix(Self.shown) {
            let change = ChangeText(row: row, now: after.madeAt)
            table.add(["  \(row.label)", row.status == .already ? "already so" : change.line, change.doors])
        }
        guard !rows.isEmpty else { return leftOut }
        let more = rows.count - Self.shown
        return table.lines() + (more > 0 ? ["  … \(more) more; :plan shows them"] : []) + leftOut
    }

    private var leftOut: [String] {
        after.leftOut.dropFirst(before.leftOut.count).map {
            "left out  \($0.what.shown)  \(ForeignText.sentence($0.why))"
        }
    }
}

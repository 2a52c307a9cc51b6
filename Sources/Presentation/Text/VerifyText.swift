package import CivilTime
package import Model

/// What is on the doors, as an operator reads it.
package struct VerifyText {
    private static let shownRows = 20

    private let report: RunReport
    private let showsAll: Bool

    /// Makes the text of a report; long lists are cut unless all is asked for.
    package init(_ report: RunReport, showsAll: Bool) {
        self.report = report
        self.showsAll = showsAll
    }

    /// No time at all: one look.
    package static let noWait = TimeSpan.zero

    /// The time that was typed.
    /// - Throws: `invalid_value` with a form that works.
    package static func wait(_ text: String) throws(PlanError) -> TimeSpan {
        do throws(CivilTimeError) {
            return try TimeSpan(parsing: text)
        } catch {
            throw PlanError(.invalidValue, error.message, about: .wait, underlying: error)
        }
    }

    /// The lines.
    package var lines: [String] {
        let rows = report.plan.rows
        let failed = rows.filter { $0.status == .failed }
        let waiting = rows.filter { $0.status == .applied }
        let others = rows.filter { ![.failed, .applied, .onDevice].contains($0.status) }
        let asked = rows.count - others.count
        let onDoors = asked - failed.count - waiting.count
        var lines = ["ON THE DOORS  \(onDoors)/\(asked)   run \(report.runID.shown)"]
        lines += list("FAILED", failed) + list("WAITS", waiting)
        if !others.isEmpty {
            lines.append("\(others.count) of its rows were not moved: keyshift runs show \(report.runID.shown)")
        }
        if waiting.contains(where: { $0.error?.code == .waiting }) {
            lines.append("Look again: keyshift verify \(report.runID.shown) --wait 10m")
        }
        return lines
    }

    private func list(_ head: String, _ rows: [Row]) -> [String] {
        let shown = showsAll ? rows[...] : rows.prefix(Self.shownRows)
        let lines = shown.map { "\(head)  \($0.label)  \(ForeignText.paragraph($0.error?.message ?? ""))" }
        return rows.count > shown.count ? lines + ["  … \(rows.count - shown.count) more: --verbose"] : lines
    }
}

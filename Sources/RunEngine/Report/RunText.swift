internal import CivilTime

/// The end of a run as an operator reads it.
package struct RunText {
    private let report: RunReport

    /// Makes the text of a report.
    package init(_ report: RunReport) {
        self.report = report
    }

    /// The lines for stdout: what happened.
    package var lines: [String] {
        switch report.state {
        case .refused: return refused
        case .failed: return failed
        default: return problems + [summary] + help
        }
    }

    private var refused: [String] {
        guard let failure = report.failure else { return ["REFUSED, nothing was sent (exit 4)"] }
        return ["REFUSED, nothing was sent (exit 4): \(failure.message)"]
    }

    private var failed: [String] {
        guard let failure = report.failure else { return ["STOPPED, nothing was sent (exit 1)"] }
        let message = [failure.position, failure.message].compactMap(\.self).joined(separator: ": ")
        return ["STOPPED, nothing was sent (exit 1): \(message)"]
    }

    private var summary: String {
        let counts = report.counts
        let words: [(RowStatus, String)] = [
            (.applied, "moved"), (.onDevice, "on the doors"), (.already, "already so"),
            (.conflict, "changed by others"),
            (.failed, "failed"), (.pending, "not shown yet"), (.look, "to look at"), (.planned, "not sent"),
        ]
        let parts = words.compactMap { status, word in counts[status].map { "\($0) \(word)" } }
        guard !parts.isEmpty else { return "Nothing to change.   run \(report.runID)" }
        let head = report.state == .completed ? "DONE" : report.state == .interrupted ? "INTERRUPTED" : "NOT ALL DONE"
        return "\(head)  \(parts.joined(separator: " · "))   run \(report.runID)"
    }

    private var problems: [String] {
        report.plan.rows.flatMap { row -> [String] in
            guard let error = row.error else { return [] }
            let head = "\(row.status.rawValue.uppercased()) \(row.label): \(error.message)"
            return [head] + (error.requestID.map { ["  request \($0)"] } ?? [])
        }
    }

    private var help: [String] {
        let failure = report.failure.map { [$0.message] } ?? []
        guard report.counts[.planned] != nil || report.counts[.pending] != nil else { return failure }
        return failure + ["To finish the rest: keyshift resume \(report.runID)"]
    }
}

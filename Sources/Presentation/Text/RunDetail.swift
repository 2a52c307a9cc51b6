package import CivilTime
package import Model
internal import Spelling

/// One run with its rows, as `keyshift runs show` tells it.
package struct RunDetail: Sendable {
    private static let shownRows = 20

    private let facts: RunFacts
    private let showsAll: Bool
    private let now: Instant
    /// The zone of when it began and ended: that of its doors, else that of the machine; nil for UTC.
    private let zone: String?

    /// Makes it of what the journal has of a run.
    package init(_ facts: RunFacts, showsAll: Bool, now: Instant, machineZone: String? = nil) {
        zone = facts.rows.commonZone ?? machineZone
        self.facts = facts
        self.showsAll = showsAll
        self.now = now
    }

    private var record: RunRecord { facts.record }
    private var rows: [Row] { facts.rows }
    private var effects: Int { facts.effects.count }

    /// The run as the one JSON document of docs/json.md.
    package var json: String {
        var report = RunReport(
            runID: record.id,
            script: record.script,
            state: record.state,
            plan: Plan(rows: rows, madeAt: record.startedAt),
        )
        report.plan.leftOut = facts.leftOut
        report.plan.warnings = effects == 0 ? [] : [Warning(.directEffects, effectsText)]
        return report.json
    }

    /// The lines: the run, its rows with problems first, then those that were not sent, and what can be done.
    package var lines: [String] {
        let ended = record.finishedAt.map { ", ended \(LocalTime.full($0, zone))" } ?? ""
        var lines = [
            "RUN  \(record.id.shown)  \(record.originText)   \(record.state.rawValue)",
            "by \(record.operatorName.shown)\(record.reason.map { ", \"\($0.shown)\"" } ?? ""), "
                + "begun \(LocalTime.full(record.startedAt, zone))\(ended)",
        ]
        if let approval = record.approval { lines.append(Self.text(of: approval)) }
        let counts = rows.reduce(into: [RowStatus: Int]()) { $0[$1.status, default: 0] += 1 }
        // What is left of a run is counted as everywhere.
        let left = facts.isUnfinished ? StatusFacts.Open(rows) : nil
        let known = RowStatus.allCases.filter { left == nil || ![.planned, .pending].contains($0) }
        let parts =
            known.compactMap { status in counts[status].map { "\($0) \(word(status))" } }
            + [left?.text].compactMap(\.self)
        if !parts.isEmpty { lines.append(parts.joined(separator: " · ")) }
        if effects > 0 { lines.append(effectsText) }
        let others = rows.filter { $0.error == nil }
        let sorted =
            rows.filter { $0.error != nil } + others.filter { $0.status == .planned }
            + others.filter { $0.status != .planned }
        let shown = showsAll ? sorted[...] : sorted.prefix(Self.shownRows)
        lines += shown.map(line)
        if sorted.count > shown.count { lines.append("  … \(sorted.count - shown.count) more: --verbose") }
        return lines + leftOut + help
    }

    /// What the plan left out, each with its reason.
    private var leftOut: [String] {
        let shown = showsAll ? facts.leftOut[...] : facts.leftOut.prefix(Self.shownRows)
        let rest = facts.leftOut.count - shown.count
        return shown.map { "LEFT OUT  \($0.what.shown)  \(ForeignText.sentence($0.why))" }
            + (rest > 0 ? ["LEFT OUT  … \(rest) more: --verbose"] : [])
    }

    /// What became of all rows of a status.
    private func word(_ status: RowStatus) -> String {
        guard status == .applied else { return Story.word(status) }
        return DeedWords.done(RowDeed.common(of: rows.filter { $0.status == status }))
    }

    private static func text(of approval: RunApproval) -> String {
        let plan = "plan \(approval.hash.prefix(12))"
        guard let reason = approval.breakGlass else { return "approved by \(approval.by.shown), \(plan)" }
        return "BREAK-GLASS: approved by its own author \(approval.by.shown), \(plan): \(reason.shown)"
    }

    private var effectsText: String {
        "\(effects.counted("call")) took effect at once, outside the plan; they are not undone"
    }

    private func line(_ row: Row) -> String {
        let reason = row.error.map { ForeignText.paragraph($0.message) } ?? (row.status == .planned ? whyNotSent : nil)
        let problem = reason.map { "\n    \($0)" } ?? ""
        return "  \(row.label)  \(Story.word(row)): \(ChangeText(row: row, now: now).line)\(problem)"
    }

    /// Why a row was not sent of which nothing else is known: the run itself did not get to it.
    private var whyNotSent: String? {
        switch record.state {
        case .running: "the run is at work, and has not come to it"
        case .abandoned: "the run was given up before it came to it"
        default: facts.isUnfinished ? "the run stopped before it came to it" : nil
        }
    }

    private var help: [String] {
        if facts.isUnfinished {
            return [
                "To finish it: keyshift resume \(record.id.shown)   To give it up: keyshift runs abandon \(record.id.shown)"
            ]
        }
        return [undoLine].compactMap(\.self)
    }

    /// How it is taken back: nil where nothing of it can be, or where others have changed all of it since.
    package var undoLine: String? {
        let moved = rows.filter { [.applied, .onDevice].contains($0.status) }
        let undoable = moved.filter { row in
            Undoability.obstacle(of: row, at: now) == nil && !facts.changedSince.contains(row.target)
        }
        guard !undoable.isEmpty, record.state != .running, !facts.isUnfinished else { return nil }
        let until = undoable.compactMap { row in Undoability.deadline(of: row).map { ($0, row.zone) } }.min {
            $0.0 < $1.0
        }
        let head = moved.count == 1 ? "" : "the first "
        let first = until.map { ", \(head)only until \(LocalTime.zoned($0.0, $0.1, near: now))" } ?? ""
        let all = moved.count == 1 ? "it" : "all \(moved.count)"
        let count = undoable.count == moved.count ? all : "\(undoable.count) of \(moved.count)"
        let shutsOut = undoable.contains { $0.isTakenBackFromInside(at: now) }
        let line = ShellWords.line(["undo", record.id] + (shutsOut ? ["--allow", RowCheck.lockout.rawValue] : []))
        let risk = shutsOut ? ", by which a guest inside is shut out" : ""
        if case .undo(let undone) = record.origin {
            return "It was an undo; to make the changes of run \(undone.shown) again\(first)\(risk): keyshift \(line)"
        }
        return "To take \(count) back\(first)\(risk): keyshift \(line)"
    }
}

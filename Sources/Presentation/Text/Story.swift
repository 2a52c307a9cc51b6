package import CivilTime
package import Model

/// Every change of one group over all runs: who, when, why, by which script or schedule.
package struct Story: Sendable {
    private let query: String
    private let changes: [GroupHistory]
    private let now: Instant

    /// Makes the story of what was asked for; the changes are in the order of their runs.
    package init(of query: String, _ changes: [GroupHistory], now: Instant) {
        self.query = query
        self.changes = changes
        self.now = now
    }

    /// The lines, oldest change first.
    package var lines: [String] {
        guard let newest = changes.last?.row else { return [] }
        let change = ChangeText(row: newest, now: now)
        let zone = newest.zone?.shown ?? "zone not known, times in UTC"
        var lines = ["\(newest.label)   \(change.doors)   \(zone)"]
        for history in changes { lines += chapter(history) }
        let keys = Set(changes.map(\.row.target.identifier)).sorted()
        lines.append("key \(keys.map(\.shown).joined(separator: ", "))")
        return lines
    }

    private func chapter(_ history: GroupHistory) -> [String] {
        let row = history.row
        let run = history.run
        let at = history.events.last?.recordedAt ?? run.startedAt
        let change = ChangeText(row: row, now: now, isUnderItsZone: true).line
        let what = "\(time(at, row))  \(Self.word(row.status)): \(change)"
        let reason = run.reason.map { ", \"\($0.shown)\"" } ?? ""
        var lines = [what, "    by \(run.operatorName.shown), run \(run.id.shown), \(run.originText)\(reason)"]
        if let because = row.because { lines.append("    because \(because.shown)") }
        lines += steps(history).map { "    \($0)" }
        if let error = row.error { lines.append("    \(ForeignText.paragraph(error.message))") }
        return lines
    }

    /// `22:11:03 sent · 22:11:04 applied, request 7f3a`.
    private func steps(_ history: GroupHistory) -> [String] {
        let steps = history.events.map { event -> String in
            let at = LocalTime.clock(event.recordedAt, history.row.zone)
            let request = event.requestID.map { ", request \($0.shown)" } ?? ""
            switch event.kind {
            case .intent: return "\(at) sent\(event.attempt.map { $0 > 1 ? " again (\($0))" : "" } ?? "")"
            case .outcome: return "\(at) \(event.status.map(Self.word) ?? "settled")\(request)"
            case .adopted: return "\(at) resumed"
            case .abandoned: return "\(at) given up"
            case .taken: return "\(at) \(event.detail?.shown ?? "left to another run")"
            case .late: return "\(at) a send returned after another process had taken the run over"
            }
        }
        return steps.isEmpty ? [] : [steps.joined(separator: " · ")]
    }

    private func time(_ instant: Instant, _ row: Row) -> String {
        LocalTime.dayAndTime(instant, row.zone, near: now) + (row.zone == nil ? " UTC" : "")
    }

    /// A status in the past tense of a story.
    static func word(_ status: RowStatus) -> String {
        switch status {
        case .planned: "not sent"
        case .applied: "moved"
        case .onDevice: "moved, on the doors"
        case .already: "already so"
        case .conflict: "not touched, changed by others"
        case .failed: "failed"
        case .pending: "sent, not shown yet"
        case .look: "to look at"
        case .taken: "left to another run"
        }
    }

    /// The story as one JSON document.
    package var json: String { StoryDocument(of: query, changes).json }
}

extension RunRecord {
    /// What made the run, in words: `late.lua 2h`, `schedule nightly (late.lua)`, `undo of run 80aa`.
    package var originText: String {
        let command = ([script] + arguments).map(\.shown).joined(separator: " ")
        switch origin {
        case .run, .repl, .move, .extend: return command
        case .schedule: return "schedule \(scheduleName?.shown ?? "") (\(command))"
        case .undo(let run): return "undo of run \(run.shown)"
        case .file(let name): return "\(command), from the plan \(name.shown)"
        }
    }
}

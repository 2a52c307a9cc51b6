internal import CivilTime
package import Model
internal import Spelling

/// What happened since an instant, as people read it, and as a table for other programs.
package struct ReportText {
    private let facts: ReportFacts
    /// The zone of all doors, else that of the machine; nil for UTC.
    private let zone: String?
    /// Whether runs are of doors in several zones, so that each has its own clock.
    private let hasSeveral: Bool

    /// Makes the text of what there is.
    package init(_ facts: ReportFacts, machineZone: String? = nil) {
        self.facts = facts
        zone = facts.runs.lazy.flatMap(\.rows).commonZone ?? machineZone
        hasSeveral = Set(facts.runs.lazy.flatMap(\.rows).compactMap(\.zone)).count > 1
    }

    /// The lines.
    package var lines: [String] {
        var lines = [
            "REPORT  \(time(facts.since)) to \(time(facts.now))   times of \(zone?.shown ?? "UTC")"
                + (hasSeveral ? ", of a run those of its doors" : ""),
            chain,
        ]
        if let freeze = facts.freeze { lines.append("FROZEN  by \(freeze.operatorName.shown)") }
        if let loss = facts.loss { lines.append("JOURNAL LOST COMMITS  \(ForeignText.sentence(loss.what))") }
        for entry in facts.runs { lines += text(of: entry) }
        if facts.runs.isEmpty { lines.append("No run began since then.") }
        lines += facts.open.map { "OPEN  \($0)" }
        lines += facts.alarms.map { alarm in
            "ALARM  \(alarm.state(at: facts.now).rawValue)  \(AlarmLine.of(alarm, at: facts.now))"
        }
        return lines
    }

    private func time(_ instant: Instant) -> String { LocalTime.bare(instant.toTheMinute, zone) }

    /// When a run began, with the zone where several are told of.
    private func began(_ entry: ReportFacts.Entry) -> String {
        guard hasSeveral else { return time(entry.run.startedAt) }
        return LocalTime.full(entry.run.startedAt.toTheMinute, entry.rows.commonZone ?? zone)
    }

    private var chain: String {
        if let broken = facts.chain.broken {
            return "THE CHAIN BREAKS at entry \(broken.number), \(broken.subject.shown): \(broken.what)"
        }
        let hash = facts.chain.head.map { "   \($0.hash)" } ?? ""
        return "CHAIN  \(facts.chain.count.counted("entry", "entries")), none was changed\(hash)"
    }

    private func text(of entry: ReportFacts.Entry) -> [String] {
        let run = entry.run
        let rows = RowStatus.allCases.flatMap { status in
            let words = entry.rows.filter { $0.status == status }.map(Self.word)
            return Set(words).sorted().map { word in "\(words.count { $0 == word }) \(word)" }
        }
        let reason = run.reason.map { "   \"\($0.shown)\"" } ?? ""
        var lines = [
            "\(run.state.rawValue.uppercased())  \(began(entry))  run \(run.id.shown)  \(run.originText)  by "
                + "\(run.operatorName.shown)   \(rows.joined(separator: " · "))\(reason)"
        ]
        if !entry.overridden.isEmpty {
            lines.append("  checks passed over: \(entry.overridden.map(\.rawValue).joined(separator: ", "))")
        }
        let calls = Dictionary(grouping: entry.calls, by: \.path).mapValues(\.count).sorted { $0.key < $1.key }
        lines += calls.map { "  at once: \($0.key.shown), \($0.value.counted("time"))" }
        return lines
    }

    /// What became of a row: of one that was done what that was.
    private static func word(_ row: Row) -> String {
        switch row.status {
        case .applied: DeedWords.done(row.deed)
        case .onDevice: "\(DeedWords.done(row.deed)), on the doors"
        default: Story.word(row.status)
        }
    }

    // MARK: - CSV

    private static let columns = [
        "run_id", "started_at", "state", "operator", "schedule", "script", "reason", "overridden", "name", "key",
        "doors",
        "starts_before", "ends_before", "starts_after", "ends_after", "status",
    ]

    /// The changes as CSV with a line of headings, one line for each row of each run.
    package var csv: [String] {
        [Self.columns.joined(separator: ",")] + facts.runs.flatMap { entry in entry.rows.map { line($0, of: entry) } }
    }

    private func line(_ row: Row, of entry: ReportFacts.Entry) -> String {
        let run = entry.run
        let cells: [String?] = [
            run.id, run.startedAt.iso8601, run.state.rawValue, run.operatorName, run.scheduleName, run.script,
            run.reason,
            entry.overridden.map(\.rawValue).joined(separator: " "), row.name, row.target.identifier,
            row.members.map(\.door).joined(separator: "; "), row.before?.startsAt?.iso8601, row.before?.endsAt?.iso8601,
            row.after?.startsAt?.iso8601, row.after?.endsAt?.iso8601, row.status.rawValue,
        ]
        return cells.map(Self.cell).joined(separator: ",")
    }

    /// A cell that no spreadsheet takes for a formula, and that acts on no terminal.
    private static func cell(_ text: String?) -> String {
        var text = ForeignText.line(text ?? "")
        if let first = text.first, "=+-@".contains(first) { text = "'" + text }
        guard text.contains(where: { "\",\n\r".contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}

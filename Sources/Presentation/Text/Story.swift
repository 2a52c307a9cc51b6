package import CivilTime
package import Model

/// Every change of one group: by the runs of this journal, who, when, why, by which script or schedule; and by others.
package struct Story: Sendable {
    /// A change and when it was made, by the server's clock; nil where that is not known.
    private struct Chapter {
        let at: Instant?
        let lines: [String]
    }

    private let facts: StoryFacts
    private let now: Instant

    /// Makes the story of what was asked for; the changes are in the order of their runs.
    package init(_ facts: StoryFacts, now: Instant) {
        self.facts = facts
        self.now = now
    }

    /// The lines, oldest change first.
    package var lines: [String] {
        var lines = [head]
        lines += chapters.flatMap(\.lines)
        if facts.changes.isEmpty { lines.append("No run of this journal has changed it.") }
        if facts.outside.isEmpty, facts.changes.isEmpty, facts.notAsked == nil {
            lines.append("Seam tells of no change in the last 48 hours.")
        }
        if let why = facts.notAsked {
            lines.append("Changes by others are not told, because Seam was not asked: \(ForeignText.sentence(why))")
        }
        let keys = Set(facts.changes.map(\.row.target.identifier) + [facts.stay?.target.identifier].compactMap(\.self))
        return lines + ["key \(keys.sorted().map(\.shown).joined(separator: ", "))"]
    }

    private var zone: String? { facts.changes.last.map(\.row.zone) ?? facts.stay?.zone }

    private var head: String {
        let zone = zone?.shown ?? "zone not known, times in UTC"
        if let newest = facts.changes.last?.row {
            let name = facts.presentName.map { "\($0.shown)   before \(newest.label)" } ?? newest.label
            return "\(name)   \(ChangeText(row: newest, now: now).doors)   \(zone)"
        }
        let doors = facts.stay?.doors.map(\.name.shown).joined(separator: ", ") ?? ""
        return "\(facts.stay?.handle.shown ?? facts.query.shown)   \(doors)   \(zone)"
    }

    /// What runs did in the order of the runs, and between it what others did.
    private var chapters: [Chapter] {
        var others = outside[...]
        var chapters: [Chapter] = []
        for history in facts.changes.map({ $0.earlier(by: facts.clockLead) }) {
            let sent = history.events.last { $0.kind == .intent } ?? history.events.last
            let at = sent?.recordedAt ?? history.run.startedAt
            while let next = others.first, let other = next.at, other < at {
                chapters.append(next)
                others = others.dropFirst()
            }
            chapters.append(Chapter(at: at, lines: lines(of: history)))
        }
        return chapters + others
    }

    // MARK: - What runs did

    private func lines(of known: GroupHistory) -> [String] {
        // What a look found changed by others is told with what they did.
        let others = RowError.Code.changedOutside
        var history = known
        history.events.removeAll { $0.kind == .outcome && $0.errorCode == others }
        let row = history.row
        let run = history.run
        let at = history.events.last?.recordedAt ?? run.startedAt
        let change = ChangeText(row: row, now: now, isUnderItsZone: true).line
        let what = "\(time(at, row.zone))  \(Self.word(row)): \(change)"
        let reason = run.reason.map { ", \"\($0.shown)\"" } ?? ""
        var lines = [
            what, "    by \(run.operatorName.shown), run \(run.id.shown), \(run.originText)\(reason)\(place(run))",
        ]
        if let because = row.because { lines.append("    because \(because.shown)") }
        lines += steps(history).map { "    \($0)" }
        if let error = row.error, error.code != others || facts.notAsked != nil {
            lines.append("    \(ForeignText.paragraph(error.message))")
        }
        return lines
    }

    /// On which server a run was, or in which workspace of it; empty where all of the story are in one.
    private func place(_ run: RunRecord) -> String {
        let runs = facts.changes.map(\.run)
        if runs.contains(where: { $0.endpoint != run.endpoint }) { return ", at \(run.endpoint.shown)" }
        return runs.contains { $0.workspaceID != run.workspaceID } ? ", in the workspace \(run.workspaceID.shown)" : ""
    }

    /// `22:11:03 sent · 22:11:04 applied, request 7f3a`.
    private func steps(_ history: GroupHistory) -> [String] {
        var last: RowStatus?
        let events = history.events.filter { event in
            guard event.kind == .outcome, let status = event.status else { return true }
            // What is added to an outcome is no step of its own.
            defer { last = status }
            return status != last
        }
        let steps = events.map { event -> String in
            let at = LocalTime.clock(event.recordedAt, history.row.zone)
            let request = event.requestID.map { ", request \($0.shown)" } ?? ""
            switch event.kind {
            case .intent:
                let node = event.detail.map { " by \($0.shown)" } ?? ""
                guard let attempt = event.attempt, attempt > 1 else { return "\(at) sent\(node)" }
                // What makes and ends codes is several calls.
                return history.row.changesDoors
                    ? "\(at) call \(attempt)\(node)" : "\(at) sent again\(node) (\(attempt))"
            case .outcome: return "\(at) \(event.status.map { Self.word($0, history.row) } ?? "settled")\(request)"
            case .adopted: return "\(at) resumed"
            case .abandoned: return "\(at) given up"
            case .taken: return "\(at) \(event.detail?.shown ?? "left to another run")"
            case .late: return "\(at) a send returned after another process had taken the run over"
            case .owed: return "\(at) its PIN is to be told"
            case .told: return "\(at) its PIN was told"
            case .leftOut: return "\(at) left out"
            case .untold: return "\(at) its PIN could not be told: \(event.detail?.shown ?? "")"
            }
        }
        return steps.isEmpty ? [] : [steps.joined(separator: " · ")]
    }

    private func time(_ instant: Instant, _ zone: String?) -> String {
        LocalTime.dayAndTime(instant, zone, near: now) + (zone == nil ? " UTC" : "")
    }

    /// What became of a row in the past tense of a story.
    static func word(_ row: Row) -> String {
        switch row.status {
        case .pending where row.error == .sentOrNot: "to be read first"
        // What was sent says the rest.
        case .applied where row.deed == .resent: "sent"
        case .onDevice where row.deed == .resent: "on the doors"
        case .applied: DeedWords.done(row.deed)
        case .onDevice: "\(DeedWords.done(row.deed)), on the doors"
        default: word(row.status)
        }
    }

    /// What came of one call for a row: of what was sent again nothing has moved.
    private static func word(_ status: RowStatus, _ row: Row) -> String {
        guard row.deed == .resent, [.applied, .onDevice].contains(status) else { return word(status) }
        return status == .applied ? "taken" : "on the doors"
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

    // MARK: - What others did

    /// One chapter for what was changed on several doors at one time.
    private var outside: [Chapter] {
        var groups: [[OutsideChange]] = []
        for change in facts.outside {
            let place = groups.firstIndex { $0[0].isOne(with: change) }
            if let place { groups[place].append(change) } else { groups.append([change]) }
        }
        let doors = facts.doors
        // Others are asked for where the newest run was.
        let server = facts.changes.last.map { place($0.run) } ?? ""
        return groups.map { group in
            let names = Set(group.compactMap { doors[$0.accessCodeID]?.name.shown }).sorted()
            let zone = doors[group[0].accessCodeID]?.zone
            let when = group[0].at.map { time($0, zone) } ?? "Not known when:"
            let what = HoursWords(zone: zone, now: now).change(group[0], on: nil)
            let line =
                group[0].removal == nil
                ? "\(when)  changed, not by a run of this journal: \(what)"
                : "\(when)  \(what), not by a plan of this journal"
            return Chapter(at: group[0].at, lines: [line, "    on \(names.joined(separator: ", "))\(server)"])
        }
    }

    /// The story as one JSON document.
    package var json: String { StoryDocument(facts).json }
}

extension OutsideChange {
    /// Whether both are one change of a group, on two doors.
    fileprivate func isOne(with other: OutsideChange) -> Bool {
        let apart = (at?.milliseconds ?? 0) - (other.at?.milliseconds ?? 0)
        return (at == nil) == (other.at == nil) && abs(apart) <= 5000 && from == other.from && to == other.to
            && changesPIN == other.changesPIN && removal == other.removal && renaming == other.renaming
            && accessCodeID != other.accessCodeID
    }
}

extension GroupHistory {
    /// The same by a clock that is behind this machine's.
    fileprivate func earlier(by lead: TimeSpan) -> GroupHistory {
        guard lead != .zero else { return self }
        var history = self
        history.run.startedAt = run.startedAt - lead
        history.events = events.map { event in
            var event = event
            event.recordedAt = event.recordedAt - lead
            return event
        }
        return history
    }
}
extension RunRecord {
    /// What made the run, in words: `late.lua 2h`, `schedule nightly (late.lua)`, `undo of run 80aa`.
    package var originText: String {
        let command = ([script] + arguments).map(\.shown).joined(separator: " ")
        switch origin {
        case .run, .repl, .move, .extend, .booking: return command
        case .schedule: return "schedule \(scheduleName?.shown ?? "") (\(command))"
        case .undo(let run): return "undo of run \(run.shown)"
        case .file(let name): return "\(command), from the plan \(name.shown)"
        }
    }
}

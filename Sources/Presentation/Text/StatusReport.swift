internal import CivilTime
package import Model
internal import Spelling

/// What still needs a person, what runs, and what fires next.
package struct StatusReport: Sendable {
    private static let shownRows = 10
    private static let shownDoors = 3

    private let facts: StatusFacts
    /// The zone of what is of no door, such as when a run began; nil for UTC.
    private let zone: String?

    /// Makes a report of what the journal has.
    package init(_ facts: StatusFacts, in zone: String? = nil) {
        self.facts = facts
        self.zone = zone
    }

    /// The lines.
    package var lines: [String] {
        var lines: [String] = []
        if let freeze = facts.freeze {
            let reason = freeze.reason.map { ": \($0.shown)" } ?? ""
            lines.append(
                "FROZEN  by \(freeze.operatorName.shown) since \(LocalTime.full(freeze.since, zone))\(reason)   keyshift thaw"
            )
        }
        if let loss = facts.loss {
            lines.append("JOURNAL LOST COMMITS  \(ForeignText.sentence(loss.what))   keyshift journal accept")
        }
        lines += facts.plans.map(line)
        for run in facts.running {
            lines.append("RUNNING  \(title(run))   process \(run.processID)")
        }
        for run in facts.unfinished {
            lines.append("UNFINISHED  \(left(of: run))\(title(run))   keyshift resume \(run.id.shown)")
        }
        for trouble in facts.troubles.prefix(Self.shownRows) {
            lines.append(ConflictText.head(trouble))
        }
        if facts.moreTroubles > 0 {
            let runs = facts.runsOfMore.prefix(Self.shownDoors).map { "keyshift runs show \($0.shown)" }
            lines.append("  … \(facts.moreTroubles) more: \(runs.joined(separator: "   "))")
        }
        lines += redoes
        var told: Set<String> = []
        for trouble in facts.troubles where told.insert(trouble.run.id).inserted {
            lines.append(ConflictText.seen(trouble))
        }
        for alarm in facts.alarms.prefix(Self.shownRows) { lines.append(AlarmText.status(alarm, at: facts.now)) }
        if facts.alarms.count > Self.shownRows {
            lines.append("  … \(facts.alarms.count - Self.shownRows) more: keyshift alarms")
        }
        for unseen in facts.notOnDoors.prefix(Self.shownRows) {
            let (run, count) = (unseen.run, unseen.groups)
            let groups = count.counted("group")
            let by = unseen.deadline.map { ", the first needed by \(LocalTime.dated($0, unseen.zone))" } ?? ""
            lines.append("NOT SEEN ON THE DOORS  \(groups)\(by)  \(title(run))   keyshift verify \(run.id.shown)")
        }
        if facts.notOnDoors.count > 1 { lines.append("  all of them at once: keyshift verify --all") }
        if facts.notOnDoors.count > Self.shownRows {
            lines.append("  … and of \(facts.notOnDoors.count - Self.shownRows) earlier runs of the last two days")
        }
        lines += facts.stillOpens.map { wait in
            "STILL OPENS  \(wait.groups.counted("stay that has ended", "stays that have ended"))\(doors(wait)): the old PIN opens "
                + "until its lock has forgotten it   keyshift resume \(wait.run.id.shown)"
        }
        lines += facts.gone.prefix(Self.shownRows).map { stay in
            let doors = stay.doors.map(\.shown).joined(separator: ", ")
            return
                "GONE  \((stay.name ?? "a stay without a name").shown)  the code on \(doors) went before its end, as the last look at Seam had it   "
                + "keyshift why \(ShellWords.quoted(TypedStay.word(key: stay.key, stay.name, among: [])))"
        }
        if let first = facts.waits.first {
            let run = facts.waits.count == 1 ? first.run.id.shown : "--all"
            let all = StatusFacts.LockWait(
                run: first.run,
                groups: facts.waits.reduce(0) { $0 + $1.groups },
                doors: Set(facts.waits.flatMap(\.doors)).sorted(),
            )
            lines.append(
                "WAITS FOR LOCKS  \(all.groups.counted("group"))\(doors(all)): offline when the hours were sent   "
                    + "keyshift verify \(run) --wait 10m"
            )
        }
        lines += offline
        lines += ChangedStaysText(stays: facts.changed, now: facts.now).lines
        for looked in facts.lookedAt.prefix(Self.shownRows) {
            let counts = looked.counts.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { "\($0.value) \(Story.word($0.key))" }.joined(separator: ", ")
            lines.append("SEEN  \(counts)  \(title(looked.run))   keyshift runs show \(looked.run.id.shown)")
        }
        lines += facts.firings.flatMap { firing($0, as: $0.state.rawValue.uppercased()) }
        lines += facts.due.map { $0.line(at: facts.now) }
        lines += facts.stalled.flatMap { firing($0, as: "STALLED", "   nobody serves: keyshift serve") }
        lines += facts.unreadable.map(\.line)
        for item in facts.next {
            if let pausedAt = item.schedule.pausedAt {
                let note = item.schedule.pauseNote.map { ": \($0.shown)" } ?? ""
                lines.append(
                    "PAUSED  \(item.schedule.name.shown)  since \(LocalTime.full(pausedAt, item.schedule.zone.name))\(note)"
                )
                continue
            }
            let zone = item.schedule.zone.name
            let at = item.at.map { LocalTime.full($0, zone) } ?? "never"
            let unserved = facts.isServed ? "" : "   \(ScheduleDetail.nobodyServes)"
            lines.append("NEXT  \(item.schedule.name.shown)  \(at)\(unserved)")
        }
        if lines.isEmpty { return ["All quiet: nothing runs, nothing is unfinished, nothing is scheduled."] }
        if facts.needsPerson { return lines }
        return [facts.offline.isEmpty ? "All quiet: nothing needs a person." : "No run needs a person."] + lines
    }

    /// The locks that were offline when somebody looked last, and who has them; who looks anew is told more.
    private var offline: [String] {
        let shown = facts.offline.prefix(Self.shownRows).map { lock in
            let guests = lock.guests.sorted().prefix(Self.shownDoors).map(\.shown).joined(separator: ", ")
            let more = lock.guests.count > Self.shownDoors ? " and \(lock.guests.count - Self.shownDoors) more" : ""
            let readAt = LocalTime.zoned(lock.readAt, lock.zone, near: facts.now)
            return
                "OFFLINE  the lock of \(lock.door.shown) at the last look, \(readAt); \(guests)\(more) \(lock.guests.count == 1 ? "has" : "have") it now   "
                + "keyshift verify \(ShellWords.line(["--door", lock.door, "--wait", "10m"]))"
        }
        let rest = facts.offline.count - shown.count
        return shown + (rest > 0 ? ["  … \(rest) more: keyshift run offline-doors"] : [])
    }

    /// For each stay told of that others had changed, the command that asks once more for what was wanted.
    private var redoes: [String] {
        let conflicts = facts.troubles.prefix(Self.shownRows).filter { $0.row.status == .conflict }
        return conflicts.flatMap { trouble in
            var redo = RedoCommand(trouble, now: facts.now)
            // A stay of which two runs are told has its name to itself still.
            let stays = Dictionary(conflicts.map { ($0.row.target, $0.row.name) }) { first, _ in first }
            redo.names = stays.map(\.value)
            return ConflictText.lines(redo)
        }
    }

    /// A firing behind the word for its state, with what is said of it at the end of its first line.
    private func firing(_ firing: Firing, as word: String, _ note: String = "") -> [String] {
        let lines = firing.lines(in: zone(of: firing.schedule))
        return ["\(word)  \(lines[0])\(note)"] + lines.dropFirst()
    }

    /// ` on Room 204, Room 9 and 3 more`.
    private func doors(_ wait: StatusFacts.LockWait) -> String {
        guard !wait.doors.isEmpty else { return "" }
        let more = wait.doors.count > Self.shownDoors ? " and \(wait.doors.count - Self.shownDoors) more" : ""
        return " on \(wait.doors.prefix(Self.shownDoors).map(\.shown).joined(separator: ", "))\(more)"
    }

    private func line(_ plan: WaitingPlan) -> String {
        let next =
            switch plan.state {
            case .waiting: "   keyshift plans show \(plan.shortHash)"
            case .approved: "   keyshift apply \(plan.shortHash)"
            default: ""
            }
        let mark = plan.decision?.isBreakGlass == true ? "BREAK-GLASS" : plan.state.rawValue.uppercased()
        let story = plan.story(at: facts.readAt ?? plan.askedAt)
        return "\(mark)  plan \(plan.shortHash), \(plan.title): \(story)\(next)"
    }

    /// Whether something needs a person.
    package var needsPerson: Bool { facts.needsPerson }

    /// `12 groups left, the first by Tue 10:00 America/Vancouver  `.
    private func left(of run: RunRecord) -> String {
        guard let open = facts.open[run.id] else { return "" }
        guard open.groups > 0 else { return "nothing is left to send, and its end is not kept  " }
        let by = open.deadline.map { ", the first by \(LocalTime.full($0, open.zone))" } ?? ""
        return "\(open.text)\(by)  "
    }

    private func zone(of schedule: String) -> String? {
        facts.next.first { $0.schedule.name == schedule }?.schedule.zone.name
    }

    private func title(_ run: RunRecord) -> String {
        "run \(run.id.shown)  \(run.originText)  by \(run.operatorName.shown), "
            + LocalTime.full(run.startedAt, facts.zones[run.id] ?? zone)
    }

    /// The report as one JSON document.
    package var json: String { StatusDocument(facts).json }
}

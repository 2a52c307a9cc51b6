package import CivilTime
package import Journal
package import Model
internal import Spelling

/// What the engine itself raises, whoever made the runs: lost commits, unfinished runs, rows to look at, firings that failed.
///
/// All of it is in the journal. So a look at the journal raises what is there and clears what is there no more, and whoever
/// looks, on whatever node, comes to the same.
package enum EngineAlarms {
    /// How long a stopped run may wait for its resume before anybody is told.
    private static let patience = TimeSpan(milliseconds: Trial.milliseconds(300_000))
    /// How long before its first deadline an unfinished run is urgent.
    private static let margin = TimeSpan(milliseconds: Trial.milliseconds(1_800_000))

    /// Looks at the journal and keeps what it finds.
    /// - Throws: `storage` when it cannot be read or written.
    package static func keep(in journal: any Journal, now: Instant) async throws(JournalError) {
        let facts = try await StatusFacts.read(in: journal, now: now)
        let raised = raised(by: facts)
        let known = try await journal.alarms(clearedSince: nil).filter { $0.cause.source == Alarm.engine }
        // Mostly nothing is there, and then nobody is kept from writing.
        guard !raised.isEmpty || !known.isEmpty else { return }
        try await journal.keepLook(AlarmLook(source: Alarm.engine, raised: raised, isComplete: true, at: now))
    }

    /// What there is to raise.
    static func raised(by facts: StatusFacts) -> [AlarmRaise] {
        lostCommits(facts) + facts.unfinished.compactMap { unfinished($0, facts) } + facts.doorWaits.map(lock)
            + facts.owed.compactMap(untold) + facts.late.map(late) + facts.unsettled.map(look)
            + facts.firings.compactMap(failed) + facts.untaken.map { untaken($0, facts) } + facts.plans.compactMap(plan)
    }

    private static func lostCommits(_ facts: StatusFacts) -> [AlarmRaise] {
        guard let loss = facts.loss else { return [] }
        let way = "Relative changes are refused until somebody has looked: keyshift journal accept --reason"
        let text = "\(loss.what) \(way)"
        return [AlarmRaise(kind: "lost_commits", subject: word("journal"), text: text, level: .urgent)]
    }

    /// A run that stopped, but for one that waits for locks alone, which have alarms of their own.
    private static func unfinished(_ run: RunRecord, _ facts: StatusFacts) -> AlarmRaise? {
        let open = facts.open[run.id]
        let waiting = Set(facts.doorWaits.filter { $0.run.id == run.id }.map(\.row.target))
        if let open, open.groups == waiting.count, open.groups > 0 { return nil }
        let groups = open?.text ?? "nothing is left to send"
        var alarm = AlarmRaise(
            kind: "unfinished_run",
            subject: word("run \(run.id)"),
            text: "it stopped before its end, \(groups): keyshift resume \(run.id)",
        )
        alarm.after = patience
        alarm.due = open?.deadline.map { $0 - margin }
        return alarm
    }

    /// A lock that has an ended PIN still, or has not got a new one; its run has waited for it already.
    private static func lock(_ wait: DoorWait) -> AlarmRaise {
        let (door, name) = (wait.member.door.shown, wait.row.label)
        let next =
            wait.nextArrival.map { ", and the next guest arrives \(LocalTime.dated($0, wait.row.zone))" }
            ?? ""
        let text =
            wait.isOldPIN
            ? "the old PIN of \(name) still opens it, because its lock is not reached\(next): keyshift resume \(wait.run.id)"
            : "its lock has not got the new code of \(name), so that the old door stays open: keyshift resume \(wait.run.id)"
        var alarm = AlarmRaise(
            kind: wait.isOldPIN ? "still_opens" : "not_on_lock",
            subject: Alarm.Subject(.door, wait.member.deviceID, name: door),
            text: text,
        )
        alarm.due = (wait.isOldPIN ? wait.nextArrival : wait.row.deadline).map { $0 - margin }
        return alarm
    }

    /// A PIN that no hook takes; what was never tried is on its way.
    private static func untold(_ owed: OwedPIN) -> AlarmRaise? {
        guard owed.tries > 0 else { return nil }
        let text =
            "no program of on_code has taken its PIN, after \(owed.tries.counted("try", "tries")): keyshift pin shows it"
        var alarm = AlarmRaise(
            kind: "code_untold",
            subject: Alarm.Subject(.group, owed.row.madeKey ?? owed.row.target.identifier, name: owed.row.label),
            text: text,
        )
        alarm.due = owed.row.members.compactMap(\.after.startsAt).min().map { $0 - margin }
        return alarm
    }

    private static func late(_ run: StatusFacts.Unsettled) -> AlarmRaise {
        let what = "a send returned after another process had taken the run over"
        let text = "\(names(of: run)): \(what): keyshift verify \(run.run)"
        return AlarmRaise(kind: "late", subject: word("run \(run.run)"), text: text, level: .urgent)
    }

    private static func look(_ run: StatusFacts.Unsettled) -> AlarmRaise {
        let text = "\(names(of: run)): reading cannot settle what was sent: keyshift runs show \(run.run)"
        return AlarmRaise(kind: "look", subject: word("run \(run.run)"), text: text)
    }

    private static func names(of run: StatusFacts.Unsettled) -> String {
        let more = run.rows - run.names.count
        return run.names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    /// A firing that went wrong; the next one that goes well clears it.
    private static func failed(_ firing: Firing) -> AlarmRaise? {
        guard firing.state.isTrouble else { return nil }
        return AlarmRaise(
            kind: "firing_\(firing.state.rawValue)",
            subject: word("schedule \(firing.schedule)"),
            text: "its firing of \(LocalTime.full(firing.nominal, nil)) is \(firing.state.rawValue)\(firing.why) · "
                + "All its firings: keyshift schedule history \(ShellWords.quoted(firing.schedule))",
            level: firing.state == .failed || firing.state == .missed ? .urgent : .warning,
        )
    }

    /// A firing that is due and that no node takes; whoever takes it clears it, and so does its end as a missed one.
    private static func untaken(_ firing: StatusFacts.Untaken, _ facts: StatusFacts) -> AlarmRaise {
        let serving = facts.nodes.serving
        let behind = serving.filter { $0.isBehind(facts.nodes) }.map { "\($0.label.shown) (\($0.zoneData.shown))" }
        var why = [
            !facts.isServed
                ? "nobody serves: keyshift serve"
                : "whoever serves has no free place for it, or does not get on: keyshift serve --places, and its log"
        ]
        let drained = facts.nodes.filter { $0.isLiving && $0.isDraining }.map(\.label.shown)
        if !drained.isEmpty { why.append("drained, so that they take nothing: \(drained.joined(separator: ", "))") }
        if !behind.isEmpty {
            let newest = facts.nodes.newestZoneData ?? ""
            why.append(
                "zone data older than \(newest.shown), so that they fire nothing: \(behind.joined(separator: ", "))"
            )
        }
        let what = firing.isQueued ? "waits, and nobody takes it" : "is due, and nobody takes it"
        var alarm = AlarmRaise(
            kind: "firing_untaken",
            subject: word("schedule \(firing.schedule)"),
            text: "its firing of \(LocalTime.full(firing.nominal, nil)) \(what): \(why.joined(separator: "; "))",
        )
        alarm.after = patience
        alarm.due = firing.until.map { $0 - margin }
        return alarm
    }

    /// A plan that a second person has to see, or whose author has to know what became of it.
    private static func plan(_ plan: WaitingPlan) -> AlarmRaise? {
        let subject = word("plan \(plan.shortHash)")
        let (of, story) = ("of \(plan.author.shown)", plan.story(at: plan.askedAt))
        if let decision = plan.decision, decision.isBreakGlass {
            let text = "\(of): its own author approved it alone, \((decision.reason ?? "").shown)   keyshift plans"
            return AlarmRaise(kind: Alarm.breakGlass, subject: subject, text: text, level: .urgent)
        }
        switch plan.state {
        case .waiting where plan.scheduleName == nil:
            let text = "\(of): \(plan.groups.counted("group")): keyshift plans show \(plan.shortHash)"
            var alarm = AlarmRaise(kind: "plan_waiting", subject: subject, text: text)
            alarm.due = plan.expiresAt - margin
            return alarm
        case .refused, .failed, .expired:
            return AlarmRaise(kind: "plan_\(plan.state.rawValue)", subject: subject, text: "\(of): it \(story)")
        default: return nil
        }
    }

    private static func word(_ text: String) -> Alarm.Subject { Alarm.Subject(.word, text) }
}

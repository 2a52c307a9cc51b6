package import CivilTime
internal import Spelling

extension JournalError {
    /// The refusal of rows that something earlier stands in the way of, nil when nothing does.
    ///
    /// A hold is told before a label, and a label before a change of the last hours.
    /// `isOfScript` says whether a script made them that can be written anew.
    package init?(refusing rows: [Row], _ priors: [Prior], isOfScript: Bool) {
        guard let first = Self.refusals(of: rows, priors, isOfScript: isOfScript).first else { return nil }
        self = first
    }

    /// The refusals of rows that something earlier stands in the way of: one for each kind, holds first.
    ///
    /// What another run holds can only be left out, and nothing else is asked of it then. `isRepeated` says whether a run was
    /// what was typed now.
    package static func refusals(
        of rows: [Row],
        _ priors: [Prior],
        isOfScript: Bool,
        isRepeated: (RunRecord) -> Bool = { _ in false },
    ) -> [JournalError] {
        let order: [Prior.Kind] = [.busy, .unfinished, .once, .recent]
        let held = Set(priors.filter(\.isHold).map(\.row))
        return order.compactMap { kind in
            let same = priors.filter { $0.kind == kind && ($0.isHold || !held.contains($0.row)) }
            if kind == .recent { return recent(rows, same, isOfScript: isOfScript, isRepeated) }
            return JournalError(refusing: rows, same, of: kind, isOfScript)
        }
    }

    private init?(refusing rows: [Row], _ same: [Prior], of kind: Prior.Kind, _ isOfScript: Bool) {
        guard let first = same.first else { return nil }
        let row = rows[first.row]
        let others = Set(same.map(\.row)).count - 1
        let group =
            others == 0 ? row.label : "\(row.label) and \(others.counted("other group"))"
        switch kind {
        case .busy:
            self = Self.busy(group, by: first.run, same, hasOthers: rows.count > others + 1)
        case .unfinished:
            self = Self.unfinished(group, by: first.run, same, hasOthers: rows.count > others + 1)
        case .once, .recent:
            self.init(
                .once,
                "\(group): \(first.reason(row)).",
                priors: same,
                remedy: .rows(
                    first.kind.check,
                    isInScript: isOfScript && row.position != nil,
                    hasOthers: rows.count > others + 1,
                ),
            )
        }
    }

    /// The refusal of rows that add to what runs of the last hours did: each run with the stays that it moved, by their names.
    private static func recent(
        _ rows: [Row],
        _ same: [Prior],
        isOfScript: Bool,
        _ isRepeated: (RunRecord) -> Bool,
    ) -> JournalError? {
        guard let first = same.first else { return nil }
        var order: [String] = []
        var moves: [String: [Prior]] = [:]
        for prior in same {
            let move = "\(prior.run.id) \(prior.isMoved(by: isRepeated)) \(prior.since ?? "")"
            if moves[move] == nil { order.append(move) }
            moves[move, default: []].append(prior)
        }
        let sentences = order.compactMap { moves[$0] }.map { moved in
            let isNewest = isRepeated(moved[0].run)
            let again = moved[0].isMoved(by: isRepeated) ? " \(repeated(moved.count, isNewest: isNewest))" : ""
            return "\(names(moved.map { rows[$0.row].label })): \(moved[0].reason(rows[moved[0].row])).\(again)"
        }
        // Whom this command has moved would be moved twice by it, whoever moved him since.
        let others = same.filter { !$0.isMoved(by: isRepeated) }
        let unlike = others.map { rows[$0.row].target.identifier }
        let isInScript = isOfScript && rows[first.row].position != nil
        let hasOthers = rows.count { $0.status == .planned } > Set(same.map(\.row)).count
        let head = hasOthers || unlike.count == same.count ? [] : [nothingLeft(same.count, unlike: unlike.count)]
        let then = hasOthers || !unlike.isEmpty ? ends(rows, others) : []
        return JournalError(
            .recent,
            (head + sentences + then).joined(separator: "\n"),
            priors: same,
            remedy: unlike.count == same.count
                ? .rows(.recent, isInScript: isInScript, hasOthers: hasOthers)
                : .repeated(isInScript: isInScript, hasOthers: hasOthers, unlike: unlike),
        )
    }

    /// When stays that something else has moved would end if they were moved as well.
    private static func ends(_ rows: [Row], _ priors: [Prior]) -> [String] {
        let moved = priors.map { rows[$0.row] }.filter { $0.changes.contains(.endsAt) }
        guard moved.count > 1, let now = priors.map(\.at).max() else { return [] }
        let zones = Set(moved.map(\.zone))
        let names = moved.compactMap { row in
            row.members.compactMap(\.after.endsAt).max().map { end in
                let time =
                    zones.count == 1
                    ? LocalTime.brief(end, row.zone, near: now) : LocalTime.zoned(end, row.zone, near: now)
                return "\(row.label) \(time)"
            }
        }
        let zone = zones.count == 1 ? moved[0].zone.map { " (\($0.shown))" } ?? "" : ""
        return names.isEmpty ? [] : ["Moved all the same, they would end\(zone): \(Self.names(names))."]
    }

    /// That a plan of nothing but stays which were moved lately has nothing to do.
    private static func nothingLeft(_ count: Int, unlike: Int) -> String {
        guard unlike == 0 else {
            return
                "Nothing is left to do, unless a stay is to move once more: each of this plan was moved in the last 12 hours."
        }
        return
            "Nothing is left to do: this command has moved \(count == 1 ? "the stay" : "all \(count) stays") of this plan already."
    }

    /// That stays have what they were to get.
    private static func repeated(_ count: Int, isNewest: Bool) -> String {
        guard isNewest else {
            return "Before that, this command has moved \(count == 1 ? "it" : "them"): sent once more, it adds to that."
        }
        return
            "That was the same command: unless \(count == 1 ? "it is" : "they are") to move twice, nothing has to be done for "
            + "\(count == 1 ? "it" : "them")."
    }

    /// A dozen names, and how many others there are.
    package static func names(_ labels: [String]) -> String {
        let rest = labels.count - namedAtMost
        guard rest > 0 else { return labels.joined(separator: ", ") }
        return "\(labels.prefix(namedAtMost).joined(separator: ", ")) and \(rest.counted("other group"))"
    }

    private static let namedAtMost = 12

    /// The refusal of a group that a run at work holds.
    package static func busy(
        _ group: String,
        by run: RunRecord,
        _ priors: [Prior] = [],
        hasOthers: Bool = false,
    ) -> JournalError {
        JournalError(
            .busy,
            "\(group): run \(run.id) of \(run.operatorName.shown) works on it (process \(run.processID), "
                + "since \(LocalTime.full(run.startedAt.toTheMinute, nil))).",
            priors: priors,
            remedy: .stop(run: run.id, hasOthers: hasOthers),
        )
    }

    /// The refusal of a group that a run holds which stopped before it finished.
    package static func unfinished(
        _ group: String,
        by run: RunRecord,
        _ priors: [Prior] = [],
        hasOthers: Bool = false,
    ) -> JournalError {
        JournalError(
            .unfinishedRun,
            "\(group): run \(run.id) of \(run.operatorName.shown), which began \(LocalTime.full(run.startedAt.toTheMinute, nil)), stopped before it "
                + "finished.",
            priors: priors,
            remedy: .finish(run: run.id, hasOthers: hasOthers),
        )
    }
}

extension JournalError {
    /// The refusal of a run that another process works on.
    package static func atWork(_ run: RunRecord) -> JournalError {
        JournalError(
            .busy,
            "Run \(run.id) of \(run.operatorName.shown) is still at work (process \(run.processID), "
                + "since \(LocalTime.full(run.startedAt.toTheMinute, nil))).",
            remedy: .stop(run: run.id),
        )
    }

    /// The refusal of a run that has nothing left to do.
    package static func over(_ run: String) -> JournalError {
        JournalError(.finishedRun, "Run \(run) ended or was abandoned: nothing is left to do.")
    }
}

extension JournalError {
    /// Whether another run holds a group.
    package var isHold: Bool { code == .busy || code == .unfinishedRun }

    /// Whether it says that the same command has done all of a plan already: that is told before what else refuses it.
    package var leavesNothing: Bool { remedy?.leavesNothing == true }
}

extension Prior.Kind {
    /// The check that a prior of this kind fails.
    package var check: RowCheck {
        switch self {
        case .busy: .busy
        case .unfinished: .unfinishedRun
        case .once: .once
        case .recent: .recent
        }
    }
}

extension Prior {
    /// Why it stands in the way of its row: who, when and in which run.
    package func reason(_ row: Row) -> String {
        switch kind {
        case .busy:
            "run \(run.id) of \(run.operatorName.shown) works on it since \(LocalTime.full(run.startedAt, row.zone))"
        case .unfinished: "run \(run.id) of \(run.operatorName.shown) stopped before it finished, and holds it"
        case .once: "the label \"\(label?.shown ?? "")\" was used \(when(row))"
        case .recent:
            "hours changed \(when(row)), less than 12 hours ago\(bySince), and this change adds to what is there"
        }
    }

    /// That a row adds to a change of the last hours, where it is sent all the same.
    package func addition(_ row: Row, near now: Instant) -> String {
        let when = LocalTime.zoned(at.toTheMinute, row.zone, near: now)
        let who = "by \(run.operatorName.shown), run \(run.id.shown)"
        return "\(row.label) was moved \(when) \(who)\(bySince), and this adds to it"
    }

    private var bySince: String { since.map { ", then \($0)" } ?? "" }

    /// `Mon 23 Nov 2026 22:08 by ana (run 80aa, late.lua, "VIP")`.
    private func when(_ row: Row) -> String {
        let reason = run.reason.map { ", \"\($0.shown)\"" } ?? ""
        return
            "\(LocalTime.full(at, row.zone)) by \(run.operatorName.shown) (run \(run.id), \(run.command)\(reason))"
    }
}

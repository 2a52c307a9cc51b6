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
    /// What another run holds can only be left out, and nothing else is asked of it then.
    package static func refusals(of rows: [Row], _ priors: [Prior], isOfScript: Bool) -> [JournalError] {
        let order: [Prior.Kind] = [.busy, .unfinished, .once, .recent]
        let held = Set(priors.filter(\.isHold).map(\.row))
        return order.compactMap { kind in
            let same = priors.filter { $0.kind == kind && ($0.isHold || !held.contains($0.row)) }
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
                kind == .once ? .once : .recent,
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
            "\(LocalTime.full(at, row.zone)) by \(run.operatorName.shown) (run \(run.id), \(run.script.shown)\(reason))"
    }
}

import CivilTime

extension JournalError {
    /// The refusal of rows that something earlier stands in the way of, nil when nothing does.
    ///
    /// A hold is told before a label, and a label before a change of the last hours.
    package init?(refusing rows: [Row], _ priors: [Prior]) {
        let order: [Prior.Kind] = [.held, .unfinished, .once, .recent]
        guard let kind = order.first(where: { kind in priors.contains { $0.kind == kind } }),
            let first = priors.first(where: { $0.kind == kind })
        else { return nil }
        let same = priors.filter { $0.kind == kind }
        let row = rows[first.row]
        let others = Set(same.map(\.row)).count - 1
        let group =
            others == 0 ? row.label : "\(row.label) and \(others == 1 ? "1 other group" : "\(others) other groups")"
        switch kind {
        case .held: self = Self.held(group, by: first.run, same)
        case .unfinished: self = Self.unfinished(group, by: first.run, same)
        case .once: self = Self.used(group, row, first, same)
        case .recent: self = Self.repeated(group, row, first, same)
        }
    }

    /// The refusal of a group that a run at work holds.
    static func held(_ group: String, by run: RunRecord, _ priors: [Prior] = []) -> JournalError {
        JournalError(
            .held,
            "\(group): held by run \(run.id) of \(run.operatorName) (process \(run.processID), "
                + "since \(run.startedAt.iso8601)). Nothing was sent; plan again when that run has ended.",
            priors: priors,
        )
    }

    /// The refusal of a group that a run holds which stopped before it finished.
    static func unfinished(_ group: String, by run: RunRecord, _ priors: [Prior] = []) -> JournalError {
        JournalError(
            .unfinishedRun,
            "\(group): held by run \(run.id) of \(run.operatorName), which began \(run.startedAt.iso8601) and stopped "
                + "before it finished. Nothing was sent; first \"keyshift resume \(run.id)\" "
                + "or \"keyshift runs abandon \(run.id)\".",
            priors: priors,
        )
    }

    private static func used(_ group: String, _ row: Row, _ prior: Prior, _ priors: [Prior]) -> JournalError {
        JournalError(
            .once,
            "\(group): the label \"\(prior.label ?? "")\" was used \(when(prior, row)). Nothing was sent; "
                + "\"keyshift undo \(prior.run.id)\" frees the label, and another label means another change.",
            priors: priors,
        )
    }

    private static func repeated(_ group: String, _ row: Row, _ prior: Prior, _ priors: [Prior]) -> JournalError {
        JournalError(
            .recent,
            "\(group): the same change was sent \(when(prior, row)), less than 12 hours ago. Nothing was sent; "
                + "if it shall move once more, write again = true, or give the change a label with once =.",
            priors: priors,
        )
    }

    /// `Mon 23 Nov 2026 22:08 by ana (run 80aa, late.lua, "VIP")`.
    private static func when(_ prior: Prior, _ row: Row) -> String {
        let run = prior.run
        let reason = run.reason.map { ", \"\($0)\"" } ?? ""
        return "\(LocalTime.full(prior.at, row.zone)) by \(run.operatorName) (run \(run.id), \(run.script)\(reason))"
    }
}

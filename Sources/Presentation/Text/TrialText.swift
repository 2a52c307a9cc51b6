internal import CivilTime
package import Model
internal import Spelling

/// What a schedule would do if it fired now, as whoever adds it reads it.
package struct TrialText {
    private let report: RunReport
    private let schedule: Schedule

    /// Makes the text of a firing that was planned and not sent.
    package init(_ report: RunReport, of schedule: Schedule) {
        self.report = report
        self.schedule = schedule
    }

    /// The lines.
    package var lines: [String] { [outcome] + addition + cautions }

    private var outcome: String {
        guard let failure = report.failure else { return "IF IT FIRED NOW  \(change)" }
        let sentence = FailureText(failure).sentence
        switch failure.code {
        case .connection, .unauthorized:
            return
                "NOTE  Seam was not asked, so only the arguments were tried (\(ForeignText.sentence(failure.message)))"
        case .limitTime: return "NOTE  the script was not at its end when its trial was ended, and so no plan was seen"
        case .directEffect: return direct(failure, sentence)
        case _ where report.state == .refused:
            return "WARNING  if it fired now, it would be refused (\(failure.code)): \(sentence)"
        default:
            let place = failure.position.map { "\($0.shown): " } ?? ""
            return "WARNING  if it fired now, it would fail (\(failure.code)): \(place)\(sentence)"
        }
    }

    /// A trial sends nothing, and ends at the first call that would take effect.
    private func direct(_ failure: RunReport.Failure, _ sentence: String) -> String {
        guard case .grantDirect(let name) = failure.remedy,
            schedule.options.direct.allows(path: DirectGrant.path(of: name))
        else { return "WARNING  if it fired now, it would fail (\(failure.code)): \(sentence)" }
        return "NOTE  tried up to its first call that takes effect at once, \(name.shown), which a trial does not send"
    }

    private var changed: [Row] { report.plan.rows.planned }

    private var change: String {
        guard !changed.isEmpty else {
            return "nothing to change" + (report.plan.search.map { ": \(SearchText($0).sentence)" } ?? "")
        }
        let inside = changed.count(where: \.isInHouse)
        let guests = inside > 0 ? " (\(inside) with a guest inside)" : ""
        let left = report.plan.leftOutCount > 0 ? ", \(report.plan.leftOutCount) left out" : ""
        let groups = changed.count.counted("group would change", "groups would change")
        return groups + guests + left + (isHeld ? "; the plan would wait for a person" : "")
    }

    private var isHeld: Bool { schedule.holdAbove.map { changed.count > $0 } ?? false }

    /// That the changes of one firing are added to those of the one before, where stays last that long.
    ///
    /// A label keeps a change from being made twice, and so does an hour that is not worked out from the present one.
    private var addition: [String] {
        guard report.state == .planned, let interval else { return [] }
        let again = changed.filter { row in
            guard row.isRelative, row.once == nil else { return false }
            return row.members.compactMap(\.after.endsAt).max().map { $0 > report.plan.madeAt + interval } ?? true
        }
        guard let first = again.first else { return [] }
        let all = again.count == 1 ? "that stay lasts" : "\(again.count) of them last"
        return [
            "WARNING  \(all) beyond the firing after that, which adds once more\(example(of: first)). "
                + "So that it cannot add up: in the script extend_to or set_clock instead of extend or shift, or a label "
                + "for each change (once = \"…\"), or only the stays that end on one day, such as: "
                + "keyshift schedule add … sunday-checkout 13:00"
        ]
    }

    /// The time from one firing to the next.
    private var interval: TimeSpan? {
        guard let first = schedule.next(after: report.plan.madeAt), let second = schedule.next(after: first) else {
            return nil
        }
        return second - first
    }

    /// What two firings make of an end: `: 11:00 becomes 13:00, and then 15:00`.
    private func example(of row: Row) -> String {
        guard let member = row.members.first, let before = member.before.endsAt, let after = member.after.endsAt,
            before != after
        else { return "" }
        let ends = [before, after, after + (after - before)].map {
            LocalTime.brief($0, row.zone, near: report.plan.madeAt)
        }
        return ": \(row.label) ends \(ends[0]) now, then \(ends[1]), then \(ends[2])"
    }

    /// What refuses a whole firing sooner or later, unless it is left out.
    private var cautions: [String] {
        let options = schedule.options
        guard report.state == .planned, changed.contains(where: { $0.isRelative && $0.once == nil }),
            !options.allowed.contains(.recent), !options.leftOut.contains(.recent)
        else { return [] }
        return [
            "NOTE  it adds to the hours that it finds: one group that anything has moved in the 12 hours before refuses the "
                + "whole firing (recent). With --leave-out recent it leaves such groups out and sends the others."
        ]
    }
}

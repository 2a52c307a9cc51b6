internal import CivilTime
internal import Model
internal import Spelling

/// The changes of the clocks within a list of firings, with what becomes of the times that they touch.
struct FiringClockChanges {
    /// How many are told one by one.
    private static let most = 4

    private let expression: CronExpression
    private let zone: Zone
    private let rule: ClockChangeRule
    private let changes: [ClockChange]

    /// Looks for the changes after an instant, until the last firing of the list.
    init(of form: ScheduleForm, after start: Instant, upTo end: Instant) {
        (expression, zone, rule) = (form.expression, form.zone, form.onClockChange)
        var changes: [ClockChange] = []
        var last = start
        while let change = form.zone.clockChange(after: last, upTo: end) {
            changes.append(change)
            last = change.at
        }
        self.changes = changes
    }

    /// A line for each change; of many only for those that touch a time of the expression.
    var lines: [String] {
        let told = changes.count <= Self.most ? changes : changes.filter { !times($0).isEmpty }
        let more = told.count - Self.most
        return told.prefix(Self.most).map(line)
            + (more > 0 ? ["NOTE  the clocks change \(more.counted("more time")) in this list"] : [])
    }

    private func line(_ change: ClockChange) -> String {
        let before = change.at - TimeSpan(milliseconds: 1)
        let way = change.isForward ? "forward" : "back"
        return
            "NOTE  the clocks go \(way) on \(LocalTime.day(before, zone.name)), from \(change.from) to \(change.to): "
            + outcome(change, times(change).map(\.description))
    }

    private func times(_ change: ClockChange) -> [ClockTime] { expression.times(touchedBy: change, in: zone) }

    private func outcome(_ change: ClockChange, _ times: [String]) -> String {
        let what = change.isForward ? "left out" : "there twice"
        guard !times.isEmpty else { return "none of its times is \(what)" }
        guard expression.isAtWallTimes else {
            return change.isForward
                ? "nothing fires in the hour that is left out" : "it fires in both hours, because real minutes count"
        }
        let (shown, isOne) = (times.joined(separator: ", "), times.count == 1)
        let (areOrIs, fires, happens) = isOne ? ("is", "fires", "happens") : ("are", "fire", "happen")
        switch (change.isForward, rule) {
        case (true, .skip):
            return "\(shown) \(areOrIs) left out, and not fired (--dst shift fires at \(change.to))"
        case (true, _): return "\(shown) \(areOrIs) left out, and \(fires) at \(change.to) (--dst skip: not at all)"
        case (false, .twice): return "\(shown) \(happens) twice, and \(fires) both times (--dst shift: the first time)"
        case (false, _): return "\(shown) \(happens) twice, and \(fires) the first time (--dst twice: both times)"
        }
    }
}

internal import CivilTime
internal import Model

/// That the changes of one firing are added to those of the one before: of the stays that are there now and last that long, else of
/// those that firings will find.
///
/// A label keeps a change from being made twice, and so does an hour that is not worked out from the present one.
struct RepeatedFiringText {
    private static let shown = 5
    /// How long the check `recent` looks back.
    private static let recently = TimeSpan(milliseconds: 12 * 3_600_000)
    /// Firings that are farther apart hardly find one stay twice.
    private static let often = TimeSpan(milliseconds: 32 * 86_400_000)
    /// The shortest day, where the clocks change by two hours at most.
    private static let day = TimeSpan(milliseconds: 22 * 3_600_000)
    /// The hour of a line, where no stay tells one.
    private static let anyHour = "13:00"

    private let report: RunReport
    private let schedule: Schedule
    private let way: ScheduleWay
    private let script: TrialText.Script

    init(_ report: RunReport, of schedule: Schedule, by way: ScheduleWay, _ script: TrialText.Script) {
        self.report = report
        self.schedule = schedule
        self.way = way
        self.script = script
    }

    /// The lines, also where the first firing would be refused by a check: the others are not.
    var lines: [String] {
        guard let interval else { return [] }
        let known = lines(ofKnown: interval)
        return known.isEmpty ? lines(ofAnybody: interval) : known
    }

    private func lines(ofKnown interval: TimeSpan) -> [String] {
        guard [.planned, .refused].contains(report.state) else { return [] }
        let again = report.plan.rows.planned.filter { row in
            guard row.isRelative, row.once == nil else { return false }
            return row.members.compactMap(\.after.endsAt).max().map { $0 > report.plan.madeAt + interval } ?? true
        }
        guard let first = again.first else { return [] }
        let names = NameList(again.map { $0.label.shown }, shown: Self.shown).text
        let who = again.count > 1 ? ["  They are \(names)."] : []
        return ["WARNING  \(sentence(again.count, first, interval))"] + who + reach(interval) + advice
    }

    /// What is true of every stay, whoever is there now.
    private func lines(ofAnybody interval: TimeSpan) -> [String] {
        guard let adding = script.adding, interval <= Self.often, !adding.isOfItsDay || interval < Self.day else {
            return []
        }
        let isEmpty = report.state == .planned && report.plan.rows.planned.isEmpty
        let head = isEmpty ? "nobody is in it now, but each firing adds" : "each firing adds"
        let isRefused = interval < Self.recently && !schedule.options.allowed.contains(.recent)
        let often = isRefused ? "again, every 12 hours at most (recent)" : "again at each of them"
        return ["WARNING  \(head) to the hours that it finds: a stay that several firings find gets the time \(often)."]
            + reach(interval) + advice(adding)
    }

    /// That leaving out who was moved lately helps at the next firing only where that comes soon.
    private func reach(_ interval: TimeSpan) -> [String] {
        let options = schedule.options
        guard interval >= Self.recently, options.leftOut.contains(.recent), !options.allowed.contains(.recent) else {
            return []
        }
        return [
            "  --leave-out recent leaves out only who was moved in the 12 hours before, and so nobody of the last firing."
        ]
    }

    private func advice(_ adding: TrialText.Script.Adding) -> [String] {
        let fixed = adding.isExtension ? checkout(at: Self.anyHour) : nil
        let lines = fixed.map { line in
            [
                "  A fixed hour, such as \(Self.anyHour), cannot add up, and only those who leave that day get it:",
                ScheduleWay.set(line),
            ]
        }
        return own + (lines ?? []) + removal
    }

    private func sentence(_ count: Int, _ first: Row, _ interval: TimeSpan) -> String {
        let of = report.state == .refused ? "groups of its plan" : "of them"
        let all = count == 1 ? "that stay lasts" : "\(count) \(of) last"
        let head = "\(all) beyond the firing after that, which"
        let example = example(of: first)
        guard interval < Self.recently, !schedule.options.allowed.contains(.recent) else {
            return "\(head) adds once more\(example)."
        }
        let what = schedule.options.leftOut.contains(.recent) ? "leaves them out" : "is refused for them"
        return "\(head) \(what) (recent), and the first of more than 12 hours later adds once more\(example)."
    }

    /// How to say it so that it cannot add up.
    private var advice: [String] {
        guard let line = checkout(report.plan.rows.planned) else { return own + removal }
        return own + [
            "  A fixed hour cannot add up, and only those who leave that day get it:", ScheduleWay.set(line),
        ]
            + removal
    }

    private var own: [String] {
        script.isShipped
            ? []
            : [
                "  So that it cannot add up: in the script extend_to or set_clock instead of extend or shift, or a label for "
                    + "each change (once = \"…\")."
            ]
    }

    private var removal: [String] {
        ["  To have no such schedule:", ScheduleWay.set(["schedule", "remove", schedule.name])]
    }

    /// The line that gives those who leave on the day of a firing the hour that most of a plan would get; nil where that is not what is
    /// wanted.
    private func checkout(_ rows: [Row]) -> [String]? {
        let isLater = rows.allSatisfy { row in
            !row.changes.contains(.startsAt)
                && row.members.allSatisfy { member in
                    guard let before = member.before.endsAt, let after = member.after.endsAt else { return false }
                    return before < after
                }
        }
        let hours = rows.compactMap { row in
            row.members.compactMap(\.after.endsAt).max().map { LocalTime.clock($0, row.zone) }
        }
        let counts = hours.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        guard isLater, let hour = counts.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key else { return nil }
        return checkout(at: hour)
    }

    /// The line that gives those who leave on the day of a firing an hour.
    private func checkout(at hour: String) -> [String]? {
        guard let firing = schedule.next(after: report.plan.madeAt) else { return nil }
        let day = LocalTime.clock(firing, schedule.zone.name) < hour ? "today" : "tomorrow"
        var other = schedule
        other.options.allowed.remove(.recent)
        other.options.leftOut.remove(.recent)
        return way.of(other).words(of: "checkout-at", [day, hour] + (script.house.map { ["house=\($0)"] } ?? []))
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
}

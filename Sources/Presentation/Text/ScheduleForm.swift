package import CivilTime
package import Model

/// A cron expression in a zone, read and explained.
package struct ScheduleForm: Sendable {
    /// The expression.
    package let expression: CronExpression
    /// The zone.
    package let zone: Zone
    private let rule: ClockChangeRule

    /// Explains the expression of a schedule.
    package init(_ schedule: Schedule) {
        (expression, zone, rule) = (schedule.cron, schedule.zone, schedule.dst)
    }

    /// Reads an expression, a zone and a rule for clock changes, as they were typed.
    /// - Throws: `invalid_value` that names what is wrong and offers what works.
    package init(cron: String, zone: String, onClockChange rule: String = "shift") throws(PlanError) {
        do throws(CivilTimeError) {
            expression = try CronExpression(parsing: cron)
            self.zone = try Zone.ofPlace(zone)
        } catch {
            throw PlanError(.invalidValue, error.typedMessage, underlying: error)
        }
        guard let rule = ClockChangeRule(rawValue: rule) else {
            throw PlanError(.invalidValue, "shift, skip or twice, not \"\(rule.shown)\"", about: .clockChange)
        }
        self.rule = rule
    }

    /// The next instants after one that was typed, or after the present one, as `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    /// - Throws: `invalid_value` when the instant cannot be read.
    package func next(after instant: String?, count: Int) throws(PlanError) -> [String] {
        try instants(after: instant, count: count).map(\.iso8601)
    }

    /// The next instants in words, on the clock of the zone.
    /// - Throws: `invalid_value` when the instant cannot be read.
    package func nextInWords(after instant: String?, count: Int) throws(PlanError) -> [String] {
        try instants(after: instant, count: count).map {
            "\(LocalTime.bare($0, zone.name))  \(zone.name) (\(zone.offsetDescription(at: $0)))"
        }
    }

    /// The changes of the clocks in the same list, a line each, with what becomes of the times that they touch.
    /// - Throws: `invalid_value` when the instant cannot be read.
    package func clockChanges(after instant: String?, count: Int) throws(PlanError) -> [String] {
        guard let last = try instants(after: instant, count: count).last else { return [] }
        let start = (try? start(after: instant)) ?? .now()
        return FiringClockChanges(of: self, after: start, upTo: last).lines
    }

    /// What few people expect of the expression or of the zone, nil for ordinary ones.
    package var caution: String? { expression.caution ?? zone.caution }

    /// That it fires on one day of each year, where it does: somebody may mean that day alone.
    ///
    /// With the name of a schedule it says how that is removed.
    package func yearly(of name: String? = nil, after instant: Instant) -> String? {
        guard let first = expression.next(after: instant, in: zone, onClockChange: rule),
            let second = expression.next(after: first, in: zone, onClockChange: rule), second - first > Self.mostOfAYear
        else { return nil }
        let removal = name.map { "; when once was meant, and it has fired: keyshift \(Self.removal(of: $0))" } ?? ""
        return "it fires again on that day of each year\(removal)"
    }

    private static let mostOfAYear = TimeSpan(milliseconds: 360 * 86_400_000)

    private static func removal(of name: String) -> String { ShellWords.line(["schedule", "remove", name]) }

    /// The rule for clock changes.
    package var onClockChange: ClockChangeRule { rule }

    /// The instants as the one JSON document of docs/json.md.
    /// - Throws: `invalid_value` when the instant cannot be read.
    package func json(after instant: String?, count: Int) throws(PlanError) -> String {
        InstantsDocument(next: try instants(after: instant, count: count)).json
    }

    /// The next instants after one that was typed, or after the present one.
    /// - Throws: `invalid_value` when the instant cannot be read.
    func instants(after text: String?, count: Int) throws(PlanError) -> [Instant] {
        var instants: [Instant] = []
        do throws(CivilTimeError) {
            var last = try start(after: text)
            while instants.count < count, let next = expression.next(after: last, in: zone, onClockChange: rule) {
                instants.append(next)
                last = next
            }
        } catch {
            throw PlanError(.invalidValue, error.typedMessage, about: .after, underlying: error)
        }
        return instants
    }

    /// An instant as it was typed: ISO 8601 with an offset, or a day or a time on the clock of the zone.
    private func start(after text: String?) throws(CivilTimeError) -> Instant {
        guard let text else { return .now() }
        if let instant = try? Instant(iso8601: text) { return instant }
        if let wall = try? CivilDateTime(parsing: text) { return try zone.instant(for: wall, choosing: .earlier) }
        if let date = try? CivilDate(parsing: text) {
            let midnight = CivilDateTime(date: date, time: try ClockTime(validating: 0, minute: 0))
            return try zone.instant(for: midnight, choosing: .earlier)
        }
        return try Instant(iso8601: text)
    }
}

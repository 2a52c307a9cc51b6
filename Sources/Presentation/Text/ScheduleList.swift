package import CivilTime
package import Model

/// The schedules of a database, as a table and as JSON alike.
package struct ScheduleList: Sendable {
    private let schedules: [Schedule]
    private let now: Instant

    /// Makes a list of schedules.
    package init(_ schedules: [Schedule], now: Instant) {
        self.schedules = schedules
        self.now = now
    }

    /// The lines of the table.
    package var lines: [String] {
        guard !schedules.isEmpty else { return ["No schedule yet; keyshift schedule add makes one."] }
        var table = TextTable(columns: ["schedule", "cron", "zone", "last fired", "next", "script"])
        for schedule in schedules {
            let last = schedule.lastFiredAt.map { LocalTime.full($0, schedule.zone) } ?? "never"
            let next = schedule.next(after: now).map { LocalTime.full($0, schedule.zone) } ?? "never"
            let script = ([schedule.script] + schedule.arguments).map(\.shown).joined(separator: " ")
            let name = schedule.name.shown
            table.add([
                name, schedule.cron.shown, schedule.zone.shown, last, schedule.pausedAt == nil ? next : "paused",
                script,
            ])
        }
        return table.lines
    }

    /// The list as one JSON document.
    package var json: String {
        ScheduleListDocument(schedules: schedules.map { ScheduleDocument($0, now: now) }).json
    }
}

/// One schedule with its rules, its next instants and its newest firings, as lines and as JSON alike.
package struct ScheduleDetail: Sendable {
    private static let shownInstants = 5

    private let schedule: Schedule
    private let firings: [Firing]
    private let now: Instant

    /// Makes it of a schedule and its newest firings.
    package init(_ schedule: Schedule, firings: [Firing] = [], now: Instant) {
        self.schedule = schedule
        self.firings = firings
        self.now = now
    }

    /// The lines: the rules, the next instants in words, the newest firings.
    package var lines: [String] {
        let script = ([schedule.script] + schedule.arguments).map(\.shown).joined(separator: " ")
        var lines =
            ["\(schedule.name.shown)  \(script)", "  \(schedule.cron.shown)  \(schedule.zone.shown)"]
            + rules.map { "  \($0)" }
        if let pausedAt = schedule.pausedAt {
            let note = schedule.pauseNote.map { ": \($0.shown)" } ?? ""
            lines.append("  PAUSED since \(LocalTime.full(pausedAt, schedule.zone))\(note)")
        }
        lines += nextLines
        if !firings.isEmpty { lines.append("FIRINGS") }
        return lines + firings.map { "  \($0.line)" }
    }

    /// The next instants in words, and what few people expect of the expression.
    package var nextLines: [String] {
        guard let form = try? ScheduleForm(schedule) else { return [] }
        let words = (try? form.nextInWords(after: firstInstant.iso8601, count: Self.shownInstants)) ?? []
        return ["NEXT"] + words.map { "  \($0)" } + (form.caution.map { ["NOTE  \($0)"] } ?? [])
    }

    private var rules: [String] {
        var rules = [
            "missed: \(schedule.missed.rawValue), up to \(schedule.grace) late   overlap: \(schedule.overlap.rawValue)"
                + "   clock changes: \(schedule.dst.rawValue)   retries: \(schedule.retries)"
        ]
        if let holdAbove = schedule.holdAbove { rules.append("a plan of over \(holdAbove) groups waits for a person") }
        if schedule.allowsDirect { rules.append("may make calls that take effect at once") }
        if !schedule.runOptions.isEmpty {
            rules.append("limits: \(schedule.runOptions.map(\.shown).joined(separator: " "))")
        }
        if let target = schedule.onFailure { rules.append("a failure is posted to \(AddressText.shown(target).shown)") }
        if let target = schedule.onRecovery {
            rules.append("a recovery is posted to \(AddressText.shown(target).shown)")
        }
        return rules
    }

    private var firstInstant: Instant { max(now, schedule.addedAt) }

    /// The schedule as one JSON document.
    package var json: String {
        let next = try? ScheduleForm(schedule).instants(after: firstInstant.iso8601, count: Self.shownInstants)
        let outlook = ScheduleOutlook(next: next ?? [], firings: firings.map(FiringDocument.init))
        return Joined(ScheduleDocument(schedule, now: now), outlook).json
    }
}

/// The firings of a schedule, as lines and as JSON alike.
package struct FiringList: Sendable {
    private let schedule: String
    private let firings: [Firing]

    /// Makes a list of firings, the newest first.
    package init(of schedule: String, _ firings: [Firing]) {
        self.schedule = schedule
        self.firings = firings
    }

    /// A line for each firing.
    package var lines: [String] {
        firings.isEmpty ? ["\(schedule.shown) has not fired yet."] : firings.map(\.line)
    }

    /// The list as one JSON document.
    package var json: String {
        FiringListDocument(schedule: schedule, firings: firings.map(FiringDocument.init)).json
    }
}

extension ScheduleForm {
    /// Reads the expression of a schedule again.
    /// - Throws: `script_error` when the zone is gone.
    package init(_ schedule: Schedule) throws(PlanError) {
        try self.init(cron: schedule.cron, zone: schedule.zone, onClockChange: schedule.dst.rawValue)
    }
}

extension Firing {
    /// The firing in words, such as `nightly  Tue 24 Nov 2026 02:00 UTC  done (exit 0)  run 80aa41c2`.
    package var line: String {
        let code = exitCode.map { " (exit \($0))" } ?? ""
        let run = runID.map { "  run \($0.shown)" } ?? ""
        let tries = attempt > 1 ? ", attempt \(attempt)" : ""
        let hand = cause == .hand ? ", by hand" : ""
        return "\(schedule.shown)  \(LocalTime.full(nominal, nil))  \(state.rawValue)\(code)\(tries)\(hand)\(run)\(why)"
    }
}

package import CivilTime
package import Model
internal import Seam

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
            let script = ([schedule.script] + schedule.arguments).joined(separator: " ")
            table.add([
                schedule.name, schedule.cron, schedule.zone, last, schedule.pausedAt == nil ? next : "paused", script,
            ])
        }
        return table.lines
    }

    /// The list as one JSON document.
    package var json: String {
        let document: JSONValue = ["schedules": .array(schedules.map { .object($0.jsonFields(now: now)) })]
        return (try? document.serialized()) ?? "{}"
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
        let script = ([schedule.script] + schedule.arguments).joined(separator: " ")
        var lines = ["\(schedule.name)  \(script)", "  \(schedule.cron)  \(schedule.zone)"] + rules.map { "  \($0)" }
        if let pausedAt = schedule.pausedAt {
            let note = schedule.pauseNote.map { ": \($0)" } ?? ""
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
        if !schedule.runOptions.isEmpty { rules.append("limits: \(schedule.runOptions.joined(separator: " "))") }
        if let target = schedule.onFailure { rules.append("a failure is posted to \(AddressText.shown(target))") }
        if let target = schedule.onRecovery { rules.append("a recovery is posted to \(AddressText.shown(target))") }
        return rules
    }

    private var firstInstant: Instant { max(now, schedule.addedAt) }

    /// The schedule as one JSON document.
    package var json: String {
        var fields = schedule.jsonFields(now: now)
        let next = try? ScheduleForm(schedule).next(after: firstInstant.iso8601, count: Self.shownInstants)
        fields["next"] = .array((next ?? []).map(JSONValue.string))
        fields["firings"] = .array(firings.map { .object($0.jsonFields) })
        return (try? JSONValue.object(fields).serialized()) ?? "{}"
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
        firings.isEmpty ? ["\(schedule) has not fired yet."] : firings.map(\.line)
    }

    /// The list as one JSON document.
    package var json: String {
        let document: JSONValue = [
            "schedule": .string(schedule), "firings": .array(firings.map { .object($0.jsonFields) }),
        ]
        return (try? document.serialized()) ?? "{}"
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
        let run = runID.map { "  run \($0)" } ?? ""
        let tries = attempt > 1 ? ", attempt \(attempt)" : ""
        let hand = cause == .hand ? ", by hand" : ""
        return "\(schedule)  \(LocalTime.full(nominal, nil))  \(state.rawValue)\(code)\(tries)\(hand)\(run)\(why)"
    }

    /// The firing as documents show it.
    var jsonFields: [String: JSONValue] {
        [
            "schedule": .string(schedule),
            "nominal": .string(nominal.iso8601),
            "state": .string(state.rawValue),
            "cause": .string(cause.rawValue),
            "started_at": .string(startedAt.iso8601),
            "finished_at": .optional(finishedAt?.iso8601),
            "retry_at": .optional(retryAt?.iso8601),
            "attempt": .int(Int64(attempt)),
            "run_id": .optional(runID),
            "exit_code": exitCode.map { .int(Int64($0)) } ?? .null,
            "detail": .optional(detail),
            "zone_data": .optional(zoneDataVersion),
        ]
    }
}

extension Schedule {
    /// The schedule as documents show it.
    func jsonFields(now: Instant) -> [String: JSONValue] {
        [
            "name": .string(name),
            "script": .string(script),
            "args": .array(arguments.map(JSONValue.string)),
            "cron": .string(cron),
            "zone": .string(zone),
            "dst": .string(dst.rawValue),
            "missed": .string(missed.rawValue),
            "grace": .string(grace.description),
            "overlap": .string(overlap.rawValue),
            "allow_direct": .bool(allowsDirect),
            "hold_above": holdAbove.map { .int(Int64($0)) } ?? .null,
            "retries": .int(Int64(retries)),
            "options": .array(runOptions.map(JSONValue.string)),
            "on_failure": .optional(onFailure.map(AddressText.shown)),
            "on_recovery": .optional(onRecovery.map(AddressText.shown)),
            "added_at": .string(addedAt.iso8601),
            "paused_at": .optional(pausedAt?.iso8601),
            "pause_note": .optional(pauseNote),
            "last_fired_at": .optional(lastFiredAt?.iso8601),
            "next_at": .optional(next(after: now)?.iso8601),
        ]
    }
}

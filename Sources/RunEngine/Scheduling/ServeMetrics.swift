package import CivilTime
package import Journal
package import Model

/// What a scheduler shows to a collector, as OpenMetrics 1.0 text.
package struct ServeMetrics: Sendable {
    private var lines: [String] = []

    /// Makes the text of what was counted.
    package init(
        _ counts: JournalCounts,
        _ watch: SchedulerWatch,
        schedules: [Schedule],
        unreadable: [UnreadableSchedule],
        zoneData: ZoneDataAge,
        alarms: [Alarm] = [],
        now: Instant = .now(),
    ) {
        addDelays(watch)
        family("keyshift_firings", "gauge", "Firings in the journal by state.")
        for state in Firing.State.allCases {
            add("keyshift_firings", ["state": state.rawValue], counts.firings[state] ?? 0)
        }
        family("keyshift_runs", "gauge", "Runs in the journal by state.")
        for state in RunRecord.State.allCases {
            add("keyshift_runs", ["state": state.rawValue], counts.runs[state] ?? 0)
        }
        family("keyshift_rows", "gauge", "Rows of all runs by status.")
        for status in RowStatus.allCases {
            add("keyshift_rows", ["status": status.rawValue], counts.rows[status] ?? 0)
        }
        family("keyshift_conflicts", "gauge", "Rows that somebody else had changed.")
        add("keyshift_conflicts", [:], counts.rows[.conflict] ?? 0)
        family("keyshift_rate_limited", "gauge", "Requests of firings that were answered with 429.")
        add("keyshift_rate_limited", [:], counts.rateLimited)
        family("keyshift_notices_waiting", "gauge", "Notices that could not be posted yet.")
        add("keyshift_notices_waiting", [:], counts.notices)
        family("keyshift_schedules", "gauge", "Schedules, by whether they are paused.")
        let paused = schedules.count { $0.pausedAt != nil }
        add("keyshift_schedules", ["paused": "false"], schedules.count - paused)
        add("keyshift_schedules", ["paused": "true"], paused)
        family("keyshift_unreadable_schedules", "gauge", "Schedules that cannot be read, and so do not fire.")
        add("keyshift_unreadable_schedules", [:], unreadable.count)
        addAlarms(alarms, now)
        family("keyshift_journal_failures", "counter", "How often the journal could not be used.")
        add("keyshift_journal_failures_total", [:], watch.failures)
        addClock(watch, zoneData)
        lines.append("# EOF")
    }

    /// The text.
    package var text: String { lines.joined(separator: "\n") + "\n" }

    private mutating func addAlarms(_ alarms: [Alarm], _ now: Instant) {
        family("keyshift_alarms", "gauge", "Alarms that are not mended, by how much they matter and where they stand.")
        for level in Alarm.Level.allCases {
            for state in Alarm.State.allCases where state != .cleared {
                let count = alarms.count { $0.level(at: now) == level && $0.state(at: now) == state }
                add("keyshift_alarms", ["level": level.rawValue, "state": state.rawValue], count)
            }
        }
    }

    private mutating func addDelays(_ watch: SchedulerWatch) {
        let name = "keyshift_firing_delay_seconds"
        family(name, "histogram", "The time from a nominal instant to the start of its process.")
        var sum = 0
        for (count, bound) in zip(watch.delays, SchedulerWatch.bounds.map(Self.seconds) + ["+Inf"]) {
            sum += count
            add("\(name)_bucket", ["le": bound], sum)
        }
        add("\(name)_count", [:], sum)
        lines.append("\(name)_sum \(Self.seconds(watch.totalDelay))")
    }

    private mutating func addClock(_ watch: SchedulerWatch, _ zoneData: ZoneDataAge) {
        if let last = watch.lastTick {
            family("keyshift_last_look_timestamp_seconds", "gauge", "When the schedules were last looked at.")
            lines.append("keyshift_last_look_timestamp_seconds \(Self.seconds(last.milliseconds))")
        }
        family("keyshift_zone_data", "info", "The zone data in use.")
        add("keyshift_zone_data_info", ["version": zoneData.version ?? "unknown"], 1)
        guard let age = zoneData.age else { return }
        family("keyshift_zone_data_age_seconds", "gauge", "The time since the zone data was published.")
        lines.append("keyshift_zone_data_age_seconds \(age.milliseconds / 1000)")
    }

    private mutating func family(_ name: String, _ type: String, _ help: String) {
        lines.append("# TYPE \(name) \(type)")
        lines.append("# HELP \(name) \(help)")
    }

    private mutating func add(_ name: String, _ labels: [String: String], _ value: Int) {
        let inside = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.sorted().joined(separator: ",")
        lines.append("\(name)\(inside.isEmpty ? "" : "{\(inside)}") \(value)")
    }

    /// A label's value in the text format of Prometheus, where a backslash and a quotation mark are escaped.
    private static func escaped(_ value: String) -> String {
        value.shown.reduce(into: "") { $0 += $1 == "\\" || $1 == "\"" ? "\\\($1)" : String($1) }
    }

    private static func seconds(_ milliseconds: Int64) -> String {
        let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        guard rest != 0 else { return "\(whole).0" }
        var digits = String(rest)
        while digits.count < 3 { digits = "0" + digits }
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}

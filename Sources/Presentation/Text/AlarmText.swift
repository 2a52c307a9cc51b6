package import CivilTime
package import Model

/// Alarms as people read them.
package struct AlarmText {
    private let alarms: [Alarm]
    private let now: Instant

    /// Makes the text of alarms as they stand at an instant.
    package init(_ alarms: [Alarm], at instant: Instant) {
        self.alarms = alarms
        now = instant
    }

    /// The lines: two for each alarm.
    package var lines: [String] {
        guard !alarms.isEmpty else { return ["No alarm: nothing was raised that is not mended."] }
        return alarms.flatMap { alarm in [AlarmLine.of(alarm, at: now), "  \(Self.facts(of: alarm, at: now))"] }
    }

    /// `raised Tue 24 Nov 2026 22:08 UTC by the schedule watch, told 22:09   keyshift alarms seen 17`.
    private static func facts(of alarm: Alarm, at now: Instant) -> String {
        var parts = ["\(alarm.state(at: now).rawValue), since \(LocalTime.full(alarm.raisedAt, nil))"]
        if let schedule = alarm.schedule { parts.append("by the schedule \(schedule.shown)") }
        if let run = alarm.run { parts.append("run \(run.shown)") }
        if let dueAt = alarm.dueAt, alarm.clearedAt == nil { parts.append("due \(LocalTime.full(dueAt, nil))") }
        if let seenBy = alarm.seenBy { parts.append("seen by \(seenBy.shown)") }
        if let clearedAt = alarm.clearedAt { parts.append("mended \(LocalTime.full(clearedAt, nil))") }
        let way = alarm.needsPerson(at: now) ? "   keyshift alarms seen \(alarm.id)" : ""
        return parts.joined(separator: ", ") + way
    }

    /// What status tells of an alarm.
    static func status(_ alarm: Alarm, at now: Instant) -> String {
        "ALARM  \(AlarmLine.of(alarm, at: now))   keyshift alarms seen \(alarm.id)"
    }
}

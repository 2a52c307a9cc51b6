package import CivilTime

/// A script that runs by the clock.
package struct Schedule: Hashable, Sendable {
    /// What is done about instants at which nothing could fire.
    package enum Missed: String, Codable, Sendable, CaseIterable {
        /// The newest one fires late, within the grace; older ones are missed.
        case latest
        /// None fires late.
        case skip
        /// Each fires late, within the grace and in order; older ones are missed.
        case all
    }

    /// What is done when an instant comes while an earlier firing still runs.
    package enum Overlap: String, Codable, Sendable, CaseIterable {
        /// The instant is left out.
        case skip
        /// It fires when the earlier firing has ended.
        case queue
    }

    /// Its name, unique in the database.
    package var name: String
    /// The script's absolute path.
    package var script: String
    /// The script's arguments.
    package var arguments: [String]
    /// When it fires, on the clocks of its zone.
    package var cron: CronExpression
    /// The zone that the expression is read in, with its rules as they were when the schedule was read.
    package var zone: Zone
    /// What happens to times that a clock change skips or repeats.
    package var dst = ClockChangeRule.shift
    /// What is done about instants at which nothing could fire.
    package var missed = Missed.latest
    /// How late a firing may start, an hour unless told otherwise.
    package var grace = TimeSpan(milliseconds: 3_600_000)
    /// What is done when an instant comes while an earlier firing still runs.
    package var overlap = Overlap.skip
    /// The number of groups above which a plan is not sent but waits for a person, nil for none.
    package var holdAbove: Int?
    /// How often a firing that failed before anything was sent is tried again.
    package var retries = 3
    /// What its runs may do.
    package var options = ScheduleOptions()
    /// Where a failure is posted to: an address, or `env:` and the name of a variable that holds one.
    package var onFailure: String?
    /// Where the end of a series of failures is posted to, in the same form.
    package var onRecovery: String?
    /// The person who added it, or changed it for the last time; nil where nobody was signed in.
    package var addedBy: String?
    /// When it was added, or changed for the last time; nothing fires for an earlier instant.
    package var addedAt: Instant
    /// When it was paused, nil while it fires.
    package var pausedAt: Instant?
    /// Why it was paused.
    package var pauseNote: String?
    /// When its newest pause ended; nothing fires for an earlier instant.
    package var resumedAt: Instant?
    /// The nominal instant of its newest firing by the clock.
    package var lastFiredAt: Instant?

    /// Makes a schedule that has not fired yet, with the ordinary rules.
    package init(
        name: String,
        script: String,
        arguments: [String],
        cron: CronExpression,
        zone: Zone,
        addedAt: Instant,
    ) {
        self.name = name
        self.script = script
        self.arguments = arguments
        self.cron = cron
        self.zone = zone
        self.addedAt = addedAt
    }

    /// The next instant after `instant` at which it fires, nil when it never does, or is paused.
    package func next(after instant: Instant) -> Instant? {
        guard pausedAt == nil else { return nil }
        return cron.next(after: beginning(of: instant), in: zone, onClockChange: dst)
    }

    /// The instant behind which the next firings are: the later of `instant` and when it was added, or the firing behind
    /// that where it has been already, by hand or by a clock that was ahead.
    package func beginning(of instant: Instant) -> Instant {
        let start = max(instant, addedAt)
        guard let last = lastFiredAt, last > start else { return start }
        return cron.next(after: start, in: zone, onClockChange: dst) == last ? last : start
    }
}

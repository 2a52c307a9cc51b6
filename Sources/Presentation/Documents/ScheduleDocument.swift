package import CivilTime
package import Model

/// A schedule with its rules.
package struct ScheduleDocument: Document {
    package var name: String
    package var script: String
    package var arguments: [String]
    package var cron: String
    package var zone: String
    package var dst: ClockChangeRule
    package var missed: Schedule.Missed
    package var grace: String
    package var overlap: Schedule.Overlap
    package var allowsDirect: Bool
    package var holdAbove: Int?
    package var retries: Int
    package var options: [String]
    package var onFailure: String?
    package var onRecovery: String?
    package var addedAt: Instant
    package var pausedAt: Instant?
    package var pauseNote: String?
    package var lastFiredAt: Instant?
    package var nextAt: Instant?

    enum CodingKeys: String, CodingKey {
        case name, script
        case arguments = "args"
        case cron, zone, dst, missed, grace, overlap
        case allowsDirect = "allow_direct"
        case holdAbove = "hold_above"
        case retries, options
        case onFailure = "on_failure"
        case onRecovery = "on_recovery"
        case addedAt = "added_at"
        case pausedAt = "paused_at"
        case pauseNote = "pause_note"
        case lastFiredAt = "last_fired_at"
        case nextAt = "next_at"
    }

    /// Makes the document of a schedule; `nextAt` is worked out from `now`.
    package init(_ schedule: Schedule, now: Instant) {
        name = schedule.name
        script = schedule.script
        arguments = schedule.arguments
        cron = schedule.cron
        zone = schedule.zone
        dst = schedule.dst
        missed = schedule.missed
        grace = schedule.grace.description
        overlap = schedule.overlap
        allowsDirect = schedule.allowsDirect
        holdAbove = schedule.holdAbove
        retries = schedule.retries
        options = schedule.runOptions
        onFailure = schedule.onFailure.map(AddressText.shown)
        onRecovery = schedule.onRecovery.map(AddressText.shown)
        addedAt = schedule.addedAt
        pausedAt = schedule.pausedAt
        pauseNote = schedule.pauseNote
        lastFiredAt = schedule.lastFiredAt
        nextAt = schedule.next(after: now)
    }
}

/// All schedules: what `schedule list` tells.
package struct ScheduleListDocument: Document {
    /// The schedules.
    package var schedules: [ScheduleDocument]
}

/// What `schedule show` tells of one schedule beside its rules.
package struct ScheduleOutlook: Document {
    /// The next instants.
    package var next: [Instant]
    /// The newest firings, the newest first.
    package var firings: [FiringDocument]
}

/// The instants of a cron expression: what `schedule next` tells.
package struct InstantsDocument: Document {
    /// The instants.
    package var next: [Instant]
}

/// The firings of a schedule, the newest first: what `schedule history` and `schedule trigger` tell.
package struct FiringListDocument: Document {
    /// The schedule.
    package var schedule: String
    /// The firings.
    package var firings: [FiringDocument]
}

/// One firing.
package struct FiringDocument: Document {
    package var schedule: String
    package var nominal: Instant
    package var state: Firing.State
    package var cause: Firing.Cause
    package var startedAt: Instant
    package var finishedAt: Instant?
    package var retryAt: Instant?
    package var attempt: Int
    package var runID: String?
    package var exitCode: Int32?
    package var detail: String?
    package var zoneData: String?

    enum CodingKeys: String, CodingKey {
        case schedule, nominal, state, cause
        case startedAt = "started_at"
        case finishedAt = "finished_at"
        case retryAt = "retry_at"
        case attempt
        case runID = "run_id"
        case exitCode = "exit_code"
        case detail
        case zoneData = "zone_data"
    }

    /// Makes the document of a firing.
    package init(_ firing: Firing) {
        schedule = firing.schedule
        nominal = firing.nominal
        state = firing.state
        cause = firing.cause
        startedAt = firing.startedAt
        finishedAt = firing.finishedAt
        retryAt = firing.retryAt
        attempt = firing.attempt
        runID = firing.runID
        exitCode = firing.exitCode
        detail = firing.detail
        zoneData = firing.zoneDataVersion
    }
}

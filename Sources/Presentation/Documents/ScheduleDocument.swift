package import CivilTime
package import Model

/// A schedule with its rules.
package struct ScheduleDocument: Document {
    /// Its name.
    package var name: String
    /// The script as it was named.
    package var script: String
    /// The script's arguments.
    package var arguments: [String]
    /// The cron expression.
    package var cron: String
    /// The zone in which it is read.
    package var zone: String
    /// What happens at clock changes.
    package var dst: ClockChangeRule
    /// What is done about instants at which nothing could fire.
    package var missed: Schedule.Missed
    /// How late a firing may start.
    package var grace: String
    /// What is done when an instant comes while an earlier firing runs.
    package var overlap: Schedule.Overlap
    /// Whether its runs may make calls that take effect at once.
    package var allowsDirect: Bool
    /// The calls that its runs may make at once; null where all may be, or none.
    package var directFunctions: [String]?
    /// The number of groups above which a plan waits for a person.
    package var holdAbove: Int?
    /// How often a firing that sent nothing is tried again.
    package var retries: Int
    /// More options of its runs.
    package var options: [String]
    /// What it runs with on every node, kept in the journal; empty where it reads the files of the machine.
    package var files: [KeptFileDocument]
    /// Where a failure is posted to, without what may be secret.
    package var onFailure: String?
    /// Where a recovery is posted to, without what may be secret.
    package var onRecovery: String?
    /// When it was added or changed.
    package var addedAt: Instant
    /// When it was paused.
    package var pausedAt: Instant?
    /// Why it was paused.
    package var pauseNote: String?
    /// The nominal instant of its newest firing by the clock.
    package var lastFiredAt: Instant?
    /// When a person last fired it.
    package var lastTriggeredAt: Instant?
    /// The newest instant that is due and that nothing fired.
    package var dueAt: Instant?
    /// When it fires next.
    package var nextAt: Instant?

    enum CodingKeys: String, CodingKey {
        case name, script
        case arguments = "args"
        case cron, zone, dst, missed, grace, overlap
        case allowsDirect = "allow_direct"
        case directFunctions = "direct_functions"
        case holdAbove = "hold_above"
        case retries, options, files
        case onFailure = "on_failure"
        case onRecovery = "on_recovery"
        case addedAt = "added_at"
        case pausedAt = "paused_at"
        case pauseNote = "pause_note"
        case lastFiredAt = "last_fired_at"
        case lastTriggeredAt = "last_triggered_at"
        case dueAt = "due_at"
        case nextAt = "next_at"
    }

    /// Makes the document of a schedule that a person has last fired at `lastTriggeredAt`; `nextAt` is worked out from `now`.
    package init(_ schedule: Schedule, lastTriggeredAt: Instant? = nil, now: Instant) {
        name = schedule.name
        script = schedule.script
        arguments = schedule.arguments
        cron = schedule.cron.description
        zone = schedule.zone.name
        dst = schedule.dst
        missed = schedule.missed
        grace = schedule.grace.description
        overlap = schedule.overlap
        allowsDirect = schedule.options.direct.allowsAny
        directFunctions = schedule.options.direct.names.isEmpty ? nil : schedule.options.direct.names
        holdAbove = schedule.holdAbove
        retries = schedule.retries
        options = schedule.options.limits
        files = schedule.options.files.map(KeptFileDocument.init)
        onFailure = schedule.onFailure.map(AddressText.shown)
        onRecovery = schedule.onRecovery.map(AddressText.shown)
        addedAt = schedule.addedAt
        pausedAt = schedule.pausedAt
        pauseNote = schedule.pauseNote
        lastFiredAt = schedule.lastFiredAt
        self.lastTriggeredAt = lastTriggeredAt
        dueAt = DueFirings(schedule, now: now)?.newest
        nextAt = schedule.next(after: now)
    }
}

/// A file that is kept for a schedule.
package struct KeptFileDocument: Document {
    /// What it is for.
    package var kind: KeptFile.Kind
    /// The full path that it had.
    package var path: String
    /// The SHA-256 of its bytes in hexadecimal.
    package var sha256: String

    /// Makes the document of a file.
    package init(_ file: KeptFile) {
        (kind, path, sha256) = (file.kind, file.path, file.hash)
    }
}

/// All schedules: what `schedule list` tells.
package struct ScheduleListDocument: Document {
    /// The schedules.
    package var schedules: [ScheduleDocument]
    /// Those that cannot be read, and so do not fire.
    package var unreadable: [UnreadableScheduleDocument]
}

/// A schedule that cannot be read: also what `schedule remove` tells of one.
package struct UnreadableScheduleDocument: Document {
    /// Its name.
    package var name: String
    /// What kind of problem it is.
    package var problem: ScheduleProblem.Kind
    /// What of it cannot be read.
    package var field: String
    /// What is wrong and what to do.
    package var message: String

    /// Makes the document of a schedule.
    package init(_ schedule: UnreadableSchedule) {
        name = schedule.name
        problem = schedule.problem.kind
        field = schedule.problem.field
        message = schedule.message
    }
}

/// What `schedule show` tells of one schedule beside its rules.
package struct ScheduleOutlook: Document {
    /// The next instants.
    package var next: [Instant]
    /// The newest firings, the newest first.
    package var firings: [FiringDocument]
    /// Whether a process fires the schedules.
    package var isServed: Bool

    enum CodingKeys: String, CodingKey {
        case next, firings
        case isServed = "is_served"
    }
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
    /// Why the schedule cannot be read, nil where it can be or is gone.
    package var unreadable: UnreadableScheduleDocument?
}

/// One firing.
package struct FiringDocument: Document {
    /// The schedule.
    package var schedule: String
    /// The instant that the expression names.
    package var nominal: Instant
    /// Where it stands.
    package var state: Firing.State
    /// What made it fire.
    package var cause: Firing.Cause
    /// When it began.
    package var startedAt: Instant
    /// When it ended.
    package var finishedAt: Instant?
    /// When it is tried again.
    package var retryAt: Instant?
    /// The attempt, from 1.
    package var attempt: Int
    /// The run's id.
    package var runID: String?
    /// The process's exit code.
    package var exitCode: Int32?
    /// What went wrong, or more of what happened.
    package var detail: String?
    /// The version of the zone data.
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

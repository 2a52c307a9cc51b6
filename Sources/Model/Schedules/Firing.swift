package import CivilTime

/// One firing of a schedule: its identity is the schedule and the nominal UTC instant.
package struct Firing: Hashable, Sendable {
    /// What became of a firing.
    package enum State: String, Codable, Sendable, CaseIterable {
        /// It waits for an earlier firing, or for a free place.
        case queued
        /// Its child process runs.
        case running
        /// It failed before anything was sent, and is tried again.
        case retrying
        /// All that its script asked for happened.
        case done
        /// Something asked for did not happen.
        case partial
        /// It failed.
        case failed
        /// A check refused its plan.
        case refused
        /// Its plan waits for a person.
        case held
        /// Its process ended before its rows did; it is resumed.
        case interrupted
        /// Nothing could fire when it was due.
        case missed
        /// An earlier firing still ran.
        case skipped

        /// Whether somebody should know.
        package var isTrouble: Bool { [.partial, .failed, .refused, .held, .missed].contains(self) }
    }

    /// What made it fire.
    package enum Cause: String, Codable, Sendable {
        /// Its schedule.
        case clock
        /// `keyshift schedule trigger`.
        case hand
    }

    /// The schedule's name.
    package var schedule: String
    /// The instant that the cron expression names, or at which it was triggered.
    package var nominal: Instant
    /// What made it fire.
    package var cause = Cause.clock
    /// When it was really started, or found to be missed or skipped.
    package var startedAt: Instant
    /// What became of it.
    package var state = State.running
    /// The id of its run, new for each attempt; nil before the first.
    package var runID: String?
    /// The attempt, from 1.
    package var attempt = 1
    /// The process of the run once it has begun, nil before.
    package var processID: Int32?
    /// When it ended.
    package var finishedAt: Instant?
    /// When it is tried again.
    package var retryAt: Instant?
    /// The child's exit code, nil while it runs and where it had none.
    package var exitCode: Int32?
    /// Why it stands where it stands, in a sentence.
    package var detail: String?
    /// The version of the zone data that its instant was worked out with.
    package var zoneDataVersion: String?
    /// How many of its requests were answered with 429.
    package var rateLimited = 0

    /// Makes a running firing.
    package init(schedule: String, nominal: Instant, startedAt: Instant) {
        self.schedule = schedule
        self.nominal = nominal
        self.startedAt = startedAt
    }
}

/// How an attempt of a firing ended.
package struct FiringEnding: Hashable, Sendable {
    /// The run of the attempt.
    package var runID: String
    /// What became of it.
    package var state: Firing.State
    /// The child's exit code, nil where it had none.
    package var exitCode: Int32?
    /// Why, in a sentence.
    package var detail: String?
    /// When it is tried again, for `retrying`.
    package var retryAt: Instant?
    /// How many of its requests were answered with 429.
    package var rateLimited = 0
    /// When it ended.
    package var at: Instant

    /// Makes an ending of its main parts.
    package init(runID: String, state: Firing.State, exitCode: Int32?, detail: String? = nil, at: Instant) {
        self.runID = runID
        self.state = state
        self.exitCode = exitCode
        self.detail = detail
        self.at = at
    }
}

/// A wish to start a firing.
package struct FiringClaim: Hashable, Sendable {
    /// What became of a claim.
    package enum Verdict: Hashable, Sendable {
        /// It is the caller's to start.
        case start(Firing)
        /// It waits for an earlier firing, or for a free place.
        case queued
        /// An earlier firing still runs, and the schedule leaves such instants out.
        case skipped
        /// Somebody has it already, or its schedule is paused or gone.
        case lost
    }

    /// The schedule.
    package var schedule: Schedule
    /// The nominal instant.
    package var nominal: Instant
    /// The id that its run shall have.
    package var runID: String
    /// What made it fire.
    package var cause = Firing.Cause.clock
    /// Whether it waits even when no earlier firing runs, because there is no place to run it.
    package var waits = false
    /// Whether it waits for an earlier firing where the schedule would leave it out, because it is made up for.
    package var isMadeUp = false
    /// The version of the zone data.
    package var zoneDataVersion: String?
    /// When it is claimed.
    package var at: Instant

    /// Makes a claim of its main parts.
    package init(_ schedule: Schedule, nominal: Instant, runID: String, at: Instant) {
        self.schedule = schedule
        self.nominal = nominal
        self.runID = runID
        self.at = at
    }
}

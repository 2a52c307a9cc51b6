package import CivilTime

/// A script that runs by the clock.
package struct Schedule: Hashable, Sendable {
    /// Its name, unique in the database.
    package var name: String
    /// The script's absolute path.
    package var script: String
    /// The script's arguments.
    package var arguments: [String]
    /// The cron expression, five fields.
    package var cron: String
    /// The IANA name of the zone that the expression is read in.
    package var zone: String
    /// When it was added; nothing fires for an earlier instant.
    package var addedAt: Instant
    /// The nominal instant of its newest firing.
    package var lastFiredAt: Instant?

    /// Makes a schedule that has not fired yet.
    package init(name: String, script: String, arguments: [String], cron: String, zone: String, addedAt: Instant) {
        self.name = name
        self.script = script
        self.arguments = arguments
        self.cron = cron
        self.zone = zone
        self.addedAt = addedAt
    }
}

/// One firing of a schedule: its identity is the schedule and the nominal UTC instant.
package struct Firing: Hashable, Sendable {
    /// What became of a firing.
    package enum State: String, Sendable {
        /// Its child process runs.
        case running
        /// The child ended with exit 0.
        case done
        /// The child ended with another exit code.
        case failed
    }

    /// The schedule's name.
    package var schedule: String
    /// The instant that the cron expression names.
    package var nominal: Instant
    /// When it was really started.
    package var startedAt: Instant
    /// What became of it.
    package var state: State
    /// The child's exit code, nil while it runs.
    package var exitCode: Int32?

    /// Makes a running firing.
    package init(schedule: String, nominal: Instant, startedAt: Instant) {
        self.schedule = schedule
        self.nominal = nominal
        self.startedAt = startedAt
        self.state = .running
    }
}

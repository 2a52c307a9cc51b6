package import CivilTime

/// One trouble as somebody has found it in a look.
package struct AlarmRaise: Hashable, Sendable {
    /// The most that one look may raise.
    package static let most = 1000

    /// The sort of trouble.
    package var kind: String
    /// What it is about.
    package var subject: Alarm.Subject
    /// A sentence, with what to do.
    package var text: String
    /// How much it matters.
    package var level = Alarm.Level.warning
    /// How long it has to last before anybody is told, zero for not at all.
    package var after = TimeSpan.zero
    /// By when it has to be mended, nil for no such time.
    package var due: Instant?

    /// Makes a warning that is told at once.
    package init(kind: String, subject: Alarm.Subject, text: String, level: Alarm.Level = .warning) {
        self.kind = kind
        self.subject = subject
        self.text = text
        self.level = level
    }
}

/// What somebody has found in one look, and what that look can tell to be mended.
package struct AlarmLook: Sendable {
    /// What a look at a workspace has seen of it.
    package struct Reach: Hashable, Sendable {
        /// The workspace.
        package var workspaceID: String
        /// The ids of its devices.
        package var doors: Set<String>
        /// The names of its houses.
        package var houses: Set<String>

        /// Makes it of its parts.
        package init(workspaceID: String, doors: Set<String>, houses: Set<String>) {
            self.workspaceID = workspaceID
            self.doors = doors
            self.houses = houses
        }
    }

    /// Who has looked: a schedule, a script, or the engine.
    package var source: String
    /// The schedule, nil for none.
    package var schedule: String?
    /// The run, nil where it was no run.
    package var run: String?
    /// What was found.
    package var raised: [AlarmRaise]
    /// Whether the look came to its end, so that what it has not found is mended.
    package var isComplete: Bool
    /// What of a workspace it has seen, nil where it has read none.
    package var reach: Reach?
    /// When.
    package var at: Instant

    /// Makes a look of its parts.
    package init(source: String, raised: [AlarmRaise], isComplete: Bool, at instant: Instant) {
        self.source = source
        self.raised = raised
        self.isComplete = isComplete
        at = instant
    }
}

/// The way by which alarms are told, and which ones.
package struct AlarmWay: Hashable, Sendable {
    /// Its name, under which the journal keeps what it has told.
    package var name: String
    /// The least level that it tells.
    package var least = Alarm.Level.warning
    /// The only schedule whose alarms it tells, nil for all alarms.
    package var schedule: String?
    /// Whether it tells what is for everybody, too, whose schedule it may be.
    package var isForEverybody = false

    /// Makes a way of a name, which tells everything.
    package init(_ name: String, least: Alarm.Level = .warning, schedule: String? = nil) {
        self.name = name
        self.least = least
        self.schedule = schedule
    }
}

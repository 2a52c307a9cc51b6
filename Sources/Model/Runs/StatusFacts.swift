package import CivilTime

/// What runs, what fires next, and what still needs a person: unfinished runs, conflicts, what is not on the doors.
package struct StatusFacts: Sendable {
    /// A row with a problem, and its run.
    package struct Trouble: Hashable, Sendable {
        /// The run.
        package var run: RunRecord
        /// The row.
        package var row: Row
        /// The hours that its codes were found with since, by their ids, as the newest look has them.
        package var found: [String: CodeState] = [:]
        /// The codes of it that are gone, as the newest look has it.
        package var lost: Set<String> = []
        /// Whether another guest has one of its doors in the hours that were wanted, as the newest look has it.
        package var isTaken = false

        /// Makes it of both.
        package init(run: RunRecord, row: Row) {
            self.run = run
            self.row = row
        }
    }

    /// A run of which rows have to be looked at, since reading cannot settle them.
    package struct Unsettled: Hashable, Sendable {
        /// The run's id.
        package var run: String
        /// How the first rows are called.
        package var names: [String] = []
        /// How many rows there are.
        package var rows = 0

        /// Makes it of a run without such rows.
        package init(run: String) {
            self.run = run
        }

        /// Adds a row.
        package mutating func add(_ row: Row) {
            rows += 1
            if names.count < 3 { names.append(row.label) }
        }
    }

    /// A run of which nobody has seen all rows on the doors, and whose guests need them soon.
    package struct Unseen: Sendable {
        /// The run.
        package var run: RunRecord
        /// How many of its rows were not seen there.
        package var groups: Int
        /// By when the first of them is needed, and the zone of its doors.
        package var deadline: Instant?
        package var zone: String?

        /// Makes it of its rows.
        package init(run: RunRecord, rows: [Row]) {
            self.run = run
            groups = rows.count
            let first = rows.min { ($0.deadline?.milliseconds ?? .max) < ($1.deadline?.milliseconds ?? .max) }
            (deadline, zone) = (first?.deadline, first?.zone)
        }
    }

    /// A run of which locks that were offline have something to take still, or to forget.
    package struct LockWait: Sendable {
        /// The run.
        package var run: RunRecord
        /// How many of its rows wait.
        package var groups: Int
        /// The names of the doors.
        package var doors: [String]

        /// Makes it of its parts.
        package init(run: RunRecord, groups: Int, doors: [String]) {
            self.run = run
            self.groups = groups
            self.doors = doors
        }
    }

    /// A lock that was offline at the last look, behind which a guest is.
    package struct OfflineLock: Hashable, Sendable {
        /// The name of the door.
        package var door: String
        /// The zone of the door, nil where it is not known.
        package var zone: String?
        /// The names of the guests who have it now.
        package var guests: [String]
        /// When that was read, by the server's clock.
        package var readAt: Instant

        /// Makes it of its parts.
        package init(door: String, zone: String?, guests: [String], readAt: Instant) {
            self.door = door
            self.zone = zone
            self.guests = guests
            self.readAt = readAt
        }
    }

    /// A stay that has lost codes before their end.
    package struct Gone: Hashable, Sendable {
        /// Its key, or the id of its code.
        package var key: String
        /// Its name, nil where it has none.
        package var name: String?
        /// The names of the doors.
        package var doors: [String]

        /// Makes it of its parts.
        package init(key: String, name: String?, doors: [String]) {
            self.key = key
            self.name = name
            self.doors = doors
        }
    }

    /// A stay that has other hours than the newest run gave it.
    package struct Changed: Sendable {
        /// The run.
        package var run: RunRecord
        /// What it gave.
        package var row: Row
        /// When others' hours were found.
        package var foundAt: Instant
        /// The hours that the run gave one of its doors; nil where only `verify` has seen others.
        package var given: CodeState?
        /// The hours that were found there, nil as well.
        package var found: CodeState?
        /// The doors that have other hours; empty for all.
        package var doors: [String] = []
        /// Whether a door opens for less time than the run gave, or that is not known.
        package var takesTime = true
        /// Whether somebody has looked at the run.
        package var isSeen = false

        /// Makes it of its parts.
        package init(run: RunRecord, row: Row, foundAt: Instant) {
            self.run = run
            self.row = row
            self.foundAt = foundAt
        }

        /// Whether somebody has to look at it: a guest has less time than a run gave, and nobody has looked yet.
        package var needsPerson: Bool { takesTime && !isSeen }
    }

    /// A run with rows that need a person, at which somebody has looked.
    package struct LookedAt: Sendable {
        /// The run.
        package var run: RunRecord
        /// How many of its rows stand in which way.
        package var counts: [RowStatus: Int]

        /// Makes it of both.
        package init(run: RunRecord, counts: [RowStatus: Int]) {
            self.run = run
            self.counts = counts
        }
    }

    /// What is left of a run that stopped before it finished.
    package struct Open: Hashable, Sendable {
        /// How many groups are still to be sent, or to be read.
        package var groups: Int
        /// How many of them may have been sent, so that they are read first.
        package var unread = 0
        /// By when the first of them must be, nil where nothing limits it.
        package var deadline: Instant?
        /// The zone of the doors of that group.
        package var zone: String?

        /// Makes it of its parts.
        package init(groups: Int, deadline: Instant?, zone: String? = nil) {
            self.groups = groups
            self.deadline = deadline
            self.zone = zone
        }
    }

    /// A schedule, and when it fires next.
    package struct Next: Sendable {
        /// The schedule.
        package var schedule: Schedule
        /// The instant, nil when it never does, or is paused.
        package var at: Instant?

        /// Makes it of both.
        package init(schedule: Schedule, at: Instant?) {
            self.schedule = schedule
            self.at = at
        }
    }

    /// A firing that is due, and that nobody has taken.
    package struct Untaken: Hashable, Sendable {
        /// The schedule.
        package var schedule: String
        /// The instant that is due.
        package var nominal: Instant
        /// By when somebody has to take it, nil where it waits without an end.
        package var until: Instant?
        /// Whether it has begun to wait for its turn, so that all that is missing is a free place.
        package var isQueued: Bool

        /// Makes it of its parts.
        package init(schedule: String, nominal: Instant, until: Instant?, isQueued: Bool) {
            self.schedule = schedule
            self.nominal = nominal
            self.until = until
            self.isQueued = isQueued
        }
    }

    /// That everything is frozen, nil while it is not.
    package var freeze: Freeze?
    /// What the journal has lost, nil where nothing is known to be.
    package var loss: JournalLoss?
    /// The plans that wait for a second person or are approved, and those of the last day that were refused, could not begin,
    /// were too late, or were approved by their own authors.
    package var plans: [WaitingPlan] = []
    /// When all of it was read.
    package var readAt: Instant?
    /// The runs whose processes live.
    package var running: [RunRecord] = []
    /// The runs that stopped before they finished.
    package var unfinished: [RunRecord] = []
    /// What is left of each of them, by run id.
    package var open: [String: Open] = [:]
    /// The zone of the doors of each run that is told of by when it began, where it is one, by run id.
    package var zones: [String: String] = [:]
    /// The rows of unfinished runs that wait for locks.
    package var doorWaits: [DoorWait] = []
    /// The PINs that no hook has taken yet.
    package var owed: [OwedPIN] = []
    /// The rows that need a person, of the newest runs.
    package var troubles: [Trouble] = []
    /// How many rows beside them do.
    package var moreTroubles = 0
    /// The runs that those are of.
    package var runsOfMore: [String] = []
    /// The runs of which sends returned late, after another process had taken them over.
    package var late: [Unsettled] = []
    /// The runs of which other rows have to be looked at.
    package var unsettled: [Unsettled] = []
    /// The alarms that need a person, without those of what stands here by itself.
    package var alarms: [Alarm] = []
    /// When the journal was read.
    package var now: Instant
    /// The runs of whose rows some were not seen on the doors, although a guest needs them soon.
    package var notOnDoors: [Unseen] = []
    /// The runs of which locks that were offline have new hours to take.
    package var waits: [LockWait] = []
    /// The runs that have ended codes which a lock has still, so that the old PIN opens it.
    package var stillOpens: [LockWait] = []
    /// The locks that were offline at the newest look at a workspace of the last runs, behind which guests are.
    package var offline: [OfflineLock] = []
    /// The stays that have lost codes before their end, with those doors, as the newest look at the workspace has it.
    package var gone: [Gone] = []
    /// The stays that have other hours than the newest run gave them, as the newest look has it.
    package var changed: [Changed] = []
    /// The runs with rows that need a person, at which somebody has looked.
    package var lookedAt: [LookedAt] = []
    /// The newest firings that went wrong.
    package var firings: [Firing] = []
    /// The schedules of which something is due that nothing fired.
    package var due: [DueFirings] = []
    /// The firings that are due, and that nobody has taken, one for each schedule.
    package var untaken: [Untaken] = []
    /// The processes that work on the journal, where several may.
    package var nodes: [NodeRecord] = []
    /// The firings that nobody works on: the process is gone, or the time of the next attempt has passed.
    package var stalled: [Firing] = []
    /// The schedules that cannot be read, and so do not fire.
    package var unreadable: [UnreadableSchedule] = []
    /// The schedules, those first that fire first.
    package var next: [Next] = []
    /// Whether somebody serves, so that they fire.
    package var isServed = true

    /// Makes facts of nothing.
    package init(now: Instant) {
        self.now = now
    }

    /// The runs that are told of by when they began.
    package var titled: [RunRecord] { running + unfinished + notOnDoors.map(\.run) + lookedAt.map(\.run) }

    /// The newest run that needs a person, nil where none does.
    package var newestToSee: RunRecord? {
        (troubles.map(\.run) + notOnDoors.map(\.run) + stillOpens.map(\.run)
            + changed.filter(\.needsPerson).map(\.run)).max { $0.startedAt < $1.startedAt }
    }

    /// Whether something needs a person; what runs, and what fires next, does not.
    package var needsPerson: Bool {
        freeze != nil || loss != nil || !unfinished.isEmpty || !troubles.isEmpty || !notOnDoors.isEmpty
            || firings.contains { $0.state != .retrying } || !due.isEmpty || !stalled.isEmpty || !unreadable.isEmpty
            || !alarms.isEmpty || !stillOpens.isEmpty || !gone.isEmpty || changed.contains(where: \.needsPerson)
            || plans.contains { $0.state == .waiting }
    }
}

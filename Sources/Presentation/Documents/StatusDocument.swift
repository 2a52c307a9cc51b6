package import CivilTime
package import Model

/// What needs an eye: what `status` tells.
package struct StatusDocument: Document {
    /// Whether something needs a person.
    package var needsPerson: Bool
    /// That everything is frozen, nil while it is not.
    package var frozen: Frozen?
    /// What the journal has lost, nil where nothing is known to be.
    package var lostCommits: Lost?
    /// The plans that wait for a second person, and what became of others in the last day.
    package var plans: [WaitingPlanEntry]
    /// The runs whose processes live.
    package var running: [RunRecordDocument]
    /// The runs that stopped before they finished.
    package var unfinished: [Joined<RunRecordDocument, Left>]
    /// The rows that need a person.
    package var troubles: [Joined<RowDocument, RunReference>]
    /// The alarms that need a person.
    package var alarms: [AlarmDocument]
    /// The runs of whose rows some were not seen on the doors, although a guest needs them soon.
    package var notOnDoors: [Unseen]
    /// The runs of which locks that were offline have new hours to take.
    package var waitsForLocks: [LockWait]
    /// The runs that have ended codes which a lock has still.
    package var stillOpens: [LockWait]
    /// The stays that have lost codes before their end.
    package var gone: [Gone]
    /// The stays that have other hours than the newest run gave them.
    package var changedByOthers: [Changed]
    /// The runs with rows that need a person, at which somebody has looked.
    package var seen: [RunReference]
    /// The newest firings that went wrong.
    package var firings: [FiringDocument]
    /// What is due that nothing fired.
    package var due: [Due]
    /// The firings that nobody works on.
    package var stalledFirings: [FiringDocument]
    /// The schedules that cannot be read, and so do not fire.
    package var unreadableSchedules: [UnreadableScheduleDocument]
    /// The schedules, those first that fire first.
    package var next: [Next]

    enum CodingKeys: String, CodingKey {
        case needsPerson = "needs_person"
        case frozen
        case lostCommits = "lost_commits"
        case plans, running, unfinished, troubles, alarms
        case notOnDoors = "not_on_doors"
        case waitsForLocks = "waits_for_locks"
        case stillOpens = "still_opens"
        case gone
        case changedByOthers = "changed_by_others"
        case seen, firings, due
        case stalledFirings = "stalled_firings"
        case unreadableSchedules = "unreadable_schedules"
        case next
    }

    /// Makes the document of what the journal has.
    package init(_ facts: StatusFacts) {
        needsPerson = facts.needsPerson
        frozen = facts.freeze.map { Frozen(since: $0.since, by: $0.operatorName, reason: $0.reason) }
        lostCommits = facts.loss.map { Lost(noticedAt: $0.noticedAt, what: $0.what) }
        plans = facts.plans.map { plan in WaitingPlanEntry(plan, at: facts.readAt ?? plan.askedAt) }
        running = facts.running.map(RunRecordDocument.init)
        unfinished = facts.unfinished.map { Joined(RunRecordDocument($0), Left(facts.open[$0.id])) }
        troubles = facts.troubles.map { Joined(RowDocument($0.row), RunReference(runID: $0.run.id)) }
        alarms = facts.alarms.map { AlarmDocument($0, at: facts.now) }
        notOnDoors = facts.notOnDoors.map { Unseen(runID: $0.run.id, groups: $0.groups) }
        waitsForLocks = facts.waits.map(LockWait.init)
        stillOpens = facts.stillOpens.map(LockWait.init)
        gone = facts.gone.map(Gone.init)
        changedByOthers = facts.changed.map(Changed.init)
        seen = facts.lookedAt.map { RunReference(runID: $0.run.id) }
        firings = facts.firings.map(FiringDocument.init)
        due = facts.due.map(Due.init)
        stalledFirings = facts.stalled.map(FiringDocument.init)
        unreadableSchedules = facts.unreadable.map(UnreadableScheduleDocument.init)
        next = facts.next.map { Next(schedule: $0.schedule.name, at: $0.at) }
    }

    /// A freeze.
    package struct Frozen: Document {
        /// Since when.
        package var since: Instant
        /// Who wanted it.
        package var by: String
        /// Why, nil where no reason was given.
        package var reason: String?
    }

    /// What a journal has lost.
    package struct Lost: Document {
        /// When it was noticed.
        package var noticedAt: Instant
        /// What is wrong with it.
        package var what: String

        enum CodingKeys: String, CodingKey {
            case noticedAt = "noticed_at"
            case what
        }
    }

    /// What is left of an unfinished run.
    package struct Left: Document {
        /// How many groups are still to be sent, or to be read.
        package var groupsLeft: Int
        /// By when the first of them must be.
        package var startBy: Instant?

        enum CodingKeys: String, CodingKey {
            case groupsLeft = "groups_left"
            case startBy = "start_by"
        }

        init(_ open: StatusFacts.Open?) {
            groupsLeft = open?.groups ?? 0
            startBy = open?.deadline
        }
    }

    /// The run that a row belongs to.
    package struct RunReference: Document {
        /// The run's id.
        package var runID: String

        enum CodingKeys: String, CodingKey {
            case runID = "run_id"
        }
    }

    /// A run, and how many of its rows were not seen on the doors.
    package struct Unseen: Document {
        /// The run's id.
        package var runID: String
        /// How many of its groups.
        package var groups: Int

        enum CodingKeys: String, CodingKey {
            case runID = "run_id"
            case groups
        }
    }

    /// A run of which locks that were offline have something to take still, or to forget.
    package struct LockWait: Document {
        /// The run's id.
        package var runID: String
        /// How many of its groups.
        package var groups: Int
        /// The names of the doors.
        package var doors: [String]

        enum CodingKeys: String, CodingKey {
            case runID = "run_id"
            case groups, doors
        }

        init(_ wait: StatusFacts.LockWait) {
            (runID, groups, doors) = (wait.run.id, wait.groups, wait.doors)
        }
    }

    /// A stay that has other hours than the newest run gave it.
    package struct Changed: Document {
        /// Its key, or the id of its code or its access grant.
        package var key: String
        /// Its name, null where it has none.
        package var name: String?
        /// The run that gave it its hours.
        package var runID: String
        /// When the others were found.
        package var foundAt: Instant
        /// The names of the doors that have others.
        package var doors: [String]
        /// Whether a door opens for less time than the run gave, or that is not known.
        package var takesTime: Bool
        /// Whether somebody has looked at the run.
        package var isSeen: Bool

        enum CodingKeys: String, CodingKey {
            case key, name
            case runID = "run_id"
            case foundAt = "found_at"
            case doors
            case takesTime = "takes_time"
            case isSeen = "seen"
        }

        init(_ changed: StatusFacts.Changed) {
            (key, name, runID) = (changed.row.target.identifier, changed.row.name, changed.run.id)
            foundAt = changed.foundAt
            doors = changed.doors.isEmpty ? changed.row.members.map(\.door) : changed.doors
            (takesTime, isSeen) = (changed.takesTime, changed.isSeen)
        }
    }

    /// A stay that has lost codes before their end.
    package struct Gone: Document {
        /// Its key, or the id of its code.
        package var key: String
        /// Its name, null where it has none.
        package var name: String?
        /// The names of the doors.
        package var doors: [String]

        init(_ gone: StatusFacts.Gone) {
            (key, name, doors) = (gone.key, gone.name, gone.doors)
        }
    }

    /// A schedule of which something is due that nothing fired.
    package struct Due: Document {
        /// The schedule.
        package var schedule: String
        /// The newest instant.
        package var at: Instant?
        /// How many instants there are.
        package var count: Int
        /// Whether `serve` still fires one of them.
        package var fires: Bool

        init(_ due: DueFirings) {
            (schedule, at, count, fires) = (due.schedule.name, due.newest, due.count, due.stillFires)
        }
    }

    /// A schedule, and when it fires next.
    package struct Next: Document {
        /// The schedule.
        package var schedule: String
        /// When.
        package var at: Instant?
    }
}

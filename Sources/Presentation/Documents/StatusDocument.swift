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
        case firings, due
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

package import CivilTime
package import Model

/// What needs an eye: what `status` tells.
package struct StatusDocument: Document {
    /// The runs whose processes live.
    package var running: [RunRecordDocument]
    /// The runs that stopped before they finished.
    package var unfinished: [RunRecordDocument]
    /// The rows that need a person.
    package var troubles: [Joined<RowDocument, RunReference>]
    /// The runs whose rows were not all seen on the doors.
    package var notOnDoors: [Unseen]
    /// The newest firings that went wrong.
    package var firings: [FiringDocument]
    /// The schedules, those first that fire first.
    package var next: [Next]

    enum CodingKeys: String, CodingKey {
        case running, unfinished, troubles
        case notOnDoors = "not_on_doors"
        case firings, next
    }

    /// Makes the document of what the journal has.
    package init(_ facts: StatusFacts) {
        running = facts.running.map(RunRecordDocument.init)
        unfinished = facts.unfinished.map(RunRecordDocument.init)
        troubles = facts.troubles.map { Joined(RowDocument($0.row), RunReference(runID: $0.run.id)) }
        notOnDoors = facts.notOnDoors.map { Unseen(runID: $0.run.id, groups: $0.groups) }
        firings = facts.firings.map(FiringDocument.init)
        next = facts.next.map { Next(schedule: $0.schedule.name, at: $0.at) }
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

    /// A schedule, and when it fires next.
    package struct Next: Document {
        /// The schedule.
        package var schedule: String
        /// When.
        package var at: Instant?
    }
}

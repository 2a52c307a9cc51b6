package import CivilTime
package import Model

/// Every change of one group, by the runs of this journal and by others: what `explain` tells.
package struct StoryDocument: Document {
    /// What was asked for.
    package var query: String
    /// What runs did, oldest first.
    package var changes: [Joined<RowDocument, Chapter>]
    /// What others did, oldest first.
    package var outside: [Outside]
    /// Why Seam was not asked for what others did, null where it was.
    package var notAsked: String?

    enum CodingKeys: String, CodingKey {
        case query, changes, outside
        case notAsked = "not_asked"
    }

    /// Makes the document of what was found.
    package init(_ facts: StoryFacts) {
        query = facts.query
        changes = facts.changes.map { Joined(RowDocument($0.row), Chapter($0)) }
        let doors = facts.doors
        outside = facts.outside.map { Outside($0, door: doors[$0.accessCodeID]?.name) }
        notAsked = facts.notAsked
    }

    /// The run that made a change, and its steps.
    package struct Chapter: Document {
        /// The row's place in the plan, from 0.
        package var row: Int
        /// The run.
        package var run: RunRecordDocument
        /// The steps, oldest first.
        package var steps: [EventDocument]

        init(_ history: GroupHistory) {
            row = history.ordinal
            run = RunRecordDocument(history.run)
            steps = history.events.map(EventDocument.init)
        }
    }

    /// A change of one code that no run of this journal made.
    package struct Outside: Document {
        /// The code.
        package var accessCodeID: String
        /// The name of its door.
        package var door: String?
        /// When, by the server's clock; null where only the outcome is known.
        package var at: Instant?
        /// What was wanted of it before.
        package var from: Bounds
        /// What it was changed to.
        package var to: Bounds
        /// Whether the PIN became another one.
        package var changesPIN: Bool
        /// How the code went, null where it did not.
        package var removal: OutsideChange.Removal?
        /// Its other name; left out where it kept the one that it had.
        @OmittedWhenNil package var renaming: Names?

        enum CodingKeys: String, CodingKey {
            case accessCodeID = "access_code_id"
            case door, at, from, to
            case changesPIN = "changes_pin"
            case removal
            case renaming
        }

        init(_ change: OutsideChange, door: String?) {
            accessCodeID = change.accessCodeID
            self.door = door
            at = change.at
            from = Bounds(change.from)
            to = Bounds(change.to)
            changesPIN = change.changesPIN
            removal = change.removal
            renaming = change.renaming.map(Names.init)
        }
    }

    /// The name of a code before and after.
    package struct Names: Document {
        /// The name before.
        package var from: String?
        /// The new name.
        package var to: String?

        init(_ renaming: OutsideChange.Renaming) {
            from = renaming.from
            to = renaming.to
        }
    }

    /// A start and an end; null where they are not told.
    package struct Bounds: Document {
        /// The start.
        package var startsAt: Instant?
        /// The end.
        package var endsAt: Instant?

        enum CodingKeys: String, CodingKey {
            case startsAt = "starts_at"
            case endsAt = "ends_at"
        }

        init(_ bounds: OutsideChange.Bounds) {
            startsAt = bounds.startsAt
            endsAt = bounds.endsAt
        }
    }
}
/// One line of a run's history.
package struct EventDocument: Document {
    /// The run's id.
    package var runID: String
    /// The place of the row in its plan, from 0.
    package var row: Int?
    /// What happened.
    package var kind: JournalEvent.Kind
    /// When.
    package var at: Instant
    /// The attempt, from 1.
    package var attempt: Int?
    /// Where the row stood.
    package var status: RowStatus?
    /// The API's request id.
    package var requestID: String?
    /// What went wrong, or more of what happened.
    package var detail: String?

    enum CodingKeys: String, CodingKey {
        case runID = "run_id"
        case row, kind, at, attempt, status
        case requestID = "request_id"
        case detail
    }

    init(_ event: JournalEvent) {
        runID = event.run
        row = event.row
        kind = event.kind
        at = event.recordedAt
        attempt = event.attempt
        status = event.status
        requestID = event.requestID
        detail = event.detail
    }
}

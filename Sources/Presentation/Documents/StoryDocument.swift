package import CivilTime
package import Model

/// Every change of one group over all runs: what `explain` tells.
package struct StoryDocument: Document {
    /// What was asked for.
    package var query: String
    /// The changes, oldest first.
    package var changes: [Joined<RowDocument, Chapter>]

    /// Makes the document of what was found.
    package init(of query: String, _ changes: [GroupHistory]) {
        self.query = query
        self.changes = changes.map { Joined(RowDocument($0.row), Chapter($0)) }
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

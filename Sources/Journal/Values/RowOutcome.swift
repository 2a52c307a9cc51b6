package import CivilTime
package import Model

/// What became of a row that was sent, or that was settled without sending.
package struct RowOutcome: Hashable, Sendable {
    /// The row's place in the plan, from 0.
    package var row: Int
    /// Where the row stands now.
    package var status: RowStatus
    /// Where each of its members stands now, in the row's order.
    package var members: [RowStatus]
    /// The ids of the codes that were made, by the places of their members.
    package var made: [Int: String] = [:]
    /// What went wrong, nil to clear it.
    package var error: RowError?
    /// The API's request id, when there was an answer.
    package var requestID: String?
    /// When the newest send without an answer was given up, nil when each had one: it may still arrive for a while.
    package var unansweredAt: Instant?
    /// Whether it is certain that no send of the row, in any attempt, reached the API's record.
    package var isUntouched = false

    /// Makes an outcome of its parts.
    package init(
        row: Int,
        status: RowStatus,
        members: [RowStatus],
        error: RowError? = nil,
        requestID: String? = nil,
    ) {
        self.row = row
        self.status = status
        self.members = members
        self.error = error
        self.requestID = requestID
    }

    /// What the history says of it.
    package func event(of run: String, attempt: Int?, at instant: Instant) -> JournalEvent {
        JournalEvent(
            run: run,
            row: row,
            kind: .outcome,
            recordedAt: instant,
            attempt: attempt,
            status: status,
            requestID: requestID ?? error?.requestID,
            detail: error.map { "\($0.code): \($0.message)" },
        )
    }
}

package import CivilTime
import GRDB
package import Model

extension SQLiteJournal {
    /// Keeps that these rows are about to be sent; to be awaited before the first of them is.
    package func recordIntents(
        _ intents: [RowIntent],
        run: String,
        at instant: Instant,
    ) async throws(JournalError) {
        try requireOwnership(of: run)
        try await writeTogether { db in
            let update = try db.makeStatement(
                sql: "UPDATE row SET attempt = ?, intentAt = ?, intentIsOpen = 1 WHERE runID = ? AND ordinal = ?"
            )
            let events = EventTable(db: db)
            let priors = PriorTable(db: db)
            for intent in intents {
                try update.execute(arguments: [intent.attempt, instant.milliseconds, run, intent.row])
                try Self.requireChange(in: db, run: run, row: intent.row)
                try priors.use(intent.row, of: run, at: instant)
                try events.append(.intent, run: run, row: intent.row, at: instant, attempt: intent.attempt)
            }
        }
    }

    /// Keeps what became of rows and of their members.
    package func recordOutcomes(
        _ outcomes: [RowOutcome],
        run: String,
        at instant: Instant,
    ) async throws(JournalError) {
        let isOwned = owns(run)
        try await writeTogether { db in
            if !isOwned {
                if try Holds(db: db).exist(for: run) { try self.requireOwnership(of: run) }
            }
            let record = try RunRecord.fetch(run, in: db)
            for outcome in outcomes {
                try Self.update(outcome, run: run, in: db)
                try Self.keepTraces(of: outcome, run: record, in: db)
                try EventTable(db: db).append(outcome, run: run, at: instant)
            }
        }
    }

    private static func update(_ outcome: RowOutcome, run: String, in db: Database) throws {
        let updateRow = try db.cachedStatement(
            sql: """
                UPDATE row SET status = ?, errorCode = ?, errorMessage = ?, errorRequestID = ?, intentIsOpen = 0
                WHERE runID = ? AND ordinal = ?
                """
        )
        let error = outcome.error
        try updateRow.execute(arguments: [
            outcome.status.rawValue, error?.code, StoredText.checked(error?.message), error?.requestID, run,
            outcome.row,
        ])
        try requireChange(in: db, run: run, row: outcome.row)
        let updateMember = try db.cachedStatement(
            sql: "UPDATE member SET status = ? WHERE runID = ? AND ordinal = ? AND memberOrdinal = ?"
        )
        for (memberOrdinal, status) in outcome.members.enumerated() {
            try updateMember.execute(arguments: [status.rawValue, run, outcome.row, memberOrdinal])
            try requireChange(in: db, run: run, row: outcome.row)
        }
        let count = try db.cachedStatement(sql: "SELECT count(*) FROM member WHERE runID = ? AND ordinal = ?")
        guard try Int.fetchOne(count, arguments: [run, outcome.row]) == outcome.members.count else {
            throw unknownRow(outcome.row, run: run)
        }
    }

    /// What an outcome means for labels, for later changes of the same kind, and for sends that may still arrive.
    private static func keepTraces(of outcome: RowOutcome, run: RunRecord, in db: Database) throws {
        if let instant = outcome.unansweredAt {
            try Quarantine(db: db).close(outcome.row, of: run.id, givenUpAt: instant)
        }
        let priors = PriorTable(db: db)
        if outcome.isUntouched { try priors.forget(outcome.row, of: run.id) }
        if case .undo(let undone) = run.origin, [.applied, .onDevice, .already].contains(outcome.status) {
            try priors.forget(undoneBy: outcome.row, of: run.id, undone: undone)
        }
    }

    private static func requireChange(in db: Database, run: String, row: Int) throws {
        guard db.changesCount == 1 else { throw unknownRow(row, run: run) }
    }

    private static func unknownRow(_ row: Int, run: String) -> JournalError {
        JournalError(.unknownRow, "Run \(run) has no row \(row) with these members: nothing was recorded.")
    }
}

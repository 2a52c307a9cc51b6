package import CivilTime
import GRDB
package import Model

extension SQLiteJournal {
    /// Writes a new run before its rows are known, for what its script changes at once.
    package func openRun(_ run: RunRecord) async throws(JournalError) {
        try await beginRun(run, rows: [])
    }

    /// Writes a new run with its rows and takes every group and code that they touch, or writes nothing.
    package func beginRun(_ run: RunRecord, rows: [Model.Row]) async throws(JournalError) {
        guard JournalDirectory.canName(run.id) else {
            throw JournalError(
                .invalidRun,
                "\"\(run.id.shown)\" is no id of a run: use up to 64 letters, digits, - and _."
            )
        }
        let works = run.state == .running
        let wasOpen = works && owns(run.id)
        if works, !wasOpen {
            guard try takeLock(of: run.id) else { throw RunRecord.duplicate(run.id) }
        }
        do {
            try await write { db in
                if wasOpen { try run.replaceOpen(in: db) } else { try run.insert(in: db) }
                if works { try self.refusePriors(of: rows, run: run, in: db) }
                try RowTable(db: db).insert(rows, run: run.id)
                if works { try Holds(db: db).take(for: run, isLocked: self.isHeld) }
            }
        } catch {
            if works, !wasOpen { releaseLock(of: run.id, deletingFile: true) }
            throw error
        }
    }

    /// Refuses rows that something earlier stands in the way of, and forgets what no longer can.
    private func refusePriors(of rows: [Model.Row], run: RunRecord, in db: Database) throws {
        let table = PriorTable(db: db)
        try table.prune(at: run.startedAt)
        try Quarantine(db: db).prune(at: run.startedAt)
        var isUndo = false
        if case .undo = run.origin { isUndo = true }
        let priors = try table.find(
            rows,
            scope: run.scope,
            excluding: run.id,
            isUndo: isUndo,
            at: run.startedAt,
            isLocked: isHeld,
        )
        if let refusal = JournalError(refusing: rows, priors) { throw refusal }
    }

    /// Makes this process the one that works on a run which stopped before it finished.
    package func adoptRun(_ id: String, at instant: Instant) async throws(JournalError) -> AdoptedRun {
        guard !owns(id) else { throw JournalError.atWork(try await run(id)) }
        return try await takeOver(id) { db in
            try db.execute(
                sql: "UPDATE run SET state = 'running', processID = ?, finishedAt = NULL WHERE id = ?",
                arguments: [self.processID, id],
            )
            try EventTable(db: db).append(.adopted, run: id, at: instant, detail: "process \(self.processID)")
            return AdoptedRun(
                record: try RunRecord.fetch(id, in: db),
                entries: try RowTable(db: db).entries(of: id),
            )
        }
    }

    /// Ends a run for good and frees its groups; its rows stay as they are.
    package func abandonRun(_ id: String, at instant: Instant) async throws(JournalError) {
        try await takeOver(id) { db in
            try Quarantine(db: db).closeOpenIntents(of: id, at: instant)
            try Holds(db: db).release(id)
            try db.execute(
                sql: """
                    UPDATE run SET finishedAt = coalesce(finishedAt, ?),
                        state = CASE state WHEN 'running' THEN 'interrupted' ELSE state END
                    WHERE id = ?
                    """,
                arguments: [instant.milliseconds, id],
            )
            try EventTable(db: db).append(.abandoned, run: id, at: instant)
        }
        releaseLock(of: id, deletingFile: true)
    }

    /// Ends this process's work on a run, and frees its groups unless a row is still planned, intended or pending.
    @discardableResult
    package func finishRun(
        _ id: String,
        state: RunRecord.State,
        at instant: Instant,
    ) async throws(JournalError) -> Bool {
        try requireOwnership(of: id)
        let isOver = try await write { db in
            try db.execute(
                sql: "UPDATE run SET state = ?, finishedAt = ? WHERE id = ?",
                arguments: [state.rawValue, instant.milliseconds, id],
            )
            let holds = Holds(db: db)
            guard try !holds.hasOpenRows(id) else { return false }
            try holds.release(id)
            return true
        }
        releaseLock(of: id, deletingFile: isOver)
        return isOver
    }

    /// Takes the lock of a run that holds something and does `body`; without success the lock is as it was.
    private func takeOver<T: Sendable>(
        _ id: String,
        _ body: @escaping @Sendable (Database) throws -> T,
    ) async throws(JournalError) -> T {
        let record = try await run(id)
        let wasOwned = owns(id)
        if !wasOwned {
            guard try takeLock(of: id) else { throw JournalError.atWork(record) }
        }
        do {
            return try await write { db in
                guard try Holds(db: db).exist(for: id) else {
                    throw JournalError.over(id)
                }
                return try body(db)
            }
        } catch {
            if !wasOwned { releaseLock(of: id, deletingFile: false) }
            throw error
        }
    }
}

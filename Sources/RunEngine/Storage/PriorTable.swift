import CivilTime
import GRDB
internal import Model

/// The labels that were used and the changes that were sent, by workspace and by the ids of groups and codes.
struct PriorTable {
    /// How long a change must not be repeated without saying so.
    static let recentWindow = TimeSpan(milliseconds: 12 * 3_600_000)
    private static let keptFor = TimeSpan(milliseconds: 48 * 3_600_000)

    /// The database, inside a transaction.
    let db: Database
}

// MARK: - Asking

extension PriorTable {
    /// What stands in the way of rows: first the holds, then the labels, then the changes of the last hours.
    ///
    /// Only rows that are still planned are asked about. A run has no priors of its own, and an undo repeats nothing: its
    /// rows are guarded by what they find.
    func find(
        _ rows: [Model.Row],
        scope: WorkspaceScope,
        excluding run: String?,
        isUndo: Bool,
        at instant: Instant,
        isLocked: (String) throws -> Bool,
    ) throws -> [Prior] {
        var records: [String: RunRecord] = [:]
        var priors: [Prior] = []
        // Mostly there is nothing, and then thousands of rows need not be asked about one by one.
        let hasHolds = try exists("hold WHERE endpoint = ? AND workspaceID = ?", [scope.endpoint, scope.workspaceID])
        let hasSends = try exists("sentDelta WHERE sentAt > ?", [(instant - Self.recentWindow).milliseconds])
        for (index, row) in rows.enumerated() where row.status == .planned {
            if hasHolds, let found = try holder(of: row, scope: scope), found != run {
                let holder = try record(found, &records)
                let kind = try kind(ofHolder: holder, isLocked: isLocked)
                if let kind { priors.append(Prior(kind: kind, row: index, run: holder, at: holder.startedAt)) }
            }
            if let label = row.once, !row.allowed.contains(.once), let use = try use(of: label, by: row, scope: scope),
                use.run != run
            {
                let earlier = try record(use.run, &records)
                priors.append(Prior(kind: .once, row: index, run: earlier, at: use.at, label: label))
            }
            if hasSends, row.isRelative, row.once == nil, !row.allowed.contains(.recent), !isUndo,
                let send = try newestSend(to: row, scope: scope, at: instant, run: run)
            {
                let earlier = try record(send.run, &records)
                priors.append(Prior(kind: .recent, row: index, run: earlier, at: send.at))
            }
        }
        return priors
    }

    private func exists(_ what: String, _ arguments: StatementArguments) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(what))", arguments: arguments) ?? false
    }

    private func holder(of row: Model.Row, scope: WorkspaceScope) throws -> String? {
        let select = try db.cachedStatement(
            sql: "SELECT runID FROM hold WHERE endpoint = ? AND workspaceID = ? AND identifier = ?"
        )
        for identifier in row.identifiers {
            let arguments: StatementArguments = [scope.endpoint, scope.workspaceID, identifier]
            if let run = try String.fetchOne(select, arguments: arguments) { return run }
        }
        return nil
    }

    /// How a run that holds something stands in the way, nil for one whose process died after its last row.
    private func kind(ofHolder run: RunRecord, isLocked: (String) throws -> Bool) throws -> Prior.Kind? {
        if try isLocked(run.id) { return .busy }
        return try Holds(db: db).hasOpenRows(run.id) ? .unfinished : nil
    }

    private func use(of label: String, by row: Model.Row, scope: WorkspaceScope) throws -> (run: String, at: Instant)? {
        let select = try db.cachedStatement(
            sql: """
                SELECT runID, usedAt FROM onceLabel
                WHERE endpoint = ? AND workspaceID = ? AND identifier = ? AND label = ?
                """
        )
        let arguments: StatementArguments = [scope.endpoint, scope.workspaceID, row.target.identifier, label]
        return try GRDB.Row.fetchOne(select, arguments: arguments).map { columns in
            try (columns.decode(forColumn: "runID"), columns.instant("usedAt"))
        }
    }

    /// The newest change of the hours of a row's group, or of one of its codes, by another run within the window.
    private func newestSend(
        to row: Model.Row,
        scope: WorkspaceScope,
        at instant: Instant,
        run: String?,
    ) throws -> (run: String, at: Instant)? {
        let select = try db.cachedStatement(
            sql: """
                SELECT runID, sentAt FROM sentDelta
                WHERE endpoint = ? AND workspaceID = ? AND identifier = ? AND sentAt > ? AND runID <> ?
                ORDER BY sentAt DESC LIMIT 1
                """
        )
        let since = (instant - Self.recentWindow).milliseconds
        var newest: (run: String, at: Instant)?
        for identifier in row.identifiers {
            let arguments: StatementArguments = [scope.endpoint, scope.workspaceID, identifier, since, run ?? ""]
            guard let columns = try GRDB.Row.fetchOne(select, arguments: arguments) else { continue }
            let at = try columns.instant("sentAt")
            if at > newest?.at ?? instant - Self.recentWindow {
                newest = try (columns.decode(forColumn: "runID"), at)
            }
        }
        return newest
    }

    private func record(_ id: String, _ known: inout [String: RunRecord]) throws -> RunRecord {
        if let record = known[id] { return record }
        let record = try RunRecord.fetch(id, in: db)
        known[id] = record
        return record
    }
}

// MARK: - Keeping

extension PriorTable {
    /// Uses the label of a row that is about to be sent, and keeps how far its codes move.
    func use(_ ordinal: Int, of run: String, at instant: Instant) throws {
        let label = try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO onceLabel (endpoint, workspaceID, identifier, label, runID, ordinal, usedAt)
                SELECT run.endpoint, run.workspaceID, row.identifier, row.once, run.id, row.ordinal, ?3
                FROM run JOIN row ON row.runID = run.id
                WHERE run.id = ?1 AND row.ordinal = ?2 AND row.once IS NOT NULL
                """
        )
        try label.execute(arguments: [run, ordinal, instant.milliseconds])
        let delta = try db.cachedStatement(
            sql: """
                INSERT INTO sentDelta (endpoint, workspaceID, identifier, startsBy, endsBy, runID, ordinal, sentAt)
                SELECT run.endpoint, run.workspaceID, moved.identifier, moved.startsBy, moved.endsBy, ?1, ?2, ?3
                FROM run JOIN (\(Self.movedCodes)) AS moved
                WHERE run.id = ?1 AND (moved.startsBy <> 0 OR moved.endsBy <> 0) AND \(Self.isNoWayBack)
                ON CONFLICT DO UPDATE SET sentAt = excluded.sentAt
                """
        )
        try delta.execute(arguments: [run, ordinal, instant.milliseconds])
    }

    /// Forgets what a row used, because it is certain that nothing of it reached the API's record.
    func forget(_ ordinal: Int, of run: String) throws {
        for table in ["onceLabel", "sentDelta"] {
            let delete = try db.cachedStatement(sql: "DELETE FROM \(table) WHERE runID = ? AND ordinal = ?")
            try delete.execute(arguments: [run, ordinal])
        }
    }

    /// Forgets what the rows of `undone` used that have a code of this row, because this row took them back.
    func forget(undoneBy ordinal: Int, of run: String, undone: String) throws {
        let select = try db.cachedStatement(
            sql: """
                SELECT DISTINCT old.ordinal FROM member AS new
                JOIN member AS old ON old.runID = ?3 AND old.accessCodeID = new.accessCodeID
                WHERE new.runID = ?1 AND new.ordinal = ?2
                """
        )
        for old in try Int.fetchAll(select, arguments: [run, ordinal, undone]) { try forget(old, of: undone) }
    }

    /// Deletes the changes that no check asks about any more.
    func prune(at instant: Instant) throws {
        let before = (instant - Self.keptFor).milliseconds
        try db.execute(sql: "DELETE FROM sentDelta WHERE sentAt < ?", arguments: [before])
    }

    /// Whether a run gives groups other hours than they had before any run: an undo takes a change back, and the undo of
    /// an undo makes it again.
    private static let isNoWayBack = """
        (WITH RECURSIVE way (id, depth) AS (
            SELECT ?1, 0
            UNION ALL SELECT run.originDetail, way.depth + 1 FROM way JOIN run ON run.id = way.id
                WHERE run.origin = 'undo' AND way.depth < 1000
        ) SELECT max(depth) % 2 = 0 FROM way)
        """

    /// The ways of a row's codes, under the ids of the row and of the codes.
    private static let movedCodes = """
        SELECT DISTINCT named.identifier AS identifier,
            member.afterStartsAt - member.beforeStartsAt AS startsBy,
            member.afterEndsAt - member.beforeEndsAt AS endsBy
        FROM member JOIN (
            SELECT identifier, NULL AS accessCodeID FROM row WHERE runID = ?1 AND ordinal = ?2
            UNION SELECT accessCodeID, accessCodeID FROM member WHERE runID = ?1 AND ordinal = ?2
        ) AS named ON named.accessCodeID IS NULL OR named.accessCodeID = member.accessCodeID
        WHERE member.runID = ?1 AND member.ordinal = ?2
            AND member.afterStartsAt - member.beforeStartsAt IS NOT NULL
            AND member.afterEndsAt - member.beforeEndsAt IS NOT NULL
        """
}

import CivilTime
import Journal
internal import Model

/// The labels that were used and the changes that were sent, by workspace and by the ids of groups and codes.
struct PriorTable {
    let sql: any SQLSession
}

// MARK: - Asking

extension PriorTable {
    /// What is remembered of the groups of rows, for the rule that says what stands in their way.
    ///
    /// Only rows that are still planned are asked about.
    func find(
        _ rows: [Row],
        _ asker: PriorRule.Asker,
        isAlive: (String) throws -> Bool,
    ) throws -> [Prior] {
        let scope = asker.scope
        var records: [String: RunRecord] = [:]
        var holders: [String: PriorRule.Holder] = [:]
        var priors: [Prior] = []
        // Mostly there is nothing, and then thousands of rows need not be asked about one by one.
        let hasHolds = try sql.finds(
            "SELECT 1 AS one FROM hold WHERE endpoint = ?1 AND workspaceID = ?2 LIMIT 1",
            scope.endpoint,
            scope.workspaceID,
        )
        let hasSends = try sql.finds(
            "SELECT 1 AS one FROM sentDelta WHERE sentAt > ?1 LIMIT 1",
            PriorRule.beginningOfRecent(at: asker.instant),
        )
        for (index, row) in rows.enumerated() where row.status == .planned {
            var memory = PriorRule.Memory()
            if hasHolds, let run = try holder(of: row, scope: scope) {
                memory.holder = try holders[run] ?? holder(run, &records, isAlive: isAlive)
                holders[run] = memory.holder
                memory.progress = try RowTable(sql: sql).progress(of: run, with: row.identifiers)
            }
            if let label = row.once, let use = try use(of: label, by: row, scope: scope) {
                memory.label = (try record(use.run, &records), use.at)
            }
            if hasSends, row.isRelative, let send = try newestSend(to: row, asker) {
                memory.send = (try record(send.run, &records), send.at)
            }
            priors += PriorRule.priors(of: row, at: index, memory, asker)
        }
        return priors
    }

    private func holder(of row: Row, scope: WorkspaceScope) throws -> String? {
        for identifier in row.identifiers {
            let found = try sql.first(
                "SELECT runID FROM hold WHERE endpoint = ?1 AND workspaceID = ?2 AND identifier = ?3",
                scope.endpoint,
                scope.workspaceID,
                identifier,
            )
            if let found { return try found.text("runID") }
        }
        return nil
    }

    private func holder(
        _ run: String,
        _ records: inout [String: RunRecord],
        isAlive: (String) throws -> Bool,
    ) throws -> PriorRule.Holder {
        PriorRule.Holder(
            run: try record(run, &records),
            isAlive: try isAlive(run),
            hasOpenRows: try HoldTable(sql: sql).hasOpenRows(run),
        )
    }

    private func use(of label: String, by row: Row, scope: WorkspaceScope) throws -> (run: String, at: Instant)? {
        let found = try sql.first(
            """
            SELECT runID, usedAt FROM onceLabel
            WHERE endpoint = ?1 AND workspaceID = ?2 AND identifier = ?3 AND label = ?4
            """,
            scope.endpoint,
            scope.workspaceID,
            row.target.identifier,
            label,
        )
        return try found.map { (try $0.text("runID"), try $0.instant("usedAt")) }
    }

    /// The newest change of the hours of a row's group, or of one of its codes, by another run within the window.
    private func newestSend(to row: Row, _ asker: PriorRule.Asker) throws -> (run: String, at: Instant)? {
        var newest: (run: String, at: Instant)?
        for identifier in row.identifiers {
            let found = try sql.first(
                """
                SELECT runID, sentAt FROM sentDelta
                WHERE endpoint = ?1 AND workspaceID = ?2 AND identifier = ?3 AND sentAt > ?4 AND runID <> ?5
                ORDER BY sentAt DESC LIMIT 1
                """,
                asker.scope.endpoint,
                asker.scope.workspaceID,
                identifier,
                PriorRule.beginningOfRecent(at: asker.instant),
                asker.run ?? "",
            )
            guard let found else { continue }
            let at = try found.instant("sentAt")
            if newest.map({ at > $0.at }) ?? true { newest = (try found.text("runID"), at) }
        }
        return newest
    }

    private func record(_ id: String, _ known: inout [String: RunRecord]) throws -> RunRecord {
        if let record = known[id] { return record }
        let record = try RunTable(sql: sql).run(id)
        known[id] = record
        return record
    }
}

// MARK: - Keeping

extension PriorTable {
    /// Uses the label of a row that is about to be sent, and keeps how far its codes move.
    func use(_ ordinal: Int, of run: String, at instant: Instant) throws {
        try sql.change(
            """
            INSERT INTO onceLabel (endpoint, workspaceID, identifier, label, runID, ordinal, usedAt)
            SELECT run.endpoint, run.workspaceID, row.identifier, row.once, run.id, row.ordinal, CAST(?3 AS BIGINT)
            FROM run JOIN row ON row.runID = run.id
            WHERE run.id = ?1 AND row.ordinal = ?2 AND row.once IS NOT NULL
            ON CONFLICT (endpoint, workspaceID, identifier, label) DO NOTHING
            """,
            run,
            ordinal,
            instant,
        )
        try sql.change(
            """
            INSERT INTO sentDelta (endpoint, workspaceID, identifier, startsBy, endsBy, runID, ordinal, sentAt)
            SELECT run.endpoint, run.workspaceID, moved.identifier, moved.startsBy, moved.endsBy, run.id,
                CAST(?2 AS BIGINT), CAST(?3 AS BIGINT)
            FROM run JOIN (\(Self.movedCodes)) AS moved ON 1 = 1
            WHERE run.id = ?1 AND (moved.startsBy <> 0 OR moved.endsBy <> 0) AND \(Self.isNoWayBack)
            ON CONFLICT (endpoint, workspaceID, identifier, startsBy, endsBy, runID, ordinal)
                DO UPDATE SET sentAt = excluded.sentAt
            """,
            run,
            ordinal,
            instant,
        )
    }

    /// Forgets what a row used, because it is certain that nothing of it reached the API's record.
    func forget(_ ordinal: Int, of run: String) throws {
        try sql.change("DELETE FROM onceLabel WHERE runID = ?1 AND ordinal = ?2", run, ordinal)
        try sql.change("DELETE FROM sentDelta WHERE runID = ?1 AND ordinal = ?2", run, ordinal)
    }

    /// Forgets what the rows of `undone` used that have a code of this row, because this row took them back.
    func forget(undoneBy ordinal: Int, of run: String, undone: String) throws {
        let rows: [Int] = try sql.rows(
            """
            SELECT DISTINCT taken.ordinal AS ordinal FROM member AS taking
            JOIN member AS taken ON taken.runID = ?3 AND taken.accessCodeID = taking.accessCodeID
            WHERE taking.runID = ?1 AND taking.ordinal = ?2
            """,
            run,
            ordinal,
            undone,
        ) { try $0.number("ordinal") }
        for row in rows { try forget(row, of: undone) }
    }

    /// Deletes the changes that no check asks about any more.
    func prune(at instant: Instant) throws {
        try sql.change("DELETE FROM sentDelta WHERE sentAt < ?1", PriorRule.endOfMemory(at: instant))
    }

    /// Whether a run gives groups other hours than they had before any run: an undo takes a change back, and the undo of
    /// an undo makes it again.
    private static let isNoWayBack = """
        (WITH RECURSIVE way (id, depth) AS (
            SELECT CAST(?1 AS TEXT), 0
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
            SELECT identifier, CAST(NULL AS TEXT) AS accessCodeID FROM row WHERE runID = ?1 AND ordinal = ?2
            UNION SELECT accessCodeID, accessCodeID FROM member WHERE runID = ?1 AND ordinal = ?2
        ) AS named ON named.accessCodeID IS NULL OR named.accessCodeID = member.accessCodeID
        WHERE member.runID = ?1 AND member.ordinal = ?2
            AND member.afterStartsAt - member.beforeStartsAt IS NOT NULL
            AND member.afterEndsAt - member.beforeEndsAt IS NOT NULL
        """
}

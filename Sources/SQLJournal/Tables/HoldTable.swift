import CivilTime
import Journal
internal import Model

/// Which run holds which group: by endpoint, workspace and the key of a group or the id of a code.
///
/// A row holds its key and the ids of its members, so that a change of one code of a group meets a change of the group.
struct HoldTable {
    /// The condition under which a row keeps its run unfinished.
    static let rowIsOpen: String = {
        let open = RowStatus.allCases.filter { RunRule.isOpen($0, intentIsOpen: false) }
        return "(status IN (\(open.map { "'\($0.rawValue)'" }.joined(separator: ", "))) OR intentIsOpen = 1)"
    }()

    let sql: any SQLSession

    /// Takes everything that the rows of `run` touch; its rows and members are written already.
    ///
    /// What a run without an open row left when its process died is freed on the way, and what a run that names one booking
    /// wants is taken out of the others. They are taken in one order, so that two runs which want the same never wait for
    /// each other.
    /// - Throws: `busy` or `unfinishedRun`, naming the run that is in the way.
    func take(for run: RunRecord, isAlive: (String) throws -> Bool) throws {
        for (other, group) in try conflicts(of: run) {
            let isFreed = run.namesOneBooking ? try takeRows(out: other, for: run) : false
            let holder = PriorRule.Holder(
                run: other,
                isAlive: try isAlive(other.id),
                hasOpenRows: try hasOpenRows(other.id),
            )
            if let refusal = PriorRule.refusal(of: group, heldBy: holder) {
                if isFreed { continue }
                throw refusal
            }
            try release(other.id)
            try RunTable(sql: sql).update(RunRule.emptied(other, at: run.startedAt))
        }
        try sql.change(
            """
            INSERT INTO hold (endpoint, workspaceID, identifier, runID)
            SELECT ?2, ?3, wanted.identifier, ?1 FROM (
                SELECT identifier FROM row WHERE runID = ?1
                UNION SELECT accessCodeID FROM member WHERE runID = ?1
            ) AS wanted ORDER BY wanted.identifier
            ON CONFLICT (endpoint, workspaceID, identifier) DO NOTHING
            """,
            run.id,
            run.endpoint,
            run.workspaceID,
        )
    }

    /// Takes what a run that names one booking wants out of another one, which sends nothing more for it.
    /// - Returns: False when the other one has sent something whose end is not known yet; then nothing was taken.
    private func takeRows(out other: RunRecord, for run: RunRecord) throws -> Bool {
        let rows = RowTable(sql: sql)
        let entries = try rows.meeting(run.id, in: other.id).map { place in
            (place: place, entry: try rows.entry(place, of: other.id))
        }
        guard TakeRule.canTake(entries.map(\.entry), at: run.startedAt) else { return false }
        for (place, entry) in entries {
            for identifier in entry.row.identifiers { try release(identifier, of: other) }
            guard TakeRule.takes(entry.row) else { continue }
            let reason = TakeRule.reason(run)
            let events = EventTable(sql: sql)
            try rows.giveUp(place, of: other.id, for: reason)
            try events.append(.taken, run: other.id, row: place, at: run.startedAt, detail: reason.message)
        }
        return true
    }

    private func release(_ identifier: String, of run: RunRecord) throws {
        try sql.change(
            "DELETE FROM hold WHERE endpoint = ?1 AND workspaceID = ?2 AND identifier = ?3 AND runID = ?4",
            run.endpoint,
            run.workspaceID,
            identifier,
            run.id,
        )
    }

    /// Frees everything that a run holds.
    func release(_ run: String) throws {
        try sql.change("DELETE FROM hold WHERE runID = ?1", run)
    }

    /// Whether a run holds anything.
    func exist(for run: String) throws -> Bool {
        try sql.finds("SELECT 1 AS one FROM hold WHERE runID = ?1 LIMIT 1", run)
    }

    /// Whether a row of a run is still planned, intended or pending.
    func hasOpenRows(_ run: String) throws -> Bool {
        try sql.finds("SELECT 1 AS one FROM row WHERE runID = ?1 AND \(Self.rowIsOpen) LIMIT 1", run)
    }

    /// The runs that hold something of `run`'s rows, each with the name of the first such group.
    private func conflicts(of run: RunRecord) throws -> [(run: RunRecord, group: String)] {
        let found = try sql.rows(
            """
            SELECT hold.runID AS runID, min(wanted.ordinal) AS ordinal
            FROM (
                SELECT ordinal, identifier FROM row WHERE runID = ?1
                UNION ALL SELECT ordinal, accessCodeID FROM member WHERE runID = ?1
            ) AS wanted
            JOIN hold ON hold.endpoint = ?2 AND hold.workspaceID = ?3 AND hold.identifier = wanted.identifier
            GROUP BY hold.runID ORDER BY ordinal
            """,
            run.id,
            run.endpoint,
            run.workspaceID,
        ) { (run: try $0.text("runID"), ordinal: try $0.number("ordinal") as Int) }
        return try found.map { conflict in
            let name = try sql.first(
                "SELECT coalesce(name, identifier) AS name FROM row WHERE runID = ?1 AND ordinal = ?2",
                run.id,
                conflict.ordinal,
            )
            return (try RunTable(sql: sql).run(conflict.run), try name?.text("name") ?? "")
        }
    }
}

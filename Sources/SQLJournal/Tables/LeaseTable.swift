import CivilTime
import Journal
internal import Model

/// Who has a lease, by the clock of the database; on a server only.
struct LeaseTable {
    let sql: any SQLSession

    /// The clock of the database.
    func now() throws -> Instant {
        guard let row = try sql.first("SELECT journal_now() AS now") else { return .now() }
        return try row.instant("now")
    }

    /// The label of the living worker that has a subject, nil where nobody has.
    func holder(of subject: String) throws -> String? {
        try sql.first(
            """
            SELECT worker.label AS label FROM claim JOIN worker ON worker.id = claim.worker
            WHERE claim.subject = ?1 AND worker.leaseUntil > journal_now()
            """,
            subject,
        )?
        .text("label")
    }

    /// Deletes the worker that had a subject and has no lease any more, with all its claims: it can renew nothing.
    func giveUpWorker(of subject: String) throws {
        guard let found = try sql.first("SELECT worker FROM claim WHERE subject = ?1", subject) else { return }
        let worker = try found.text("worker")
        let isOver = try sql.finds(
            "SELECT 1 AS one FROM worker WHERE id = ?1 AND coalesce(leaseUntil, 0) <= journal_now()",
            worker,
        )
        guard isOver else { return }
        try sql.change("DELETE FROM claim WHERE worker = ?1", worker)
        try sql.change("DELETE FROM worker WHERE id = ?1", worker)
    }

    /// Ends the lease of a worker that is known to be gone, such as a child whose end its parent has seen.
    func end(ofWorkerWith subject: String, but own: String) throws {
        try sql.change(
            """
            UPDATE worker SET leaseUntil = 0 WHERE id IN (SELECT worker FROM claim WHERE subject = ?1)
                AND id <> ?2
            """,
            subject,
            own,
        )
    }

    /// All workers that are remembered, the living ones first.
    func workers() throws -> [NodeRecord] {
        let subjects = try sql.rows("SELECT worker, subject FROM claim ORDER BY subject") {
            (worker: try $0.text("worker"), subject: try $0.text("subject"))
        }
        let byWorker = Dictionary(grouping: subjects, by: \.worker).mapValues { $0.map(\.subject) }
        return try sql.rows(
            """
            SELECT id, label, startedAt, leaseUntil, version, zoneData, serves, journal_now() AS now FROM worker
            ORDER BY CASE WHEN leaseUntil > journal_now() THEN 0 ELSE 1 END, startedAt, id
            """
        ) { row in
            let id = try row.text("id")
            return NodeRecord(
                id: id,
                label: try row.text("label"),
                version: try row.textIfAny("version") ?? "",
                zoneData: try row.textIfAny("zoneData") ?? "",
                startedAt: try row.instant("startedAt"),
                leaseUntil: try row.instantIfAny("leaseUntil") ?? Instant(milliseconds: 0),
                isLiving: try (row.instantIfAny("leaseUntil") ?? Instant(milliseconds: 0)) > row.instant("now"),
                serves: try row.flag("serves"),
                subjects: byWorker[id] ?? [],
            )
        }
    }
}

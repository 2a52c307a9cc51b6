import CivilTime
import Journal

/// Who works on what: each take of a run or a firing has a token of its own, which every write of that work shows.
///
/// A process that was stopped while another one took its run over goes on with an old token, and finds every write
/// refused.
struct ClaimTable {
    let sql: any SQLSession

    /// Gives a subject to a worker, with a new token.
    func take(_ subject: String, worker: Worker, token: String, at instant: Instant) throws {
        try sql.change(
            """
            INSERT INTO worker (id, label, startedAt) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING
            """,
            worker.id,
            worker.label,
            worker.startedAt,
        )
        try sql.change(
            """
            INSERT INTO claim (subject, worker, token, takes, takenAt) VALUES (?1, ?2, ?3, 1, ?4)
            ON CONFLICT (subject) DO UPDATE SET worker = excluded.worker, token = excluded.token,
                takes = claim.takes + CASE WHEN claim.token = excluded.token THEN 0 ELSE 1 END,
                takenAt = excluded.takenAt
            """,
            subject,
            worker.id,
            token,
            instant,
        )
    }

    /// Makes sure that a token is still the one of its subject.
    /// - Throws: `notOwned`, with who has it by now.
    func require(_ token: String, of subject: String) throws {
        try OwnershipRule.require(token, of: subject, claim(of: subject))
    }

    /// Who works on a subject, nil for nobody.
    func claim(of subject: String) throws -> OwnershipRule.Claim? {
        let found = try sql.first(
            """
            SELECT claim.token AS token, claim.takenAt AS takenAt, worker.label AS label
            FROM claim JOIN worker ON worker.id = claim.worker WHERE claim.subject = ?1
            """,
            subject,
        )
        return try found.map { row in
            OwnershipRule.Claim(
                token: try row.text("token"),
                worker: try row.text("label"),
                takenAt: try row.instant("takenAt"),
            )
        }
    }

    /// Lets a subject go, if the token is still its own.
    func release(_ subject: String, token: String) throws {
        try sql.change("DELETE FROM claim WHERE subject = ?1 AND token = ?2", subject, token)
    }

    /// Lets a subject go, whoever has it.
    func forget(_ subject: String) throws {
        try sql.change("DELETE FROM claim WHERE subject = ?1", subject)
    }

    /// Forgets workers that work on nothing any more; those of a server stay for an hour after their lease, to be seen.
    func prune(at instant: Instant) throws {
        try sql.change(
            """
            DELETE FROM worker WHERE NOT EXISTS (SELECT 1 FROM claim WHERE claim.worker = worker.id)
                AND (leaseUntil IS NULL OR leaseUntil < ?1)
            """,
            instant - TimeSpan(milliseconds: 3_600_000),
        )
    }
}

/// A process that works on runs.
struct Worker: Hashable, Sendable {
    /// Random at each start.
    var id: String
    /// The host and the process, for people only.
    var label: String
    var startedAt: Instant
    /// The program's version, for people.
    var version = ""
    /// The version of the zone data by which the process reads times.
    var zoneData = ""
}

import CivilTime
import Journal
internal import Model

/// What the database says of itself: which journal it is, how many transactions it has seen, and what it has lost.
struct JournalTable {
    let sql: any SQLSession

    /// Which journal it is and its newest transaction; nil in a new database.
    func content() throws -> LossRule.Mark? {
        try sql.first("SELECT identity, operation FROM journal WHERE id = 1").map { row in
            LossRule.Mark(identity: try row.text("identity"), operation: try row.number("operation"))
        }
    }

    /// Gives a new database its identity.
    func begin(_ content: LossRule.Mark) throws {
        try sql.change(
            "INSERT INTO journal (id, identity, operation) VALUES (1, ?1, ?2)",
            content.identity,
            content.operation,
        )
    }

    /// Counts a transaction.
    func count() throws -> LossRule.Mark? {
        try sql.change("UPDATE journal SET operation = operation + 1 WHERE id = 1")
        return try content()
    }

    /// What was lost, nil for nothing.
    func loss() throws -> JournalLoss? {
        let found = try sql.first("SELECT lostAt, lostWhat FROM journal WHERE id = 1 AND lostAt IS NOT NULL")
        return try found.map { JournalLoss(noticedAt: try $0.instant("lostAt"), what: try $0.text("lostWhat")) }
    }

    /// What a database that keeps the names of transactions has lost of what was noted; nil for nothing, and elsewhere.
    func loss(of noted: LossRule.Mark?) throws -> JournalLoss? {
        guard let noted, noted.name != nil else { return nil }
        let found = try sql.first("SELECT id FROM operation WHERE number = ?1", noted.operation)
        let oldest: Int64? = try sql.first("SELECT min(number) AS number FROM operation")?.numberIfAny("number")
        let isOlder = oldest.map { $0 > noted.operation } ?? false
        return LossRule.loss(noted: noted, found: try found?.text("id"), isOlder: isOlder, at: .now())
    }

    /// Keeps that something was lost; what was noticed first stays.
    func lose(_ loss: JournalLoss) throws {
        try sql.change(
            "UPDATE journal SET lostAt = ?1, lostWhat = ?2 WHERE id = 1 AND lostAt IS NULL",
            loss.noticedAt,
            loss.what,
        )
    }

    /// Takes the journal as it is.
    func accept(by operatorName: String, reason: String, at instant: Instant) throws {
        try sql.change(
            """
            UPDATE journal SET lostAt = NULL, lostWhat = NULL, acceptedAt = ?1, acceptedBy = ?2, acceptedReason = ?3
            WHERE id = 1
            """,
            instant,
            operatorName,
            reason,
        )
    }
}

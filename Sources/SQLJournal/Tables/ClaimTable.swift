import CivilTime
internal import Model

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
                takes = claim.takes + 1, takenAt = excluded.takenAt
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
        let found = try sql.first(
            """
            SELECT claim.token AS token, claim.takenAt AS takenAt, worker.label AS label
            FROM claim JOIN worker ON worker.id = claim.worker WHERE claim.subject = ?1
            """,
            subject,
        )
        guard let found else { throw JournalError.notOwned(subject) }
        guard try found.text("token") == token else {
            throw JournalError.takenOver(subject, by: try found.text("label"), at: try found.instant("takenAt"))
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

    /// Forgets workers that work on nothing any more.
    func prune() throws {
        try sql.change("DELETE FROM worker WHERE NOT EXISTS (SELECT 1 FROM claim WHERE claim.worker = worker.id)")
    }
}

/// A process that works on runs.
struct Worker: Hashable, Sendable {
    /// Random at each start.
    var id: String
    /// The host and the process, for people only.
    var label: String
    var startedAt: Instant
}

extension JournalError {
    /// The refusal of a write for something that this process does not work on.
    static func notOwned(_ subject: String) -> JournalError {
        JournalError(.notOwned, "This process does not work on run \(subject): resume the run first.")
    }

    /// The refusal of a write for something that another process took over.
    static func takenOver(_ subject: String, by label: String, at instant: Instant) -> JournalError {
        JournalError(
            .notOwned,
            "Run \(subject) was taken over by \(label.shown) at \(instant.iso8601): this process sends nothing more for it."
        )
    }
}

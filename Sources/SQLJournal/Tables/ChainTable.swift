import CivilTime
import Journal
internal import Model

/// The chain of runs.
struct ChainTable {
    let sql: any SQLSession

    /// The newest entry, nil before there is one.
    func head() throws -> RunChain.Link? {
        try sql.first("SELECT * FROM chain ORDER BY number DESC LIMIT 1").map(RunChain.Link.init)
    }

    /// Seals a run that is over.
    func seal(_ run: String, at instant: Instant) throws {
        guard let content = try content(of: run, as: .current) else { return }
        try append(.sealed, run, content: content, at: instant)
    }

    /// Says that the journal has learnt more of a run that is sealed; its next seal counts.
    func reopen(_ run: String, at instant: Instant) throws {
        guard try newest(of: run)?.kind == .sealed else { return }
        try append(.reopened, run, at: instant)
    }

    /// Adds an entry.
    func append(
        _ kind: RunChain.Link.Kind,
        _ subject: String,
        content: String = "",
        at instant: Instant,
    ) throws {
        let link = ChainRule.link(after: try head(), kind, subject, content: content, at: instant)
        try sql.change(
            "INSERT INTO chain (number, kind, subject, content, madeAt, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            link.number,
            link.kind.rawValue,
            link.subject,
            link.content,
            link.at,
            link.hash,
        )
    }

    /// The runs that are over and not sealed, oldest first, at most so many.
    func unsealed(limit: Int) throws -> [String] {
        try sql.rows(
            """
            SELECT id FROM run WHERE state <> 'running' AND id NOT IN (SELECT runID FROM hold)
                AND coalesce((SELECT kind FROM chain WHERE subject = run.id ORDER BY number DESC LIMIT 1), 'reopened')
                    = 'reopened'
            ORDER BY startedAt, id LIMIT ?1
            """,
            limit,
        ) { try $0.text("id") }
    }

    /// Looks at the whole chain and at what it seals.
    func verified() throws -> RunChain {
        let links = try sql.rows("SELECT * FROM chain ORDER BY number", make: RunChain.Link.init)
        return try ChainRule.verify(links, kept: kept)
    }

    /// What the journal has of the run that an entry names.
    private func kept(_ link: RunChain.Link) throws -> ChainRule.Kept {
        for form in ChainRule.Form.allCases {
            guard let content = try content(of: link.subject, as: form) else { return .nothing }
            if content == link.content { return .content(isAsSealed: true) }
            // What is not sealed is not compared.
            if link.kind != .sealed { break }
        }
        return .content(isAsSealed: false)
    }

    private func newest(of run: String) throws -> RunChain.Link? {
        try sql.first("SELECT * FROM chain WHERE subject = ?1 ORDER BY number DESC LIMIT 1", run)
            .map(RunChain.Link.init)
    }

    /// Whether the newest seal of a run is of what the journal has of it.
    func isSealed(_ run: String) throws -> Bool {
        guard let link = try newest(of: run), link.kind == .sealed, case .content(true) = try kept(link) else {
            return false
        }
        return true
    }

    /// The hash of what the journal has of a run, nil where there is no such run.
    private func content(of run: String, as form: ChainRule.Form) throws -> String? {
        guard let line = try sql.first("SELECT * FROM run WHERE id = ?1", run) else { return nil }
        return try ChainRule.content(of: try RunRecord(line), try PersonalSeal(line), as: form) { body in
            try RowTable(sql: sql).eachSealed(of: run, body)
        }
    }
}

extension RunChain.Link {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            number: row.number("number"),
            kind: row.word("kind"),
            subject: row.text("subject"),
            content: row.text("content"),
            at: row.instant("madeAt"),
            hash: row.text("hash"),
        )
    }
}

extension PersonalSeal {
    /// The seal in a line of `run` or `row`.
    init(_ row: SQLRow) throws {
        self.init(salt: try row.textIfAny("salt"), digest: try row.textIfAny("textDigest"))
    }
}

import CivilTime
import Journal
internal import Model

/// Who may do what, who is signed in where, and the history of both.
struct PeopleTable {
    let sql: any SQLSession

    // MARK: - People

    /// The people who were not removed, by name.
    func people() throws -> [Person] {
        try sql.rows("SELECT * FROM person WHERE removedAt IS NULL ORDER BY name", make: Person.init)
    }

    /// Adds a person.
    /// - Throws: `duplicatePerson`.
    func insert(_ person: Person, _ secret: SecretHash) throws {
        let folded = FoldedName(person.name).text
        guard try !sql.finds("SELECT 1 AS one FROM person WHERE folded = ?1", folded) else {
            throw JournalError.duplicatePerson(person.name)
        }
        try sql.change(
            "INSERT INTO person (name, folded, role, secret, addedAt, addedBy) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            person.name,
            folded,
            person.role.rawValue,
            secret.text,
            person.addedAt,
            person.addedBy,
        )
        try append(
            PeopleEvent(
                at: person.addedAt,
                kind: .added,
                person: person.name,
                actor: person.addedBy,
                detail: person.role.rawValue,
            )
        )
    }

    /// Removes a person, whose name stays taken, and ends the person's sessions and links.
    func remove(_ name: String, by actor: String?, at instant: Instant) throws {
        try sql.change("UPDATE person SET removedAt = ?1 WHERE name = ?2", instant, name)
        try sql.change("DELETE FROM desk WHERE person = ?1", name)
        try sql.change("DELETE FROM peopleLink WHERE person = ?1", name)
        try append(PeopleEvent(at: instant, kind: .removed, person: name, actor: actor))
    }

    /// What is kept of a person's secret, nil where there is no such person.
    func secret(of name: String) throws -> SecretHash? {
        try sql.first("SELECT secret FROM person WHERE name = ?1 AND removedAt IS NULL", name)
            .map { SecretHash(try $0.text("secret")) }
    }

    /// Gives a person another secret, and ends the person's sessions.
    func renew(_ name: String, _ secret: SecretHash, at instant: Instant) throws {
        try sql.change("UPDATE person SET secret = ?1 WHERE name = ?2", secret.text, name)
        try sql.change("DELETE FROM desk WHERE person = ?1", name)
        try append(PeopleEvent(at: instant, kind: .renewed, person: name))
    }

    // MARK: - Tries

    /// Counts a try as a wrong one.
    /// - Throws: `signInSlowed`.
    func count(_ name: String, at instant: Instant) throws {
        try sql.change("DELETE FROM signInTry WHERE nextAt < ?1", instant - Self.memoryOfTries)
        let known = try sql.first("SELECT * FROM signInTry WHERE name = ?1", name).map {
            PeopleRule.Tries(count: try $0.number("tries"), next: try $0.instant("nextAt"))
        }
        let tries = try PeopleRule.tried(name, known, at: instant)
        try sql.change(
            """
            INSERT INTO signInTry (name, tries, nextAt) VALUES (?1, ?2, ?3)
            ON CONFLICT (name) DO UPDATE SET tries = excluded.tries, nextAt = excluded.nextAt
            """,
            name,
            tries.count,
            tries.next,
        )
    }

    /// Forgets the wrong tries of a name.
    func forgetTries(of name: String) throws {
        try sql.change("DELETE FROM signInTry WHERE name = ?1", name)
    }

    private static let memoryOfTries = TimeSpan(milliseconds: 86_400_000)

    // MARK: - Desks

    /// Keeps that somebody is signed in.
    func signIn(_ person: Person, _ session: DeskSession, at instant: Instant) throws {
        try sql.change("DELETE FROM desk WHERE endsAt <= ?1", instant)
        try sql.change(
            "INSERT INTO desk (fingerprint, person, endsAt) VALUES (?1, ?2, ?3)",
            session.fingerprint,
            person.name,
            session.until,
        )
        try append(PeopleEvent(at: instant, kind: .signedIn, person: person.name))
    }

    /// Who is signed in, nil for nobody.
    func person(signedInBy fingerprint: String, at instant: Instant) throws -> Person? {
        try sql.first(
            """
            SELECT person.* FROM desk JOIN person ON person.name = desk.person
            WHERE desk.fingerprint = ?1 AND desk.endsAt > ?2 AND person.removedAt IS NULL
            """,
            fingerprint,
            instant,
        ).map(Person.init)
    }

    /// Ends a session.
    func signOut(_ person: Person, _ fingerprint: String, at instant: Instant) throws {
        try sql.change("DELETE FROM desk WHERE fingerprint = ?1", fingerprint)
        try append(PeopleEvent(at: instant, kind: .signedOut, person: person.name))
    }

    // MARK: - Links

    /// Keeps a one-time secret in place of an earlier one for the same person.
    func keep(_ link: PeopleLink, by actor: String?, at instant: Instant) throws {
        try sql.change(
            """
            INSERT INTO peopleLink (person, secret, endsAt) VALUES (?1, ?2, ?3)
            ON CONFLICT (person) DO UPDATE SET secret = excluded.secret, endsAt = excluded.endsAt
            """,
            link.person,
            link.secret.text,
            link.until,
        )
        try append(PeopleEvent(at: instant, kind: .linked, person: link.person, actor: actor))
    }

    /// The one-time secret for a person, empty for the first admin.
    func link(for person: String) throws -> PeopleLink? {
        try sql.first("SELECT * FROM peopleLink WHERE person = ?1", person).map {
            PeopleLink(person: person, secret: SecretHash(try $0.text("secret")), until: try $0.instant("endsAt"))
        }
    }

    /// Uses a one-time secret up.
    /// - Throws: `wrongSecret` where it is another one, or over.
    func use(_ secret: SecretHash, for person: String, at instant: Instant) throws {
        let count = try sql.change(
            "DELETE FROM peopleLink WHERE person = ?1 AND secret = ?2 AND endsAt > ?3",
            person,
            secret.text,
            instant,
        )
        guard count == 1 else { throw JournalError.wrongSecret }
    }

    // MARK: - History

    /// Adds a line, which the database refuses to change or delete.
    func append(_ event: PeopleEvent) throws {
        try sql.change(
            "INSERT INTO peopleEvent (recordedAt, kind, person, actor, detail) VALUES (?1, ?2, ?3, ?4, ?5)",
            event.at,
            event.kind.rawValue,
            event.person,
            event.actor,
            event.detail,
        )
    }

    /// The newest lines, the newest first.
    func events(limit: Int) throws -> [PeopleEvent] {
        try sql.rows("SELECT * FROM peopleEvent ORDER BY id DESC LIMIT ?1", limit, make: PeopleEvent.init)
    }
}

extension Person {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            name: row.text("name"),
            role: row.word("role"),
            addedAt: row.instant("addedAt"),
            addedBy: row.textIfAny("addedBy"),
        )
    }
}

extension PeopleEvent {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            at: row.instant("recordedAt"),
            kind: row.word("kind"),
            person: row.text("person"),
            actor: row.textIfAny("actor"),
            detail: row.textIfAny("detail"),
        )
    }
}

package import CivilTime
package import Journal
package import Model

extension SQLJournal {
    package func people() async throws(JournalError) -> [Person] {
        try await store.read { sql in try PeopleTable(sql: sql).people() }
    }

    package func standing(of fingerprint: String?, at instant: Instant) async throws(JournalError) -> Standing {
        try await store.read { sql in
            let table = PeopleTable(sql: sql)
            let person = try fingerprint.flatMap { try table.person(signedInBy: $0, at: instant) }
            return Standing(hasPeople: try person != nil || !table.people().isEmpty, person: person)
        }
    }

    package func addPerson(_ person: Person, secret: SecretHash) async throws(JournalError) {
        try await store.write { sql in
            let table = PeopleTable(sql: sql)
            try PeopleRule.require(.admin, person.addedBy, among: table.people(), to: "add people")
            try table.insert(person, secret)
        }
    }

    package func removePerson(_ name: String, by actor: String?, at instant: Instant) async throws(JournalError) {
        try await store.write { sql in
            let table = PeopleTable(sql: sql)
            let people = try table.people()
            try PeopleRule.require(.admin, actor, among: people, to: "remove people")
            try PeopleRule.requireAdminBeside(name, among: people)
            try table.remove(name, by: actor, at: instant)
        }
    }

    package func beginSignIn(_ name: String, at instant: Instant) async throws(JournalError) -> SignInFacts {
        try await store.write { sql in
            let table = PeopleTable(sql: sql)
            try table.count(name, at: instant)
            let hasPeople = try !table.people().isEmpty
            return PeopleRule.facts(
                secret: try table.secret(of: name),
                link: try table.link(for: hasPeople ? name : ""),
                hasPeople: hasPeople,
                at: instant,
            )
        }
    }

    package func signIn(
        _ name: String,
        _ proof: SignInProof,
        _ session: DeskSession,
        at instant: Instant,
    ) async throws(JournalError) -> Person {
        try await store.write { sql in
            let table = PeopleTable(sql: sql)
            switch proof {
            case .secret(let secret):
                guard try table.secret(of: name) == secret else { throw JournalError.wrongSecret }
            case .link(let secret, let newSecret):
                let isFirst = try table.people().isEmpty
                try table.use(secret, for: isFirst ? "" : name, at: instant)
                if isFirst {
                    try table.insert(Person(name: name, role: .admin, addedAt: instant, addedBy: nil), newSecret)
                } else {
                    try table.renew(name, newSecret, at: instant)
                }
            }
            guard let person = try table.people().first(where: { $0.name == name }) else {
                throw JournalError.wrongSecret
            }
            try table.forgetTries(of: name)
            try table.signIn(person, session, at: instant)
            return person
        }
    }

    package func refuseSignIn(_ name: String, at instant: Instant) async throws(JournalError) {
        try await store.write { sql in
            try PeopleTable(sql: sql).append(PeopleEvent(at: instant, kind: .refused, person: name))
        }
    }

    package func signOut(_ fingerprint: String, at instant: Instant) async throws(JournalError) -> Person? {
        try await store.write { sql in
            let table = PeopleTable(sql: sql)
            guard let person = try table.person(signedInBy: fingerprint, at: instant) else { return nil }
            try table.signOut(person, fingerprint, at: instant)
            return person
        }
    }

    package func keepLink(_ link: PeopleLink, by actor: String?, at instant: Instant) async throws(JournalError) {
        try await store.write { sql in
            let table = PeopleTable(sql: sql)
            try PeopleRule.requireLink(for: link.person, by: actor, among: table.people())
            try table.keep(link, by: actor, at: instant)
        }
    }

    package func peopleEvents(limit: Int) async throws(JournalError) -> [PeopleEvent] {
        try await store.read { sql in try PeopleTable(sql: sql).events(limit: limit) }
    }
}

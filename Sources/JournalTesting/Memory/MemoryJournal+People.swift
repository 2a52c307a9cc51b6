package import CivilTime
package import Journal
package import Model

extension MemoryJournal {
    package func people() async throws(JournalError) -> [Person] {
        try read { contents in contents.people.present }
    }

    package func standing(of fingerprint: String?, at instant: Instant) async throws(JournalError) -> Standing {
        try read { contents in
            let person = fingerprint.flatMap { contents.people.person(signedInBy: $0, at: instant) }
            return Standing(hasPeople: !contents.people.present.isEmpty, person: person)
        }
    }

    package func addPerson(_ person: Person, secret: SecretHash) async throws(JournalError) {
        try write { contents throws(JournalError) in
            try PeopleRule.require(.admin, person.addedBy, among: contents.people.present, to: "add people")
            try contents.people.add(person, secret)
        }
    }

    package func removePerson(_ name: String, by actor: String?, at instant: Instant) async throws(JournalError) {
        try write { contents throws(JournalError) in
            try PeopleRule.require(.admin, actor, among: contents.people.present, to: "remove people")
            try PeopleRule.requireAdminBeside(name, among: contents.people.present)
            contents.people.remove(name, by: actor, at: instant)
        }
    }

    package func beginSignIn(_ name: String, at instant: Instant) async throws(JournalError) -> SignInFacts {
        try write { contents throws(JournalError) in
            contents.people.tries[name] = try PeopleRule.tried(name, contents.people.tries[name], at: instant)
            let hasPeople = !contents.people.present.isEmpty
            return PeopleRule.facts(
                secret: contents.people.secret(of: name),
                link: contents.people.links[hasPeople ? name : ""],
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
        try write { contents throws(JournalError) in
            switch proof {
            case .secret(let secret):
                guard contents.people.secret(of: name) == secret else { throw JournalError.wrongSecret }
            case .link(let secret, let newSecret):
                try contents.people.use(secret, for: name, newSecret, at: instant)
            }
            guard let person = contents.people.present.first(where: { $0.name == name }) else {
                throw JournalError.wrongSecret
            }
            contents.people.tries[name] = nil
            contents.people.desks[session.fingerprint] = (name, session.until)
            contents.people.events.append(PeopleEvent(at: instant, kind: .signedIn, person: name))
            return person
        }
    }

    package func refuseSignIn(_ name: String, at instant: Instant) async throws(JournalError) {
        try write { contents in
            contents.people.events.append(PeopleEvent(at: instant, kind: .refused, person: name))
        }
    }

    package func signOut(_ fingerprint: String, at instant: Instant) async throws(JournalError) -> Person? {
        try write { contents in
            guard let person = contents.people.person(signedInBy: fingerprint, at: instant) else { return nil }
            contents.people.desks[fingerprint] = nil
            contents.people.events.append(PeopleEvent(at: instant, kind: .signedOut, person: person.name))
            return person
        }
    }

    package func keepLink(_ link: PeopleLink, by actor: String?, at instant: Instant) async throws(JournalError) {
        try write { contents throws(JournalError) in
            try PeopleRule.requireLink(for: link.person, by: actor, among: contents.people.present)
            contents.people.links[link.person] = link
            contents.people.events.append(
                PeopleEvent(at: instant, kind: .linked, person: link.person, actor: actor)
            )
        }
    }

    package func peopleEvents(limit: Int) async throws(JournalError) -> [PeopleEvent] {
        try read { contents in Array(contents.people.events.reversed().prefix(limit)) }
    }
}

/// What a journal in memory knows of people.
struct MemoryPeople: Sendable {
    private var all: [(person: Person, secret: SecretHash, isRemoved: Bool)] = []
    var tries: [String: PeopleRule.Tries] = [:]
    var desks: [String: (person: String, until: Instant)] = [:]
    var links: [String: PeopleLink] = [:]
    var events: [PeopleEvent] = []

    /// Those who were not removed, by name.
    var present: [Person] { all.filter { !$0.isRemoved }.map(\.person).sorted { $0.name < $1.name } }

    /// All who could ever sign in, by name.
    var names: Set<String> { Set(all.map(\.person.name)) }

    /// Takes a name out of what was typed as the name of a person and is none.
    /// - Returns: How often.
    mutating func forget(_ eraser: NoteEraser) -> Int {
        let count = events.count
        tries = tries.filter { eraser.erased($0.key) == nil }
        var forgotten = 0
        for place in 0..<count {
            guard let put = eraser.erased(events[place].person) else { continue }
            events[place].person = put
            forgotten += 1
        }
        return forgotten
    }

    func secret(of name: String) -> SecretHash? {
        all.first { !$0.isRemoved && $0.person.name == name }?.secret
    }

    func person(signedInBy fingerprint: String, at instant: Instant) -> Person? {
        guard let desk = desks[fingerprint], instant < desk.until else { return nil }
        return present.first { $0.name == desk.person }
    }

    /// - Throws: `duplicatePerson`.
    mutating func add(_ person: Person, _ secret: SecretHash) throws(JournalError) {
        guard !all.contains(where: { FoldedName($0.person.name) == FoldedName(person.name) }) else {
            throw JournalError.duplicatePerson(person.name)
        }
        all.append((person, secret, false))
        let detail = person.role.rawValue
        events.append(
            PeopleEvent(at: person.addedAt, kind: .added, person: person.name, actor: person.addedBy, detail: detail)
        )
    }

    mutating func remove(_ name: String, by actor: String?, at instant: Instant) {
        for place in all.indices where all[place].person.name == name { all[place].isRemoved = true }
        desks = desks.filter { $0.value.person != name }
        links[name] = nil
        events.append(PeopleEvent(at: instant, kind: .removed, person: name, actor: actor))
    }

    /// Uses a one-time secret up: it makes the first admin, or gives a person another secret.
    /// - Throws: `wrongSecret`.
    mutating func use(
        _ secret: SecretHash,
        for name: String,
        _ newSecret: SecretHash,
        at instant: Instant,
    ) throws(JournalError) {
        let isFirst = present.isEmpty
        let link = links[isFirst ? "" : name]
        guard let link, link.secret == secret, instant < link.until else { throw JournalError.wrongSecret }
        links[link.person] = nil
        guard !isFirst else {
            return try add(Person(name: name, role: .admin, addedAt: instant, addedBy: nil), newSecret)
        }
        for place in all.indices where all[place].person.name == name { all[place].secret = newSecret }
        desks = desks.filter { $0.value.person != name }
        events.append(PeopleEvent(at: instant, kind: .renewed, person: name))
    }
}

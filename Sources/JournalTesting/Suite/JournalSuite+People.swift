internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// Who may do what, who is signed in, and the history of both.
    static let people: [JournalCase] =
        [
            JournalCase("a journal without people lets everybody send, and knows nobody at any desk") { world in
                let journal = try world.open()
                #expect(try await journal.people().isEmpty)
                #expect(try await journal.standing(of: "f", at: evening) == Standing(hasPeople: false, person: nil))
                try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
            },
            JournalCase("a one-time secret makes the first admin once, and in its time only") { world in
                let journal = try world.open()
                try await journal.keepLink(link(""), by: nil, at: evening)
                let facts = try await journal.beginSignIn("ana", at: evening)
                #expect(facts == SignInFacts(secret: nil, link: SecretHash("link"), isFirst: true))
                let late = JournalSample.later(600)
                #expect(try await journal.beginSignIn("ana", at: late).link == nil)
                let refusal = await journalError { try await signIn("ana", journal, byLink: "link", at: late) }
                #expect(refusal?.code == .wrongSecret)
                let ana = try await signIn("ana", journal, byLink: "link", at: JournalSample.later(599))
                #expect(ana == Person(name: "ana", role: .admin, addedAt: JournalSample.later(599), addedBy: nil))
                let again = await journalError {
                    try await signIn("ben", journal, byLink: "link", at: JournalSample.later(599))
                }
                #expect(again?.code == .wrongSecret)
                let second = await journalError { try await journal.keepLink(link(""), by: nil, at: evening) }
                #expect(second?.code == .notSignedIn)
            },
            JournalCase("an admin adds people, whose names nobody else can have, also after they are removed") {
                world in
                let journal = try await house(world)
                let twice = await journalError { try await add("BEN", .viewer, by: "ana", journal) }
                #expect(twice?.code == .duplicatePerson)
                for actor in [nil, "ben", "nobody"] {
                    let error = await journalError { try await add("eve", .admin, by: actor, journal) }
                    #expect(error?.code == (actor == "ben" ? .role : .notSignedIn))
                }
                try await journal.removePerson("ben", by: "ana", at: evening)
                #expect(try await journal.people().map(\.name) == ["ana", "vera"])
                let taken = await journalError { try await add("ben", .viewer, by: "ana", journal) }
                #expect(taken?.code == .duplicatePerson)
            },
            JournalCase("the last admin and somebody who is not there cannot be removed, nor by anybody else") {
                world in
                let journal = try await house(world)
                let cases: [(String, String?, JournalError.Code)] = [
                    ("ana", "ana", .lastAdmin), ("eve", "ana", .unknownPerson), ("ben", "ben", .role),
                    ("ben", nil, .notSignedIn),
                ]
                for (name, actor, code) in cases {
                    let error = await journalError { try await journal.removePerson(name, by: actor, at: evening) }
                    #expect(error?.code == code, "\(name) by \(actor ?? "nobody")")
                }
            },
            JournalCase("who is signed in is known until the end of the session, the signing out, and the removal") {
                world in
                let journal = try await house(world)
                _ = try await journal.signIn("ben", .secret(SecretHash("ben")), session("desk", 60), at: evening)
                #expect(try await journal.standing(of: "desk", at: evening).person?.name == "ben")
                #expect(try await journal.standing(of: "desk", at: JournalSample.later(60)).person == nil)
                #expect(try await journal.standing(of: "other", at: evening) == Standing(hasPeople: true, person: nil))
                #expect(try await journal.signOut("desk", at: evening)?.name == "ben")
                #expect(try await journal.signOut("desk", at: evening) == nil)
                #expect(try await journal.standing(of: "desk", at: evening).person == nil)
                _ = try await journal.signIn("ben", .secret(SecretHash("ben")), session("desk-2", 60), at: evening)
                try await journal.removePerson("ben", by: "ana", at: evening)
                #expect(try await journal.standing(of: "desk-2", at: evening).person == nil)
                let gone = await journalError {
                    _ = try await journal.signIn("ben", .secret(SecretHash("ben")), session("desk-3", 60), at: evening)
                }
                #expect(gone?.code == .wrongSecret)
            },
            JournalCase("wrong secrets make the next try of that name wait, twice as long each time, until a right one")
            { world in
                let journal = try await house(world)
                var second: Int64 = 0
                for pause: Int64 in [0, 0, 1, 2, 4, 8] {
                    _ = try await journal.beginSignIn("ben", at: JournalSample.later(second))
                    guard pause > 0 else { continue }
                    let early = Instant(milliseconds: JournalSample.later(second + pause).milliseconds - 1)
                    let error = await journalError { _ = try await journal.beginSignIn("ben", at: early) }
                    #expect(error?.code == .signInSlowed, "\(pause) s")
                    second += pause
                }
                _ = try await journal.beginSignIn("vera", at: JournalSample.later(second))
                _ = try await journal.signIn(
                    "ben",
                    .secret(SecretHash("ben")),
                    session("desk", 60),
                    at: JournalSample.later(second)
                )
                _ = try await journal.beginSignIn("ben", at: JournalSample.later(second))
            },
            JournalCase("a one-time secret of a person gives another secret, and ends the sessions of the old one") {
                world in
                let journal = try await house(world)
                _ = try await journal.signIn("ben", .secret(SecretHash("ben")), session("desk", 60), at: evening)
                try await journal.keepLink(link("ben"), by: "ana", at: evening)
                #expect(try await journal.beginSignIn("ben", at: evening).link == SecretHash("link"))
                #expect(try await journal.beginSignIn("vera", at: evening).link == nil)
                _ = try await signIn("ben", journal, byLink: "link", at: evening)
                #expect(try await journal.standing(of: "desk", at: evening).person == nil)
                #expect(try await journal.beginSignIn("ben", at: evening).secret == SecretHash("ben's own"))
                let unknown = await journalError { try await journal.keepLink(link("eve"), by: "ana", at: evening) }
                #expect(unknown?.code == .unknownPerson)
            },
            JournalCase("with people the firing of a schedule begins for nobody") { world in
                let journal = try await house(world)
                try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
                #expect(try await journal.run("80aa").person == nil)
            },
            JournalCase("the history of people has every change and every wrong secret, the newest first") { world in
                let journal = try await house(world)
                try await journal.refuseSignIn("ben", at: JournalSample.later(5))
                _ = try await journal.signIn(
                    "ben",
                    .secret(SecretHash("ben")),
                    session("d", 60),
                    at: JournalSample.later(6)
                )
                _ = try await journal.signOut("d", at: JournalSample.later(7))
                try await journal.removePerson("ben", by: "ana", at: JournalSample.later(8))
                let events = try await journal.peopleEvents(limit: 5)
                #expect(events.map(\.kind) == [.removed, .signedOut, .signedIn, .refused, .added])
                #expect(
                    events[0] == PeopleEvent(at: JournalSample.later(8), kind: .removed, person: "ben", actor: "ana")
                )
                #expect(events[4].detail == "viewer" && events[4].person == "vera")
            },
        ] + senders

    private static let senders = JournalCase.each(
        "with people a run begins for who is signed in and may send",
        [(nil, JournalError.Code.notSignedIn), ("vera", .role), ("eve", .notSignedIn), ("ben", nil), ("ana", nil)],
        labels: { "\($0.0 ?? "nobody")" }
    ) { (world, cell: (String?, JournalError.Code?)) in
        let journal = try await house(world)
        var run = JournalSample.run("80aa")
        (run.scheduleName, run.origin, run.person) = (nil, .run, cell.0)
        let error = await journalError { [run] in
            try await journal.beginRun(run, rows: [JournalSample.row("k1")])
        }
        #expect(error?.code == cell.1)
        guard cell.1 == nil else { return #expect(try await journal.runs(limit: 9).isEmpty) }
        #expect(try await journal.run("80aa").person == cell.0)
    }
    private static var evening: Instant { JournalSample.evening }

    private static func link(_ person: String) -> PeopleLink {
        PeopleLink(person: person, secret: SecretHash("link"), until: JournalSample.later(600))
    }

    private static func session(_ fingerprint: String, _ seconds: Int64) -> DeskSession {
        DeskSession(fingerprint: fingerprint, until: JournalSample.later(seconds))
    }

    @discardableResult
    private static func signIn(
        _ name: String,
        _ journal: any Journal,
        byLink secret: String,
        at instant: Instant,
    ) async throws -> Person {
        let proof = SignInProof.link(SecretHash(secret), newSecret: SecretHash("\(name)'s own"))
        let desk = DeskSession(fingerprint: "desk of \(name)", until: instant + PeopleRule.sessionLifetime)
        return try await journal.signIn(name, proof, desk, at: instant)
    }

    private static func add(_ name: String, _ role: Person.Role, by actor: String?, _ journal: any Journal) async throws
    {
        let person = Person(name: name, role: role, addedAt: evening, addedBy: actor)
        try await journal.addPerson(person, secret: SecretHash(name))
    }

    /// A journal with the admin ana, the operator ben and the viewer vera.
    private static func house(_ world: any JournalWorld) async throws -> any Journal {
        let journal = try world.open()
        try await journal.keepLink(link(""), by: nil, at: evening)
        try await signIn("ana", journal, byLink: "link", at: evening)
        try await add("ben", .operator, by: "ana", journal)
        try await add("vera", .viewer, by: "ana", journal)
        return journal
    }
}

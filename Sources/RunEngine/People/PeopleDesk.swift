package import CivilTime
package import Journal
package import Model

/// What is done with people: adding, signing in, one-time secrets.
///
/// Every secret is made here, and shown once by the caller.
package struct PeopleDesk: Sendable {
    /// Somebody who has signed in.
    package struct SignedIn: Sendable {
        /// Who.
        package var person: Person
        /// What the desk's file holds.
        package var token: Secret
        /// Until when.
        package var until: Instant
        /// The person's new secret, where a one-time secret was typed; nil otherwise.
        package var newSecret: Secret?
    }

    private let journal: any PeopleStore
    private let clock: EngineClock
    private let cost: Secret.Cost

    /// Makes a desk over a journal; `cost` is what a secret costs whoever guesses.
    package init(_ journal: any PeopleStore, clock: EngineClock, cost: Secret.Cost = .ordinary) {
        self.journal = journal
        self.clock = clock
        self.cost = cost
    }

    /// Adds a person in the name of an admin.
    /// - Returns: The secret of the person.
    /// - Throws: `invalid_value` for a name that is none; what `PeopleStore.addPerson` throws.
    package func add(_ name: String, _ role: Person.Role, by actor: Person?) async throws -> Secret {
        try Self.requireName(name)
        let secret = Secret.make()
        let person = Person(name: name, role: role, addedAt: clock.now(), addedBy: actor?.name)
        try await journal.addPerson(person, secret: secret.hash(cost))
        return secret
    }

    /// Makes a one-time secret: for the first admin, or for a person who has lost theirs.
    /// - Returns: The secret, and until when it can be used.
    /// - Throws: What `PeopleStore.keepLink` throws.
    package func link(_ name: String?, by actor: Person?) async throws(JournalError) -> (Secret, Instant) {
        let (secret, now) = (Secret.make(), clock.now())
        let until = now + PeopleRule.linkLifetime
        let link = PeopleLink(person: name ?? "", secret: secret.hash(cost), until: until)
        try await journal.keepLink(link, by: actor?.name, at: now)
        return (secret, until)
    }

    /// Signs somebody in with what was typed: the secret of that person, or a one-time secret.
    /// - Throws: `invalid_value` for a name that is none; `signInSlowed`, `wrongSecret`.
    package func signIn(_ name: String, typed: String) async throws -> SignedIn {
        try Self.requireName(name)
        let facts = try await journal.beginSignIn(name, at: clock.now())
        let secret = Secret(typed: typed)
        let fitsOwn = secret.fits(facts.secret)
        let newSecret = !fitsOwn && facts.link != nil && secret.fits(facts.link) ? Secret.make() : nil
        let proof: SignInProof
        if fitsOwn, let kept = facts.secret {
            proof = .secret(kept)
        } else if let newSecret, let link = facts.link {
            proof = .link(link, newSecret: newSecret.hash(cost))
        } else {
            try await journal.refuseSignIn(name, at: clock.now())
            throw JournalError.wrongSecret
        }
        let (token, now) = (Secret.make(), clock.now())
        let session = DeskSession(fingerprint: token.fingerprint, until: now + PeopleRule.sessionLifetime)
        let person = try await journal.signIn(name, proof, session, at: now)
        return SignedIn(person: person, token: token, until: session.until, newSecret: newSecret)
    }

    private static func requireName(_ name: String) throws(PlanError) {
        // What was typed in the wrong place is kept nowhere, and not shown.
        guard !Secret.looksLike(name) else {
            throw PlanError(
                .invalidValue,
                "what stands in the place of a name looks like a secret; give the name, and the secret is asked for. "
                    + "It may be in the shell's history by now: an admin makes another with keyshift people link NAME"
            )
        }
        guard PeopleRule.canName(name) else {
            throw PlanError(
                .invalidValue,
                "\"\(name.shown)\" is no name of a person: it has 1 to 64 bytes and no controls"
            )
        }
    }
}

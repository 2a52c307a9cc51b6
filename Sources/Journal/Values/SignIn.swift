package import CivilTime
package import Model

/// What is kept of a secret: a text from which nobody gets the secret back, and of which a journal knows nothing more.
package struct SecretHash: Hashable, Sendable {
    /// The text.
    package var text: String

    /// Makes it of its text.
    package init(_ text: String) {
        self.text = text
    }
}

/// A one-time secret: with it a person takes a new secret, or somebody becomes the first admin.
package struct PeopleLink: Hashable, Sendable {
    /// For whom; empty for the first admin.
    package var person: String
    /// What is kept of the secret.
    package var secret: SecretHash
    /// Until when it can be used.
    package var until: Instant

    /// Makes a link of its parts.
    package init(person: String, secret: SecretHash, until: Instant) {
        self.person = person
        self.secret = secret
        self.until = until
    }
}

/// What a try to sign in is compared with; the try counts as a wrong one until it is said to be right.
package struct SignInFacts: Hashable, Sendable {
    /// What is kept of the person's secret, nil where there is no such person.
    package var secret: SecretHash?
    /// What is kept of a one-time secret that can still be used, nil where there is none.
    package var link: SecretHash?
    /// Whether there are no people yet, so that the one-time secret makes the first admin.
    package var isFirst: Bool

    /// Makes them of their parts.
    package init(secret: SecretHash?, link: SecretHash?, isFirst: Bool) {
        self.secret = secret
        self.link = link
        self.isFirst = isFirst
    }
}

/// What was typed right.
package enum SignInProof: Hashable, Sendable {
    /// The person's secret.
    case secret(SecretHash)
    /// A one-time secret; the person has another secret from now on.
    case link(SecretHash, newSecret: SecretHash)
}

/// That somebody is signed in at a desk.
package struct DeskSession: Hashable, Sendable {
    /// The fingerprint of what the desk's file holds.
    package var fingerprint: String
    /// Until when.
    package var until: Instant

    /// Makes a session of its parts.
    package init(fingerprint: String, until: Instant) {
        self.fingerprint = fingerprint
        self.until = until
    }
}

/// Who is at a desk, among how many.
package struct Standing: Hashable, Sendable {
    /// Whether the journal knows people, so that only they send something.
    package var hasPeople: Bool
    /// Who is signed in, nil for nobody.
    package var person: Person?

    /// Makes it of both.
    package init(hasPeople: Bool, person: Person?) {
        self.hasPeople = hasPeople
        self.person = person
    }
}

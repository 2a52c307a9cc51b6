package import CivilTime

/// One line of the history of people, which is never changed.
package struct PeopleEvent: Hashable, Sendable {
    /// What happened.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// Somebody was added.
        case added
        /// Somebody was removed.
        case removed
        /// Somebody signed in at a desk.
        case signedIn = "signed_in"
        /// Somebody signed out.
        case signedOut = "signed_out"
        /// Somebody typed a wrong secret.
        case refused
        /// A one-time secret was made.
        case linked
        /// Somebody took a new secret with a one-time secret.
        case renewed
    }

    /// When.
    package var at: Instant
    /// What happened.
    package var kind: Kind
    /// Whom it is about; empty where nobody has a name yet.
    package var person: String
    /// Who did it, nil for the person and for nobody.
    package var actor: String?
    /// More about it, such as a role.
    package var detail: String?

    /// Makes an event of its parts.
    package init(at: Instant, kind: Kind, person: String, actor: String? = nil, detail: String? = nil) {
        self.at = at
        self.kind = kind
        self.person = person
        self.actor = actor
        self.detail = detail
    }
}

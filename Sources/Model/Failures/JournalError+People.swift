package import CivilTime

extension JournalError {
    /// The refusal while people are known and nobody is signed in at this desk.
    package static var notSignedIn: JournalError {
        JournalError(
            .notSignedIn,
            "Nobody is signed in at this desk, and this journal knows people: only they send something.",
            remedy: .signIn(name: nil),
        )
    }

    /// The refusal of what a person's role does not allow.
    package static func role(_ person: Person, needs role: Person.Role, to what: String) -> JournalError {
        JournalError(
            .role,
            "\(person.name.shown) is \(person.role.withArticle) and may not \(what): that takes \(role.withArticle).",
            remedy: .role(role),
        )
    }

    /// The refusal of a wrong name or a wrong secret.
    package static var wrongSecret: JournalError {
        JournalError(
            .wrongSecret,
            "The name or the secret is wrong, or the person was removed.",
            remedy: .signIn(name: nil),
        )
    }

    /// The refusal of a try that comes too soon behind wrong ones.
    package static func signInSlowed(_ name: String, until instant: Instant, at now: Instant) -> JournalError {
        let span = TimeSpan(milliseconds: max(1, ((instant - now).milliseconds + 999) / 1000) * 1000)
        return JournalError(
            .signInSlowed,
            "Too many wrong secrets were typed for \(name.shown): try again in \(span).",
        )
    }

    /// The error for a name that nobody has.
    package static func unknownPerson(_ name: String) -> JournalError {
        JournalError(.unknownPerson, "Nobody has the name \(name.shown).", remedy: .listPeople)
    }

    /// The error for a name that somebody has, or had.
    package static func duplicatePerson(_ name: String) -> JournalError {
        JournalError(
            .duplicatePerson,
            "\(name.shown) is the name of somebody already: choose another one.",
            remedy: .listPeople,
        )
    }

    /// The refusal to remove the only person who may add others.
    package static func lastAdmin(_ name: String) -> JournalError {
        JournalError(
            .lastAdmin,
            "\(name.shown) is the only admin: without one nobody could add or remove people.",
            remedy: .anotherAdmin,
        )
    }
}

extension Person.Role {
    /// `an admin`, `a viewer`.
    package var withArticle: String { "\(self == .viewer ? "a" : "an") \(rawValue)" }
}

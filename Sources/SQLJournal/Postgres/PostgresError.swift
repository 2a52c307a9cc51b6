internal import Model

/// What a server, or the way to it, has refused.
struct PostgresError: Error {
    /// The five letters of SQLSTATE (PostgreSQL, appendix A); empty when the connection is lost or was never there.
    var state: String
    /// What was said, without a password.
    var message: String

    /// That libpq, or a function of it, is missing.
    static func library(_ missing: String) -> PostgresError {
        PostgresError(
            state: "library",
            message:
                "a journal on PostgreSQL needs libpq of PostgreSQL 13 or newer, and \(missing) is missing: install the "
                + "package libpq5",
        )
    }

    /// Whether the same transaction can go well when it is done again on the same connection.
    var isPassing: Bool { ["40001", "40P01", "55P03"].contains(state) }

    /// Whether the connection is of no use any more, or leads to a server that takes no writes.
    var isLost: Bool {
        state.isEmpty || state.hasPrefix("08") || state.hasPrefix("57P")
            || ["25006", "25P02", "25P03", "53300"].contains(state)
    }

    /// The sentence for the operator; `place` is the journal without its password.
    func sentence(of place: PostgresPlace) -> JournalError {
        let name = "The journal on PostgreSQL (\(place.shown))"
        let said = ForeignText.sentence(message)
        switch state {
        case "library":
            return JournalError(.storage, "\(ForeignText.sentence(message)).")
        case "42P01", "42703", "3F000":
            return JournalError(
                .storage,
                "\(name) has no tables yet, or older ones: run keyshift journal migrate. PostgreSQL says: \(said).",
                underlying: self,
            )
        case "53100":
            return JournalError(.diskFull, "\(name) has no room left: make room on its disk.", underlying: self)
        case "42501":
            return JournalError(
                .readOnly,
                "\(name) does not let this user do that: \(said). Grant it, or use the user that owns the tables.",
                underlying: self,
            )
        case "55P03", "40001", "40P01":
            return JournalError(
                .storage,
                "\(name) is kept locked by another program: end it, then run this again.",
                underlying: self,
            )
        default:
            let what = isLost ? "cannot be reached" : "could not be used"
            return JournalError(.storage, "\(name) \(what): \(said).", underlying: self)
        }
    }
}

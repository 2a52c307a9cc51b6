package import CivilTime

/// A change of a code that no run of this journal made.
package struct OutsideChange: Hashable, Sendable {
    /// The bounds of a code on one side of a change; nil where they are not told.
    package struct Bounds: Hashable, Sendable {
        /// The start.
        package var startsAt: Instant?
        /// The end.
        package var endsAt: Instant?

        /// Makes bounds.
        package init(startsAt: Instant? = nil, endsAt: Instant? = nil) {
            self.startsAt = startsAt
            self.endsAt = endsAt
        }

        /// Those of a code.
        package init(_ state: CodeState) {
            self.init(startsAt: state.startsAt, endsAt: state.endsAt)
        }

        /// Whether none is told.
        package var isEmpty: Bool { startsAt == nil && endsAt == nil }

        /// Whether what is told here is so there.
        package func isPart(of other: Bounds) -> Bool {
            (startsAt == nil || startsAt == other.startsAt) && (endsAt == nil || endsAt == other.endsAt)
        }

        /// The same with what is not told here as it is there.
        package func filled(from other: Bounds) -> Bounds {
            Bounds(startsAt: startsAt ?? other.startsAt, endsAt: endsAt ?? other.endsAt)
        }
    }

    /// How a code went that somebody else took away; the words are those of documents.
    package enum Removal: String, Codable, Sendable, Hashable, CaseIterable {
        /// It was deleted in Seam, such as at its console or by another program.
        case inSeam = "in_seam"
        /// It was deleted on the lock itself.
        case onLock = "on_lock"
    }

    /// Another name of a code.
    package struct Renaming: Hashable, Sendable {
        /// The name before, nil for none or where it is not told.
        package var from: String?
        /// The new name.
        package var to: String?

        /// Makes it of both names.
        package init(from: String?, to: String?) {
            self.from = from
            self.to = to
        }
    }

    /// The code.
    package var accessCodeID: String
    /// When, by the server's clock; nil where only the outcome is known.
    package var at: Instant?
    /// What was wanted of the code before.
    package var from: Bounds
    /// What it was changed to.
    package var to: Bounds
    /// Whether the PIN became another one.
    package var changesPIN: Bool
    /// How the code went, nil where it did not.
    package var removal: Removal?
    /// Its new name, nil where it kept the one that it had.
    package var renaming: Renaming?

    /// Makes a change of its parts.
    package init(accessCodeID: String, at: Instant?, from: Bounds, to: Bounds, changesPIN: Bool = false) {
        self.accessCodeID = accessCodeID
        self.at = at
        self.from = from
        self.to = to
        self.changesPIN = changesPIN
    }

    /// Whether it is about the hours of the code, and neither its PIN nor its name, nor that it went.
    package var isOfHours: Bool { !changesPIN && removal == nil && renaming == nil }

    /// Whether the door opens for less time than before.
    package var takesTime: Bool {
        if let before = from.endsAt, let after = to.endsAt, after < before { return true }
        if let before = from.startsAt, let after = to.startsAt, after > before { return true }
        return false
    }
}

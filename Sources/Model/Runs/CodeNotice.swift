package import CivilTime

/// A PIN that was made, on its way to the hooks; no journal and no log has it.
package struct CodeNotice: Hashable, Sendable {
    /// Why there is a new PIN.
    package enum Why: String, Codable, CaseIterable, Sendable {
        /// A stay was made.
        case created
        /// A stay that had ended was let in again.
        case readmitted
        /// A stay got another PIN.
        case newPIN = "new_pin"
    }

    /// The run and the place of the row: the same again where it has to be told once more.
    package var id: String
    /// The run.
    package var run: RunRecord
    /// The row.
    package var row: Row
    /// Why there is a new PIN.
    package var why: Why
    /// The digits.
    package var digits: String
    /// When it is told.
    package var at: Instant

    /// Makes it of its parts.
    package init(id: String, run: RunRecord, row: Row, why: Why, digits: String, at instant: Instant) {
        self.id = id
        self.run = run
        self.row = row
        self.why = why
        self.digits = digits
        at = instant
    }
}

/// A PIN that is still to be told.
package struct OwedPIN: Hashable, Sendable {
    /// The run.
    package var run: RunRecord
    /// The row's place in the plan.
    package var place: Int
    /// The row.
    package var row: Row
    /// How often it could not be told.
    package var tries: Int
    /// When it was owed, or could not be told last.
    package var lastAt: Instant

    /// Makes it of its parts.
    package init(run: RunRecord, place: Int, row: Row, tries: Int, lastAt: Instant) {
        self.run = run
        self.place = place
        self.row = row
        self.tries = tries
        self.lastAt = lastAt
    }
}

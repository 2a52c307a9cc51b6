package import CivilTime

/// What a script asked for: rows with absolute hours, and what it left out.
package struct Plan: Sendable {
    /// One thing that the script chose not to change, and why.
    package struct LeftOut: Hashable, Sendable {
        /// What, in the words of the script.
        package var what: String
        /// Why, in the words of the script.
        package var why: String
    }

    /// The rows.
    package var rows: [Row]
    /// What was left out.
    package var leftOut: [LeftOut]
    /// The targets whose change says that it may lock somebody out.
    package var lockoutsAllowed: Set<Row.Target>
    /// When it was made, by the engine's clock.
    package var madeAt: Instant

    /// Makes a plan of its parts.
    package init(rows: [Row], leftOut: [LeftOut] = [], lockoutsAllowed: Set<Row.Target> = [], madeAt: Instant) {
        self.rows = rows
        self.leftOut = leftOut
        self.lockoutsAllowed = lockoutsAllowed
        self.madeAt = madeAt
    }

    /// A plan of nothing.
    package static var empty: Plan { Plan(rows: [], madeAt: .now()) }

    /// Whether a row is to be sent.
    package var hasChanges: Bool { rows.contains { $0.status == .planned } }
}

extension Row {
    /// How the operator knows the row: its name, or its key where it has none.
    package var label: String { name ?? target.identifier }
}

package import CivilTime

/// What a script asked for: rows with absolute hours, and what it left out.
package struct Plan: Sendable {
    /// One thing that the script chose not to change, and why.
    package struct LeftOut: Hashable, Sendable {
        /// What, in the words of the script.
        package var what: String
        /// Why, in the words of the script.
        package var why: String

        /// Makes it of both.
        package init(what: String, why: String) {
            self.what = what
            self.why = why
        }
    }

    /// The rows.
    package var rows: [Row]
    /// What was left out.
    package var leftOut: [LeftOut]
    /// What the operator should know before it is sent, a sentence each.
    package var warnings: [String] = []
    /// Codes on the plan's doors that it does not change, a sentence for each kind.
    package var notCovered: [String] = []
    /// Groups of which the plan does not say what shall become of doors with different hours.
    package var unclearlyMixed: [String] = []
    /// How many groups the script expects to change, nil where it does not say.
    package var expectedGroups: ClosedRange<Int>?
    /// How far our clock is ahead of the server's, nil where that was not seen.
    package var clockLead: TimeSpan?
    /// How long the apply takes and by when it has to begin, nil where nothing is known of the pace.
    package var estimate: ApplyEstimate?
    /// The script's memory after it ran, as JSON; nil where it has none.
    package var memory: String?
    /// When it was made, by the engine's clock.
    package var madeAt: Instant

    /// Makes a plan of its parts.
    package init(rows: [Row], leftOut: [LeftOut] = [], lockoutsAllowed: Set<Row.Target> = [], madeAt: Instant) {
        self.rows = rows
        self.leftOut = leftOut
        self.madeAt = madeAt
        if !lockoutsAllowed.isEmpty { self.lockoutsAllowed = lockoutsAllowed }
    }

    /// The targets of the rows that say that they may lock somebody out.
    package var lockoutsAllowed: Set<Row.Target> {
        get { Set(rows.lazy.filter { $0.allowed.contains(.lockout) }.map(\.target)) }
        set {
            for place in rows.indices {
                if newValue.contains(rows[place].target) {
                    rows[place].allowed.insert(.lockout)
                } else {
                    rows[place].allowed.remove(.lockout)
                }
            }
        }
    }

    /// A plan of nothing.
    package static var empty: Plan { Plan(rows: [], madeAt: .now()) }

    /// Whether a row is to be sent.
    package var hasChanges: Bool { rows.contains { $0.status == .planned } }
}

extension [Row] {
    /// Those that are still planned.
    var planned: [Row] {
        // Mostly all are, and a copy of a large plan is large.
        allSatisfy { $0.status == .planned } ? self : filter { $0.status == .planned }
    }
}

extension Row {
    /// How the operator knows the row: its name, or its key where it has none.
    package var label: String { name ?? target.identifier }
}

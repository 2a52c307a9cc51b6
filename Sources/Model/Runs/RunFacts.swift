/// One run with everything that the journal has of it.
package struct RunFacts: Sendable {
    /// The run.
    package var record: RunRecord
    /// Its rows, in the order of the plan.
    package var rows: [Row]
    /// Its steps, oldest first; empty where nobody asked for them.
    package var events: [JournalEvent]
    /// What its plan left out, in its order.
    package var leftOut: [Plan.LeftOut] = []
    /// Its calls that took effect at once, oldest first.
    package var effects: [DirectEffect]
    /// Whether it stopped before it finished, and holds groups.
    package var isUnfinished: Bool
    /// The groups that have other hours by now than it gave them, so that an undo would leave them alone.
    package var changedSince: Set<Row.Target> = []

    /// Makes it of its parts.
    package init(
        record: RunRecord,
        rows: [Row],
        events: [JournalEvent] = [],
        effects: [DirectEffect],
        isUnfinished: Bool,
    ) {
        self.record = record
        self.rows = rows
        self.events = events
        self.effects = effects
        self.isUnfinished = isUnfinished
    }
}

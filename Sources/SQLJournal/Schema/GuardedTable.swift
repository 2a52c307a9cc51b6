/// A table of history and what keeps its lines from being changed, or deleted.
struct GuardedTable: Hashable, Sendable {
    /// What is refused.
    enum Act: String, Sendable {
        case changed = "UPDATE"
        case deleted = "DELETE"
    }

    var table: String
    var act: Act

    /// The name of the trigger.
    var trigger: String { "\(table)IsNot\(act == .changed ? "Changed" : "Deleted")" }

    /// The statement of SQLite that makes the trigger.
    var sqlite: String {
        let done = act == .changed ? "changed" : "deleted"
        return """
            CREATE TRIGGER \(trigger) BEFORE \(act.rawValue) ON \(table)
                BEGIN SELECT RAISE(ABORT, 'events are never \(done)'); END
            """
    }

    /// All of them.
    static let all = ["event", "peopleEvent", "planEvent"].flatMap { table in
        [GuardedTable(table: table, act: .changed), GuardedTable(table: table, act: .deleted)]
    }
}

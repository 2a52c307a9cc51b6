/// The sorts of values of the host that a script calls methods of.
package enum ScriptClass: String, Hashable, Sendable, CaseIterable {
    /// `groups.all()` and what is chained to it.
    case query
    /// Linked codes, or a single one.
    case group
    /// An instant.
    case time
    /// A length of time.
    case duration
    /// A day of the calendar.
    case date
    /// What `task.spawn` gives.
    case task = "taskhandle"
    /// What describes an argument of the script, such as `args.date()`.
    case argument
    /// What a script came to, in a test of it.
    case outcome

    /// The words for a value of it.
    package var article: String {
        switch self {
        case .task: "a task"
        case .argument: "the description of an argument"
        case .outcome: "an outcome"
        default: "a \(rawValue)"
        }
    }

    /// How a message about a name begins that it lacks, and what such a name is called.
    package var owner: (name: String, kind: String) {
        switch self {
        case .query: ("groups.all()", "filter")
        case .group: ("a group", "field")
        case .duration, .date, .outcome: (article, "field")
        default: (article, "method")
        }
    }
}

/// A value of the host that belongs to one of these sorts.
package protocol ScriptObject: AnyObject {
    /// The sort.
    static var scriptClass: ScriptClass { get }
}

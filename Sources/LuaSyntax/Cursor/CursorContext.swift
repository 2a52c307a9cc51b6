/// What stands before a cursor, and what could come next: what a prompt completes.
package struct CursorContext: Hashable, Sendable {
    /// What is asked for at the cursor.
    package enum Wanted: Hashable, Sendable {
        /// A name, or a keyword.
        case name
        /// A member of the value before a dot, or a method behind a colon.
        case member(of: Chain, isMethod: Bool)
        /// The name of a field in the table that a call takes; `given` are there already.
        case key(in: Place, given: [String])
        /// A value behind `name =` in such a table.
        case value(in: Place, name: String)
        /// The text of a string: the value of a field of such a table, or the argument itself when `name` is nil.
        case text(in: Place?, name: String?)
        /// Nothing that can be told: a comment, a number.
        case nothing
    }

    /// What is asked for.
    package let wanted: Wanted
    /// What has been typed of it; it ends at the cursor.
    package let prefix: String
    /// The quote that opened the string that the cursor is in, nil elsewhere.
    package let quote: String?
    /// What local and global names were set to before the cursor, where that was a chain.
    package let assigned: [String: Chain]

    /// Looks at a text up to the cursor, which is at its end.
    package init(_ text: String) {
        var reader = CursorReader(text)
        self = reader.context()
    }

    init(_ wanted: Wanted, prefix: String, quote: String? = nil, assigned: [String: Chain] = [:]) {
        self.wanted = wanted
        self.prefix = prefix
        self.quote = quote
        self.assigned = assigned
    }
}

/// A place within the arguments of a call.
package struct Place: Hashable, Sendable {
    /// What is called.
    package let call: Chain
    /// The argument, counted from 0.
    package let argument: Int
    /// The fields that lead to the place from the table that is the argument.
    package let path: [String]

    /// Makes a place of its parts.
    package init(_ call: Chain, argument: Int = 0, path: [String] = []) {
        self.call = call
        self.argument = argument
        self.path = path
    }
}

/// A name and what is done with it, such as `groups.all():named("x")`.
package struct Chain: Hashable, Sendable {
    /// One step away from the value before it.
    package enum Link: Hashable, Sendable {
        /// `.name`, or `["name"]`.
        case field(String)
        /// `:name`, which a call follows.
        case method(String)
        /// A call of what stands before it.
        case call
        /// An element of a list.
        case element
    }

    /// The name that it begins with.
    package let base: String
    /// The steps.
    package let links: [Link]
    /// Whether the value is one of those that a loop goes through: `for g in <chain> do`.
    package var isLooped = false

    /// Makes a chain of a name and steps.
    package init(_ base: String, _ links: [Link] = []) {
        self.base = base
        self.links = links
    }
}

/// Whether a prompt can run what was typed so far.
package enum Completeness: Hashable, Sendable {
    /// Statements, or a list of expressions whose values the prompt shows.
    case complete

    /// Valid so far; more lines are needed.
    case incomplete

    /// No further line can make it valid.
    case invalid(SyntaxError)
}

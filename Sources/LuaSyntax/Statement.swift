/// A statement, with the range that it covers.
package struct Statement: Hashable, Sendable {
    /// The forms of statements (manual §3.3).
    package indirect enum Kind: Hashable, Sendable {
        /// A lone semicolon.
        case empty
        case local(LocalStatement)
        case localFunction(LocalDeclaration.ID, FunctionBody)
        case function(FunctionStatement)
        case assignment(targets: [Expression], values: [Expression])
        /// A call whose values are dropped; the expression is `.suffixed` and ends in a call.
        case call(Expression)
        case `do`(Block)
        case `while`(condition: Expression, body: Block)
        /// A `repeat` loop; the condition sees the locals of the body.
        case `repeat`(body: Block, until: Expression)
        case `if`(IfStatement)
        case numericFor(NumericForStatement)
        case genericFor(GenericForStatement)
        case `return`([Expression])
        case `break`
        case goto(Name)
        case label(Name)
    }

    /// The form, with its parts.
    package let kind: Kind

    /// From the first to the last token; a semicolon belongs to it only after `return`.
    package let range: SourceRange
}

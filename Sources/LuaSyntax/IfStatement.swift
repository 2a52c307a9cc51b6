/// An `if` statement with all of its branches.
package struct IfStatement: Hashable, Sendable {
    /// An `if` or `elseif` with its condition and block.
    package struct Branch: Hashable, Sendable {
        /// What must be true for the block to run.
        package let condition: Expression

        /// What runs then.
        package let block: Block
    }

    /// The `if` and every `elseif` in order, at least one.
    package let branches: [Branch]

    /// The block after `else`, if there is one.
    package let otherwise: Block?
}

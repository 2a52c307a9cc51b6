/// A table constructor, as in `{ 1, name = "x", [2] = 3 }`.
package struct TableConstructor: Hashable, Sendable {
    /// One field of a constructor.
    package struct Field: Hashable, Sendable {
        /// How the key of a field is given.
        package enum Key: Hashable, Sendable {
            /// No key: the next position of the list.
            case position
            /// `name =`
            case name(Name)
            /// `[expression] =`
            case expression(Expression)
        }

        /// The key.
        package let key: Key

        /// The value.
        package let value: Expression

        /// From the key, or the value where there is no key, to the end of the value.
        package let range: SourceRange
    }

    /// The fields in order.
    package let fields: [Field]
}

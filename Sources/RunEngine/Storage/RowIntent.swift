/// That a row is about to be sent.
package struct RowIntent: Hashable, Sendable {
    /// The row's place in the plan, from 0.
    package var row: Int
    /// Which attempt at this row it is, from 1.
    package var attempt: Int

    /// Makes an intent of its parts.
    package init(row: Int, attempt: Int) {
        self.row = row
        self.attempt = attempt
    }
}

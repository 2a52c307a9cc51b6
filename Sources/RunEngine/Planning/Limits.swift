package import CivilTime

/// The bounds that a plan must keep to; beyond one of them nothing is sent.
package struct Limits: Hashable, Sendable {
    /// The greatest number of groups that may change, 500 unless told otherwise.
    package var maxGroups: Int
    /// The greatest distance that a start or an end may move, 168 hours unless told otherwise.
    package var maxShift: TimeSpan
    /// Whether a change may take the door from a guest who is inside.
    package var allowsLockout: Bool
    /// The share of failed rows, in percent of the plan, at which nothing more is sent; nil to go on to the end.
    package var stopAtPercent: Int?

    /// Makes limits; the defaults are those of the command line.
    package init(
        maxGroups: Int = 500,
        maxShift: TimeSpan = TimeSpan(milliseconds: 168 * 3_600_000),
        allowsLockout: Bool = false,
        stopAtPercent: Int? = nil,
    ) {
        self.maxGroups = maxGroups
        self.maxShift = maxShift
        self.allowsLockout = allowsLockout
        self.stopAtPercent = stopAtPercent
    }
}

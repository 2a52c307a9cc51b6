package import CivilTime

/// The bounds that a plan must keep to; beyond one of them nothing is sent.
package struct Limits: Hashable, Sendable {
    /// The greatest number of groups that may change, 500 unless told otherwise.
    package var maxGroups: Int
    /// The greatest distance that a start or an end may move, 168 hours unless told otherwise.
    package var maxShift: TimeSpan
    /// The least number of stays, not named singly, whose loss of time is refused.
    package var shortenFrom: Int
    /// The greatest number of stays whose codes are made, 50 unless told otherwise.
    package var maxCreated = 50
    /// The greatest number of stays that are cancelled, 20 unless told otherwise.
    package var maxCancelled = 20
    /// The checks that may be passed over for every row.
    package var allowed: Set<RowCheck>
    /// The checks whose rows are left out instead of refused.
    package var leftOut: Set<RowCheck>
    /// The share of failed rows, in percent of the plan, at which nothing more is sent; nil to go on to the end.
    package var stopAtPercent: Int?

    /// Makes limits; the defaults are those of the command line.
    package init(
        maxGroups: Int = 500,
        maxShift: TimeSpan = TimeSpan(milliseconds: 168 * 3_600_000),
        shortenFrom: Int = 5,
        allowed: Set<RowCheck> = [],
        leftOut: Set<RowCheck> = [],
        stopAtPercent: Int? = nil,
    ) {
        self.maxGroups = maxGroups
        self.maxShift = maxShift
        self.shortenFrom = shortenFrom
        self.allowed = allowed
        self.leftOut = leftOut
        self.stopAtPercent = stopAtPercent
    }
}

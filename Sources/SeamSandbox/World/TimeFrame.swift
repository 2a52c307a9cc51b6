/// From when to when a time-bound code opens a door, in milliseconds since 1970.
struct TimeFrame: Equatable, Sendable {
    /// The end of a code that has none, as those of a grant without an end.
    static let never = Int64.max

    var startsAt: Int64
    var endsAt: Int64

    /// The end as records show it; nil for none.
    var end: Int64? { endsAt == Self.never ? nil : endsAt }
}

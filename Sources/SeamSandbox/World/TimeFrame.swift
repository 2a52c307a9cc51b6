/// From when to when a time-bound code opens a door, in milliseconds since 1970.
struct TimeFrame: Equatable, Sendable {
    var startsAt: Int64
    var endsAt: Int64
}

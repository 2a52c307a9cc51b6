/// From when to when a grant holds, in milliseconds since 1970.
struct GrantHours: Equatable, Sendable {
    var startsAt: Int64
    /// Nil for a grant without an end.
    var endsAt: Int64?

    /// The hours of the grant's codes.
    var timeFrame: TimeFrame { TimeFrame(startsAt: startsAt, endsAt: endsAt ?? TimeFrame.never) }

    func isOver(at now: Int64) -> Bool {
        endsAt.map { $0 <= now } ?? false
    }

    /// Whether both hold at some instant.
    func overlaps(_ other: GrantHours) -> Bool {
        startsAt < other.endsAt ?? .max && other.startsAt < endsAt ?? .max
    }

    func write(to writer: inout JSONWriter) {
        writer.field("starts_at", instant: startsAt)
        writer.field("ends_at", instant: endsAt)
    }
}

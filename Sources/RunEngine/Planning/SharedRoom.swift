internal import CivilTime

/// Whether two guests who have one room at one time are meant to share it.
enum SharedRoom {
    /// Whether both are in it already, or nearly all of their hours are the same; where one of them is still to come, a short
    /// stay within a longer one is no sign of it.
    static func isLikely(_ one: Range<Instant>, _ other: Range<Instant>, at now: Instant) -> Bool {
        if one.contains(now), other.contains(now) { return true }
        let common = one.clamped(to: other)
        let (together, longer) = (length(common), max(length(one), length(other)))
        return together.milliseconds >= longer.milliseconds / 16 * 15
    }

    /// Whether a door that two guests have may be the room of both: they have the same doors, or it has a number and neither
    /// has it alone, as who may pass a gate and no more.
    static func mayBe(_ door: String, of one: Set<String>, _ other: Set<String>) -> Bool {
        one == other || one.count > 1 && other.count > 1 && door.contains(where: \.isNumber)
    }

    private static func length(_ hours: Range<Instant>) -> TimeSpan { hours.upperBound - hours.lowerBound }
}

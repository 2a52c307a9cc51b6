/// The bounds an update asks for; a bound that is not given stays as it is on each code.
struct ScheduleChange {
    static let oneBound = "Both starts_at and ends_at must be provided if one is"

    let startsAt: Int64?
    let endsAt: Int64?

    init(_ arguments: Arguments) {
        startsAt = arguments.whole("starts_at")
        endsAt = arguments.whole("ends_at")
    }

    var isEmpty: Bool { startsAt == nil && endsAt == nil }

    /// The time frame that replaces `frame`.
    /// - Throws: `invalid_input` when a bound is missing, or the end is not after the start and after `now`.
    func applied(to frame: TimeFrame?, now: Int64) throws(APIError) -> TimeFrame? {
        guard !isEmpty else { return frame }
        guard let startsAt = startsAt ?? frame?.startsAt, let endsAt = endsAt ?? frame?.endsAt else {
            throw .invalidInput(Self.oneBound)
        }
        guard endsAt > startsAt else { throw .invalidInput("ends_at must be after starts_at") }
        guard endsAt > now else { throw .invalidInput("ends_at must be in the future") }
        return TimeFrame(startsAt: startsAt, endsAt: endsAt)
    }
}

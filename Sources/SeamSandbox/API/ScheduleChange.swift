/// The hours a request asks for.
///
/// A bound that is not given stays as it is on each code. A lenient sandbox does as the other fake server does: it turns
/// a code into an ongoing one unless both bounds are given, and takes any bounds.
struct ScheduleChange {
    private static let oneBound = "Both starts_at and ends_at must be provided if one is"

    private let startsAt: Int64?
    private let endsAt: Int64?
    private let type: String?
    private let isLenient: Bool

    init(_ arguments: Arguments, isLenient: Bool) {
        startsAt = arguments.whole("starts_at")
        endsAt = arguments.whole("ends_at")
        type = arguments.text("type")
        self.isLenient = isLenient
    }

    /// Whether the request says nothing about hours.
    var isEmpty: Bool { startsAt == nil && endsAt == nil }

    /// The hours of a new code; nil for an ongoing one.
    /// - Throws: `invalid_input` for one bound alone, and for bounds that cannot be.
    func frame(on model: DeviceModel?, now: Int64) throws(APIError) -> TimeFrame? {
        guard !isEmpty else { return nil }
        guard let startsAt, let endsAt else {
            if isLenient { return nil }
            throw .invalidInput(Self.oneBound)
        }
        return try checked(TimeFrame(startsAt: startsAt, endsAt: endsAt), before: nil, model, now: now)
    }

    /// Puts the hours into the values of a code.
    /// - Throws: `invalid_input` when a bound is missing, or the end is not after the start and after `now`.
    func apply(to values: inout AccessCode.Values, on model: DeviceModel, now: Int64) throws(APIError) {
        let before = values.timeFrame
        switch type {
        case "ongoing":
            guard isEmpty || isLenient else {
                throw .invalidInput("'ongoing' Access codes must not include starts_at or ends_at")
            }
            values.timeFrame = nil
            values.leftoverFrame = nil
            return
        case "time_bound" where before == nil && (startsAt == nil || endsAt == nil):
            throw .invalidInput("'time_bound' Access codes must include both starts_at and ends_at")
        default: break
        }
        let known = before ?? values.leftoverFrame
        if isLenient, startsAt == nil || endsAt == nil {
            values.timeFrame = nil
            values.leftoverFrame = known.map { known in
                TimeFrame(startsAt: startsAt ?? known.startsAt, endsAt: endsAt ?? known.endsAt)
            }
            return
        }
        guard !isEmpty else { return }
        guard let startsAt = startsAt ?? before?.startsAt, let endsAt = endsAt ?? before?.endsAt else {
            throw .invalidInput(Self.oneBound)
        }
        let frame = TimeFrame(startsAt: startsAt, endsAt: endsAt)
        values.timeFrame = try checked(frame, before: before, model, now: now)
        values.leftoverFrame = nil
    }

    private func checked(
        _ frame: TimeFrame,
        before: TimeFrame?,
        _ model: DeviceModel?,
        now: Int64
    ) throws(APIError) -> TimeFrame {
        if isLenient { return frame }
        guard frame.endsAt > frame.startsAt else { throw .invalidInput("ends_at must be after starts_at") }
        guard frame.endsAt > now else { throw .invalidInput("ends_at must be in the future") }
        if let model, model.needsFutureStart, frame.startsAt <= now, frame.startsAt != before?.startsAt {
            throw .invalidInput("starts_at must be in the future on \(model.brand) locks")
        }
        return frame
    }
}

extension Zone {
    /// Which instants show a wall time in a zone.
    package enum Resolution: Hashable, Sendable {
        /// Exactly one instant does.
        case unique(Instant)
        /// No instant does, because the clocks are set forward over it.
        ///
        /// `earlier` and `later` read it with the offset after and before the change; `end` is the first
        /// instant after the gap.
        case gap(earlier: Instant, later: Instant, end: Instant)
        /// Two instants do, because the clocks are set back.
        case repeated(first: Instant, second: Instant)
    }

    /// Which instant to take where a clock change leaves a choice.
    package enum Choice: String, Hashable, Sendable, CaseIterable {
        /// The first of two copies, or in a gap the reading with the offset after the change.
        case earlier
        /// The second of two copies, or in a gap the reading with the offset before the change.
        case later
    }

    /// Finds the instants at which the zone's clocks show a wall time.
    package func resolve(_ wall: CivilDateTime) -> Resolution {
        let wallSeconds = wall.wallSeconds
        let periods = periods(aroundWall: wallSeconds)
        let found = periods.compactMap { $0.seconds(atWall: wallSeconds) }
        let millisecond = TimeSpan(milliseconds: Int64(wall.time.millisecond))
        if let first = found.first, let last = found.last {
            guard first != last else { return .unique(Instant(seconds: first) + millisecond) }
            return .repeated(
                first: Instant(seconds: first) + millisecond,
                second: Instant(seconds: last) + millisecond,
            )
        }
        for (before, after) in zip(periods, periods.dropFirst())
        where before.wallEnd <= wallSeconds && wallSeconds < after.wallStart {
            return .gap(
                earlier: Instant(seconds: wallSeconds - Int64(after.offset.seconds)) + millisecond,
                later: Instant(seconds: wallSeconds - Int64(before.offset.seconds)) + millisecond,
                end: Instant(seconds: after.start),
            )
        }
        return .unique(Instant(seconds: wallSeconds) + millisecond)
    }

    /// The one instant that shows a wall time, with a choice for clock changes.
    /// - Throws: `gap` or `repeated` without a choice, with both candidates; `overflow` outside the years 0000 to 9999.
    package func instant(
        for wall: CivilDateTime,
        choosing choice: Choice? = nil,
    ) throws(CivilTimeError) -> Instant {
        let instant =
            switch (resolve(wall), choice) {
            case (.unique(let instant), _): instant
            case (.gap(let earlier, _, _), .earlier): earlier
            case (.gap(_, let later, _), .later): later
            case (.repeated(let first, _), .earlier): first
            case (.repeated(_, let second), .later): second
            case (.gap(let earlier, let later, let end), nil): throw gapError(wall, earlier, later, end)
            case (.repeated(let first, let second), nil): throw repeatedError(wall, first, second)
            }
        return try instant.adding(.zero)
    }

    private func gapError(_ wall: CivilDateTime, _ earlier: Instant, _ later: Instant, _ end: Instant) -> CivilTimeError
    {
        let before = CivilDateTime(wallSeconds: end.seconds + Int64(offset(at: end - .second).seconds)).time
        let after = civil(at: end).time
        let sentence = "\(wall) does not exist in \(name): the clocks go from \(before) to \(after). "
        return CivilTimeError(
            code: .gap,
            message: sentence + "Write \(earlier.iso8601(in: self)) or \(later.iso8601(in: self))" + Self.choices,
            // Beside the gap each time comes once, so that whoever types it needs no offset.
            typed: sentence + "Write \"\(civil(at: earlier))\" or \"\(civil(at: later))\".",
        )
    }

    private func repeatedError(_ wall: CivilDateTime, _ first: Instant, _ second: Instant) -> CivilTimeError {
        let sentence =
            "\(wall) comes twice in \(name), because the clocks go back. "
            + "Write \(first.iso8601(in: self)) or \(second.iso8601(in: self))"
        return CivilTimeError(code: .repeated, message: sentence + Self.choices, typed: sentence + ".")
    }

    /// What a script can write beside.
    private static let choices = ", or choose \"earlier\" or \"later\"."

    /// The periods in which a wall time could lie, in order; no zone is more than 26 hours from UTC.
    private func periods(aroundWall wallSeconds: Int64) -> [ZonePeriod] {
        var result = [period(containing: wallSeconds - 93_600)]
        while let end = result.last?.end, end <= wallSeconds + 93_600 {
            result.append(period(containing: end))
        }
        return result
    }
}

extension TimeSpan {
    fileprivate static let second = TimeSpan(milliseconds: 1000)
}

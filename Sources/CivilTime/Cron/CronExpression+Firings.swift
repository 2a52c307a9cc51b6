extension CronExpression {
    /// The first firing strictly after an instant; nil when there is none in the next 400 years in this zone.
    ///
    /// Times inside a clock change are settled by the rule, and firings at one instant are one firing.
    package func next(
        after instant: Instant,
        in zone: Zone,
        onClockChange rule: ClockChangeRule = .shift,
    ) -> Instant? {
        let lowest = Instant.writable.lowerBound / 1000
        let bound = max(instant.seconds.addingSaturating(1), lowest)
        let horizon = min(bound.addingSaturating(Self.cycle), Instant.writable.upperBound / 1000)
        guard bound <= horizon else { return nil }
        var search = Search(expression: self, zone: zone, rule: rule, period: zone.period(containing: bound))
        while true {
            if let found = search.first(in: bound...horizon) { return Instant(seconds: found) }
            guard search.period.end <= horizon else { return nil }
            search.period = zone.period(containing: search.period.end)
        }
    }

    /// The last firing strictly before an instant; nil when there is none in the 400 years before in this zone.
    package func previous(
        before instant: Instant,
        in zone: Zone,
        onClockChange rule: ClockChangeRule = .shift,
    ) -> Instant? {
        let highest = Instant.writable.upperBound / 1000
        let bound = min(Instant(milliseconds: instant.milliseconds.subtractingSaturating(1)).seconds, highest)
        let horizon = max(bound.subtractingSaturating(Self.cycle), Instant.writable.lowerBound / 1000)
        guard horizon <= bound else { return nil }
        var search = Search(expression: self, zone: zone, rule: rule, period: zone.period(containing: bound))
        while true {
            if let found = search.last(in: horizon...bound) { return Instant(seconds: found) }
            guard search.period.start > horizon else { return nil }
            search.period = zone.period(containing: search.period.start - 1)
        }
    }

    /// The next firings after an instant, at most so many.
    package func firings(
        after instant: Instant,
        in zone: Zone,
        onClockChange rule: ClockChangeRule = .shift,
        count: Int,
    ) -> [Instant] {
        var result: [Instant] = []
        while result.count < count, let next = next(after: result.last ?? instant, in: zone, onClockChange: rule) {
            result.append(next)
        }
        return result
    }

    /// The Gregorian calendar's cycle of 400 years, in seconds.
    private static let cycle: Int64 = 146_097 * 86_400

    /// The first matching wall minute in a range of wall seconds.
    fileprivate func firstWall(in range: Swift.Range<Int64>) -> Int64? {
        let low = (range.lowerBound + 59).flooredDivision(by: 60).quotient
        let high = (range.upperBound - 1).flooredDivision(by: 60).quotient
        guard low <= high else { return nil }
        let (lowDay, lowMinute) = Int(low).flooredDivision(by: 1440)
        let highDay = Int(high).flooredDivision(by: 1440).quotient
        guard var day = days.first(in: lowDay...highDay) else { return nil }
        var minute = clock.first(from: day == lowDay ? lowMinute : 0)
        if minute == nil {
            guard day < highDay, let next = days.first(in: day + 1...highDay) else { return nil }
            day = next
            minute = clock.first(from: 0)
        }
        guard let minute, day * 1440 + minute <= high else { return nil }
        return Int64(day * 1440 + minute) * 60
    }

    /// The last matching wall minute in a range of wall seconds.
    fileprivate func lastWall(in range: Swift.Range<Int64>) -> Int64? {
        let low = (range.lowerBound + 59).flooredDivision(by: 60).quotient
        let high = (range.upperBound - 1).flooredDivision(by: 60).quotient
        guard low <= high else { return nil }
        let (highDay, highMinute) = Int(high).flooredDivision(by: 1440)
        let lowDay = Int(low).flooredDivision(by: 1440).quotient
        guard var day = days.last(in: lowDay...highDay) else { return nil }
        var minute = clock.last(upTo: day == highDay ? highMinute : 1439)
        if minute == nil {
            guard day > lowDay, let earlier = days.last(in: lowDay...day - 1) else { return nil }
            day = earlier
            minute = clock.last(upTo: 1439)
        }
        guard let minute, day * 1440 + minute >= low else { return nil }
        return Int64(day * 1440 + minute) * 60
    }
}

/// A look for firings within one period of a zone.
///
/// The firings of a period are the matching wall minutes in it, without those that an earlier period has
/// shown already, and its first instant when the gap before it swallowed a matching minute.
private struct Search {
    let expression: CronExpression
    let zone: Zone
    let rule: ClockChangeRule
    var period: ZonePeriod

    func first(in bounds: ClosedRange<Int64>) -> Int64? {
        if bounds.contains(period.start), firesAfterGap { return period.start }
        return walls(in: bounds).flatMap { expression.firstWall(in: $0) }.flatMap { period.seconds(atWall: $0) }
    }

    func last(in bounds: ClosedRange<Int64>) -> Int64? {
        if let wall = walls(in: bounds).flatMap({ expression.lastWall(in: $0) }) { return period.seconds(atWall: wall) }
        return bounds.contains(period.start) && firesAfterGap ? period.start : nil
    }

    /// The wall seconds of the period in which a matching minute fires.
    private func walls(in bounds: ClosedRange<Int64>) -> Swift.Range<Int64>? {
        let offset = Int64(period.offset.seconds)
        var low = max(period.start, bounds.lowerBound) + offset
        let high = min(period.end, bounds.upperBound + 1) + offset
        if expression.isFixed, rule != .twice, let shown = wallShownBefore { low = max(low, shown) }
        return low < high ? low..<high : nil
    }

    /// Whether a fixed job runs at the start of the period for minutes that the clocks left out.
    private var firesAfterGap: Bool {
        guard expression.isFixed, rule != .skip, let shown = wallShownBefore, shown < period.wallStart else {
            return false
        }
        return expression.firstWall(in: shown..<period.wallStart) != nil
    }

    /// The wall time that the clocks had reached before the period; nil when the period has no beginning.
    ///
    /// Periods that ended two days before cannot reach further: no two local times differ by so much.
    private var wallShownBefore: Int64? {
        guard period.start != .min else { return nil }
        var earlier = zone.period(containing: period.start - 1)
        var shown = earlier.wallEnd
        while earlier.start > period.start - 172_800 {
            earlier = zone.period(containing: earlier.start - 1)
            shown = max(shown, earlier.wallEnd)
        }
        return shown
    }
}

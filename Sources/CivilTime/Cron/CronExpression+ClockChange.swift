extension CronExpression {
    /// The wall times of this expression that a change of the clocks leaves out or shows twice, in order and at most so many.
    package func times(touchedBy change: ClockChange, in zone: Zone, limit: Int = 3) -> [ClockTime] {
        let before = zone.offset(at: change.at - TimeSpan(milliseconds: 1)).seconds
        let seconds = zone.offset(at: change.at).seconds - before
        let other = change.at + TimeSpan(milliseconds: Int64(seconds) * 1000)
        // On the clock from before the change, what is left out lies behind it, and what comes twice ahead of it.
        let old = Zone(fixedSeconds: before)
        let (start, end) = (min(change.at, other), max(change.at, other))
        return firings(after: start - TimeSpan(milliseconds: 1), in: old, count: limit)
            .filter { $0 < end }.map { old.civil(at: $0).time }
    }

    /// Whether it is due at wall times, which a change of the clocks can leave out or show twice, and not at real minutes.
    package var isAtWallTimes: Bool { isFixed }
}

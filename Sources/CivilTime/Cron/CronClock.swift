/// The minutes of a day at which a cron expression fires.
struct CronClock: Hashable, Sendable {
    let minutes: UInt64
    let hours: UInt64

    /// The first minute of the day that matches, at or after one.
    func first(from minuteOfDay: Int) -> Int? {
        let (hour, minute) = minuteOfDay.quotientAndRemainder(dividingBy: 60)
        if hours & 1 << UInt64(hour) != 0 {
            let later = minutes & UInt64.max << UInt64(minute)
            if later != 0 { return hour * 60 + later.trailingZeroBitCount }
        }
        let laterHours = hours & UInt64.max << UInt64(hour + 1)
        return laterHours == 0 ? nil : laterHours.trailingZeroBitCount * 60 + minutes.trailingZeroBitCount
    }

    /// The last minute of the day that matches, at or before one.
    func last(upTo minuteOfDay: Int) -> Int? {
        let (hour, minute) = minuteOfDay.quotientAndRemainder(dividingBy: 60)
        if hours & 1 << UInt64(hour) != 0 {
            let earlier = minutes & (1 << UInt64(minute + 1) - 1)
            if earlier != 0 { return hour * 60 + earlier.highestBit }
        }
        let earlierHours = hours & (1 << UInt64(hour) - 1)
        return earlierHours == 0 ? nil : earlierHours.highestBit * 60 + minutes.highestBit
    }
}

extension UInt64 {
    /// The position of the highest bit that is set; -1 for zero.
    fileprivate var highestBit: Int { 63 - leadingZeroBitCount }
}

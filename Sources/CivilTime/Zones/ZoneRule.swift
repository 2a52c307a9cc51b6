/// A rule for local time without an end, read from a POSIX TZ string with the extensions of RFC 9636 section 3.3.1.
struct ZoneRule: Hashable, Sendable {
    /// The local time outside daylight saving, or the only one.
    let standard: Zone.Offset
    /// The local time inside it and the changes of each year; nil when the clocks never change.
    let daylight: Daylight?

    struct Daylight: Hashable, Sendable {
        let offset: Zone.Offset
        let start: YearDay
        let end: YearDay
    }

    /// A day of every year and a second of that day, which may lie outside the day.
    struct YearDay: Hashable, Sendable {
        enum Day: Hashable, Sendable {
            /// `Jn`: day 1 to 365, 29 February never counted.
            case withoutLeapDay(Int)
            /// `n`: day 0 to 365, 29 February counted.
            case zeroBased(Int)
            /// `Mm.w.d`: a weekday (0 is Sunday) of a month, week 5 being the last.
            case weekday(month: Int, week: Int, day: Int)
        }

        let day: Day
        let second: Int

        /// The wall time of the change in a year, in seconds since the clock showed 1970-01-01 00:00.
        func wallSeconds(inYear year: Int) -> Int64 {
            Int64(dayNumber(inYear: year)) * 86_400 + Int64(second)
        }

        private func dayNumber(inYear year: Int) -> Int {
            let newYear = CivilDate(unchecked: year, month: 1, day: 1).dayNumber
            switch day {
            case .withoutLeapDay(let number):
                return newYear + number - 1 + (number >= 60 && CivilDate.isLeap(year: year) ? 1 : 0)
            case .zeroBased(let number):
                return newYear + number
            case .weekday(let month, let week, let day):
                let first = CivilDate(unchecked: year, month: month, day: 1)
                let lead = (day - first.weekday.rawValue + 7) % 7
                let length = first.monthName.days(inYear: year)
                var number = lead + (week - 1) * 7
                if number >= length { number -= 7 }
                return first.dayNumber + number
            }
        }
    }

    init(standard: Zone.Offset, changes daylight: Daylight?) {
        self.standard = standard
        self.daylight = daylight
    }

    /// A change of local time that the rule makes.
    struct Change {
        let seconds: Int64
        let offset: Zone.Offset
    }

    /// The changes in the year of an instant and in the two years on either side, in order.
    func changes(around seconds: Int64) -> [Change] {
        guard let daylight else { return [] }
        let year = CivilDate(dayNumber: Int(seconds.flooredDivision(by: 86_400).quotient)).year
        var changes: [Change] = []
        for year in year - 2...year + 2 {
            let start = daylight.start.wallSeconds(inYear: year) - Int64(standard.seconds)
            let end = daylight.end.wallSeconds(inYear: year) - Int64(daylight.offset.seconds)
            let pair = [Change(seconds: start, offset: daylight.offset), Change(seconds: end, offset: standard)]
            changes += start <= end ? pair : pair.reversed()
        }
        return withoutEmptyPeriods(changes)
    }

    /// Drops changes that are undone at the same instant.
    private func withoutEmptyPeriods(_ changes: [Change]) -> [Change] {
        var result: [Change] = []
        for change in changes {
            if let last = result.last, last.seconds >= change.seconds { result.removeLast() }
            if result.last?.offset != change.offset { result.append(change) }
        }
        return result
    }
}

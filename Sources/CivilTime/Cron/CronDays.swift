/// The days on which a cron expression fires.
struct CronDays: Hashable, Sendable {
    let daysOfMonth: CronField
    let months: CronField
    let daysOfWeek: CronField

    /// Whether a day must match both day fields; otherwise either is enough (the rule of Debian's cron and cronie).
    var needsBoth: Bool { daysOfMonth.startsWithStar || daysOfWeek.startsWithStar }

    /// The first day that matches, as a day number, in a range of day numbers.
    func first(in range: ClosedRange<Int>) -> Int? {
        var month = MonthDays(containing: range.lowerBound)
        while month.first <= range.upperBound {
            if months.values & 1 << UInt64(month.month) != 0 {
                let days = month.days(in: range)
                if let day = days.first(where: { matches($0, in: month) }) { return month.first + day - 1 }
            }
            month = MonthDays(containing: month.first + month.length)
        }
        return nil
    }

    /// The last day that matches, as a day number, in a range of day numbers.
    func last(in range: ClosedRange<Int>) -> Int? {
        var month = MonthDays(containing: range.upperBound)
        while month.first + month.length > range.lowerBound {
            if months.values & 1 << UInt64(month.month) != 0 {
                let days = month.days(in: range)
                if let day = days.last(where: { matches($0, in: month) }) { return month.first + day - 1 }
            }
            month = MonthDays(containing: month.first - 1)
        }
        return nil
    }

    /// Whether any day of the Gregorian calendar's cycle of 400 years matches.
    var canFire: Bool {
        let start = CivilDate(unchecked: 2000, month: 1, day: 1).dayNumber
        return first(in: start...start + 146_096) != nil
    }

    private func matches(_ day: Int, in month: MonthDays) -> Bool {
        let isDay = matchesDayOfMonth(day, in: month)
        if needsBoth { return isDay && matchesDayOfWeek(day, in: month) }
        return isDay || matchesDayOfWeek(day, in: month)
    }

    private func matchesDayOfMonth(_ day: Int, in month: MonthDays) -> Bool {
        if daysOfMonth.values & 1 << UInt64(day) != 0 { return true }
        if daysOfMonth.hasLastDay, day == month.length { return true }
        return daysOfMonth.hasLastWeekday && day == month.lastWeekday
    }

    private func matchesDayOfWeek(_ day: Int, in month: MonthDays) -> Bool {
        let weekday = month.weekday(of: day)
        if daysOfWeek.values & 1 << UInt64(weekday) != 0 { return true }
        let bit: UInt8 = 1 << UInt8(weekday)
        if daysOfWeek.lastWeekdays & bit != 0, day + 7 > month.length { return true }
        return daysOfWeek.numberedWeekdays[(day - 1) / 7] & bit != 0
    }
}

/// One month of one year, with what is needed to look at its days quickly.
private struct MonthDays {
    let month: Int
    /// The day number of its first day.
    let first: Int
    let length: Int
    /// The weekday of its first day, 0 for Sunday.
    let firstWeekday: Int

    init(containing dayNumber: Int) {
        let date = CivilDate(dayNumber: dayNumber)
        month = date.month
        first = dayNumber - date.day + 1
        length = date.monthName.days(inYear: date.year)
        firstWeekday = (first + 4).flooredDivision(by: 7).remainder
    }

    func weekday(of day: Int) -> Int { (firstWeekday + day - 1) % 7 }

    /// The last day that is neither a Saturday nor a Sunday.
    var lastWeekday: Int {
        switch weekday(of: length) {
        case 0: length - 2
        case 6: length - 1
        default: length
        }
    }

    /// The month's days whose day numbers lie in a range.
    func days(in range: ClosedRange<Int>) -> Swift.Range<Int> {
        let low = max(1, range.lowerBound - first + 1)
        return low..<max(low, min(length, range.upperBound - first + 1) + 1)
    }
}

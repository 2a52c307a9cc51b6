/// A day in the proleptic Gregorian calendar, in no particular zone.
package struct CivilDate: Hashable, Sendable {
    /// The year, 0 to 9999 in every date that was read or validated.
    package let year: Int
    /// The month, 1 to 12.
    package let month: Int
    /// The day of the month, from 1.
    package let day: Int

    /// Makes a date that the calendar has, in the years 0 to 9999.
    /// - Throws: `date` for a month or a day that does not exist, naming the length of the month.
    package init(validating year: Int, month: Int, day: Int) throws(CivilTimeError) {
        let text = "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
        guard Self.years.contains(year) else {
            throw CivilTimeError(code: .date, message: "\(text): the year must be 0000 to 9999.")
        }
        guard let name = Month(rawValue: month) else {
            throw CivilTimeError(code: .date, message: "\(text): there is no month \(month); months are 01 to 12.")
        }
        let length = name.days(inYear: year)
        guard (1...length).contains(day) else {
            let message =
                "\(text): \(name.name) \(year.padded(4)) has \(length) days; write a day from 01 to \(length)."
            throw CivilTimeError(code: .date, message: message)
        }
        self.init(unchecked: year, month: month, day: day)
    }

    /// Reads a date written `2026-11-24`.
    /// - Throws: `date` when the text has another form or names a day that does not exist.
    package init(parsing text: some StringProtocol) throws(CivilTimeError) {
        var scanner = TextScanner(text)
        guard let parts = scanner.date(), scanner.isAtEnd else {
            let message =
                "\(quoted(text)) is not a date; "
                + "write year-month-day with two-digit months and days, such as 2026-11-24."
            throw CivilTimeError(code: .date, message: message)
        }
        try self.init(validating: parts.year, month: parts.month, day: parts.day)
    }

    /// The day that lies so many days after 1970-01-01; the caller keeps it in range.
    init(dayNumber: Int) {
        let (era, dayOfEra) = (dayNumber + 719_468).flooredDivision(by: 146_097)
        let leapDays = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leapDays) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        self.init(
            unchecked: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1,
        )
    }

    init(unchecked year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The years that a date may be in.
    static let years = 0...9999

    /// Whether a year of the Gregorian calendar has a 29 February.
    package static func isLeap(year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Days since 1970-01-01, negative before.
    package var dayNumber: Int {
        let isEarly = month <= 2
        let year = isEarly ? year - 1 : year
        let (era, yearOfEra) = year.flooredDivision(by: 400)
        let dayOfYear = (153 * (isEarly ? month + 9 : month - 3) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day of the week.
    package var weekday: Weekday {
        Weekday(rawValue: (dayNumber + 3).flooredDivision(by: 7).remainder + 1) ?? .monday
    }

    /// The English month.
    package var monthName: Month { Month(rawValue: month) ?? .january }

    /// The day so many days later, earlier when negative.
    /// - Throws: `overflow` when the result is not in the years 0000 to 9999.
    package func adding(days: Int) throws(CivilTimeError) -> CivilDate {
        let (number, overflow) = dayNumber.addingReportingOverflow(days)
        guard !overflow, Self.first.dayNumber <= number, number <= Self.last.dayNumber else {
            let message = "\(description) plus \(days) days is outside the years 0000 to 9999."
            throw CivilTimeError(code: .overflow, message: message)
        }
        return CivilDate(dayNumber: number)
    }

    /// How many days it is from this day to another one, negative when that is earlier.
    package func days(until other: CivilDate) -> Int {
        other.dayNumber - dayNumber
    }

    private static let first = CivilDate(unchecked: 0, month: 1, day: 1)
    private static let last = CivilDate(unchecked: 9999, month: 12, day: 31)
}

extension CivilDate: Comparable {
    /// Whether a day is before another one.
    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CivilDate: CustomStringConvertible {
    /// The date as `2026-11-24`.
    package var description: String {
        "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
    }
}

extension TextScanner {
    /// Reads `dddd-dd-dd` without looking at the values.
    mutating func date() -> (year: Int, month: Int, day: Int)? {
        guard let year = number(digits: 4), skip("-"), let month = number(digits: 2), skip("-"),
            let day = number(digits: 2)
        else { return nil }
        return (year, month, day)
    }
}

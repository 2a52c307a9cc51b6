import CivilTime
import Testing

struct CivilDateTests {
    @Test(arguments: [
        ("2026-11-24", Weekday.tuesday, Month.november),
        ("1970-01-01", .thursday, .january),
        ("2000-02-29", .tuesday, .february),
        ("1969-12-31", .wednesday, .december),
        ("0000-03-01", .wednesday, .march),
        ("9999-12-31", .friday, .december),
    ])
    func `a date knows its weekday and month`(text: String, weekday: Weekday, month: Month) throws {
        let date = try CivilDate(parsing: text)
        #expect(date.weekday == weekday)
        #expect(date.monthName == month)
        #expect(date.description == text)
    }

    @Test(arguments: [
        ("2026-02-29", "February 2026 has 28 days; write a day from 01 to 28."),
        ("2028-02-30", "February 2028 has 29 days; write a day from 01 to 29."),
        ("1900-02-29", "February 1900 has 28 days; write a day from 01 to 28."),
        ("2026-04-31", "April 2026 has 30 days; write a day from 01 to 30."),
        ("2026-11-00", "November 2026 has 30 days; write a day from 01 to 30."),
        ("2026-00-10", "there is no month 0"),
        ("2026-13-10", "there is no month 13"),
        ("2026-11-24T11:00:00Z", "such as 2026-11-24"),
        ("24.11.2026", "such as 2026-11-24"),
        ("2026-1-1", "such as 2026-11-24"),
        ("20261124", "such as 2026-11-24"),
        ("tomorrow", "such as 2026-11-24"),
        ("", "such as 2026-11-24"),
    ])
    func `a date that is not in the calendar is refused`(text: String, advice: String) throws {
        let error = try #require(refusal { () throws(CivilTimeError) in try CivilDate(parsing: text) })
        #expect(error.code == .date)
        #expect(error.message.contains(advice))
    }

    @Test func `a year of five digits is refused`() {
        let error = refusal { () throws(CivilTimeError) in try CivilDate(validating: 10_000, month: 1, day: 1) }
        #expect(error?.code == .date)
    }

    @Test(arguments: [
        ("2026-02-28", 1, "2026-03-01"),
        ("2028-02-28", 1, "2028-02-29"),
        ("2026-12-31", 1, "2027-01-01"),
        ("2026-01-01", -1, "2025-12-31"),
        ("2026-11-24", 0, "2026-11-24"),
        ("2000-01-01", 146_097, "2400-01-01"),
    ])
    func `days are added over the ends of months and years`(text: String, days: Int, result: String) throws {
        let date = try CivilDate(parsing: text)
        let other = try date.adding(days: days)
        #expect(other.description == result)
        #expect(date.days(until: other) == days)
    }

    @Test(arguments: [("9999-12-31", 1), ("0000-01-01", -1), ("2026-01-01", Int.max), ("2026-01-01", Int.min)])
    func `adding days past the last year is an error`(text: String, days: Int) throws {
        let date = try CivilDate(parsing: text)
        let error = refusal { () throws(CivilTimeError) in try date.adding(days: days) }
        #expect(error?.code == .overflow)
    }

    @Test func `dates are ordered by year, month and day`() throws {
        let dates = try ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01"].map { try CivilDate(parsing: $0) }
        #expect(dates.shuffled().sorted() == dates)
    }

    @Test func `weekdays and months have English names`() {
        #expect(
            Weekday.allCases.map(\.name)
                == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        )
        #expect(Weekday.allCases.map(\.shortName) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
        #expect(
            Month.allCases.map(\.shortName)
                == ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        )
        #expect(Month.september.name == "September")
    }
}

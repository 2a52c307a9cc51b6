import Testing

@testable import CivilTime

/// `KEYSHIFT_ROUND_TRIPS` is the number of timestamps, 5000 unless set; scripts/oracle sets a million.
struct RoundTripTests {
    private static let count = Platform.environmentVariable("KEYSHIFT_ROUND_TRIPS").flatMap(Int.init) ?? 5000
    private static let years: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

    @Test func `every instant survives its timestamp`() throws {
        var generator = SeededGenerator(seed: 1)
        var wrong: [Instant] = []
        for _ in 0..<Self.count {
            let instant = Instant(milliseconds: .random(in: Self.years, using: &generator))
            if try Instant(iso8601: instant.iso8601) != instant { wrong.append(instant) }
        }
        #expect(wrong == [])
    }

    @Test func `every span survives its description`() throws {
        var generator = SeededGenerator(seed: 2)
        let spans = (0..<5_000).map { index in
            TimeSpan(milliseconds: Int64.random(in: (.min + 1)...(.max), using: &generator) >> (index % 60))
        }
        #expect(try spans.map { try TimeSpan(parsing: $0.description) } == spans)
        #expect(try spans.map { try TimeSpan(parsing: $0.signedDescription) } == spans)
    }

    @Test func `every day follows the day before it`() throws {
        var date = try CivilDate(parsing: "1896-01-01")
        var wrong: [CivilDate] = []
        for _ in 0..<80_000 {
            let next = try date.adding(days: 1)
            let isNextInMonth = next.day == date.day + 1 && next.month == date.month
            let isFirst = next.day == 1 && date.day == date.monthName.days(inYear: date.year)
            let isNextWeekday = next.weekday.rawValue == date.weekday.rawValue % 7 + 1
            if date >= next || !isNextWeekday || !isNextInMonth && !isFirst { wrong.append(next) }
            date = next
        }
        #expect(wrong == [])
        #expect(date.description == "2115-01-13")
    }

    @Test(arguments: [
        "America/New_York", "Australia/Lord_Howe", "Europe/Dublin", "Africa/Cairo", "Pacific/Apia", "+05:30",
    ])
    func `an instant is among the instants of its own wall time`(name: String) throws {
        var generator = SeededGenerator(seed: 3)
        let zone = try Zone.named(name)
        for _ in 0..<3_000 {
            let instant = Instant(milliseconds: .random(in: -3_000_000_000_000...20_000_000_000_000, using: &generator))
            switch zone.resolve(zone.civil(at: instant)) {
            case .unique(let found) where found == instant: continue
            case .repeated(let first, let second) where instant == first || instant == second: continue
            case let other: Issue.record("\(instant) in \(name) came back as \(other)")
            }
        }
    }

    @Test(arguments: ClockChangeRule.allCases)
    func `previous undoes next through a year of clock changes`(rule: ClockChangeRule) throws {
        var generator = SeededGenerator(seed: 4)
        let texts = ["30 1,2 * * *", "*/20 0-3 * * *", "15 * * * *", "0 0 L * *", "45 1-3 * 3,4,10,11 SUN"]
        for name in ["America/New_York", "Australia/Lord_Howe", "Europe/London", "America/Santiago"] {
            let zone = try Zone.named(name)
            for text in texts {
                let cron = try CronExpression(parsing: text)
                let start = Instant(milliseconds: .random(in: 1_700_000_000_000...1_710_000_000_000, using: &generator))
                let firings = cron.firings(after: start, in: zone, onClockChange: rule, count: 300)
                #expect(firings.count == 300)
                #expect(firings.sorted() == firings)
                let backwards = firings.dropFirst().map { cron.previous(before: $0, in: zone, onClockChange: rule) }
                #expect(backwards == Array(firings.dropLast()))
            }
        }
    }
}

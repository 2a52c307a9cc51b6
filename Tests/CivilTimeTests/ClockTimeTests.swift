import CivilTime
import Testing

struct ClockTimeTests {
    @Test(arguments: [
        ("11:00", 39_600, "11:00"),
        ("00:00", 0, "00:00"),
        ("23:59:59", 86_399, "23:59:59"),
        ("11:00:00", 39_600, "11:00"),
        ("11:00:30.250", 39_630, "11:00:30.250"),
        ("11:00:00.5", 39_600, "11:00:00.500"),
    ])
    func `a clock time is read and written`(text: String, second: Int, description: String) throws {
        let time = try ClockTime(parsing: text)
        #expect(time.secondOfDay == second)
        #expect(time.description == description)
        #expect(try ClockTime(parsing: description) == time)
    }

    @Test(arguments: [
        ("9:00", "such as 09:00"),
        ("9.30", "such as 09:30"),
        ("11", "such as 11:00"),
        ("3pm", "such as 15:00"),
        ("3:30 PM", "such as 15:30"),
        ("12am", "such as 00:00"),
        ("12pm", "such as 12:00"),
        ("13pm", "such as 11:00"),
        ("noon", "such as 11:00"),
        ("", "such as 11:00"),
        ("11:00Z", "such as 11:00"),
        ("24:00", "write 00:00 of the next day"),
        ("24:01", "there is no hour 24"),
        ("25:00", "there is no hour 25"),
        ("11:60", "there is no minute 60"),
        ("11:00:60", "leap seconds"),
    ])
    func `a time that no clock shows is refused`(text: String, advice: String) throws {
        let error = try #require(refusal { () throws(CivilTimeError) in try ClockTime(parsing: text) })
        #expect(error.code == .clockTime)
        #expect(error.message.contains(advice))
    }

    @Test(arguments: [(24, 0, 0, 0), (-1, 0, 0, 0), (0, 60, 0, 0), (0, 0, -1, 0), (0, 0, 0, 1000)])
    func `numbers that no clock shows are refused`(hour: Int, minute: Int, second: Int, millisecond: Int) {
        let error = refusal { () throws(CivilTimeError) in
            try ClockTime(validating: hour, minute: minute, second: second, millisecond: millisecond)
        }
        #expect(error?.code == .clockTime)
    }

    @Test(arguments: [
        ("2026-11-27 11:00", "2026-11-27 11:00"),
        ("2026-11-27T11:00:30", "2026-11-27 11:00:30"),
    ])
    func `a wall time is read and written`(text: String, description: String) throws {
        #expect(try CivilDateTime(parsing: text).description == description)
    }

    @Test(arguments: [
        ("2026-11-27", CivilTimeError.Code.clockTime, "write it as 2026-11-27 11:00"),
        ("11:00", .clockTime, "write it as 2026-11-27 11:00"),
        ("2026-11-27T11:00:00Z", .clockTime, "write 2026-11-27 11:00 and name the zone"),
        ("2026-11-27 11:00-07:00", .clockTime, "write 2026-11-27 11:00 and name the zone"),
        ("2026-11-27 25:00", .clockTime, "there is no hour 25"),
        ("2026-11-31 11:00", .date, "November 2026 has 30 days"),
    ])
    func `a wall time with an offset or off the calendar is refused`(
        text: String,
        code: CivilTimeError.Code,
        advice: String,
    ) throws {
        let error = try #require(refusal { () throws(CivilTimeError) in try CivilDateTime(parsing: text) })
        #expect(error.code == code)
        #expect(error.message.contains(advice))
    }

    @Test func `wall times are ordered by day, then by clock`() throws {
        let texts = ["2026-11-26 23:00", "2026-11-27 10:00", "2026-11-27 10:00:00.001", "2026-11-27 11:00"]
        let walls = try texts.map { try CivilDateTime(parsing: $0) }
        #expect(walls.shuffled().sorted() == walls)
    }
}

import CivilTime
import Testing

struct WrittenHourTests {
    @Test(arguments: [
        ("13:00", "13:00"), ("13.00", "13:00"), ("1pm", "13:00"), ("9h30", "09:30"), ("13h", "13:00"),
        ("1300", "13:00"),
        ("3:00", "03:00"), ("3 Uhr", "03:00"), ("13 heures", "13:00"), ("13 horas", "13:00"), ("mittag", "12:00"),
        ("midi", "12:00"),
    ])
    func `a clock time of a cell is one`(text: String, expected: String) throws {
        guard case .clock(let clock) = try WrittenHour(text) else {
            Issue.record("\(text) is no clock time")
            return
        }
        #expect(clock.description == expected)
        #expect(try ClockTime(cell: text) == clock)
    }

    @Test(arguments: [
        ("+2h", 120), ("+2", 120), ("+90m", 90), ("90 min", 90), ("2h30m", 150), ("2 hours", 120), ("13 Std", 780),
        ("1,5 Stunden", 90), ("+1:30", 90), ("2h more", 120), ("2 Std.", 120), ("+0,25h", 15), ("+24h", 1440),
    ])
    func `a length of a cell is one in any column`(text: String, minutes: Int64) throws {
        for inLengths in [false, true] {
            #expect(try WrittenHour(text, inLengths: inLengths) == .later(TimeSpan(milliseconds: minutes * 60_000)))
        }
        #expect { try ClockTime(cell: text) } throws: { "\($0)".contains("is a length of time") }
    }

    @Test(arguments: [
        ("3h", 180, "may be 03:00 or 3h more; write 03:00 or +3h"), ("2h30", 150, "may be 02:30 or 2h30m more"),
        ("13", 780, "may be 13:00 or 13h more; write 13:00 or +13h"), ("2", 120, "may be 02:00 or 2h more"),
        ("1,5", 90, "may be a clock time or 1h30m more; write 13:00 or +1h30m"),
        ("3 heures", 180, "may be 03:00 or 3h more"),
    ])
    func `what may be both is a length in a column of lengths, and refused elsewhere`(
        text: String,
        minutes: Int64,
        expected: String,
    ) throws {
        #expect { try WrittenHour(text) } throws: { "\($0)".contains(expected) }
        #expect { try ClockTime(cell: text) } throws: { "\($0)".contains(expected) }
        #expect(try WrittenHour(text, inLengths: true) == .later(TimeSpan(milliseconds: minutes * 60_000)))
    }

    @Test func `a clock time by day stays one in a column of lengths, and an early one is a length there`() throws {
        #expect(try WrittenHour("13:00", inLengths: true) == .clock(ClockTime(written: "13:00")))
        #expect(try WrittenHour("2:30", inLengths: true) == .later(TimeSpan(milliseconds: 150 * 60_000)))
        #expect(try WrittenHour("13h", inLengths: true) == .later(TimeSpan(milliseconds: 780 * 60_000)))
    }

    @Test(arguments: [
        ("noon-ish", "\"noon-ish\" is no hour; write 13:00, 1pm or +2h"), ("25:00", "there is no hour 25"),
        ("9:60", "there is no minute 60"), ("+25h", "is no hour"), ("+0h", "is no hour"), ("late", "is no hour"),
        ("13:00 - 14:00", "is no hour"), ("", "is no hour"),
    ])
    func `what is neither is told as it is, and never as a date`(text: String, expected: String) {
        #expect { try WrittenHour(text) } throws: { "\($0)".contains(expected) && !"\($0)".contains("date") }
    }

    @Test(arguments: [
        ("2", 120), ("2,5", 150), ("2.5", 150), ("1:30", 90), ("13:00", 780), ("3h", 180), ("+2h", 120), ("90 min", 90),
        ("24", 1440),
    ])
    func `of what is known to be a length each form is one`(text: String, minutes: Int64) throws {
        #expect(try WrittenHour.length(text) == TimeSpan(milliseconds: minutes * 60_000))
    }

    @Test(arguments: ["0", "-1", "25", "1pm", "many", "24.11.2026", "1.12."])
    func `what is no length says which forms are`(text: String) {
        #expect { try WrittenHour.length(text) } throws: { error in
            "\(error)".contains("\"\(text)\" is no length")
                && "\(error)".contains("write 2, 2.5 or 1:30 for so many hours, or 90 min")
        }
    }

    @Test(arguments: ["31.12.26", "1.12.26", "1. Dez. 2026", "1 December 2026", "Dec 1, 2026", "01-12-2026"])
    func `a day where an hour belongs is told as a day`(text: String) {
        #expect(WrittenHour.holdsDay(text))
        for read in [{ _ = try WrittenHour(text) }, { _ = try ClockTime(cell: text) }] as [() throws -> Void] {
            #expect { try read() } throws: { "\($0)".contains("\"\(text)\" is a day, and no hour") }
        }
    }

    @Test(arguments: ["1.12.", "1/12", "1 Dez", "Dec 1"])
    func `a day without its year is told as one`(text: String) {
        #expect { try WrittenHour(text) } throws: { "\($0)".contains("looks like a day without its year") }
    }

    @Test(arguments: [
        ("13", "may be 13:00 or 13h more"), ("25:00", "there is no hour 25"), ("noon-ish", "is no hour"),
        ("3h", "may be 03:00 or 3h more"), ("24.11.2026 13", "\"13\" may be 13:00"),
        ("24.11.2026 3h", "\"3h\" may be 03:00"), ("24.11.2026 25:00", "there is no hour 25"),
        ("31/02/2026", "is no day of the calendar"), ("24.11.2026 late", "\"late\" is no hour"),
    ])
    func `the half of a moment that is wrong is the one that is told`(text: String, expected: String) {
        #expect { try WrittenMoment(text) } throws: { "\($0)".contains(expected) }
    }
}

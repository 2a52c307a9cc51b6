import CivilTime
import Testing

struct WrittenTimeTests {
    @Test(arguments: [
        ("13:00", "13:00"), ("9:30", "09:30"), ("13.00", "13:00"), ("9h30", "09:30"), ("13h", "13:00"),
        ("13 h", "13:00"),
        ("13:00 Uhr", "13:00"), ("1pm", "13:00"), ("1 PM", "13:00"), ("1:30 p.m.", "13:30"), ("12am", "00:00"),
        ("12pm", "12:00"), ("1300", "13:00"), ("0930", "09:30"), ("noon", "12:00"), ("13:00:30", "13:00:30"),
        ("1:05:09 am", "01:05:09"), ("11.30pm", "23:30"),
    ])
    func `a clock time is read as people write it`(text: String, expected: String) throws {
        #expect(try ClockTime(written: text).description == expected)
    }

    @Test(arguments: [
        ("13", "is not a clock time; write 13:00, 1pm or 9h30"), ("2h30m", "is not a clock time"),
        ("25:00", "there is no hour 25"), ("24:00", "there is no 24:00"), ("13pm", "hours with am or pm are 1 to 12"),
        ("0am", "hours with am or pm are 1 to 12"), ("9:5", "is not a clock time"), ("9:60", "there is no minute 60"),
        ("late", "is not a clock time"), ("", "is not a clock time"), ("13:00 14:00", "is not a clock time"),
        ("13:00:00:00", "is not a clock time"), ("1260", "there is no minute 60"), ("1 pm am", "is not a clock time"),
        ("99999999999999999999", "is not a clock time"), ("١٣:٠٠", "is not a clock time"),
        ("31.12.26", "is not a clock time"), ("1.12.26", "is not a clock time"),
    ])
    func `what is no clock time is refused`(text: String, expected: String) {
        #expect { try ClockTime(written: text) } throws: { "\($0)".contains(expected) }
    }

    @Test(arguments: [
        ("2026-11-27", "2026-11-27"), ("2026/11/27", "2026-11-27"), ("2026.1.7", "2026-01-07"),
        ("20261127", "2026-11-27"),
        ("27.11.2026", "2026-11-27"), ("3.4.2026", "2026-04-03"), ("27.11.26", "2026-11-27"),
        ("27/11/2026", "2026-11-27"),
        ("11/27/2026", "2026-11-27"), ("27-11-2026", "2026-11-27"), ("05/05/2026", "2026-05-05"),
        ("27 Nov 2026", "2026-11-27"), ("27-Nov-26", "2026-11-27"), ("Nov 27, 2026", "2026-11-27"),
        ("27th November 2026", "2026-11-27"), ("Fri, 27 Nov 2026", "2026-11-27"), ("Friday 27.11.2026", "2026-11-27"),
        ("27 sept. 2026", "2026-09-27"), ("29/02/2028", "2028-02-29"),
        ("31.12.26", "2026-12-31"), ("1.12.26", "2026-12-01"), ("01.12.26", "2026-12-01"),
        ("1. Dez. 2026", "2026-12-01"), ("1 December 2026", "2026-12-01"), ("Dec 1, 2026", "2026-12-01"),
        ("Di., 1. Dezember 2026", "2026-12-01"), ("3. März 2027", "2027-03-03"), ("3. Mrz. 2027", "2027-03-03"),
        ("1er décembre 2026", "2026-12-01"), ("mar. 1 déc. 2026", "2026-12-01"), ("2 août 2026", "2026-08-02"),
        ("1 de diciembre de 2026", "2026-12-01"), ("1° dicembre 2026", "2026-12-01"), ("Mar 1, 2026", "2026-03-01"),
        ("martes 1 dic 2026", "2026-12-01"), ("lun 5 ott 2026", "2026-10-05"),
    ])
    func `a date that can mean one day is certain`(text: String, expected: String) throws {
        #expect(try WrittenDate(text).certain?.description == expected)
    }

    @Test(arguments: ["03/04/2026", "3-4-2026", "12/11/2026", "12/1/26", "27/11/26"])
    func `a date that can mean two days is not certain until it is told`(text: String) throws {
        let date = try WrittenDate(text)
        #expect(date.certain == nil)
        #expect(try WrittenDate(text, told: .dayFirst).certain == date.readings[.dayFirst])
        guard let monthFirst = date.readings[.monthFirst] else { return }
        #expect(try WrittenDate(text, told: .monthFirst).certain == monthFirst)
    }

    @Test(arguments: [
        ("26/12/01", nil as DateOrder?, "is not a date"), ("27-11-26", nil, "is not a date"),
        ("27/11", nil, "is not a date: the year is missing"),
        ("31/02/2026", nil, "is no day"),
        ("13/13/2026", nil, "is no day"), ("27/11/2026", .monthFirst, "there is no month 27"),
        ("27/11/2026", .yearFirst, "is not a date"), ("27.11/2026", nil, "is not a date"), ("", nil, "is not a date"),
        ("1.12.", nil, "is not a date: the year is missing"), ("4 jui 2026", nil, "is not a date"),
        ("tomorrow", nil, "is not a date"), ("27 Foo 2026", nil, "is not a date"),
        ("2026-11-27-1", nil, "is not a date"),
        ("45623", nil, "is not a date"), ("27/11/026", nil, "is not a date"), ("1/2/3/4", nil, "is not a date"),
    ])
    func `what is no date is refused`(text: String, told: DateOrder?, expected: String) {
        #expect { try WrittenDate(text, told: told) } throws: { "\($0)".contains(expected) }
    }

    @Test(arguments: [
        ("27/11/26", DateOrder.dayFirst, "2026-11-27"), ("11/27/26", .monthFirst, "2026-11-27"),
        ("26/11/27", .yearFirst, "2026-11-27"), ("2026-11-27", .monthFirst, "2026-11-27"),
    ])
    func `a short year is read in the order that is told`(text: String, told: DateOrder, expected: String) throws {
        #expect(try WrittenDate(text, told: told).certain?.description == expected)
    }

    @Test(arguments: [
        (["03/04/2026", "27/11/2026"], DateOrder.dayFirst as DateOrder?), (["03/04/2026", "11/27/2026"], .monthFirst),
        (["03/04/2026", "05/06/2026"], nil), (["27/11/2026", "11/27/2026"], nil), (["2026-11-27", "03/04/2026"], nil),
        (["2026-11-27", "27/11/2026"], .dayFirst), (["12/1/26", "11/30/26"], .monthFirst),
        (["12/1/26", "27/11/26"], .dayFirst), (["12/1/26"], nil),
    ])
    func `dates of one table show their order together`(texts: [String], expected: DateOrder?) throws {
        #expect(WrittenDate.order(of: try texts.map { try WrittenDate($0) }) == expected)
    }

    @Test(
        arguments: [
            ("27/11/2026 13:00", "2026-11-27", "13:00"), ("2026-11-27T13:00", "2026-11-27", "13:00"),
            ("27 Nov 2026 1 pm", "2026-11-27", "13:00"), ("27.11.2026, 9h30", "2026-11-27", "09:30"),
            ("1pm", nil, "13:00"), ("1.12.26", "2026-12-01", nil), ("31.12.26 13:00", "2026-12-31", "13:00"),
            ("1. Dez. 2026 13.30", "2026-12-01", "13:30"), ("13.30.00", nil, "13:30"),
            ("27.11.2026", "2026-11-27", nil), ("1300", nil, "13:00"), ("2026-11-27 11:00:00", "2026-11-27", "11:00"),
        ] as [(String, String?, String?)]
    )
    func `a cell holds a day, a time or both`(text: String, date: String?, clock: String?) throws {
        let moment = try WrittenMoment(text)
        #expect(moment.date?.certain?.description == date)
        #expect(moment.clock?.description == clock)
    }
}

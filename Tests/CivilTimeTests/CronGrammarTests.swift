import CivilTime
import Testing

struct CronGrammarTests {
    @Test(arguments: [
        ("0 0 * jan-mar *", "0 0 * 1-3 *"),
        ("0 0 * * sun", "0 0 * * 0"),
        ("0 0 * * 7", "0 0 * * 0"),
        ("0 0 * * 5-7", "0 0 * * 0,5,6"),
        ("0 0 * * mon-fri/2", "0 0 * * 1,3,5"),
        ("0 0 * * 2/3", "0 0 * * 2,5"),
        ("5/20 * * * *", "5,25,45 * * * *"),
        ("10-20/5 * * * *", "10,15,20 * * * *"),
        ("0 */6 * * *", "0 0,6,12,18 * * *"),
        ("? ? ? ? ?", "* * * * *"),
        ("  0\t0 * * *  ", "0 0 * * *"),
        ("00 011 * * *", "0 11 * * *"),
        ("@hourly", "0 * * * *"),
        ("@daily", "0 0 * * *"),
        ("@midnight", "0 0 * * *"),
        ("@weekly", "0 0 * * 0"),
        ("@monthly", "0 0 1 * *"),
        ("@YEARLY", "0 0 1 1 *"),
        ("@annually", "0 0 1 1 *"),
        ("0 0 * * friL", "0 0 * * 5L"),
        ("0 0 * * 7#2", "0 0 * * SUN#2"),
        ("0 0 l 4 *", "0 0 30 4 *"),
    ])
    func `two ways to write a schedule fire alike`(text: String, plain: String) throws {
        let start = try instant("2026-01-01T00:00Z")
        let firings = try [text, plain].map {
            try CronExpression(parsing: $0).firings(after: start, in: .utc, count: 40)
        }
        #expect(firings[0] == firings[1])
        #expect(firings[0].count == 40)
    }

    @Test(arguments: [
        ("0 9 L * *", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ("0 9 LW * *", ["2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30"]),
        ("0 9 * * 5L", ["2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24"]),
        ("0 9 * * TUE#2", ["2026-01-13", "2026-02-10", "2026-03-10", "2026-04-14"]),
        ("0 9 * * 6#5", ["2026-01-31", "2026-05-30", "2026-08-29", "2026-10-31"]),
        ("0 9 * * 1#1,5L", ["2026-01-05", "2026-01-30", "2026-02-02", "2026-02-27"]),
        ("0 9 L,15 * *", ["2026-01-15", "2026-01-31", "2026-02-15", "2026-02-28"]),
        ("0 9 L * WED", ["2026-01-07", "2026-01-14", "2026-01-21", "2026-01-28"]),
        ("0 9 13 * FRI", ["2026-01-02", "2026-01-09", "2026-01-13", "2026-01-16"]),
        ("0 9 */2 * FRI", ["2026-01-09", "2026-01-23", "2026-02-13", "2026-02-27"]),
        ("0 9 13 * */5", ["2026-02-13", "2026-03-13", "2026-09-13", "2026-11-13"]),
    ])
    func `days of the month and of the week combine as in Debian`(text: String, days: [String]) throws {
        let start = try instant("2026-01-01T12:00Z")
        let firings = try CronExpression(parsing: text).firings(after: start, in: .utc, count: 4)
        #expect(firings == (try days.map { try instant("\($0)T09:00Z") }))
    }

    @Test(arguments: [
        ("60 * * * *", "minute", "0 * * * *"),
        ("* 24 * * *", "hour", "* 0 * * *"),
        ("0 0 0 * *", "day-of-month", "0 0 1 * *"),
        ("0 0 32 * *", "day-of-month", "0 0 L * *"),
        ("0 0 * 13 *", "month", "0 0 * 12 *"),
        ("0 0 * 0 *", "month", "0 0 * 1 *"),
        ("0 0 * * 8", "day-of-week", "0 0 * * 1"),
        ("5-1 * * * *", "minute", "5-59,0-1 * * * *"),
        ("0 22-2 * * *", "hour", "0 22-23,0-2 * * *"),
        ("0 0 * * FRI-MON", "day-of-week", "0 0 * * FRI,SAT,SUN,MON"),
        ("0 0 * * sat-sun", "day-of-week", "0 0 * * SAT,SUN"),
        ("0 0 * NOV-FEB *", "month", "0 0 * NOV,DEC,JAN,FEB *"),
        ("0 0 * * 5-1", "day-of-week", "0 0 * * 5-6,0-1"),
        ("0 0 * * 7-2", "day-of-week", "0 0 * * 0-2"),
        ("*/0 * * * *", "minute", "* * * * *"),
        ("*/90 * * * *", "minute", "0 * * * *"),
        ("0 */24 * * *", "hour", "0 0 * * *"),
        ("*/x * * * *", "minute", "* * * * *"),
        ("1/2/3 * * * *", "minute", "1 * * * *"),
        ("1-2-3 * * * *", "minute", "0 * * * *"),
        ("-5 * * * *", "minute", "0 * * * *"),
        ("+5 * * * *", "minute", "0 * * * *"),
        ("99999999999999999999 * * * *", "minute", "0 * * * *"),
        ("1,,2 * * * *", "minute", "1,2 * * * *"),
        ("1,2, * * * *", "minute", "1,2 * * * *"),
        ("0,61 * * * *", "minute", "0,0 * * * *"),
        ("a * * * *", "minute", "0 * * * *"),
        ("L * * * *", "minute", "0 * * * *"),
        ("0 0 * * monday", "day-of-week", "0 0 * * MON"),
        ("0 0 * sept *", "month", "0 0 * SEP *"),
        ("0 9 15W * *", "day-of-month", "0 9 15 * *"),
        ("0 9 L-3 * *", "day-of-month", "0 9 L * *"),
        ("0 9 * * L", "day-of-week", "0 9 * * 5L"),
        ("0 9 * * 2#6", "day-of-week", "0 9 * * 2#1"),
        ("0 9 * * 2#0", "day-of-week", "0 9 * * 2#1"),
        ("0 0 30 2 *", "day-of-month", "0 0 L 2 *"),
        ("0 0 31 4,6,9,11 *", "day-of-month", "0 0 L 4,6,9,11 *"),
    ])
    func `a refusal names the field and offers a form that works`(text: String, field: String, offer: String) throws {
        let error = try #require(refusal { () throws(CivilTimeError) in try CronExpression(parsing: text) })
        #expect(error.code == .cron)
        #expect(error.message.hasPrefix("The \(field) field of \"\(text)\""))
        #expect(error.message.hasSuffix("Write \"\(offer)\"."))
        #expect(throws: Never.self) { try CronExpression(parsing: offer) }
    }

    @Test(arguments: [
        ("10:30", "30 10 * * *"),
        ("10:30 Sunday", "30 10 * * 0"),
        ("Sunday 10:30", "30 10 * * 0"),
        ("10:30 mon,wed", "30 10 * * 1,3"),
        ("weekdays at 7pm", "0 19 * * 1,2,3,4,5"),
        ("every day at 6.15", "15 6 * * *"),
        ("10:30 * * *", "30 10 * * *"),
        ("10:30 * * * 1-5", "30 10 * * 1-5"),
        ("", "0 11 * * *"),
        ("   ", "0 11 * * *"),
        ("0 11", "0 11 * * *"),
        ("5", "5 0 * * *"),
        ("0 0 9 * * 1-5", "0 9 * * 1-5"),
        ("0 9 * * 1-5 2026", "0 9 * * 1-5"),
        ("0 0 9 * * 1-5 2026", "0 9 * * 1-5"),
        ("0 9 * * 1 # every Monday", "0 9 * * 1"),
        ("@reboot", "@daily"),
        ("@fortnightly", "@daily"),
        ("@daily 5", "@daily"),
        ("@every 5m", "*/5 * * * *"),
        ("@every 1h", "0 * * * *"),
        ("@every 2h", "0 */2 * * *"),
        ("@every 24h", "0 0 * * *"),
        ("@every 7m", "*/5 * * * *"),
        ("@every", "*/5 * * * *"),
        ("CRON_TZ=Europe/Paris 0 9 * * *", "0 9 * * *"),
        ("TZ=UTC @daily", "@daily"),
    ])
    func `an expression of another shape is refused with one that works`(text: String, offer: String) throws {
        let error = try #require(refusal { () throws(CivilTimeError) in try CronExpression(parsing: text) })
        #expect(error.code == .cron)
        #expect(error.message.hasSuffix("Write \"\(offer)\"."))
        #expect(throws: Never.self) { try CronExpression(parsing: offer) }
    }

    @Test func `with two wrong fields only the part is offered`() throws {
        let error = try #require(refusal { () throws(CivilTimeError) in try CronExpression(parsing: "60 24 * * *") })
        #expect(error.message.hasSuffix("Write 0 there."))
    }

    @Test func `long and unprintable input is cut and escaped in the message`() throws {
        let text = String(repeating: "\u{1B}[31m", count: 200)
        let error = try #require(refusal { () throws(CivilTimeError) in try CronExpression(parsing: text) })
        #expect(!error.message.contains("\u{1B}"))
        #expect(error.message.utf8.count < 1000)
    }

    @Test func `an expression that is remembered is the one that is read, and a refusal is not remembered`() throws {
        for minute in 0..<1200 {
            let text = "\(minute % 60) \(minute / 60) * * *"
            #expect(try CronExpression.remembered(text) == CronExpression(parsing: text))
            #expect(try CronExpression.remembered(text).description == text)
        }
        let first = refusal { () throws(CivilTimeError) in try CronExpression(parsing: "61 * * * *") }
        for _ in 0..<2 {
            let again = refusal { () throws(CivilTimeError) in try CronExpression.remembered("61 * * * *") }
            #expect(again == first && again != nil)
        }
    }
}

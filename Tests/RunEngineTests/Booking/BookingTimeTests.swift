import CivilTime
import Model
import Testing

@testable import RunEngine

struct BookingTimeTests {
    /// Tue 24 Nov 2026 11:00 in Vancouver is where the bound is; it is Mon 23 Nov 22:08:30 there.
    private static let bound = Instant(milliseconds: 1_795_546_800_000)
    private static let now = Instant(milliseconds: 1_795_500_510_000)

    private func time(_ zone: String?, _ bounds: [Instant] = [bound]) -> BookingTime {
        BookingTime(zone: zone, bounds: bounds, now: Self.now)
    }

    @Test(arguments: [
        ("13:00", "2026-11-24T21:00:00.000Z"),
        ("9:00", "2026-11-24T17:00:00.000Z"),
        ("1pm", "2026-11-24T21:00:00.000Z"),
        ("1:30 PM", "2026-11-24T21:30:00.000Z"),
        ("12am", "2026-11-24T08:00:00.000Z"),
        ("12pm", "2026-11-24T20:00:00.000Z"),
        ("at 13:00", "2026-11-24T21:00:00.000Z"),
        ("today 23:30", "2026-11-24T07:30:00.000Z"),
        ("tomorrow 13:00", "2026-11-24T21:00:00.000Z"),
        ("Tomorrow at 1pm", "2026-11-24T21:00:00.000Z"),
        ("13.00", "2026-11-24T21:00:00.000Z"),
        ("1.30pm", "2026-11-24T21:30:00.000Z"),
        ("1300", "2026-11-24T21:00:00.000Z"),
        ("noon", "2026-11-24T20:00:00.000Z"),
        ("1:30 p.m.", "2026-11-24T21:30:00.000Z"),
        ("27 Nov 2026 1pm", "2026-11-27T21:00:00.000Z"),
        ("27.11.2026 13:00", "2026-11-27T21:00:00.000Z"),
        ("Fri 27 Nov 2026 at 13:00", "2026-11-27T21:00:00.000Z"),
        ("2026-11-27 13:00", "2026-11-27T21:00:00.000Z"),
        ("2026-11-27 9:00", "2026-11-27T17:00:00.000Z"),
        ("2026-11-27 1pm", "2026-11-27T21:00:00.000Z"),
        ("2026-11-27T13:00", "2026-11-27T21:00:00.000Z"),
        ("2026-11-27T13:00:00-05:00", "2026-11-27T18:00:00.000Z"),
        ("2026-11-27T13:00:00Z", "2026-11-27T13:00:00.000Z"),
        ("4.12. 13:00", "2026-12-04T21:00:00.000Z"),
        ("4.12.2026 13:00", "2026-12-04T21:00:00.000Z"),
        ("4.12.26 13:00", "2026-12-04T21:00:00.000Z"),
        ("4.12 13:00", "2026-12-04T21:00:00.000Z"),
        ("Dec 4 13:00", "2026-12-04T21:00:00.000Z"),
        ("Fri 4 Dec at 1pm", "2026-12-04T21:00:00.000Z"),
        ("4. Dez. 13 Uhr", "2026-12-04T21:00:00.000Z"),
        ("Dec 4, 1:30 pm", "2026-12-04T21:30:00.000Z"),
        ("2 Jan 13:00", "2027-01-02T21:00:00.000Z"),
        ("20.11. 13:00", "2026-11-20T21:00:00.000Z"),
        ("13/12 13:00", "2026-12-13T21:00:00.000Z"),
    ])
    func `a time is read on the clock of the doors`(text: String, instant: String) throws {
        let move = try time("America/Los_Angeles").move(to: text, about: .extendsTo)
        guard case .to(let found) = move else {
            Issue.record("\(text) is \(move)")
            return
        }
        #expect(found.iso8601 == instant)
    }

    @Test func `now moves a bound that is later, and one that is so early already not again`() throws {
        let soon = try Instant(iso8601: "2026-11-24T06:10:30Z")
        #expect(try time("America/Vancouver").move(to: "now", about: .starts) == .noLaterThan(soon))
        #expect(try time("America/Vancouver", []).move(to: "now", about: .starts) == .to(soon))
    }

    @Test func `a distance goes from where the bound is, and from now where there is none`() throws {
        let hours = TimeSpan(milliseconds: 7_200_000)
        #expect(try time(nil).move(to: "+2h", about: .ends) == .by(hours))
        #expect(try time(nil).move(to: "-2h", about: .ends) == .by(-hours))
        #expect(try time(nil, []).move(to: "+2h", about: .ends) == .to(Self.now + hours))
    }

    @Test(
        arguments: [
            ("soon", "America/Vancouver", "\"soon\" is no time"),
            ("25:00", "America/Vancouver", "there is no hour 25"),
            ("24:00", "America/Vancouver", "write 00:00 of the next day"),
            ("13pm", "America/Vancouver", "write 13:00"),
            ("tomorrow", "America/Vancouver", "\"tomorrow 13:00\""),
            ("now 13:00", "America/Vancouver", "is no time"),
            ("friday 13:00", "America/Vancouver", "which Friday; write \"2026-11-27 13:00\" or \"2026-12-04 13:00\""),
            ("Mon 23:00", "America/Vancouver", "write \"2026-11-23 23:00\" or \"2026-11-30 23:00\""),
            ("13", "America/Vancouver", "write 13:00 or +13h"),
            ("2h", "America/Vancouver", "write 02:00 or +2h"),
            ("9h30", "America/Vancouver", "write 09:30 or +9h30m"),
            ("2026-11-27", "America/Vancouver", "is a day without a clock; write \"2026-11-27 13:00\""),
            ("03/04/2026 13:00", "America/Vancouver", "write \"2026-03-04 13:00\" or \"2026-04-03 13:00\""),
            (
                "+1d", "America/Los_Angeles",
                "write \"+24h\" for 24 hours. For the same clock time on the next day write \"2026-11-25 11:00\"."
            ),
            ("-2d", "America/Los_Angeles", "For the same clock time 2 days earlier write \"2026-11-22 11:00\"."),
            ("+1d", nil, "for 24 hours. For another day write it, such as \"2026-11-27 13:00\""),
            ("4/12/2026 13:00", "America/Vancouver", "write \"2026-04-12 13:00\" or \"2026-12-04 13:00\""),
            ("4/12 13:00", "America/Vancouver", "can be two days; write \"2026-12-04 13:00\" or \"2027-04-12 13:00\""),
            ("5 May 13:00", "America/Vancouver", "write \"2027-05-05 13:00\" or \"2026-05-05 13:00\""),
            ("4.12.", "America/Vancouver", "is a day without a clock; write \"4.12. 13:00\""),
            ("Dec 4 13", "America/Vancouver", "write 13:00 or +13h"),
            ("31.11. 13:00", "America/Vancouver", "is no time"),
            ("4.12. 13:00", nil, "write an offset"),
            ("+2", "America/Vancouver", "2 of what?"),
            ("", "America/Vancouver", "is no time"),
            ("13:00", nil, "the zone of its doors is not known"),
            ("tomorrow 13:00", nil, "write an offset"),
            ("2026-11-27 13:00", nil, "write an offset"),
            (
                "2026-03-08 02:30", "America/Vancouver",
                "the clocks go from 02:00 to 03:00. Write \"2026-03-08 01:30\" or \"2026-03-08 03:30\"."
            ),
        ] as [(String, String?, String)]
    )
    func `what is no time there is refused with one that works`(text: String, zone: String?, words: String) {
        let error = #expect(throws: PlanError.self) { try time(zone).move(to: text, about: .extendsTo) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(error?.code == .invalidValue && error?.subject == .extendsTo)
    }

    @Test func `a clock that the doors leave out is answered with the clocks beside it`() throws {
        let bound = try Instant(iso8601: "2026-03-08T11:00:00-07:00")
        let error = #expect(throws: PlanError.self) {
            try time("America/Vancouver", [bound]).move(to: "02:30", about: .ends)
        }
        #expect(error?.message.contains("Write \"01:30\" or \"03:30\".") == true, "\(error?.message ?? "")")
        for clock in ["01:30", "03:30"] {
            #expect(throws: Never.self) { try time("America/Vancouver", [bound]).move(to: clock, about: .ends) }
        }
    }

    @Test func `a clock is never guessed between two days`() {
        let other = Self.bound + TimeSpan(milliseconds: 86_400_000)
        let error = #expect(throws: PlanError.self) {
            try time("America/Vancouver", [Self.bound, other]).move(to: "13:00", about: .ends)
        }
        #expect(error?.message.contains("write \"2026-11-24 13:00\" or \"2026-11-25 13:00\"") == true)
        let none = #expect(throws: PlanError.self) {
            try time("America/Vancouver", []).move(to: "13:00", about: .ends)
        }
        #expect(none?.message.contains("\"today 13:00\", \"tomorrow 13:00\"") == true)
    }

    @Test func `doors with different hours on one day leave no doubt about the day`() throws {
        let other = Self.bound + TimeSpan(milliseconds: 3_600_000)
        let move = try time("America/Los_Angeles", [Self.bound, other]).move(to: "13:00", about: .ends)
        #expect(move == .to(Instant(milliseconds: 1_795_554_000_000)))
    }

    @Test func `an extension by a day is refused with the same clock time a day later, also where the clocks change`()
        throws
    {
        // Sat 31 Oct 2026 11:00 in Vancouver; the night after it has 25 hours.
        let end = try Instant(iso8601: "2026-10-31T18:00:00Z")
        let state = CodeState(startsAt: end - TimeSpan(milliseconds: 86_400_000), endsAt: end, name: "BK-1 Ito")
        let change = BookingChange.extend("BK-1", by: "1d")
        let error = #expect(throws: PlanError.self) {
            try change.change(of: [state], zone: "America/Los_Angeles", at: end - TimeSpan(milliseconds: 3_600_000))
        }
        #expect(
            error?.message.contains("on the next day: --to \"2026-11-01 11:00\"") == true,
            "\(error?.message ?? "")"
        )
        #expect(error?.remedy == .command(["extend", "BK-1", "--to", "2026-11-01 11:00"]))
        let unknown = #expect(throws: PlanError.self) { try change.change(of: [], zone: nil, at: end) }
        #expect(unknown?.remedy == .instead(of: "1d", "24h"))
    }

    @Test func `an extension by a distance that is none is refused with what moves an end earlier`() {
        let change = BookingChange.extend("BK-1", by: "-1h")
        let error = #expect(throws: PlanError.self) { try change.change(of: [], zone: nil, at: Self.now) }
        #expect(error?.message.contains("keyshift move BK-1 --ends=-1h") == true)
        #expect(error?.subject == .extendsBy)
    }
}

import CivilTime
import Model
import Testing

@testable import RunEngine

struct BookingTimeTests {
    /// Tue 24 Nov 2026 11:00 in Vancouver.
    private static let bound = try? Instant(iso8601: "2026-11-24T18:00:00Z")

    @Test(arguments: [
        ("13:00", "2026-11-24T20:00:00.000Z"),
        ("2026-11-27 13:00", "2026-11-27T20:00:00.000Z"),
        ("2026-11-27T13:00:00-05:00", "2026-11-27T18:00:00.000Z"),
        ("2026-11-27T13:00:00Z", "2026-11-27T13:00:00.000Z"),
    ])
    func `a time is read on the clock of the doors`(text: String, instant: String) throws {
        let time = BookingTime(zone: "America/Vancouver")
        #expect(try time.instant(text, near: Self.bound, about: .extendsTo).iso8601 == instant)
    }

    @Test(
        arguments: [
            ("soon", "America/Vancouver", "\"soon\" is no time"),
            ("25:00", "America/Vancouver", "is no time"),
            ("13:00", nil, "the zone of its doors is not known"),
            ("2026-11-27 13:00", nil, "write an offset"),
        ] as [(String, String?, String)]
    )
    func `what is no time there is refused with one that works`(text: String, zone: String?, words: String) {
        let time = BookingTime(zone: zone)
        let error = #expect(throws: PlanError.self) { try time.instant(text, near: Self.bound, about: .extendsTo) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(error?.code == .invalidValue && error?.subject == .extendsTo)
    }

    @Test func `a time without a day needs hours that agree`() {
        let time = BookingTime(zone: "America/Vancouver")
        let error = #expect(throws: PlanError.self) { try time.instant("13:00", near: nil, about: .ends) }
        #expect(error?.message.contains("does not say the day") == true)
    }
}

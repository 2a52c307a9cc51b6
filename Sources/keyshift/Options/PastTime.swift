internal import CivilTime
internal import Model
internal import RunEngine

/// A time of the past as a person writes it: `24h` or `7d` ago, `18:00`, `today`, `yesterday`, `"yesterday 18:00"`, `2026-11-24`,
/// `"2026-11-24 15:00"`, or ISO 8601 with an offset.
struct PastTime: Hashable, Sendable {
    /// The forms, for messages.
    static let forms =
        "24h, 7d, 18:00 (the last time that it was), today, yesterday, \"yesterday 18:00\", 2026-11-24, \"2026-11-24 15:00\" or "
        + "2026-11-24T15:00:00Z"

    private let text: String

    /// Why the text of an option is no time, with both days where it can be two.
    func refusal(_ option: String) -> String {
        let days = StayDay.days(text)
        guard days.count > 1 else { return "\(option) \(text.shown) is no time: write \(Self.forms)" }
        let (texts, lines) = (days.map(\.description), TypedDays(text, days).lines)
        return (["\(option) \(text.shown) can be two days; write \(texts.joined(separator: " or "))"] + lines)
            .joined(separator: "\n")
    }

    init(_ text: String) {
        self.text = text
    }

    /// The instant, nil for what is no time.
    ///
    /// Days and clock times are those of a zone, of UTC without one.
    func instant(in zone: Zone?, now: Instant) -> Instant? {
        let zone = zone ?? .utc
        if text == "now" { return now }
        if let days = Int64(text.dropLast()), text.hasSuffix("d"), days > 0, days <= 3660 {
            return now - TimeSpan(milliseconds: days * 86_400_000)
        }
        if let span = try? TimeSpan(parsing: text), span > .zero { return now - span }
        if let clock = try? ClockTime(cell: text) { return last(clock, upTo: now, zone) }
        if let instant = clockOfDay(in: zone, now: now) { return instant }
        if let date = date(text, in: zone, now: now) { return midnight(of: date, zone) }
        if let wall = try? CivilDateTime(parsing: text) { return try? zone.instant(for: wall, choosing: .earlier) }
        return try? Instant(iso8601: text)
    }

    /// Whether it is a time of no day, such as `18:00`.
    var isClock: Bool { (try? ClockTime(cell: text)) != nil }

    /// A clock time of a day in words: `yesterday 18:00`, `today 6pm`; nil for any other text.
    private func clockOfDay(in zone: Zone, now: Instant) -> Instant? {
        let words = text.split(separator: " ", maxSplits: 1)
        guard words.count == 2, ["today", "yesterday"].contains(words[0].lowercased()),
            let clock = try? ClockTime(cell: String(words[1])),
            let date = date(words[0].lowercased(), in: zone, now: now)
        else { return nil }
        return try? zone.instant(for: CivilDateTime(date: date, time: clock), choosing: .earlier)
    }

    /// The last instant at which the clocks of a zone showed a time.
    private func last(_ clock: ClockTime, upTo now: Instant, _ zone: Zone) -> Instant? {
        let today = zone.civil(at: now).date
        for days in [0, -1, -2] {
            guard let date = try? today.adding(days: days),
                let instant = try? zone.instant(for: CivilDateTime(date: date, time: clock), choosing: .earlier)
            else { continue }
            if instant <= now { return instant }
        }
        return nil
    }

    private func date(_ text: String, in zone: Zone, now: Instant) -> CivilDate? {
        switch text.lowercased() {
        case "today": zone.civil(at: now).date
        case "yesterday": try? zone.civil(at: now).date.adding(days: -1)
        default: StayDay.days(text).count == 1 ? StayDay.days(text).first : nil
        }
    }

    private func midnight(of date: CivilDate, _ zone: Zone) -> Instant? {
        guard let time = try? ClockTime(parsing: "00:00") else { return nil }
        return try? zone.instant(for: CivilDateTime(date: date, time: time), choosing: .earlier)
    }
}

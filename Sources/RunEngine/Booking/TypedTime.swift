internal import CivilTime
internal import Model

/// A time as somebody at the desk types it, before it is known what clock and which day are meant.
///
/// `13:00`, `9:00`, `1pm`, `tomorrow 13:00`, `2026-11-27 13:00`, `now`, `+2h`, or ISO 8601.
enum TypedTime: Hashable {
    /// An instant with an offset of its own.
    case instant(Instant)
    /// A day and a clock.
    case wall(CivilDateTime)
    /// A clock alone: on the day on which the bound is now.
    case clock(ClockTime)
    /// A clock on a day that is counted from today.
    case day(Int, ClockTime)
    /// The server's time and two minutes.
    case now
    /// A distance from where the bound is; from now where there is none.
    case step(TimeSpan)

    /// The forms, for messages.
    static let forms =
        "13:00, 1pm, \"tomorrow 13:00\", now, +2h, \"2026-11-27 13:00\" or 2026-11-27T13:00:00-08:00"

    /// Reads a time.
    /// - Throws: `clock_time`, `date` or `duration` with a form that works.
    init(parsing text: String) throws(CivilTimeError) {
        if let instant = try? Instant(iso8601: text) {
            self = .instant(instant)
            return
        }
        let words = text.lowercased().split(separator: " ").map(String.init)
        switch words.first {
        case "now" where words.count == 1: self = .now
        case .some(let word) where word.hasPrefix("+") || word.hasPrefix("-"):
            self = .step(try TimeSpan(parsing: words.joined()))
        case "today", "tomorrow":
            let clock = try Self.clock(words.dropFirst(), of: text)
            self = .day(words.first == "today" ? 0 : 1, clock)
        case .some: self = try Self.other(text, words)
        case nil: throw Self.refusal(text)
        }
    }

    /// Whether it is read on the clock of a door.
    var isOnTheDoorsClock: Bool {
        switch self {
        case .wall, .clock, .day: true
        case .instant, .now, .step: false
        }
    }

    private static func other(_ text: String, _ words: [String]) throws(CivilTimeError) -> TypedTime {
        if let wall = try? CivilDateTime(parsing: text) { return .wall(wall) }
        guard let first = words.first, let date = try? CivilDate(parsing: first) else {
            return .clock(try clock(words[...], of: text))
        }
        return .wall(CivilDateTime(date: date, time: try clock(words.dropFirst(), of: text)))
    }

    /// A clock as people write it: `13:00`, `9:00`, `1pm`, `1:30 pm`.
    private static func clock(_ words: ArraySlice<String>, of text: String) throws(CivilTimeError) -> ClockTime {
        let word = (words.first == "at" ? words.dropFirst() : words).joined()
        guard let time = loose(word) else { throw refusal(text) }
        return time
    }

    private static func loose(_ word: String) -> ClockTime? {
        let half = word.hasSuffix("am") ? 0 : word.hasSuffix("pm") ? 12 : nil
        let digits = half == nil ? word[...] : word.dropLast(2)
        let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
        guard let hour = parts.first.flatMap({ number($0, digits: 1...2) }) else { return nil }
        guard let half else {
            if parts.count == 2, let minute = number(parts[1], digits: 2...2) {
                return try? ClockTime(validating: hour, minute: minute)
            }
            return try? ClockTime(parsing: word)
        }
        let minute = parts.count == 1 ? 0 : parts.count == 2 ? number(parts[1], digits: 2...2) : nil
        guard let minute, (1...12).contains(hour) else { return nil }
        return try? ClockTime(validating: hour % 12 + half, minute: minute)
    }

    private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func refusal(_ text: String) -> CivilTimeError {
        // The clock says why where only the hour or the minute is wrong.
        do throws(CivilTimeError) {
            _ = try ClockTime(parsing: text)
        } catch  where text.utf8.count == 5 && text.contains(":") {
            return CivilTimeError(code: .clockTime, message: error.message)
        } catch {}
        return CivilTimeError(code: .clockTime, message: "\"\(text.shown)\" is no time; write \(forms)")
    }
}

/// What a typed time means for one stay: the clock of its doors, where the bound is now, and what time it is.
struct BookingTime {
    /// The zone of the doors, nil where it is not known.
    let zone: String?
    /// Where the bound is on the doors; more than one where they differ, none for codes without it.
    var bounds: [Instant] = []
    /// The present instant by the server's clock.
    var now: Instant

    /// How far ahead of the present `now` is: it must still be ahead when it arrives at the lock.
    static let lead = TimeSpan(milliseconds: 120_000)

    /// What a bound does that is to be at a typed time.
    /// - Throws: `invalid_value` that shows the forms, the days between which it would be guessed, or why the clock of the
    ///   door never shows that time.
    func move(to text: String, about typed: TypedValue) throws(PlanError) -> Change.Move {
        do throws(CivilTimeError) {
            return try move(to: try TypedTime(parsing: text), text)
        } catch {
            throw PlanError(.invalidValue, error.message, about: typed, underlying: error)
        }
    }

    private func move(to time: TypedTime, _ text: String) throws(CivilTimeError) -> Change.Move {
        switch time {
        case .instant(let instant): return .to(instant)
        case .wall(let wall): return .to(try known(text).instant(for: wall))
        case .clock(let clock): return .to(try onTheDayOfTheBound(clock, text))
        case .day(let days, let clock):
            let zone = try known(text)
            let date = try zone.civil(at: now).date.adding(days: days)
            return .to(try zone.instant(for: CivilDateTime(date: date, time: clock)))
        case .now: return .to(try now.adding(Self.lead).toTheSecond)
        case .step(let span): return bounds.isEmpty ? .to(try now.adding(span).toTheSecond) : .by(span)
        }
    }

    private func onTheDayOfTheBound(_ clock: ClockTime, _ text: String) throws(CivilTimeError) -> Instant {
        let zone = try known(text)
        let days = Set(bounds.map { zone.civil(at: $0).date }).sorted()
        guard let day = days.first else {
            throw CivilTimeError(
                code: .clockTime,
                message: "\(text.shown) alone does not say the day, and there is no such bound yet; "
                    + "write \"today \(clock)\", \"tomorrow \(clock)\" or \"2026-11-27 \(clock)\"",
            )
        }
        guard days.count == 1 else {
            let candidates = days.prefix(4).map { "\"\($0) \(clock)\"" }.joined(separator: " or ")
            throw CivilTimeError(
                code: .clockTime,
                message:
                    "\(text.shown) alone does not say the day, and its doors have different ones; write \(candidates)",
            )
        }
        return try zone.instant(for: CivilDateTime(date: day, time: clock))
    }

    private func known(_ text: String) throws(CivilTimeError) -> Zone {
        guard let zone else {
            throw CivilTimeError(
                code: .zone,
                message: "the zone of its doors is not known, so that \(text.shown) has no meaning there; "
                    + "write an offset, such as 2026-11-27T13:00:00-08:00, or +2h",
            )
        }
        return try Zone.named(zone)
    }
}

extension Instant {
    /// The instant cut to the second.
    fileprivate var toTheSecond: Instant {
        Instant(milliseconds: milliseconds - (milliseconds % 1000 + 1000) % 1000)
    }
}

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
    /// A clock on a day of the week, which leaves open which week.
    case weekday(Weekday, ClockTime)
    /// A clock on a day without its year, which is the one that is near today.
    case yearless(YearlessDate, ClockTime)
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
        case .wall, .clock, .day, .weekday, .yearless: true
        case .instant, .now, .step: false
        }
    }

    /// `on the next day`, `2 days earlier`.
    static func days(_ days: Int) -> String {
        switch days {
        case 1: "on the next day"
        case -1: "on the day before"
        default: "\(abs(days)) days \(days < 0 ? "earlier" : "later")"
        }
    }

    private static func other(_ text: String, _ words: [String]) throws(CivilTimeError) -> TypedTime {
        if let wall = try? CivilDateTime(parsing: text) { return .wall(wall) }
        if let first = words.first, let day = Weekday(word: first), words.count > 1 {
            if let clock = try? clock(words.dropFirst(), of: text) { return .weekday(day, clock) }
        }
        let plain = words.filter { $0 != "at" }.joined(separator: " ")
        let moment = try? WrittenMoment(plain)
        if moment?.clock == nil, let time = try yearless(plain, text) { return time }
        if let moment, let date = moment.date { return try on(date, moment.clock, text) }
        return .clock(try clock(words[...], of: text))
    }

    /// A clock on a day without its year: `4.12. 13:00`, `Dec 4 1pm` or `4/12 13:00`; nil for what begins with no such day.
    private static func yearless(_ plain: String, _ text: String) throws(CivilTimeError) -> TypedTime? {
        for place in plain.indices where plain[place] == " " {
            let word = plain[plain.index(after: place)...]
            guard let day = YearlessDate(plain[..<place], isBeforeClock: true), !isYear(word) else { continue }
            // What follows the day may be the name of its month.
            guard (try? ClockTime(written: word)) != nil || Int(word) != nil else { continue }
            return .yearless(day, try clock([String(word)], of: text))
        }
        guard YearlessDate(plain) != nil else { return nil }
        throw CivilTimeError(
            code: .clockTime,
            message: "\"\(text.shown)\" is a day without a clock; write \"\(text.shown) 13:00\"",
        )
    }

    /// Whether a word is the year of the day before it, and no clock without a mark.
    private static func isYear(_ word: Substring) -> Bool {
        word.count == 4 && Int(word).map { $0 >= 1900 } ?? false
    }

    /// A clock on a day that is written in one of the forms of tables.
    private static func on(
        _ date: WrittenDate,
        _ clock: ClockTime?,
        _ text: String,
    ) throws(CivilTimeError) -> TypedTime {
        let days = Set(date.readings.values).sorted()
        let time = clock.map(\.description) ?? "13:00"
        guard let clock, days.count == 1, let day = days.first else {
            let what = clock == nil ? "is a day without a clock" : "can be two days"
            let forms = days.map { "\"\($0) \(time)\"" }.joined(separator: " or ")
            throw CivilTimeError(code: .clockTime, message: "\"\(text.shown)\" \(what); write \(forms)")
        }
        return .wall(CivilDateTime(date: day, time: clock))
    }

    /// A clock as people write it: `13:00`, `9:00`, `1pm`, `1.30 pm`.
    private static func clock(_ words: ArraySlice<String>, of text: String) throws(CivilTimeError) -> ClockTime {
        let word = (words.first == "at" ? words.dropFirst() : words).joined(separator: " ")
        do throws(CivilTimeError) {
            let time = try ClockTime(written: word)
            // `2h` is two o'clock in tables, and two hours for whoever types it here.
            guard !word.contains("h") || word.contains("uhr") else { throw doubtful(text, time.description, word) }
            return time
        } catch {
            if let hour = Int(word), (0...23).contains(hour) {
                // Who checks out at one does so in the afternoon.
                let afternoon = (1..<8).contains(hour) ? "\(hour + 12):00, " : ""
                throw doubtful(text, "\(afternoon)\(hour < 10 ? "0" : "")\(hour):00", "\(hour)h")
            }
            if word == "midnight" {
                throw CivilTimeError(
                    code: .clockTime,
                    message: "\"\(text.shown)\" may begin a day or end it; that of tonight is \"tomorrow 00:00\"",
                )
            }
            // What is no clock at all is told all forms; of another one the error says what is wrong with it.
            throw ClockTime.isWritten(word) ? error : refusal(text)
        }
    }

    /// The refusal of what may be a clock or a length of time.
    private static func doubtful(_ text: String, _ clock: String, _ span: String) -> CivilTimeError {
        let length = [span, span + "m"].first { (try? TimeSpan(parsing: $0)) != nil } ?? "2h30m"
        return CivilTimeError(
            code: .clockTime,
            message: "\"\(text.shown)\" may be a clock or a number of hours; write \(clock) or +\(length)"
        )
    }

    private static func refusal(_ text: String) -> CivilTimeError {
        CivilTimeError(code: .clockTime, message: "\"\(text.shown)\" is no time; write \(forms)")
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
            let day = error.code == .duration ? " \(otherDay(text))" : ""
            throw PlanError(.invalidValue, error.typedMessage + day, about: typed, underlying: error)
        }
    }

    /// How to write a time on another day: for a distance of days the one that is as far by the calendar.
    private func otherDay(_ text: String) -> String {
        guard let days = TimeSpan.days(in: text), let time = sameClock(after: days) else {
            return "For another day write it, such as \"2026-11-27 13:00\"."
        }
        return "For the same clock time \(TypedTime.days(days)) write \"\(time)\"."
    }

    /// The time that the bound's clock shows so many days later, as it is typed: `2026-11-25 11:00`.
    ///
    /// It is nil where the doors differ, their zone is not known, or the clock never shows it on that day.
    func sameClock(after days: Int) -> String? {
        guard let zone = zone.flatMap({ try? Zone.named($0) }) else { return nil }
        let now = Set(bounds.map { zone.civil(at: $0) })
        guard now.count == 1, let wall = now.first, let date = try? wall.date.adding(days: days) else { return nil }
        guard (try? zone.instant(for: CivilDateTime(date: date, time: wall.time))) != nil else { return nil }
        return "\(date) \(wall.time)"
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
        case .weekday(let day, let clock): throw try whichWeek(day, clock, text)
        case .yearless(let day, let clock): return .to(try inItsYear(day, clock, text))
        case .now:
            let soon = try now.adding(Self.lead).toTheSecond
            // Typed again, it does not move again what is so by then.
            return bounds.isEmpty ? .to(soon) : .noLaterThan(soon)
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
        do throws(CivilTimeError) {
            return try zone.instant(for: CivilDateTime(date: day, time: clock))
        } catch {
            guard error.code == .gap else { throw error }
            // A clock that was typed alone is answered with clocks alone.
            let typed = error.typedMessage.replacing("\"\(day) ", with: "\"")
            throw CivilTimeError(code: error.code, message: error.message, typed: typed)
        }
    }

    /// The instant on a day without its year; a day that may be two is refused with both.
    private func inItsYear(_ day: YearlessDate, _ clock: ClockTime, _ text: String) throws(CivilTimeError) -> Instant {
        let zone = try known(text)
        let days = day.days(near: zone.civil(at: now).date)
        guard days.count == 1, let day = days.first else {
            let forms = days.map { "\"\($0) \(clock)\"" }.joined(separator: " or ")
            throw CivilTimeError(code: .clockTime, message: "\"\(text.shown)\" can be two days; write \(forms)")
        }
        return try zone.instant(for: CivilDateTime(date: day, time: clock))
    }

    /// The refusal of a day of the week, with the next one and the one after it.
    private func whichWeek(_ day: Weekday, _ clock: ClockTime, _ text: String) throws(CivilTimeError) -> CivilTimeError
    {
        let today = try known(text).civil(at: now).date
        let next = try today.adding(days: (day.rawValue - today.weekday.rawValue + 7) % 7)
        let later = try next.adding(days: 7)
        return CivilTimeError(
            code: .clockTime,
            message: "\"\(text.shown)\" does not say which \(day.name); write \"\(next) \(clock)\" or "
                + "\"\(later) \(clock)\"",
        )
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

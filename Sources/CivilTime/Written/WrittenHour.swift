/// What a cell of a table says of an hour: a clock time, or how much later.
///
/// `13:00`, `1pm` and `9h30` are clock times; `+2h`, `90 min` and `2 Std` are lengths. `3h`, `2h30` and `13` may be both: they are
/// lengths in a column of lengths, and refused in any other.
package enum WrittenHour: Hashable, Sendable {
    /// A clock time.
    case clock(ClockTime)
    /// How much later, more than nothing and a day at the most.
    case later(TimeSpan)

    /// Reads a text; `inLengths` says that its column has lengths.
    /// - Throws: `clock_time` with what is wrong, or with both meanings, and a form that is right.
    package init(_ text: some StringProtocol, inLengths: Bool = false) throws(CivilTimeError) {
        let pieces = WrittenWords(text).pieces
        // `1.12.` is a day of which the year is missing, and neither a clock time nor a length.
        if YearlessDate(text) != nil {
            throw CivilTimeError(
                code: .clockTime,
                message: "\(quoted(text)) looks like a day without its year; write 2026-12-01, or an hour such as 13:00",
            )
        }
        let length = WrittenLength(pieces)
        let clock = try? ClockTime(written: text)
        if let length, length.isCertain || inLengths && Self.isLength(pieces, clock) {
            self = .later(length.span)
        } else if let clock, length == nil || !Self.isDoubtful(pieces, clock) {
            self = .clock(clock)
        } else if let length {
            throw Self.doubtful(text, clock, length.span)
        } else {
            throw Self.unread(text)
        }
    }

    /// Reads a text of which it is known that it is a length: `2`, `2,5`, `1:30` and `90 min`, more than nothing and a day at the most.
    /// - Throws: `clock_time` with forms that are right.
    package static func length(_ text: some StringProtocol) throws(CivilTimeError) -> TimeSpan {
        if YearlessDate(text) == nil, let length = WrittenLength(WrittenWords(text).pieces) { return length.span }
        throw CivilTimeError(
            code: .clockTime,
            message: "\(quoted(text)) is no length of time up to a day; "
                + "write 2, 2.5 or 1:30 for so many hours, or 90 min",
        )
    }

    /// Whether a text has the form of a day, with or without a clock time: three numbers, or the name of a month between two.
    package static func holdsDay(_ text: some StringProtocol) -> Bool {
        guard !ClockTime.isWritten(text) else { return false }
        if (try? WrittenDate(text)) != nil { return true }
        return WrittenWords(text).pieces.count { if case .number = $0 { true } else { false } } > 2
    }

    /// The hour from which on a time such as `9h30` is one of the day, and no length that people write.
    private static let firstHour = 7

    /// Whether what is both is a length in a column of lengths: `2:30` is, `13:00` is not.
    private static func isLength(_ pieces: [WrittenWords.Piece], _ clock: ClockTime?) -> Bool {
        guard let clock else { return true }
        return clock.hour < firstHour || !pieces.contains { $0 == .mark(":") || $0 == .mark(".") }
    }

    /// Whether a clock time may as well be a length: `3h` and `2h30`, and neither `3:00` nor `13h`.
    private static func isDoubtful(_ pieces: [WrittenWords.Piece], _ clock: ClockTime) -> Bool {
        clock.hour < firstHour && !pieces.contains { $0 == .mark(":") || $0 == .mark(".") }
    }

    private static func doubtful(_ text: some StringProtocol, _ clock: ClockTime?, _ span: TimeSpan) -> CivilTimeError {
        let (hours, minutes) = (span.milliseconds / 3_600_000, span.milliseconds / 60_000 % 60)
        let length = minutes == 0 ? "+\(hours)h" : hours == 0 ? "+\(minutes)m" : "+\(hours)h\(minutes)m"
        let whole =
            minutes == 0 && hours < 24 ? ClockTime(unchecked: Int(hours), minute: 0, second: 0, millisecond: 0) : nil
        let time = (clock ?? whole)?.description
        return CivilTimeError(
            code: .clockTime,
            message: "\(quoted(text)) may be \(time ?? "a clock time") or \(length.dropFirst()) more; "
                + "write \(time ?? "13:00") or \(length)",
        )
    }

    private static func unread(_ text: some StringProtocol) -> CivilTimeError {
        if ClockTime.isWritten(text) {
            do throws(CivilTimeError) { _ = try ClockTime(written: text) } catch { return error }
        }
        let isDay = (try? WrittenDate(text)) != nil
        let what = isDay ? "is a day, and no hour" : "is no hour"
        return CivilTimeError(code: .clockTime, message: "\(quoted(text)) \(what); write 13:00, 1pm or +2h")
    }
}

extension ClockTime {
    /// Reads a clock time from a cell of a table, where `3h` may be a length.
    /// - Throws: `clock_time` with what is wrong, or with both meanings.
    package init(cell text: some StringProtocol) throws(CivilTimeError) {
        switch try WrittenHour(text) {
        case .clock(let clock): self = clock
        case .later:
            throw CivilTimeError(
                code: .clockTime,
                message: "\(quoted(text)) is a length of time, not a clock time; write 13:00, 1pm or 9h30",
            )
        }
    }
}

/// A length of time as people write it in tables.
struct WrittenLength {
    /// The length, more than nothing and a day at the most.
    let span: TimeSpan
    /// Whether it can be nothing else: it has a plus, minutes, or a word that no clock time has.
    private(set) var isCertain: Bool

    private static let day: Int64 = 86_400_000
    private static let more: Set = ["more", "later", "extra", "mehr", "länger", "später", "más", "più", "plus"]
    private static let hours: Set = ["hour", "hours", "std", "stunde", "stunden"]
    /// Words for hours that stand behind clock times, too.
    private static let openHours: Set = ["h", "hr", "hrs", "heure", "heures", "hora", "horas", "ora", "ore"]
    private static let minutes: Set = ["m", "min", "mins", "minute", "minutes", "minuten", "minutos", "minuti"]

    init?(_ pieces: [WrittenWords.Piece]) {
        var rest = pieces[...]
        isCertain = rest.first == .mark("+")
        if isCertain { rest = rest.dropFirst() }
        if rest.last == .mark(".") { rest = rest.dropLast() }
        if case .word(let word)? = rest.last, Self.more.contains(word) {
            rest = rest.dropLast()
            isCertain = true
        }
        guard let number = Self.number(takenFrom: &rest), let length = Self.length(number, rest) else { return nil }
        guard length.milliseconds > 0, length.milliseconds <= Self.day else { return nil }
        isCertain = isCertain || length.isCertain
        span = TimeSpan(milliseconds: length.milliseconds)
    }

    private typealias Pieces = ArraySlice<WrittenWords.Piece>

    /// A number with the thousandths behind its comma.
    private static func number(takenFrom rest: inout Pieces) -> Int64? {
        guard case .number(let whole, let digits)? = rest.popFirst(), digits <= 4 else { return nil }
        guard let mark = rest.first, mark == .mark(".") || mark == .mark(","),
            case .number(let part, let places)? = rest.dropFirst().first, places <= 2
        else { return Int64(whole) * 1000 }
        rest = rest.dropFirst(2)
        return Int64(whole) * 1000 + Int64(places == 1 ? part * 100 : part * 10)
    }

    /// What a number of thousandths is with the words behind it.
    private static func length(_ number: Int64, _ rest: Pieces) -> (milliseconds: Int64, isCertain: Bool)? {
        guard let first = rest.first else { return (number * 3600, false) }
        let rest = rest.dropFirst()
        if first == .mark(":"), case .number(let minutes, digits: 2)? = rest.first, rest.count == 1, minutes < 60 {
            return (number * 3600 + Int64(minutes) * 60_000, false)
        }
        guard case .word(let word) = first else { return nil }
        if minutes.contains(word) { return rest.isEmpty ? (number * 60, true) : nil }
        guard hours.contains(word) || openHours.contains(word) else { return nil }
        guard case .number(let part, let digits)? = rest.first else {
            return rest.isEmpty ? (number * 3600, hours.contains(word)) : nil
        }
        guard digits <= 2, part < 60 else { return nil }
        let whole = number * 3600 + Int64(part) * 60_000
        switch rest.dropFirst().first {
        case nil: return (whole, hours.contains(word))
        case .word(let unit)? where minutes.contains(unit) && rest.count == 2: return (whole, true)
        default: return nil
        }
    }
}

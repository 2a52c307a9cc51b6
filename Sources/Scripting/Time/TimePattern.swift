internal import CivilTime

/// Reads a text as a date and a clock time by a pattern with conversions as `strptime` has them, in English.
///
/// White space of the pattern stands for any white space; names of months and days are read in any case.
struct TimePattern {
    private let pattern: String

    init(_ pattern: String) {
        self.pattern = pattern
    }

    /// What is wrong with a pattern; nil for one by which a time can be read.
    static func problem(in pattern: String) -> String? {
        var letters: Set<Character> = []
        var rest = pattern[...]
        while let percent = rest.firstIndex(of: "%") {
            rest = rest[percent...].dropFirst()
            guard let letter = rest.popFirst() else { return "a % stands at the end; write %% for the sign itself" }
            guard known.contains(letter) else {
                return "%\(letter) is not read; there are %d %e %m %b %B %Y %y %H %I %p %M %S %a %A %z %%"
            }
            letters.insert(letter)
        }
        return needs.first { letters.isDisjoint(with: $0.letters) }.map {
            "the format has no \($0.what); add \($0.advice), as in \"%d/%m/%Y %H:%M\""
        }
    }

    private static let known = Set("deBbmYyHIpMSaAz%")

    private static let needs: [(letters: Set<Character>, what: String, advice: String)] = [
        (["d", "e"], "day", "%d"), (["m", "b", "B"], "month", "%m"), (["Y", "y"], "year", "%Y"),
        (["H", "I"], "hour", "%H"),
    ]

    /// The date and the clock time of a text, with the offset where the pattern has one.
    /// - Throws: `timestamp` for a text that the pattern does not fit, `date` for a day that does not exist.
    func read(_ text: String) throws(CivilTimeError) -> (civil: CivilDateTime, offset: String?) {
        var reading = Reading(rest: text[...])
        var rest = pattern[...]
        var fits = true
        while fits, let next = rest.popFirst() {
            if next == "%", let letter = rest.popFirst() {
                fits = reading.read(letter)
            } else {
                fits = reading.skip(next)
            }
        }
        guard fits, reading.isAtEnd, let hour = reading.hourOfDay,
            let time = try? ClockTime(validating: hour, minute: reading.minute, second: reading.second)
        else {
            throw CivilTimeError(code: .timestamp, message: "\"\(text)\" is not a time of the form \"\(pattern)\"")
        }
        let date = try CivilDate(validating: reading.year, month: reading.month, day: reading.day)
        if let weekday = reading.weekday, date.weekday != weekday {
            throw CivilTimeError(
                code: .timestamp,
                message: "\"\(text)\": \(date) is a \(date.weekday.name) and not a \(weekday.name)"
            )
        }
        return (CivilDateTime(date: date, time: time), reading.offset)
    }
}

/// What was read of a text so far.
private struct Reading {
    var rest: Substring
    var year = 0
    var month = 0
    var day = 0
    var hour = 0
    var minute = 0
    var second = 0
    var isAfternoon: Bool?
    /// Whether the hour is one of twelve.
    var isHalf = false
    var weekday: Weekday?
    var offset: String?

    var isAtEnd: Bool { rest.allSatisfy(\.isWhitespace) }

    /// The hour from 0, nil for a thirteenth hour of twelve, or one of twelve without its half of the day.
    var hourOfDay: Int? {
        guard isHalf else { return hour }
        guard (1...12).contains(hour), let isAfternoon else { return nil }
        return hour % 12 + (isAfternoon ? 12 : 0)
    }

    /// Passes over what the pattern has as it is.
    mutating func skip(_ letter: Character) -> Bool {
        if letter.isWhitespace {
            rest = rest.drop(while: \.isWhitespace)
            return true
        }
        return rest.popFirst() == letter
    }

    /// Reads what a letter behind a % stands for.
    mutating func read(_ letter: Character) -> Bool {
        switch letter {
        case "d", "e": number(2, \.day)
        case "m": number(2, \.month)
        case "Y": number(4, \.year, least: 4)
        case "y": number(2, \.year, least: 2, plus: 2000)
        case "H": number(2, \.hour)
        case "I": twelveHour()
        case "M": number(2, \.minute, least: 2)
        case "S": number(2, \.second, least: 2)
        case "b", "B": month(Month.allCases.map { ($0.name, $0.rawValue) })
        case "a", "A": weekdayName()
        case "p": halfOfDay()
        case "z": readOffset()
        default: skip(letter)
        }
    }

    private mutating func number(
        _ most: Int,
        _ field: WritableKeyPath<Reading, Int>,
        least: Int = 1,
        plus: Int = 0,
    ) -> Bool {
        if least == 1 { rest = rest.drop(while: \.isWhitespace) }
        let digits = rest.prefix(most).prefix { $0.isASCII && $0.isNumber }
        guard digits.count >= least, let value = Int(digits) else { return false }
        rest = rest.dropFirst(digits.count)
        self[keyPath: field] = value + plus
        return true
    }

    private mutating func twelveHour() -> Bool {
        isHalf = true
        return number(2, \.hour)
    }

    private mutating func halfOfDay() -> Bool {
        let word = rest.prefix(2).lowercased()
        guard word == "am" || word == "pm" else { return false }
        rest = rest.dropFirst(2)
        isAfternoon = word == "pm"
        return true
    }

    /// The letters that come next, in small letters.
    private mutating func word() -> String {
        let letters = rest.prefix { $0.isLetter }
        rest = rest.dropFirst(letters.count)
        return letters.lowercased()
    }

    private mutating func month(_ names: [(name: String, number: Int)]) -> Bool {
        let word = word()
        guard let found = names.first(where: { $0.name.lowercased() == word || $0.name.prefix(3).lowercased() == word })
        else { return false }
        month = found.number
        return true
    }

    private mutating func weekdayName() -> Bool {
        let word = word()
        weekday = Weekday.allCases.first { $0.name.lowercased() == word || $0.shortName.lowercased() == word }
        return weekday != nil
    }

    /// `Z`, `+hh:mm` or `+hhmm`.
    private mutating func readOffset() -> Bool {
        if rest.hasPrefix("Z") {
            rest = rest.dropFirst()
            offset = "UTC"
            return true
        }
        guard let sign = rest.popFirst(), sign == "+" || sign == "-" else { return false }
        let text = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ":") }
        let digits = text.filter { $0 != ":" }
        guard digits.count == 4 else { return false }
        rest = rest.dropFirst(text.count)
        offset = "\(sign)\(digits.prefix(2)):\(digits.suffix(2))"
        return true
    }
}

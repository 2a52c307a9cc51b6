internal import CivilTime
internal import Model

/// Instants as text by a pattern with the conversions of `strftime`, in English.
struct TimeFormat {
    private let instant: Instant
    private let zone: Zone
    private let civil: CivilDateTime

    init(_ instant: Instant, in zone: Zone) {
        self.instant = instant
        self.zone = zone
        civil = zone.civil(at: instant)
    }

    /// Makes a format of a day, which has no clock.
    init(_ date: CivilDate) {
        self.init(Instant(milliseconds: Int64(date.dayNumber) * 86_400_000), in: .utc)
    }

    /// What is wrong with a pattern; nil for one that can be written, of a day alone where it is one of a date.
    static func problem(in pattern: String, ofDate: Bool = false) -> String? {
        let (known, list) = ofDate ? (lettersOfDate, "%a %A %d %e %b %B %m %Y %y %%") : (letters, Self.list)
        var rest = pattern[...]
        while let percent = rest.firstIndex(of: "%") {
            rest = rest[percent...].dropFirst()
            guard let letter = rest.popFirst() else { return "a % stands at the end; write %% for the sign itself" }
            guard known.contains(letter) else {
                let what = letters.contains(letter) ? "is of a clock, and a date has none" : "is not known"
                return "%\(letter) \(what); there are \(list)"
            }
        }
        return nil
    }

    private static let list = "%a %A %d %e %b %B %m %Y %y %H %I %p %M %S %z %Z %%"
    private static let letters: Set<Character> = Set("aAdebBmYyHIpMSzZ%")
    private static let lettersOfDate: Set<Character> = Set("aAdebBmYy%")

    /// The pattern with its conversions replaced; what is not known stays, and `problem(in:)` tells of it.
    func text(of pattern: String) -> String {
        var text = ""
        var rest = pattern[...]
        while let percent = rest.firstIndex(of: "%") {
            text += rest[..<percent]
            rest = rest[percent...].dropFirst()
            guard let letter = rest.popFirst() else { break }
            text += part(letter) ?? "%\(letter)"
        }
        return text + rest
    }

    private func part(_ letter: Character) -> String? {
        let (date, time) = (civil.date, civil.time)
        return switch letter {
        case "a": date.weekday.shortName
        case "A": date.weekday.name
        case "d": Self.padded(date.day)
        case "e": "\(date.day)"
        case "b": date.monthName.shortName
        case "B": date.monthName.name
        case "m": Self.padded(date.month)
        case "Y": "\(date.year)"
        case "y": Self.padded(date.year % 100)
        case "H": Self.padded(time.hour)
        case "I": Self.padded((time.hour + 11) % 12 + 1)
        case "p": time.hour < 12 ? "am" : "pm"
        case "M": Self.padded(time.minute)
        case "S": Self.padded(time.second)
        case "z": offset
        case "Z": zone.offset(at: instant).abbreviation
        case "%": "%"
        default: nil
        }
    }

    private var offset: String {
        let seconds = zone.offset(at: instant).seconds
        let minutes = abs(seconds) / 60
        return "\(seconds < 0 ? "-" : "+")\(Self.padded(minutes / 60)):\(Self.padded(minutes % 60))"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// The text forms of an offset from UTC.
enum FixedOffset {
    /// How an offset is written in a timestamp, such as `-07:00`; seconds only when there are some.
    static func text(_ seconds: Int) -> String {
        let magnitude = Int(seconds.magnitude)
        let text = "\(seconds < 0 ? "-" : "+")\((magnitude / 3600).padded(2)):\((magnitude / 60 % 60).padded(2))"
        return magnitude % 60 == 0 ? text : "\(text):\((magnitude % 60).padded(2))"
    }

    /// How an offset is told to a person, such as `UTC-7`, `UTC+5:30` or `UTC`.
    static func words(_ seconds: Int) -> String {
        guard seconds != 0 else { return "UTC" }
        let magnitude = Int(seconds.magnitude)
        var text = "UTC\(seconds < 0 ? "-" : "+")\(magnitude / 3600)"
        if magnitude % 3600 != 0 { text += ":\((magnitude / 60 % 60).padded(2))" }
        if magnitude % 60 != 0 { text += ":\((magnitude % 60).padded(2))" }
        return text
    }

    /// Seconds east of UTC for `+02:00`, `-0700`, `UTC-7` or `UTC+5:30`; nil when the text is none of these.
    /// - Throws: `zone` for hours without minutes, and for an offset that no place has.
    static func parse(_ text: String) throws(CivilTimeError) -> Int? {
        let hasPrefix = text.hasPrefix("UTC")
        var scanner = TextScanner(hasPrefix ? text.dropFirst(3) : text[...])
        let sign = scanner.skip("+") ? 1 : scanner.skip("-") ? -1 : 0
        guard sign != 0, let parts = scanner.offset() else { return nil }
        let seconds = sign * (parts.hours * 3600 + (parts.minutes ?? 0) * 60)
        guard (-12 * 3600...14 * 3600).contains(seconds), parts.minutes ?? 0 <= 59 else {
            let message = "\(quoted(text)) is no place's offset; offsets reach from -12:00 to +14:00."
            throw CivilTimeError(code: .zone, message: message)
        }
        guard hasPrefix || parts.isFull else {
            let message =
                "\(quoted(text)) is not a zone; write \(Self.text(seconds)), or the place, such as America/Vancouver."
            throw CivilTimeError(code: .zone, message: message)
        }
        return seconds
    }
}

extension TextScanner {
    /// Reads `h`, `hh`, `h:mm`, `hh:mm` or `hhmm` up to the end of the text.
    fileprivate mutating func offset() -> (hours: Int, minutes: Int?, isFull: Bool)? {
        let twoDigits = number(digits: 2)
        guard let hours = twoDigits ?? number(digits: 1) else { return nil }
        if isAtEnd { return (hours, nil, false) }
        guard skip(":") || twoDigits != nil, let minutes = number(digits: 2), isAtEnd else { return nil }
        return (hours, minutes, twoDigits != nil)
    }
}

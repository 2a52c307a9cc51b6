extension ZoneRule {
    /// Reads a TZ string such as `CET-1CEST,M3.5.0,M10.5.0/3`; nil when it is not one.
    init?(_ text: String) {
        var scanner = TextScanner(text)
        guard let name = scanner.zoneAbbreviation(), let west = scanner.zoneTime(maximumHours: 24) else { return nil }
        let standard = Zone.Offset(seconds: -west, abbreviation: name, isDaylight: false)
        guard !scanner.isAtEnd else {
            self.init(standard: standard, daylight: nil)
            return
        }
        guard let daylightName = scanner.zoneAbbreviation() else { return nil }
        var daylightSeconds = standard.seconds + 3600
        if scanner.current != 0x2C {
            guard let west = scanner.zoneTime(maximumHours: 24) else { return nil }
            daylightSeconds = -west
        }
        guard scanner.skip(","), let start = scanner.yearDay(), scanner.skip(","), let end = scanner.yearDay(),
            scanner.isAtEnd
        else { return nil }
        let daylight = Daylight(
            offset: Zone.Offset(seconds: daylightSeconds, abbreviation: daylightName, isDaylight: true),
            start: start,
            end: end,
        )
        self.init(standard: standard, daylight: daylight)
    }

    /// Makes a rule; one whose clocks never really change becomes one without daylight saving.
    private init(standard: Zone.Offset, daylight: Daylight?) {
        guard let daylight, standard.seconds != daylight.offset.seconds else {
            self.init(standard: standard, changes: nil)
            return
        }
        let neverEnds = (2001...2004).allSatisfy { year in
            let end = daylight.end.wallSeconds(inYear: year) - Int64(daylight.offset.seconds)
            return end >= daylight.start.wallSeconds(inYear: year + 1) - Int64(standard.seconds)
        }
        self.init(standard: neverEnds ? daylight.offset : standard, changes: neverEnds ? nil : daylight)
    }
}

extension TextScanner {
    /// Reads three or more letters, or letters, digits and signs between angle brackets.
    fileprivate mutating func zoneAbbreviation() -> String? {
        let isQuoted = skip("<")
        var name: [UInt8] = []
        while let byte = current, byte.isLetter || isQuoted && (byte.digitValue != nil || byte == 0x2B || byte == 0x2D)
        {
            name.append(byte)
            _ = next()
        }
        guard name.count >= 3, !isQuoted || skip(">") else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    /// Reads `[+-]h[h[h]][:mm[:ss]]` as seconds.
    fileprivate mutating func zoneTime(maximumHours: Int64) -> Int? {
        let sign = skip("-") ? -1 : 1
        if sign == 1 { _ = skip("+") }
        guard let hours = number(), hours <= maximumHours else { return nil }
        var seconds = Int(hours) * 3600
        for scale in [60, 1] where skip(":") {
            guard let value = number(digits: 2), value < 60 else { return nil }
            seconds += value * scale
        }
        return sign * seconds
    }

    /// Reads `Jn`, `n` or `Mm.w.d`, with an optional `/time`; without one the change is at 02:00.
    fileprivate mutating func yearDay() -> ZoneRule.YearDay? {
        guard let day = yearDayWithoutTime() else { return nil }
        guard skip("/") else { return ZoneRule.YearDay(day: day, second: 7200) }
        guard let second = zoneTime(maximumHours: 167) else { return nil }
        return ZoneRule.YearDay(day: day, second: second)
    }

    private mutating func yearDayWithoutTime() -> ZoneRule.YearDay.Day? {
        if skip("J") {
            guard let number = number(), (1...365).contains(number) else { return nil }
            return .withoutLeapDay(Int(number))
        }
        guard skip("M") else {
            guard let number = number(), (0...365).contains(number) else { return nil }
            return .zeroBased(Int(number))
        }
        guard let month = number(), (1...12).contains(month), skip("."),
            let week = number(), (1...5).contains(week), skip("."),
            let day = number(), (0...6).contains(day)
        else { return nil }
        return .weekday(month: Int(month), week: Int(week), day: Int(day))
    }
}

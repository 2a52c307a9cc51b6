extension TimeSpan {
    /// Reads `2h30m`, `+90m`, `-45s`, `1.5s`, or ISO 8601 such as `PT2H30M`; units come once each, in order.
    /// - Throws: `duration` for days, a missing unit or another form; the sentence says what to write.
    package init(parsing text: some StringProtocol) throws(CivilTimeError) {
        var scanner = TextScanner(text)
        let isNegative = scanner.skip("-")
        if !isNegative { _ = scanner.skip("+") }
        let isISO = scanner.skip("P")
        if isISO, !scanner.skip("T") { throw Self.refused(text) }
        let units: [Unicode.Scalar] = isISO ? ["H", "M", "S"] : ["h", "m", "s"]
        guard let total = try Self.total(of: text, in: &scanner, units: units, sign: isNegative ? -1 : 1)
        else { throw Self.refused(text) }
        self.init(milliseconds: total)
    }

    /// The milliseconds of all components with the sign, 1 or -1; nil when the text has another form.
    ///
    /// The components are added up with their sign: the lowest number of 64 bits has no positive counterpart.
    private static func total(
        of text: some StringProtocol,
        in scanner: inout TextScanner,
        units: [Unicode.Scalar],
        sign: Int64,
    ) throws(CivilTimeError) -> Int64? {
        var remaining = Array(zip(units, [3_600_000, 60_000, 1000] as [Int64]))[...]
        var total: Int64 = 0
        repeat {
            guard let value = scanner.number() else {
                if scanner.current?.digitValue != nil { throw tooLong(text) }
                return nil
            }
            var fraction = 0
            let hasFraction = scanner.skip(".")
            if hasFraction {
                let start = scanner.position
                guard let digits = scanner.milliseconds(), scanner.position - start <= 3 else { return nil }
                fraction = digits
            }
            guard let unit = scanner.next(), let index = remaining.firstIndex(where: { $0.0.value == UInt32(unit) })
            else { return nil }
            let scale = remaining[index].1
            remaining = remaining[(index + 1)...]
            if hasFraction, scale != 1000 { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: sign * scale)
            let (sum, carry) = total.addingReportingOverflow(product)
            let (whole, carryAgain) = sum.addingReportingOverflow(sign * Int64(fraction))
            guard !overflow, !carry, !carryAgain else { throw tooLong(text) }
            total = whole
        } while !scanner.isAtEnd
        return total
    }

    private static func tooLong(_ text: some StringProtocol) -> CivilTimeError {
        CivilTimeError(code: .duration, message: "\(quoted(text)) is longer than a duration can be.")
    }

    private static func refused(_ text: some StringProtocol) -> CivilTimeError {
        let head = "\(quoted(text)) is not a duration; "
        let (advice, typed) = advice(for: text)
        return CivilTimeError(code: .duration, message: head + advice, typed: head + (typed ?? advice))
    }

    /// The days of a text such as `1d`, `-2 days`, `1 night` or `1w`, which is no duration because a day has 23 or 25 hours when the
    /// clocks change; nil for any other.
    package static func days(in text: some StringProtocol) -> Int? {
        signedDays(in: text).map { Int($0.sign == "-" ? -$0.days : $0.days) }
    }

    private static func signedDays(in text: some StringProtocol) -> (sign: String, days: Int64)? {
        var scanner = TextScanner(text.lowercased().filter { $0 != " " })
        let sign = scanner.skip("-") ? "-" : scanner.skip("+") ? "+" : ""
        _ = scanner.skip("p")
        guard let value = scanner.number(), value < 1_000_000 else { return nil }
        let units = ["d", "day", "days", "night", "nights", "w", "week", "weeks"]
        guard units.contains(scanner.rest) else { return nil }
        return (sign, scanner.rest.hasPrefix("w") ? value * 7 : value)
    }

    /// What to write instead of a text that is not a duration; on a command line, where that is another advice.
    private static func advice(for text: some StringProtocol) -> (script: String, typed: String?) {
        guard let (sign, days) = signedDays(in: text) else { return (adviceForUnits(text), nil) }
        let hours = "write \"\(sign)\(days * 24)h\" for \(days * 24) hours"
        let dates = "{ days = \(sign == "-" ? "-" : "")\(days) } for the same clock time \(wording(days, sign))"
        return ("\(hours), or \(dates).", "\(hours).")
    }

    private static func adviceForUnits(_ text: some StringProtocol) -> String {
        var scanner = TextScanner(text.lowercased().filter { $0 != " " })
        let sign = scanner.skip("-") ? "-" : scanner.skip("+") ? "+" : ""
        let isISO = scanner.skip("p")
        let general = "write hours, minutes and seconds, such as 2h, +2h30m, -90m or 45s."
        guard let value = scanner.number(), value < 1_000_000 else { return general }
        switch scanner.rest {
        case "" where !isISO:
            // Nobody means 90 hours where minutes are a length that people have.
            let units = value > 12 ? ["m", "h", "s"] : ["h", "m", "s"]
            let ways = units.map { "\(sign)\(value)\($0)" }
            return "\(value) of what? Write \(ways[0]), \(ways[1]) or \(ways[2])."
        case "h", "hour", "hours", "hr", "hrs": return "write \(sign)\(value)h."
        case "m", "min", "mins", "minute", "minutes": return "write \(sign)\(value)m."
        case "s", "sec", "secs", "second", "seconds": return "write \(sign)\(value)s."
        default: break
        }
        guard scanner.skip(":"), let minutes = scanner.number(digits: 2), scanner.isAtEnd, minutes < 60 else {
            return general
        }
        return "write \(sign)\(value)h\(minutes == 0 ? "" : "\(minutes)m")."
    }

    private static func wording(_ days: Int64, _ sign: String) -> String {
        let isEarlier = sign == "-"
        if days == 1 { return isEarlier ? "on the day before" : "on the next day" }
        return "\(days) days \(isEarlier ? "earlier" : "later")"
    }
}

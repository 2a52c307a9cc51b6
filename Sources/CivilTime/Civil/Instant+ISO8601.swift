extension Instant: CustomStringConvertible {
    /// Reads a timestamp: date, `T`, time with optional seconds and fraction, then `Z`, `±hh:mm` or `±hhmm`.
    ///
    /// Stricter than the API itself: no offset, a day that does not exist and lower-case letters are refused.
    /// Digits finer than a millisecond are cut.
    /// - Throws: `timestamp` for another form or value; the sentence says what to write.
    package init(iso8601 text: some StringProtocol) throws(CivilTimeError) {
        var scanner = TextScanner(text)
        guard let day = scanner.date() else { throw Self.refused(text) }
        guard scanner.skip("T") else { throw Self.refusedSeparator(text, scanner) }
        guard let time = scanner.clockTime() else { throw Self.refused(text) }
        let offset = try Self.offset(of: text, in: &scanner)
        guard scanner.isAtEnd else { throw Self.refused(text) }

        if let reason = ClockTime.refusal(hour: time.hour, minute: time.minute, second: time.second) {
            throw CivilTimeError(code: .timestamp, message: "\(quoted(text)): \(reason)")
        }
        let date: CivilDate
        do {
            date = try CivilDate(validating: day.year, month: day.month, day: day.day)
        } catch {
            throw CivilTimeError(code: .timestamp, message: "\(quoted(text)) is refused: \(error.message)")
        }
        let seconds = CivilDateTime(date: date, time: time).wallSeconds - Int64(offset)
        self.init(milliseconds: seconds * 1000 + Int64(time.millisecond))
        guard Self.writable.contains(milliseconds) else {
            let message = "\(quoted(text)) is outside the years 0000 to 9999 in UTC."
            throw CivilTimeError(code: .timestamp, message: message)
        }
    }

    /// The instant as the API writes it: `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    ///
    /// Outside the years 0000 to 9999 the year has a sign and at least six digits.
    package var iso8601: String {
        let (seconds, millisecond) = milliseconds.flooredDivision(by: 1000)
        let (dayNumber, second) = seconds.flooredDivision(by: 86_400)
        let date = CivilDate(dayNumber: Int(dayNumber))
        guard CivilDate.years.contains(date.year) else {
            return Self.expanded(date, secondOfDay: Int(second), millisecond: Int(millisecond))
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        bytes.appendDate(date, secondOfDay: Int(second))
        bytes.append(0x2E)
        bytes.append(Int(millisecond), digits: 3)
        bytes.append(0x5A)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same text as `iso8601`.
    package var description: String { iso8601 }

    private static func expanded(_ date: CivilDate, secondOfDay: Int, millisecond: Int) -> String {
        let time = ClockTime(secondOfDay: secondOfDay)
        let year = (date.year < 0 ? "-" : "+") + Int(date.year.magnitude).padded(6)
        let clock = "\(time.hour.padded(2)):\(time.minute.padded(2)):\(time.second.padded(2))"
        return "\(year)-\(date.month.padded(2))-\(date.day.padded(2))T\(clock).\(millisecond.padded(3))Z"
    }
}

// MARK: - Offsets and refusals

extension Instant {
    /// Reads `Z`, `±hh:mm` or `±hhmm` and returns seconds east of UTC.
    private static func offset(
        of text: some StringProtocol,
        in scanner: inout TextScanner,
    ) throws(CivilTimeError) -> Int {
        if scanner.skip("Z") { return 0 }
        let prefix = String(decoding: scanner.bytes[..<scanner.position], as: UTF8.self)
        if scanner.isAtEnd {
            let message =
                "\(quoted(text)) has no offset; write \(prefix)Z if it is UTC, "
                + "or add the offset of the place, such as \(prefix)-07:00."
            throw CivilTimeError(code: .timestamp, message: message)
        }
        if scanner.rest == "z" {
            throw CivilTimeError(code: .timestamp, message: "\(quoted(text)) ends in a small z; write \(prefix)Z.")
        }
        let sign = scanner.skip("+") ? 1 : scanner.skip("-") ? -1 : 0
        guard sign != 0, let hours = scanner.number(digits: 2) else { throw refused(text) }
        if scanner.isAtEnd {
            let message = "\(quoted(text)) has an offset of hours only; write \(text):00."
            throw CivilTimeError(code: .timestamp, message: message)
        }
        _ = scanner.skip(":")
        guard let minutes = scanner.number(digits: 2) else { throw refused(text) }
        guard hours <= 23, minutes <= 59 else {
            let message = "\(quoted(text)): an offset has at most 23 hours and 59 minutes."
            throw CivilTimeError(code: .timestamp, message: message)
        }
        return sign * (hours * 3600 + minutes * 60)
    }

    private static func refusedSeparator(_ text: some StringProtocol, _ scanner: TextScanner) -> CivilTimeError {
        let date = String(decoding: scanner.bytes[..<scanner.position], as: UTF8.self)
        let rest = scanner.rest
        if rest.isEmpty {
            let message =
                "\(quoted(text)) is a date without a time; write \(date)T11:00:00Z, or with an offset such as -07:00."
            return CivilTimeError(code: .timestamp, message: message)
        }
        if rest.hasPrefix("t") || rest.hasPrefix(" ") {
            let corrected = quoted("\(date)T\(rest.dropFirst())")
            let message = "\(quoted(text)) needs a capital T between date and time; write \(corrected)."
            return CivilTimeError(code: .timestamp, message: message)
        }
        return refused(text)
    }

    private static func refused(_ text: some StringProtocol) -> CivilTimeError {
        let message =
            "\(quoted(text)) is not a timestamp; write date, T, time and offset, "
            + "such as 2026-11-24T11:00:00Z or 2026-11-24T11:00:00-07:00."
        return CivilTimeError(code: .timestamp, message: message)
    }
}

extension [UInt8] {
    /// Appends a number that is not negative, in so many digits.
    mutating func append(_ value: Int, digits: Int) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(truncatingIfNeeded: 0x30 + value / divisor % 10))
            divisor /= 10
        }
    }

    /// Appends `YYYY-MM-DDTHH:MM:SS`.
    mutating func appendDate(_ date: CivilDate, secondOfDay: Int) {
        append(date.year, digits: 4)
        append(0x2D)
        append(date.month, digits: 2)
        append(0x2D)
        append(date.day, digits: 2)
        append(0x54)
        append(secondOfDay / 3600, digits: 2)
        append(0x3A)
        append(secondOfDay / 60 % 60, digits: 2)
        append(0x3A)
        append(secondOfDay % 60, digits: 2)
    }
}

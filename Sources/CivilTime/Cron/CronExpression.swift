/// A schedule in five cron fields, or a macro such as `@daily`.
///
/// The grammar is that of Debian's cron without its bugs: names in any case, 0 and 7 for Sunday, lists,
/// ranges and steps, `L` and `LW` for days of the month, `5L` and `2#3` for days of the week.
/// A day must match both day fields when one of them starts with `*`, and otherwise either one.
package struct CronExpression: Hashable, Sendable {
    let source: String
    let clock: CronClock
    let days: CronDays
    /// Whether neither the minute nor the hour starts with `*`: such a job is due at wall times, not real minutes.
    let isFixed: Bool

    /// Reads an expression.
    /// - Throws: `cron`, naming the field and offering a form that works; also when it could never fire.
    package init(parsing text: some StringProtocol) throws(CivilTimeError) {
        let source = String(text)
        do {
            try self.init(source: source)
        } catch {
            throw error.sentence(about: source)
        }
    }

    init(source: String) throws(CronRefusal) {
        let texts = try CronSource(source).fields()
        var fields: [CronField] = []
        for (text, kind) in zip(texts, CronFieldKind.allCases) {
            fields.append(try CronField(text, kind))
        }
        self.source = source
        clock = CronClock(minutes: fields[0].values, hours: fields[1].values)
        isFixed = !fields[0].startsWithStar && !fields[1].startsWithStar
        days = CronDays(daysOfMonth: fields[2], months: fields[3], daysOfWeek: fields[4])
        guard days.canFire else {
            let reason = "no such day ever comes in the months given, so it could never fire"
            throw CronRefusal(kind: .dayOfMonth, reason: reason, alternatives: ["L", "*"])
        }
    }

    /// A warning when both day fields are restricted, because cron then does what few people expect.
    package var caution: String? {
        guard days.daysOfMonth.isRestricted(.dayOfMonth), days.daysOfWeek.isRestricted(.dayOfWeek) else { return nil }
        return days.needsBoth
            ? "It fires only on days that match day-of-month and day-of-week, because one of them starts with *."
            : "It fires on every day that matches day-of-month or day-of-week, not only on days that match both."
    }
}

extension CronExpression: CustomStringConvertible {
    /// The text that was parsed.
    package var description: String { source }
}

extension CronRefusal {
    /// The refusal in words, with the first alternative that makes the whole expression work.
    fileprivate func sentence(about source: String) -> CivilTimeError {
        let subject =
            kind.map { "the \($0.name) field of \(quoted(source)) is refused" } ?? "\(quoted(source)) is refused"
        let working = alternatives.map { replacing(in: source, with: $0) }.first {
            (try? CronExpression(source: $0)) != nil
        }
        let there = kind == nil ? nil : alternatives.first.map { "Write \($0) there" }
        let offer = working.map { "Write \"\($0)\"" } ?? there
        let example = "Write five fields, such as \"0 11 * * *\" for 11:00 every day"
        let message = "\(subject): \(reason). \(offer ?? example)."
        return CivilTimeError(code: .cron, message: message.prefix(1).uppercased() + message.dropFirst())
    }

    private func replacing(in source: String, with alternative: String) -> String {
        guard let kind else { return alternative }
        var fields = source.split(whereSeparator: \.isWhitespace).map(String.init)
        guard fields.count == CronFieldKind.allCases.count else { return alternative }
        fields[kind.rawValue] = alternative
        return fields.joined(separator: " ")
    }
}

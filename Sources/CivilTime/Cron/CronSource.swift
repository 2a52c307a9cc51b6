/// The text of a cron expression, before its fields are looked at.
struct CronSource {
    let words: [String]

    init(_ text: String) {
        words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
    }

    /// The five fields, of a macro too.
    func fields() throws(CronRefusal) -> [String] {
        guard let first = words.first else { throw refusal("it is empty", "0 11 * * *") }
        if first.hasPrefix("@") { return try macro(first) }
        if first.hasPrefix("TZ=") || first.hasPrefix("CRON_TZ=") {
            let rest = words.dropFirst().joined(separator: " ")
            throw refusal("the zone does not belong in the expression; give it apart from it", rest)
        }
        if words.count == 5, !first.contains(":") { return words }
        if let said = said { throw refusal("a time of day is two of the five fields, minute and hour", said) }
        guard words.count != 5 else { return words }
        throw refusalOfCount()
    }

    /// The fields of a time of day that stands there as people say it: alone, with days, or in the place of the minute.
    private var said: String? {
        if let all = CronWords(words) { return all.fields }
        guard words.count > 1, words[0].contains(":"), let clock = CronWords([words[0]]) else { return nil }
        let rest = words.count == 5 ? Array(words[2...]) : words.count == 4 ? Array(words[1...]) : []
        let fields = clock.fields.split(separator: " ").prefix(2).map(String.init)
        return rest.isEmpty ? clock.fields : (fields + rest).joined(separator: " ")
    }

    private static let macros = [
        "@hourly": "0 * * * *",
        "@daily": "0 0 * * *",
        "@midnight": "0 0 * * *",
        "@weekly": "0 0 * * 0",
        "@monthly": "0 0 1 * *",
        "@yearly": "0 0 1 1 *",
        "@annually": "0 0 1 1 *",
    ]

    private func macro(_ word: String) throws(CronRefusal) -> [String] {
        if words.count == 1, let fields = Self.macros[word.lowercased()] {
            return fields.split(separator: " ").map(String.init)
        }
        switch word.lowercased() {
        case "@every":
            let offer = words.dropFirst().first.flatMap(Self.cron(every:)) ?? "*/5 * * * *"
            throw refusal("@every has no fixed place on the clock", offer)
        case "@reboot": throw refusal("@reboot is no time; a schedule needs one", "@daily")
        case let word where Self.macros[word] != nil: throw refusal("\(word) stands alone", word)
        default:
            let known = "@hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually"
            throw refusal("\(quoted(word)) is not a macro; the macros are \(known)", "@daily")
        }
    }

    /// The expression nearest to a period, nil when no expression repeats evenly with it.
    private static func cron(every period: String) -> String? {
        guard let span = try? TimeSpan(parsing: period) else { return nil }
        let minutes = span.milliseconds / 60_000
        guard span.milliseconds > 0, span.milliseconds % 60_000 == 0 else { return nil }
        switch minutes {
        case 1: return "* * * * *"
        case 60: return "0 * * * *"
        case 1440: return "0 0 * * *"
        case 1..<60 where 60 % minutes == 0: return "*/\(minutes) * * * *"
        case 61..<1440 where minutes % 60 == 0 && 1440 % minutes == 0: return "0 */\(minutes / 60) * * *"
        default: return nil
        }
    }

    private func refusalOfCount() -> CronRefusal {
        let names = "minute, hour, day-of-month, month, day-of-week"
        switch words.count {
        case ..<5:
            let filled = words + ["0", "0", "*", "*", "*"].dropFirst(words.count)
            let reason = "it has \(words.count) of the five fields \(names)"
            return refusal(reason, filled.joined(separator: " "))
        case 6 where Int(words[5]).map({ $0 >= 1970 }) == true:
            return refusal(
                "a year field is not supported; the five fields are \(names)",
                joined(words[..<5])
            )
        case 6...7:
            let reason = "a seconds field is not supported; the five fields are \(names)"
            return refusal(reason, joined(words[1..<6]), joined(words[..<5]))
        default:
            return refusal("it has \(words.count) fields instead of five: \(names)", joined(words[..<5]))
        }
    }

    private func joined(_ words: ArraySlice<String>) -> String {
        words.joined(separator: " ")
    }

    private func refusal(_ reason: String, _ alternatives: String...) -> CronRefusal {
        CronRefusal(kind: nil, reason: reason, alternatives: alternatives)
    }
}

/// One item between the commas of a cron field, in capitals.
struct CronItem {
    enum Meaning {
        case values(UInt64)
        case lastDay
        case lastWeekday
        case last(weekday: Int)
        case numbered(weekday: Int, number: Int)
    }

    let text: String
    let kind: CronFieldKind

    /// What the item allows.
    func meaning() throws(CronRefusal) -> Meaning {
        if kind == .dayOfMonth, let meaning = try lastDayMeaning() { return meaning }
        if kind == .dayOfWeek, let meaning = try weekdayMeaning() { return meaning }
        if text == "?" { return .values(bits(kind.range, step: 1)) }

        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { throw refusal("a value has one step at most", String(parts[0])) }
        let range = try self.range(String(parts[0]), hasStep: parts.count == 2)
        guard parts.count == 2 else { return .values(bits(range.bounds, step: 1)) }
        return .values(bits(range.bounds, step: try step(String(parts[1]), range: range)))
    }

    // MARK: - Ranges and steps

    private struct Range {
        let text: String
        let bounds: ClosedRange<Int>
    }

    private func range(_ text: String, hasStep: Bool) throws(CronRefusal) -> Range {
        if text == "*" { return Range(text: text, bounds: kind.range) }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard ends.count <= 2 else { throw refusal("a range has two ends", kind.example(near: nil)) }
        let first = try value(ends[0])
        guard ends.count == 2 else {
            return Range(text: text, bounds: first...(hasStep ? kind.range.upperBound : first))
        }
        let last = try value(ends[1])
        guard first <= last else {
            throw refusal("the range \(text) runs backwards", wrapped(first, last, isNamed: Int(ends[0]) == nil))
        }
        return Range(text: text, bounds: first...last)
    }

    private func step(_ text: String, range: Range) throws(CronRefusal) -> Int {
        guard let step = number(text) else {
            throw refusal("after / comes a number, the step", range.text)
        }
        guard step > 0 else { throw refusal("a step of 0 never moves on", range.text) }
        guard step <= kind.range.upperBound else {
            let start = String(range.bounds.lowerBound)
            throw refusal(
                "a step of \(step) leads past \(kind.range.upperBound), so only \(start) would be left",
                start
            )
        }
        return step
    }

    private func bits(_ range: ClosedRange<Int>, step: Int) -> UInt64 {
        stride(from: range.lowerBound, through: range.upperBound, by: step).reduce(0) { $0 | 1 << UInt64($1) }
    }

    /// A range that runs backwards, written as a list that means the same.
    private func wrapped(_ first: Int, _ last: Int, isNamed: Bool) -> String {
        let lowest = kind.range.lowerBound
        let highest = kind == .dayOfWeek ? 6 : kind.range.upperBound
        guard first <= highest else { return "\(lowest)-\(last)" }
        guard isNamed else {
            let head = first == highest ? "\(first)" : "\(first)-\(highest)"
            return head + (last == lowest ? ",\(last)" : ",\(lowest)-\(last)")
        }
        let cycle = Array(first...highest) + Array(lowest...last)
        return cycle.map { kind.names[$0 - lowest] }.joined(separator: ",")
    }

    // MARK: - Days counted from the end

    private func lastDayMeaning() throws(CronRefusal) -> Meaning? {
        switch text {
        case "L": return .lastDay
        case "LW", "WL": return .lastWeekday
        default: break
        }
        if text.hasPrefix("L-") { throw refusal("days before the last one are not supported", "L") }
        if text.hasSuffix("W"), let day = number(String(text.dropLast())) {
            let instead = kind.range.contains(day) ? String(day) : "1"
            throw refusal("the nearest weekday (W) is not supported, only LW for the last one", instead, "LW")
        }
        return nil
    }

    private func weekdayMeaning() throws(CronRefusal) -> Meaning? {
        if text == "L" { throw refusal("L needs a day before it, such as 5L for the last Friday", "5L") }
        let parts = text.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2 {
            let weekday = try value(parts[0]) % 7
            guard let number = number(parts[1]), (1...5).contains(number) else {
                throw refusal("after # comes 1 to 5, which one of the month", "\(parts[0])#1")
            }
            return .numbered(weekday: weekday, number: number)
        }
        guard text.hasSuffix("L"), !text.contains("/"), !text.contains("-") else { return nil }
        return .last(weekday: try value(String(text.dropLast())) % 7)
    }

    // MARK: - Single values

    private func value(_ text: String) throws(CronRefusal) -> Int {
        if let index = kind.names.firstIndex(of: text) { return kind.range.lowerBound + index }
        guard let value = number(text) else {
            let nearest = kind.names.first { text.count > 3 && text.hasPrefix($0) }
            let reason = text.isEmpty ? "a value is missing" : "\(quoted(text)) is not a value"
            throw refusal("\(reason), \(kind.allowed)", nearest ?? kind.example(near: nil))
        }
        guard kind.range.contains(value) else {
            throw refusal("\(value) is out of range, \(kind.allowed)", kind.example(near: value))
        }
        return value
    }

    private func number(_ text: String) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ $0.digitValue != nil }) else { return nil }
        return Int(text)
    }

    private func refusal(_ reason: String, _ alternatives: String...) -> CronRefusal {
        CronRefusal(kind: kind, reason: reason, alternatives: alternatives)
    }
}

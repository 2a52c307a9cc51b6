/// What one field of a cron expression allows.
struct CronField: Hashable, Sendable {
    /// The plain values, a bit each.
    private(set) var values: UInt64 = 0
    /// Whether the text starts with `*` (or `?`), which changes how the day fields combine.
    let startsWithStar: Bool
    /// `L` in day-of-month.
    private(set) var hasLastDay = false
    /// `LW` in day-of-month.
    private(set) var hasLastWeekday = false
    /// `dL` in day-of-week: the weekdays meant, a bit each from Sunday.
    private(set) var lastWeekdays: UInt8 = 0
    /// `d#n` in day-of-week: for each n from 1 to 5 the weekdays meant.
    private(set) var numberedWeekdays: [UInt8] = [0, 0, 0, 0, 0]

    /// Reads a field's text.
    init(_ text: String, _ kind: CronFieldKind) throws(CronRefusal) {
        startsWithStar = text.hasPrefix("*") || text.hasPrefix("?")
        let items = text.split(separator: ",", omittingEmptySubsequences: false)
        for (index, item) in items.enumerated() {
            guard !item.isEmpty else {
                let rest = items.filter { !$0.isEmpty }.joined(separator: ",")
                throw CronRefusal(kind: kind, reason: "a comma has nothing beside it", alternatives: [rest])
            }
            do {
                try add(CronItem(text: item.uppercased(), kind: kind))
            } catch {
                let alternatives = error.alternatives.map { alternative in
                    var corrected = items.map(String.init)
                    corrected[index] = alternative
                    return corrected.joined(separator: ",")
                }
                throw CronRefusal(kind: kind, reason: error.reason, alternatives: alternatives)
            }
        }
        if kind == .dayOfWeek, values & 1 << 7 != 0 {
            values = values & ~(1 << 7) | 1
        }
    }

    /// Whether the field leaves anything out.
    func isRestricted(_ kind: CronFieldKind) -> Bool {
        let last = kind == .dayOfWeek ? 6 : kind.range.upperBound
        return (kind.range.lowerBound...last).contains { values & 1 << UInt64($0) == 0 }
    }

    private mutating func add(_ item: CronItem) throws(CronRefusal) {
        switch try item.meaning() {
        case .values(let bits): values |= bits
        case .lastDay: hasLastDay = true
        case .lastWeekday: hasLastWeekday = true
        case .last(let weekday): lastWeekdays |= 1 << UInt8(weekday)
        case .numbered(let weekday, let number): numberedWeekdays[number - 1] |= 1 << UInt8(weekday)
        }
    }
}

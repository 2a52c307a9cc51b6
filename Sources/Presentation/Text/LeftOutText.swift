internal import Model
internal import Spelling

/// What was left out of a run, and why: at its end, where not all is done.
struct LeftOutText {
    private static let shown = 3
    /// So many with one reason stand in one line.
    private static let alike = 3

    private let plan: Plan

    init(_ plan: Plan) {
        self.plan = plan
    }

    /// Each with its reason, for the plan: those that one run of the last hours moved stand together, and three and more of one reason.
    var listed: [String] {
        let reasons = Dictionary(plan.leftOut.map { ($0.why, 1) }, uniquingKeysWith: +)
        var items: [(names: [String], left: Plan.LeftOut)] = []
        for left in plan.leftOut {
            let place = items.firstIndex { item in
                guard let earlier = left.earlier else {
                    return reasons[left.why] ?? 0 >= Self.alike && item.left.earlier == nil && item.left.why == left.why
                }
                return item.left.earlier?.run == earlier.run && item.left.earlier?.isRepeated == earlier.isRepeated
            }
            if let place { items[place].names.append(left.what.shown) } else { items.append(([left.what.shown], left)) }
        }
        return items.map { "\($0.names.joined(separator: ", "))  \(ForeignText.sentence($0.left.why))" }
    }

    /// A line for each reason, the most frequent first: `LEFT OUT  2 (overlap): BK-1 Ito, BK-2 Haas`.
    ///
    /// What the command line asked to leave is no news.
    var lines: [String] {
        lines(of: plan.leftOut.filter { !$0.isOfOthers })
    }

    /// The same without what runs of the last hours had moved, which is told by itself.
    var linesBesideEarlier: [String] { lines(of: plan.leftOut.filter { !$0.isOfOthers && $0.earlier == nil }) }

    private func lines(of left: [Plan.LeftOut]) -> [String] {
        let reasons = Dictionary(grouping: left) { Self.reason($0.why) }
            .map { (reason: $0.key, count: $0.value.reduce(0) { $0 + $1.count }, items: $0.value) }
            .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
        let lines = reasons.prefix(Self.shown).map { reason in
            let names = NameList(reason.items.map(\.what.shown), shown: Self.shown).text
            return "LEFT OUT  \(reason.count) (\(reason.reason)): \(names)"
        }
        let rest = reasons.dropFirst(Self.shown).reduce(0) { $0 + $1.count }
        return lines + (rest > 0 ? ["LEFT OUT  \(rest) more, for other reasons: the plan has them"] : [])
    }

    /// Why, each reason with its count, as an aside behind the number of all: ` (1 line could not be read, 2 overlap)`.
    ///
    /// A reason that a script gives is told with its stay, and is counted here where others are named: they add up to the number.
    var aside: String {
        var parts = EarlierText(plan).parts + byChecks.map { "\($1.count) \($0.rawValue)" }
        if plan.unreadCount > 0 { parts.insert("\(plan.unreadCount.counted("line")) could not be read", at: 0) }
        guard !parts.isEmpty else { return "" }
        let told = plan.leftOut.filter { $0.isUnread || $0.earlier != nil || Self.check(of: $0) != nil }
        let others = plan.leftOutCount - told.reduce(0) { $0 + $1.count }
        if others > 0 { parts.append("\(others) for \(others == 1 ? "another reason" : "other reasons")") }
        return " (\(parts.joined(separator: ", ")))"
    }

    /// Whether all that was left out is for checks whose rows the line said to leave out.
    var isAllByChecks: Bool {
        plan.leftOut.allSatisfy { $0.isOfOthers || $0.earlier != nil || Self.check(of: $0) != nil }
    }

    /// What was left out by a check, and not by a run of the last hours, in the order of the checks.
    private var byChecks: [(check: RowCheck, left: [Plan.LeftOut])] {
        let left = plan.leftOut.filter { $0.earlier == nil }
        return RowCheck.allCases.compactMap { check in
            let found = left.filter { Self.check(of: $0) == check }
            return found.isEmpty ? nil : (check, found)
        }
    }

    /// The check that left something out, nil where none did.
    private static func check(of left: Plan.LeftOut) -> RowCheck? {
        left.isOfOthers ? nil : RowCheck(rawValue: String(left.why.prefix { $0 != ":" }))
    }

    /// The word of the check that left it out, else the whole reason.
    private static func reason(_ why: String) -> String {
        let word = String(why.prefix { $0 != ":" })
        return RowCheck(rawValue: word) == nil ? ForeignText.sentence(why) : word
    }
}

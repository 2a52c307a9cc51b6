internal import Model

/// What was left out of a run, and why: at its end, where not all is done.
struct LeftOutText {
    private static let shown = 3

    private let plan: Plan

    init(_ plan: Plan) {
        self.plan = plan
    }

    /// A line for each reason, the most frequent first: `LEFT OUT  2 (overlap): BK-1 Ito, BK-2 Haas`.
    ///
    /// What the command line asked to leave is no news.
    var lines: [String] {
        let left = plan.leftOut.filter { !$0.isOfOthers }
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

    /// The word of the check that left it out, else the whole reason.
    private static func reason(_ why: String) -> String {
        let word = String(why.prefix { $0 != ":" })
        return RowCheck(rawValue: word) == nil ? ForeignText.sentence(why) : word
    }
}

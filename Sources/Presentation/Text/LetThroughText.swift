package import Model

/// Which stays were let through because a check was allowed, by its word.
package struct LetThroughText {
    private static let shown = 3

    private let plan: Plan

    /// Makes the text of a plan.
    package init(_ plan: Plan) {
        self.plan = plan
    }

    /// A line for each check: `LET THROUGH  2 by overlap: BK-1 Ito, BK-2 Haas`.
    package var lines: [String] {
        plan.letThrough.map { passed in
            let names = NameList(passed.labels, shown: Self.shown).text
            return "LET THROUGH  \(passed.labels.count) by \(passed.check.rawValue): \(names)"
        }
    }
}

/// The first of some names, and how many more there are.
struct NameList {
    let text: String

    /// Makes the list of names as they may be shown.
    init(_ names: [String], shown: Int) {
        let rest = names.count - shown
        text = names.prefix(shown).joined(separator: ", ") + (rest > 0 ? ", … \(rest) more" : "")
    }
}

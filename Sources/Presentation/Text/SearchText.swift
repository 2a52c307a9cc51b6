package import Model
internal import Spelling

/// What a script looked at that changes nothing, and which condition took the last group.
package struct SearchText {
    private let search: Plan.Search

    /// Makes the text of a search.
    package init(_ search: Plan.Search) {
        self.search = search
    }

    /// One sentence, such as "47 groups looked at; of 12 that were left, none ending on 2026-11-24".
    package var sentence: String {
        let looked = "\(search.groups.counted("group")) looked at"
        guard let condition = search.emptiedBy else { return "\(looked)." }
        guard search.asked < search.groups, search.asked > 0 else { return "\(looked), none \(condition.shown)." }
        let left = search.asked == 1 ? "1 that was" : "\(search.asked) that were"
        return "\(looked); of \(left) left, none \(condition.shown)."
    }
}

internal import Model

/// What the journal has as left of a run that is resumed, and what the codes show of that.
struct RestText {
    private static let words: [(RowStatus, String)] = [
        (.already, "moved already"), (.planned, "still to be sent"), (.pending, "not to be seen yet"),
        (.conflict, "changed by others"),
    ]

    private let rest: Plan.Rest?

    init(_ plan: Plan) {
        rest = plan.rest
    }

    /// `39 groups left (23 not sent, 16 to be read first); read now: 16 moved already, 23 still to be sent`.
    var lines: [String] {
        guard let rest, rest.groups > 0 else { return [] }
        let found = Self.words.compactMap { status, word in rest.found[status].map { "\($0) \(word)" } }
        return ["\(rest.text); read now: \(found.joined(separator: ", "))"]
    }
}

internal import Model

extension PlanError {
    /// The refusal of a name or a door that no row of the plan has.
    init(_ unmatched: RowSelection.Unmatched) {
        let text = unmatched.text.shown
        let nearest = Suggestion.nearest(to: unmatched.text, among: unmatched.among)
            .map { "did you mean \"\($0.shown)\"?" }
        let advice = nearest ?? "its first ones are \(Self.some(of: unmatched.among))."
        let remedy: Remedy =
            Suggestion.nearest(to: unmatched.text, among: unmatched.among).map { .instead(of: unmatched.text, $0) }
            ?? .findStays
        switch unmatched.what {
        case .name: self.init(.noMatch, "No group of the plan is named \"\(text)\"; \(advice)", remedy: remedy)
        case .door: self.init(.noMatch, "No group of the plan is on a door \"\(text)\"; \(advice)", remedy: remedy)
        case .house: self.init(.noMatch, "No group of the plan is in a house \"\(text)\"; \(advice)", remedy: remedy)
        case .both:
            let sentence = "No group of the plan has one of the names, doors and houses together."
            self.init(.noMatch, sentence, remedy: .findStays)
        }
    }

    /// The refusal of a door or a house that is not in the workspace.
    init(noPlace unmatched: RowSelection.Unmatched) {
        let (text, names) = (unmatched.text, unmatched.among)
        let nearest = Suggestion.nearest(to: text, among: names)
        let what = unmatched.what == .house ? "No house" : "No door"
        let known = names.isEmpty ? "" : " the first ones are \(Self.some(of: names))"
        let advice =
            nearest.map { "did you mean \"\($0.shown)\"?" }
            ?? (unmatched.what == .house ? "\(known)." : "* stands for any text, as in \"Room *\".")
        self.init(
            .noMatch,
            "\(what) is named \"\(text.shown)\"; \(advice.drop { $0 == " " })",
            remedy: nearest.map { .instead(of: text, $0) } ?? .findStays,
        )
    }

    private static func some(of names: [String]) -> String {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }.prefix(5).map { "\"\($0.shown)\"" }.joined(separator: ", ")
    }
}

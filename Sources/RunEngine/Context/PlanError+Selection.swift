internal import Model

extension PlanError {
    /// The refusal of a name, a door or a house that names nothing, with the nearest that there is.
    init(_ unmatched: RowSelection.Unmatched) {
        let sentence =
            switch unmatched.what {
            case .name: "No group is named \"\(unmatched.text.shown)\""
            case .door: "No door is named \"\(unmatched.text.shown)\""
            case .house: "No door is in a house \"\(unmatched.text.shown)\""
            case .both: "No group has the names, the doors and the houses together that were asked for"
            }
        let nearest = Self.nearest(to: unmatched)
        let advice = nearest.map { "; did you mean \"\($0.shown)\"?" } ?? Self.advice(on: unmatched)
        let remedy = nearest.map { Remedy.instead(of: unmatched.text, $0) } ?? .findStays
        self.init(.noMatch, sentence + advice, remedy: remedy)
    }

    /// The nearest name; of stays also the nearest word of one, such as a surname.
    private static func nearest(to unmatched: RowSelection.Unmatched) -> String? {
        if let nearest = Suggestion.nearest(to: unmatched.text, among: unmatched.among) { return nearest }
        guard unmatched.what == .name else { return nil }
        let words = Set(unmatched.among.flatMap { $0.split(separator: " ").map(String.init) })
        return Suggestion.nearest(to: unmatched.text, among: words.sorted())
    }

    /// What is said where nothing is near.
    private static func advice(on unmatched: RowSelection.Unmatched) -> String {
        let names = some(of: unmatched.among)
        switch unmatched.what {
        case .door where !names.isEmpty: return "; there are \(names); * stands for any text, as in \"Room *\"."
        case .both: return "."
        default: return names.isEmpty ? "." : "; there are \(names)."
        }
    }

    private static func some(of names: [String]) -> String {
        var seen: Set<String> = []
        let all = names.filter { seen.insert($0).inserted }
        let first = all.prefix(5).map { "\"\($0.shown)\"" }.joined(separator: ", ")
        return all.count > 5 ? "\(first) and \(all.count - 5) more" : first
    }
}

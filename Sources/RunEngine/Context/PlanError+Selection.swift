internal import CivilTime
internal import Model

extension PlanError {
    /// The refusal of a name, a door or a house that names nothing, with the nearest that there is.
    init(_ unmatched: RowSelection.Unmatched) {
        let sentence =
            switch unmatched.what {
            case .name: "No group is named \"\(unmatched.text.shown)\""
            case .door: "No door is named \"\(unmatched.text.shown)\""
            case .house: "No door is in a house \"\(unmatched.text.shown)\""
            case .severalHouses: "The names of several houses begin with \"\(unmatched.text.shown)\""
            case .both: "No group has the names, the doors and the houses together that were asked for"
            }
        let isOpen = unmatched.what == .both || unmatched.what == .severalHouses
        let unfinished = unmatched.what == .house ? HouseText(unmatched.text).unfinished(among: unmatched.among) : nil
        let nearest =
            unfinished.map { [$0] } ?? (isOpen ? [] : NearestWords.find(unmatched.text, among: unmatched.among))
        let advice = NearestWords.question(nearest).map { "; \($0)" } ?? Self.advice(on: unmatched)
        let remedy: Remedy? =
            unmatched.what == .severalHouses
            ? nil : nearest.count == 1 ? .instead(of: unmatched.text, nearest[0]) : .findStays
        self.init(.noMatch, sentence + advice, remedy: remedy)
    }

    /// What is said where nothing is near.
    private static func advice(on unmatched: RowSelection.Unmatched) -> String {
        let names = some(of: unmatched.among)
        switch unmatched.what {
        case .door where !names.isEmpty: return "; there are \(names); * stands for any text, as in \"Room *\"."
        case .both: return "."
        case .severalHouses: return ": \(names); name one of them."
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

extension PlanError {
    /// The refusal of a name that no row has, for a command that takes something: the rows that are near are told with rooms and
    /// hours, and nothing is offered for them.
    init(_ refusal: PlanError, near rows: [Row], by words: String, at now: Instant) {
        let lines = rows.prefix(5).map { row in
            let end = row.members.compactMap(\.after.endsAt).max().map {
                ", ends \(LocalTime.zoned($0, row.zone, near: now))"
            }
            return "  \(row.label)   \(row.members.map(\.door.shown).joined(separator: ", "))\(end ?? "")"
        }
        self.init(refusal.code, ([refusal.message] + lines).joined(separator: "\n"), remedy: .findFirst(words))
    }
}

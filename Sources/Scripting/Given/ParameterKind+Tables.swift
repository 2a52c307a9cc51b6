internal import Spelling

extension ParameterKind {
    /// What is wrong with the values of a table.
    func refusals(of table: GivenTable, at place: GivenPlace) -> [Refusal] {
        switch self {
        case .fields(let fields, let mayBeEmpty): return Self.named(table, fields, mayBeEmpty: mayBeEmpty, at: place)
        case .durationOrUnits, .source: return Self.named(table, fields, mayBeEmpty: false, at: place)
        case .laterDuration, .step: return days(table, at: place)
        case .shift:
            guard table.names.contains("days") else {
                return Self.named(table, Self.edges, mayBeEmpty: false, at: place)
            }
            return days(table, at: place)
        case .texts(let element), .textOrTexts(let element): return texts(table, element, at: place)
        case .booleanOrTexts: return texts(table, "string", at: place)
        case .checks:
            guard !table.isEmpty else { return [place.refusal("\(place.name) must be \(words)")] }
            return Self.elements(table, .checks, place.name, at: place)
        case .description(let kind): return Self.description(table, kind, at: place)
        case .range: return Self.range(table, at: place)
        default: return []
        }
    }

    /// `{ days = n }`, alone.
    private func days(_ table: GivenTable, at place: GivenPlace) -> [Refusal] {
        let refusals = Self.named(table, [Self.days], mayBeEmpty: false, alone: true, at: place)
        guard refusals.isEmpty, case .integer(let count) = table["days"] else { return refusals }
        let inner = place.field("days")
        switch self {
        case .laterDuration where count <= 0: return [inner.refusal("it moves the end later, and \(count) days do not")]
        case _ where count == 0: return [inner.refusal("a duration of nothing moves nothing")]
        case _ where abs(count) > Self.mostDays: return [inner.refusal("\(count) days are too many")]
        default: return []
        }
    }

    /// How far a step on the calendar may go.
    static let mostDays: Int64 = 3660

    private func texts(_ table: GivenTable, _ element: String, at place: GivenPlace) -> [Refusal] {
        guard !table.isEmpty, table.names.isEmpty, !table.hasOthers else {
            return [place.refusal("\(place.name) must be a list of \(element)s, with at least one and no gap")]
        }
        return Self.elements(table, .sentence, "a \(element)", at: place)
    }

    private static func elements(
        _ table: GivenTable,
        _ kind: ParameterKind,
        _ name: String,
        at place: GivenPlace,
    ) -> [Refusal] {
        table.sequence.enumerated().flatMap { kind.refusals(of: $0.element, at: place.element($0.offset, name)) }
    }

    private static func range(_ table: GivenTable, at place: GivenPlace) -> [Refusal] {
        let bounds = table.sequence
        guard bounds.count == 2, table.names.isEmpty, !table.hasOthers else {
            guard !table.isOpen else { return [] }
            return [place.refusal("\(place.name) must be \(ParameterKind.range.words)")]
        }
        if case .integer(let least) = bounds[0], case .integer(let most) = bounds[1], least > most || least < 0 {
            return [place.refusal("\(place.name) = { \(least), \(most) } is no range; the least comes first")]
        }
        return elements(table, .wholeNumber(from: nil), place.name, at: place)
    }

    /// What a script says about one of its arguments; a choice has its words beside the names.
    private static func description(_ table: GivenTable, _ kind: ArgumentKind, at place: GivenPlace) -> [Refusal] {
        guard kind == .choice else { return named(table, kind.parameters, mayBeEmpty: true, at: place) }
        let refusals = named(table, kind.parameters, mayBeEmpty: true, takesSequence: true, at: place)
        let words = table.sequence
        guard !words.isEmpty || table.isOpen else {
            let example = "args.choice{ \"report\", \"move\" }"
            return refusals + [place.refusal("give the words to choose from, such as \(example)")]
        }
        let known = words.compactMap { word -> String? in if case .text(let text?) = word { text } else { nil } }
        guard known.count == words.count, table.names.contains("default") else {
            return refusals + elements(table, .text, "a word", at: place)
        }
        return refusals + ParameterKind.word(known).refusals(of: table["default"], at: place.field("default"))
    }

    /// What is wrong with a table of named values.
    private static func named(
        _ table: GivenTable,
        _ fields: [SurfaceParameter],
        mayBeEmpty: Bool,
        takesSequence: Bool = false,
        alone: Bool = false,
        at place: GivenPlace,
    ) -> [Refusal] {
        let known = fields.map(\.name)
        let list = known.joined(separator: ", ")
        if alone, table.names.count > 1 { return [place.refusal("{ \(list) = … } stands alone")] }
        if table.isEmpty, !mayBeEmpty {
            let reason = "(a field whose value is nil is not there)"
            return [place.refusal("there is nothing in it; give \(list) by name \(reason)")]
        }
        var refusals: [Refusal] = []
        if table.hasOthers || (table.count > 0 && !takesSequence) {
            let first = table.count > 0 && !takesSequence ? [Refusal.Step.element(0)] : []
            let message = "\(place.function): give \(list) by name"
            refusals.append(Refusal(sort: .value, message: message, path: place.path + first))
        }
        for name in table.names {
            guard let field = fields.first(where: { $0.name == name }) else {
                let what = place.name == "options" ? "option" : "field"
                let message = NearestName.sentence(place.function, what, name, among: known)
                refusals.append(Refusal(sort: .name, message: message, path: place.path + [.field(name)]))
                continue
            }
            refusals += field.refusals(of: table[name], at: place.field(name))
        }
        for field in fields where !field.isOptional && !table.names.contains(field.name) && !table.isOpen {
            refusals.append(place.refusal("needs \(field.name)"))
        }
        return refusals
    }
}

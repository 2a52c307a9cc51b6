internal import LuaSyntax
internal import Scripting

/// The arguments of a call as its text tells them, and the places of what a call would refuse.
struct ArgumentCheck {
    let script: CheckedScript
    /// The values of the call, without the object of a method.
    let values: [Expression]
    /// Where a problem of the call as a whole is shown.
    let place: SourceRange

    /// The values as far as they are known.
    var given: [Given] { values.map(given) }

    /// What is shown of refusals, each at its place.
    func findings(_ refusals: [Refusal]) -> [Finding] {
        refusals.map { Finding(kind(of: $0), $0.message, at: range(of: $0)) }
    }

    private func kind(of refusal: Refusal) -> Finding.Kind {
        switch refusal.sort {
        case .value: .value
        case .time: .time
        case .name: .unknownName
        case .count: .parameter
        }
    }

    // MARK: - Values

    private func given(_ value: Expression) -> Given {
        if case .table(let table) = value.kind { return .table(given(table)) }
        guard let literal = script.literal(of: value) else { return given(script.shape(of: value)) }
        return switch literal {
        case .nil: .nil
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .float(let value): .number(value)
        case .text(let text): .text(text)
        case .bytes: .bytes
        }
    }

    private func given(_ table: TableConstructor) -> GivenTable {
        var fields: [(name: String, value: Given)] = []
        var sequence: [Given] = []
        var isOpen = false
        for field in table.fields {
            switch field.key {
            case .name(let name): fields.append((name.text, given(field.value)))
            case .position: sequence.append(given(field.value))
            case .expression: isOpen = true
            }
        }
        // The last element may be several, or none.
        if let last = table.fields.last, last.key == .position, ArgumentRule.mayGiveMore(last.value) {
            sequence.removeLast()
            isOpen = true
        }
        return GivenTable(fields: fields, sequence: sequence, isOpen: isOpen)
    }

    private func given(_ shape: Shape) -> Given {
        switch shape {
        case .unknown: .unknown
        case .nothing, .nil: .nil
        case .boolean: .boolean(nil)
        case .number: .number(nil)
        case .text: .text(nil)
        case .anyFunction, .endpoint, .function, .iterator: .function
        case .table, .list, .row, .record, .arguments: .table(nil)
        case .object(let kind): .object(kind)
        // Lua's own libraries are tables; those of Keyshift are not.
        case .module(let name) where Vocabulary.modules[name] == nil: .table(nil)
        case .module, .namespace: .other(shape.typeName ?? "a module")
        }
    }

    // MARK: - Places

    private func range(of refusal: Refusal) -> SourceRange {
        guard case .argument(let index)? = refusal.path.first, index < values.count else { return place }
        var value = values[index]
        for step in refusal.path.dropFirst() {
            guard case .table(let table) = value.kind, let field = field(step, of: table) else { return value.range }
            if refusal.sort == .name, step == refusal.path.last, case .name(let name) = field.key { return name.range }
            value = field.value
        }
        return value.range
    }

    private func field(_ step: Refusal.Step, of table: TableConstructor) -> TableConstructor.Field? {
        switch step {
        case .argument: return nil
        case .field(let name):
            return table.fields.last { if case .name(let key) = $0.key { key.text == name } else { false } }
        case .element(let index):
            let elements = table.fields.filter { $0.key == .position }
            return index < elements.count ? elements[index] : nil
        }
    }
}

internal import CivilTime
internal import LuaSyntax
internal import RunEngine

/// Compares an argument with what it has to be.
struct ArgumentCheck {
    /// The function, as messages show it.
    let function: String
    let script: CheckedScript

    /// What is wrong with the value of a parameter.
    func findings(_ value: Expression, _ parameter: Signature.Parameter) -> [Finding] {
        if !parameter.isRequired, script.literal(of: value) == .nil { return [] }
        return findings(value, parameter.kind, parameter.name)
    }

    private func findings(_ value: Expression, _ kind: Signature.Kind, _ name: String) -> [Finding] {
        if case .table(let table) = value.kind, let findings = findings(table, value, kind, name) { return findings }
        let literal = script.literal(of: value)
        let shape = literal?.shape ?? script.shape(of: value)
        if case .object(.query) = shape, kind == .table { return [] }
        if shape != .unknown, !kind.accepts(shape) { return [mismatch(value, kind, name, shape)] }
        return literal.flatMap { finding($0, kind, name, value.range) }.map { [$0] } ?? []
    }

    private func mismatch(_ value: Expression, _ kind: Signature.Kind, _ name: String, _ shape: Shape) -> Finding {
        let hint = shape == .nil || shape == .nothing ? "" : advice(kind, shape)
        return Finding(
            .value,
            "\(function): \(name) must be \(kind.words), not \(shape.typeName ?? "this")\(hint)",
            at: value.range,
        )
    }

    private func advice(_ kind: Signature.Kind, _ shape: Shape) -> String {
        switch (kind, shape) {
        case (.instant, .object(.date)): "; a date has no clock time: date:at(\"11:00\", zone) gives a time"
        case (.date, .object(.time)): "; a time has a date only in a zone: t:date(zone)"
        case (.text, .object(.group)): "; give one of its fields, such as its key"
        default: ""
        }
    }

    // MARK: - Literals

    private func finding(_ literal: Literal, _ kind: Signature.Kind, _ name: String, _ range: SourceRange) -> Finding? {
        switch (kind, literal) {
        case (.wholeNumber, .float(let number)) where Int64(exactly: number) == nil:
            return Finding(.value, "\(function): \(name) must be a whole number, not \(number)", at: range)
        case (.word(let words), .text(let text)), (.words(let words), .text(let text)):
            guard !words.contains(text) else { return nil }
            return Finding(.value, Wording.value(text, of: "\(function): \(name)", among: words), at: range)
        case (_, .text(let text)):
            do throws(CivilTimeError) {
                try kind.read(text)
            } catch {
                return Finding(.time, "\(function): \(error.message)", at: range)
            }
            return backwards(text, kind, range)
        default: return nil
        }
    }

    private func backwards(_ text: String, _ kind: Signature.Kind, _ range: SourceRange) -> Finding? {
        guard kind == .laterDuration, let span = try? TimeSpan(parsing: text), span <= .zero else { return nil }
        return Finding(
            .value,
            "extend moves the end later, and \"\(text)\" does not; to shorten a stay write g:shift{ ends = \"\(text)\" }",
            at: range,
        )
    }

    // MARK: - Tables

    /// What is wrong with a table that is written into the call; nil when it is no table that is wanted here.
    private func findings(
        _ table: TableConstructor,
        _ value: Expression,
        _ kind: Signature.Kind,
        _ name: String,
    ) -> [Finding]? {
        switch kind {
        case .fields(let fields, let mayBeEmpty): return named(table.fields, value, fields, mayBeEmpty: mayBeEmpty)
        case .laterDuration:
            return named(table.fields, value, [.init(name: "days", kind: .wholeNumber)], mayBeEmpty: false)
        case .durationOrUnits:
            let units = ["hours", "minutes", "seconds"]
            return named(table.fields, value, units.map { .init(name: $0, kind: .wholeNumber) }, mayBeEmpty: false)
        case .shift:
            let isDays = table.fields.contains { if case .name(let key) = $0.key { key.text == "days" } else { false } }
            let fields: [Signature.Field] =
                isDays
                ? [.init(name: "days", kind: .wholeNumber)]
                : [.init(name: "starts", kind: .durationOrDays), .init(name: "ends", kind: .durationOrDays)]
            return named(table.fields, value, fields, mayBeEmpty: false)
        case .durationOrDays:
            return named(table.fields, value, [.init(name: "days", kind: .wholeNumber)], mayBeEmpty: false)
        case .description(let kind): return description(table, value, kind)
        case .words(let words): return table.fields.flatMap { findings($0.value, .word(words), name) }
        case .devices where table.fields.isEmpty:
            return [
                Finding(
                    .value,
                    "\(function): the devices must be a list of device ids, with at least one",
                    at: value.range
                )
            ]
        case .devices: return table.fields.flatMap { findings($0.value, .text, "a device") }
        case .range: return range(table, value)
        case .table, .any: return []
        default: return nil
        }
    }

    /// What a script says about one of its arguments; a choice has its words beside the names.
    private func description(_ table: TableConstructor, _ value: Expression, _ kind: ArgumentKind) -> [Finding] {
        let words = table.fields.filter { $0.key == .position }
        let standard = table.fields.compactMap { field -> Expression? in
            if case .name(let name) = field.key, name.text == "default" { field.value } else { nil }
        }
        let fields = kind.options.map { option -> Signature.Field in
            switch option {
            case "about": .init(name: option, kind: .text)
            case "optional": .init(name: option, kind: .boolean)
            case "max", "min": .init(name: option, kind: .number)
            default: .init(name: option, kind: .standard(of: kind))
            }
        }
        guard kind == .choice else { return named(table.fields, value, fields, mayBeEmpty: true) }
        let rest = table.fields.filter { $0.key != .position }
        let allowed = words.compactMap { word in
            if case .text(let text)? = script.literal(of: word.value) { text } else { nil }
        }
        return named(rest, value, fields, mayBeEmpty: true)
            + (words.isEmpty
                ? [Finding(.value, "\(function): give the words to choose from", at: value.range)] : [])
            + (allowed.count == words.count && !words.isEmpty
                ? standard.flatMap { findings($0, .word(allowed), "default") } : [])
    }

    private func range(_ table: TableConstructor, _ value: Expression) -> [Finding] {
        let bounds = table.fields.map { script.literal(of: $0.value) }
        if bounds.count == 2, case .integer(let least)? = bounds[0], case .integer(let most)? = bounds[1], least > most
        {
            return [
                Finding(
                    .value,
                    "\(function): { \(least), \(most) } is no range; the least comes first",
                    at: value.range
                )
            ]
        }
        guard bounds.count != 2 else { return table.fields.flatMap { findings($0.value, .wholeNumber, "groups") } }
        return [
            Finding(
                .value,
                "\(function): groups must be a number, or the least and the most, such as { 1, 60 }",
                at: value.range,
            )
        ]
    }

    private func named(
        _ given: [TableConstructor.Field],
        _ value: Expression,
        _ fields: [Signature.Field],
        mayBeEmpty: Bool,
    ) -> [Finding] {
        let known = fields.map(\.name)
        if given.isEmpty, !mayBeEmpty {
            let message = "\(function): there is nothing in it; give \(known.joined(separator: ", ")) by name"
            return [Finding(.value, message, at: value.range)]
        }
        return given.flatMap { given -> [Finding] in
            switch given.key {
            case .name(let key):
                guard let field = fields.first(where: { $0.name == key.text }) else {
                    let message = Wording.missing(function, "field", key.text, among: known)
                    return [Finding(.unknownName, message, at: key.range)]
                }
                guard script.literal(of: given.value) != .nil else { return [] }
                return findings(given.value, field.kind, key.text)
            case .position:
                let message = "\(function): give \(known.joined(separator: ", ")) by name"
                return [Finding(.value, message, at: given.range)]
            case .expression: return []
            }
        }
    }
}

internal import Lua

/// The last argument of whatever records a change: `{ because =, once =, allow =, again = }`.
enum ChangeOptions {
    /// Reads the table at `index`, which may be missing.
    /// - Throws: `script_error` for a name that is not known, and for a value of another kind.
    static func read(_ arguments: LuaArguments, at index: Int, into change: inout Change) throws(LuaError) {
        let verb = arguments.function
        let options = try arguments.table(index, "the options")
        let known = ["because", "once", "allow", "again"]
        try options.refuseUnknown(known: known, what: "option", in: verb)
        func text(_ name: String) throws(LuaError) -> String? {
            guard let value = options.fields[name] else { return nil }
            let text = try LuaArguments(function: verb, values: [value]).string(0, name)
            guard !text.isEmpty else { throw LuaError("\(verb): \(name) is an empty text") }
            return text
        }
        change.because = try text("because")
        change.once = try text("once")
        switch options.fields["again"] {
        case nil: break
        case .boolean(let again): change.again = again
        case let value?: throw LuaArguments(function: verb, values: [value]).mismatch(0, "again", "true or false")
        }
        for word in try allowed(options.fields["allow"], verb) {
            switch AllowedCheck(rawValue: word) {
            case .lockout: change.allowsLockout = true
            case .mixed: change.allowsMixed = true
            case nil: throw LuaError("\(verb): allow can be \"lockout\" or \"mixed\", not \"\(word)\"")
            }
        }
    }

    /// One word, or a list of words.
    private static func allowed(_ value: LuaValue?, _ verb: String) throws(LuaError) -> [String] {
        switch value {
        case nil: return []
        case .string(let word): return [word]
        case .table(let table) where !table.sequence.isEmpty: return table.sequence.map { $0.text ?? $0.typeName }
        case let value?:
            throw LuaArguments(function: verb, values: [value]).mismatch(0, "allow", "\"lockout\" or \"mixed\"")
        }
    }
}

extension LuaTable {
    /// Refuses fields that are not known, and anything that has no name.
    /// - Throws: `script_error` with the nearest name.
    func refuseUnknown(known: [String], what: String, in verb: String) throws(LuaError) {
        if let unknown = fields.keys.sorted().first(where: { !known.contains($0) }) {
            throw LuaError(NearestName.sentence(verb, what, unknown, among: known))
        }
        guard sequence.isEmpty, others.isEmpty else {
            throw LuaError("\(verb): give \(known.joined(separator: ", ")) by name")
        }
    }

    /// As `refuseUnknown`, and refuses a table with nothing in it, which is what fields with nil make.
    /// - Throws: `script_error`.
    func requireFields(known: [String], in verb: String) throws(LuaError) {
        try refuseUnknown(known: known, what: "field", in: verb)
        guard !fields.isEmpty else {
            throw LuaError(
                "\(verb): there is nothing in it; give \(known.joined(separator: ", ")) by name "
                    + "(a field whose value is nil is not there)"
            )
        }
    }
}

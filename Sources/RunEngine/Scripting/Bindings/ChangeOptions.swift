internal import Lua
internal import Model

/// The last argument of whatever records a change: `{ because =, once =, allow =, again =, replace = }`.
enum ChangeOptions {
    /// The names of the options.
    static let names = ["because", "once", "allow", "again", "replace"]

    /// Reads the table at `index`, which may be missing.
    /// - Throws: `script_error` for a name that is not known, and for a value of another kind.
    static func read(_ arguments: LuaArguments, at index: Int, into change: inout Change) throws(LuaError) {
        let verb = arguments.function
        let options = try arguments.table(index, "the options")
        try options.refuseUnknown(known: names, what: "option", in: verb)
        func text(_ name: String) throws(LuaError) -> String? {
            guard let value = options.fields[name] else { return nil }
            let text = try LuaArguments(function: verb, values: [value]).string(0, name)
            guard !text.isEmpty else { throw LuaError("\(verb): \(name) is an empty text") }
            return text
        }
        change.because = try text("because")
        change.once = try text("once")
        func flag(_ name: String) throws(LuaError) -> Bool {
            switch options.fields[name] {
            case nil: return false
            case .boolean(let isSet): return isSet
            case let value?: throw LuaArguments(function: verb, values: [value]).mismatch(0, name, "true or false")
            }
        }
        if try flag("again") { change.allowed.insert(.recent) }
        change.replaces = try flag("replace")
        for word in try allowed(options.fields["allow"], verb) {
            guard let check = RowCheck(rawValue: word) else {
                throw LuaError(NearestName.sentence(verb, "check to allow", word, among: Self.words))
            }
            guard check.canBeAllowed else {
                throw LuaError(Self.refusal(of: check, verb))
            }
            change.allowed.insert(check)
        }
    }

    /// Why a check cannot be allowed: whatever is written, another run may send other hours to the same group.
    private static func refusal(of check: RowCheck, _ verb: String) -> String {
        let how =
            check == .busy
            ? "wait for that run" : "finish that run with keyshift resume, or give it up with keyshift runs abandon"
        return
            "\(verb): \"\(check.rawValue)\" cannot be allowed, because another run holds the group; \(how), or leave "
            + "the group out with --leave-out \(check.rawValue)"
    }

    private static let words = RowCheck.allowable.map(\.rawValue)

    /// One word, or a list of words.
    private static func allowed(_ value: LuaValue?, _ verb: String) throws(LuaError) -> [String] {
        switch value {
        case nil: return []
        case .string(let word): return [word]
        case .table(let table) where !table.sequence.isEmpty: return table.sequence.map { $0.text ?? $0.typeName }
        case let value?:
            throw LuaArguments(function: verb, values: [value]).mismatch(
                0,
                "allow",
                "a word such as \"lockout\", or a list of such words"
            )
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

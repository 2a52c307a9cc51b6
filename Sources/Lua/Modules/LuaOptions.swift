internal import Spelling

/// The table of options of a call, with readers that refuse a wrong one by name.
struct LuaOptions {
    private let function: String
    private let fields: [String: LuaValue]

    /// - Throws: `script_error` for options that are no table, or that have a name that is not known.
    init(_ value: LuaValue, of function: String, known: [String]) throws(LuaError) {
        self.function = function
        switch value {
        case .nil: self.fields = [:]
        case .table(let table) where table.sequence.isEmpty && table.others.isEmpty: self.fields = table.fields
        default: throw LuaError("\(function): the options must be a table of names, not \(value.typeName)")
        }
        for name in fields.keys.sorted() where !known.contains(name) {
            throw LuaError(NearestName.sentence("\(function) has no option", name, among: known))
        }
    }

    subscript(name: String) -> LuaValue { fields[name] ?? .nil }

    /// A text, nil when it is not given.
    func text(_ name: String) throws(LuaError) -> String? {
        switch self[name] {
        case .nil: return nil
        case .string(let text): return text
        default: throw LuaError("\(function): \(name) must be a string, not \(self[name].typeName)")
        }
    }

    /// A boolean, nil when it is not given.
    func flag(_ name: String) throws(LuaError) -> Bool? {
        switch self[name] {
        case .nil: return nil
        case .boolean(let flag): return flag
        default: throw LuaError("\(function): \(name) must be true or false, not \(self[name].typeName)")
        }
    }

    /// A list of texts, nil when it is not given.
    func texts(_ name: String) throws(LuaError) -> [String]? {
        guard case .table(let table) = self[name] else {
            if self[name].isNil { return nil }
            throw LuaError("\(function): \(name) must be a list of strings, not \(self[name].typeName)")
        }
        let texts = table.sequence.compactMap(\.text)
        guard !texts.isEmpty, texts.count == table.sequence.count else {
            throw LuaError("\(function): \(name) must be a list of strings, one at least")
        }
        return texts
    }
}

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

    /// Texts by names, such as `{ day = "date" }`; empty when it is not given.
    func namedTexts(_ name: String) throws(LuaError) -> [(key: String, value: String)] {
        let words = "a table of names and texts"
        var texts: [(key: String, value: String)] = []
        for (key, value) in try named(name, words) {
            guard let text = value.text else { throw LuaError("\(function): \(name) must be \(words)") }
            texts.append((key, text))
        }
        return texts
    }

    /// A text or a list of them.
    enum Texts {
        case one(String)
        case list([String])
    }

    /// Texts or lists of them by names, such as `{ booking = { "reservation" } }`.
    func listsOfTexts(_ name: String) throws(LuaError) -> [String: Texts] {
        let words = "a table of names and lists of strings"
        var lists: [String: Texts] = [:]
        for (key, value) in try named(name, words) {
            switch value {
            case .string(let text): lists[key] = .one(text)
            case .table(let table) where table.sequence.allSatisfy({ $0.text != nil }) && table.fields.isEmpty:
                lists[key] = .list(table.sequence.compactMap(\.text))
            default: throw LuaError("\(function): \(name) must be \(words)")
            }
        }
        return lists
    }

    /// The fields of a table in the order of their names, none when it is not given.
    private func named(_ name: String, _ words: String) throws(LuaError) -> [(key: String, value: LuaValue)] {
        switch self[name] {
        case .nil: return []
        case .table(let table) where table.sequence.isEmpty && table.others.isEmpty:
            return table.fields.sorted { $0.key < $1.key }
        default: throw LuaError("\(function): \(name) must be \(words)")
        }
    }
}

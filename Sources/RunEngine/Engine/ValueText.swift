internal import Lua

/// Values as the REPL prints them: texts as they are, tables with their fields, cut where they get long.
struct ValueText {
    private static let maximumItems = 20
    private static let maximumDepth = 4

    let state: LuaState
    /// Whether fields such as `code` show the PIN, and not only its end.
    var showsPINs = false

    /// The text of a result.
    /// - Throws: `LuaError` of a `__tostring` that failed.
    func text(of value: LuaValue) throws(LuaError) -> String {
        if case .table = value { return try nested(value, depth: 0) }
        return try state.describe(value)
    }

    private func nested(_ value: LuaValue, depth: Int) throws(LuaError) -> String {
        switch value {
        case .string(let text): return "\"\(text)\""
        case .null: return "null"
        case .table(let table):
            guard depth < Self.maximumDepth else { return "{…}" }
            return try text(of: table, depth: depth)
        default: return try state.describe(value)
        }
    }

    private func field(_ name: String, _ value: LuaValue, depth: Int) throws(LuaError) -> String {
        if !showsPINs, PINMask.fields.contains(name), let pin = value.text, PINMask.isPIN(pin) {
            return "\"\(PINMask.mask(pin))\""
        }
        return try nested(value, depth: depth)
    }

    private func text(of table: LuaTable, depth: Int) throws(LuaError) -> String {
        var items: [String] = []
        for value in table.sequence.prefix(Self.maximumItems) { items.append(try nested(value, depth: depth + 1)) }
        for (name, value) in table.fields.sorted(by: { $0.key < $1.key }).prefix(Self.maximumItems) {
            items.append("\(name) = \(try field(name, value, depth: depth + 1))")
        }
        for (key, value) in table.others.prefix(Self.maximumItems) {
            items.append("[\(try nested(key, depth: depth + 1))] = \(try nested(value, depth: depth + 1))")
        }
        let left = table.sequence.count + table.fields.count + table.others.count - items.count
        if left > 0 { items.append("… \(left) more") }
        guard !items.isEmpty else { return "{}" }
        let line = "{ \(items.joined(separator: ", ")) }"
        guard line.count > 100, depth < 2 else { return line }
        let indent = String(repeating: "  ", count: depth + 1)
        return "{\n\(items.map { indent + $0 }.joined(separator: ",\n"))\n\(indent.dropLast(2))}"
    }
}

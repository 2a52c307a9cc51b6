internal import Lua

/// Where two plain values of a test differ, in the first ten places.
struct PlainDifference {
    private static let most = 10
    private(set) var lines: [String] = []

    init(_ wanted: LuaValue, _ found: LuaValue, in state: LuaState) throws(LuaError) {
        try compare(wanted, found, "value", state)
        if lines.count > Self.most * 3 { lines = Array(lines.prefix(Self.most * 3)) + ["…"] }
    }

    private mutating func compare(
        _ wanted: LuaValue,
        _ found: LuaValue,
        _ place: String,
        _ state: LuaState,
    ) throws(LuaError) {
        guard case .table(let wanted) = wanted, case .table(let found) = found else {
            let (expected, actual) = (try Self.text(wanted, state), try Self.text(found, state))
            guard expected != actual else { return }
            lines.append(place)
            lines += FieldDifferences.lines(expected, actual)
            return
        }
        for position in 0..<max(wanted.sequence.count, found.sequence.count) {
            let (one, other) = (wanted.sequence.dropFirst(position).first, found.sequence.dropFirst(position).first)
            try compare(one ?? .nil, other ?? .nil, "\(place)[\(position + 1)]", state)
        }
        for name in Set(wanted.fields.keys).union(found.fields.keys).sorted() {
            try compare(wanted.fields[name] ?? .nil, found.fields[name] ?? .nil, "\(place).\(name)", state)
        }
        for (key, value) in wanted.others {
            let name = try Self.text(key, state)
            var other = LuaValue.nil
            for (found, value) in found.others where try Self.text(found, state) == name { other = value }
            try compare(value, other, "\(place)[\(name)]", state)
        }
        for (key, value) in found.others {
            let name = try Self.text(key, state)
            var isKnown = false
            for (wanted, _) in wanted.others where try Self.text(wanted, state) == name { isKnown = true }
            if !isKnown { try compare(.nil, value, "\(place)[\(name)]", state) }
        }
    }

    /// A value as it is told; a whole number is the same as a float or an integer, as in Lua.
    private static func text(_ value: LuaValue, _ state: LuaState) throws(LuaError) -> String {
        switch value {
        case .string(let text): return "\"\(text)\""
        case .number(let number): return Int64(exactly: number).map { "\($0)" } ?? "\(number)"
        case .table(let table): return table.isEmpty ? "{}" : "a table"
        default: return try state.describe(value)
        }
    }
}

internal import Lua
internal import Model
internal import Scripting

/// A value as the prompt prints it: a text as it is, a table as Lua reads it back, a line or many.
struct ValueText {
    private static let maximumDepth = 6
    /// The columns of a table in one line where the window has no width.
    private static let ordinaryWidth = 100

    let state: LuaState
    /// Whether fields such as `code` show the PIN, and not only its end.
    var showsPINs = false
    /// The columns that a line may have, nil for any number.
    var width: Int?

    /// The lines of a value.
    /// - Throws: `LuaError` of a `__tostring` that failed.
    func lines(of value: LuaValue) throws(LuaError) -> [String] {
        guard case .table = value else {
            return try plain(value).split(separator: "\n", omittingEmptySubsequences: false)
                .map { Self.visible(String($0)) }
        }
        var lines: [String] = []
        try append(value, named: "", ending: "", indent: 0, to: &lines)
        return lines
    }

    /// A value in one line, as it stands in a cell of a table.
    func cell(_ name: String, _ value: LuaValue) throws(LuaError) -> String {
        switch value {
        case .nil, .null: return ""
        case .string(let text): return Self.visible(masked(name, text) ?? text)
        case .table(let table) where table.isEmpty: return ""
        case .table(let table) where table.fields.isEmpty && table.others.isEmpty:
            var parts: [String] = []
            for value in table.sequence {
                if case .table = value { return "\(table.sequence.count) × {…}" }
                parts.append(try cell(name, value))
            }
            return parts.joined(separator: ", ")
        case .table: return "{…}"
        default: return Self.visible(try plain(value))
        }
    }

    private func plain(_ value: LuaValue) throws(LuaError) -> String {
        switch value {
        case .other(let text): text
        case .null: "json.null"
        default: try state.describe(value)
        }
    }

    /// A text in which no character can move the cursor or change a colour; a tab is four columns.
    static func visible(_ text: String) -> String {
        ForeignText.line(text.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    "))
    }

    private func masked(_ name: String, _ text: String) -> String? {
        !showsPINs && PINMask.fields.contains(name) && PINMask.isPIN(text) ? PINMask.mask(text) : nil
    }

    // MARK: - Tables

    private func append(
        _ value: LuaValue,
        named name: String,
        ending: String,
        indent: Int,
        to lines: inout [String],
    ) throws(LuaError) {
        let margin = String(repeating: " ", count: indent * 2)
        let room = (width ?? Self.ordinaryWidth) - margin.count - ending.count
        if let line = try short(value, named: name, room: room, depth: indent) {
            lines.append(margin + line + ending)
            return
        }
        guard case .table(let table) = value else { return }
        lines.append("\(margin)\(name.isEmpty ? "" : "\(name) = "){")
        for (key, value) in pairs(of: table) {
            try append(value, named: key, ending: ",", indent: indent + 1, to: &lines)
        }
        lines.append("\(margin)}\(ending)")
    }

    /// The value in one line, nil for a table that has no room in it.
    private func short(_ value: LuaValue, named name: String, room: Int, depth: Int) throws(LuaError) -> String? {
        var text = name.isEmpty ? "" : "\(name) = "
        guard case .table(let table) = value else { return text + (try atom(name, value)) }
        if table.isEmpty { return text + "{}" }
        guard depth < Self.maximumDepth else { return text + "{…}" }
        guard table.sequence.count + table.fields.count + table.others.count <= 40 else { return nil }
        var parts: [String] = []
        for (key, value) in pairs(of: table) {
            guard let part = try short(value, named: key, room: room, depth: depth + 1) else { return nil }
            parts.append(part)
            if parts.reduce(0, { $0 + $1.utf8.count }) > room * 4 { return nil }
        }
        text += "{ \(parts.joined(separator: ", ")) }"
        return TextWidth.of(text) <= room ? text : nil
    }

    private func atom(_ name: String, _ value: LuaValue) throws(LuaError) -> String {
        switch value {
        case .string(let text): LuaLiteral.quoted(masked(name, text) ?? text)
        case .bytes(let bytes): LuaLiteral.quoted(bytes)
        default: if let number = LuaLiteral.number(value) { number } else { Self.visible(try plain(value)) }
        }
    }

    /// Numbers in their order, before anything else.
    private static func comesBefore(_ left: LuaValue, _ right: LuaValue) -> Bool {
        func number(_ value: LuaValue) -> Double? {
            switch value {
            case .integer(let integer): Double(integer)
            case .number(let number): number
            default: nil
            }
        }
        guard let first = number(left), let second = number(right) else {
            return number(left) != nil && number(right) == nil
        }
        return first < second
    }

    /// The entries of a table: the list first, then the fields by their names, then the rest under `[key]`.
    private func pairs(of table: LuaTable) -> [(key: String, value: LuaValue)] {
        let list = table.sequence.map { (key: "", value: $0) }
        let fields = table.fields.sorted { $0.key < $1.key }.map { name, value in
            (key: LuaLiteral.isName(name) ? name : "[\(LuaLiteral.quoted(name))]", value: value)
        }
        let others = table.others.sorted { Self.comesBefore($0.0, $1.0) }.map { key, value in
            (key: "[\((try? atom("", key)) ?? "?")]", value: value)
        }
        return list + fields + others
    }
}

internal import Spelling

/// Writes rows as comma-separated text (RFC 4180, with plain line feeds).
struct CSVWriter {
    private let state: LuaState
    private let separator: UInt8
    private let columns: [String]?
    /// Whether a file that is there already may be replaced.
    let overwrites: Bool
    private var bytes: [UInt8] = []

    /// Reads the options of a `csv.write`.
    init(_ arguments: LuaArguments, state: LuaState) throws(LuaError) {
        let options = try LuaOptions(
            arguments[2],
            of: arguments.function,
            known: ["columns", "separator", "overwrite"]
        )
        self.state = state
        self.separator = try CSVReader.separator(options, arguments.function) ?? UInt8(ascii: ",")
        self.columns = try options.texts("columns")
        self.overwrites = try options.flag("overwrite") ?? false
    }

    /// Writes all rows and answers how many.
    mutating func write(_ rows: LuaTable, to file: OutputFile) throws(LuaError) -> Int {
        guard rows.fields.isEmpty, rows.others.isEmpty else { throw LuaError("csv.write: the rows must be a list") }
        try checkColumns(rows.sequence)
        if let columns { appendRow(columns) }
        for (index, row) in rows.sequence.enumerated() {
            appendRow(try texts(of: row, at: index + 1))
            if bytes.count > 1 << 16 {
                try file.append(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        try file.append(bytes)
        return rows.sequence.count
    }

    /// A column that no row has is a mistake in its name.
    private func checkColumns(_ rows: [LuaValue]) throws(LuaError) {
        guard let columns, !rows.isEmpty else { return }
        var names: Set<String> = []
        for case .table(let row) in rows { names.formUnion(row.fields.keys) }
        guard !names.isEmpty else { return }
        for column in columns where !names.contains(column) {
            throw LuaError(NearestName.sentence("csv.write: no row has a field", column, among: names.sorted()))
        }
    }

    private func texts(of row: LuaValue, at index: Int) throws(LuaError) -> [String] {
        guard case .table(let table) = row else {
            throw LuaError("csv.write: row \(index) must be a table, not \(row.typeName)")
        }
        var texts: [String] = []
        if table.fields.isEmpty, !table.sequence.isEmpty || columns == nil {
            for (field, value) in table.sequence.enumerated() {
                texts.append(try text(of: value, at: "row \(index), field \(field + 1)"))
            }
            guard columns == nil || columns?.count == texts.count else {
                throw LuaError(
                    "csv.write: row \(index) has \(texts.count.counted("field")), and the table \((columns?.count ?? 0).counted("column"))"
                )
            }
            return texts
        }
        guard let columns else {
            throw LuaError("csv.write: say which fields to write, in their order: { columns = { \"name\", … } }")
        }
        for column in columns {
            texts.append(try text(of: table.fields[column] ?? .nil, at: "row \(index), column \(column)"))
        }
        return texts
    }

    private func text(of value: LuaValue, at place: String) throws(LuaError) -> String {
        switch value {
        case .nil, .null: return ""
        case .string(let text): return text
        case .integer(let integer): return String(integer)
        case .number(let number) where number.isFinite: return number.description
        case .boolean(let boolean): return String(boolean)
        case .object: return try state.describe(value)
        case .bytes: throw LuaError("csv.write: \(place) is not valid UTF-8")
        default: throw LuaError("csv.write: \(place) is a \(value.typeName), which a file has no form for")
        }
    }

    private mutating func appendRow(_ texts: [String]) {
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(separator) }
            append(text, isAlone: texts.count == 1)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A field that is alone in its row and empty would be an empty line, which a reader skips.
    private mutating func append(_ text: String, isAlone: Bool) {
        let quote = UInt8(ascii: "\"")
        let utf8 = text.utf8
        let needsQuotes = utf8.contains { $0 == separator || $0 == quote || $0 == 10 || $0 == 13 || $0 == 0 }
        guard needsQuotes || (isAlone && text.isEmpty) else {
            bytes.append(contentsOf: utf8)
            return
        }
        bytes.append(quote)
        for byte in utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}

internal import Spelling

/// An open table file, as a script reads it row by row.
final class CSVReader {
    /// What the first row is.
    private enum Header {
        case first
        case none
        case named([String])
    }

    private static let options = ["header", "separator", "unique", "encoding"]

    /// The names of the columns, nil when the rows are lists.
    private(set) var columns: [String]?
    private let name: String
    private var parser: CSVParser?
    private var width: Int?
    private var unique: (name: String, index: Int)?
    private var lines: [String: Int] = [:]

    /// Opens what a script named and reads the header.
    /// - Throws: `script_error` about the file, the options or the header.
    init(_ arguments: LuaArguments, files: LuaFiles) throws(LuaError) {
        let function = arguments.function
        let options = try LuaOptions(arguments[1], of: function, known: Self.options)
        let separator = try Self.separator(options, function)
        let encoding = try Self.encoding(options, function)
        let (name, read) = try Self.source(arguments, files)
        self.name = name
        self.parser = CSVParser(CSVSource(encoding, read: read), separator: separator, name: name)
        switch try Self.header(options, function) {
        case .first: try readHeader(separator)
        case .named(let names): try take(names, line: nil)
        case .none: break
        }
        if let column = try options.text("unique") { unique = (column, try index(of: column, function)) }
    }

    /// The line of the next row and its fields; nothing at the end.
    /// - Throws: `script_error` that names the file and the line.
    func next() throws(LuaError) -> [LuaValue] {
        guard let record = try parser?.next() else {
            close()
            return []
        }
        try check(record)
        return [.integer(Int64(record.line))] + record.fields.map(LuaValue.string)
    }

    /// Lets go of the file; there is no next row.
    func close() {
        parser = nil
        lines = [:]
    }

    /// The error for a column that is not there.
    func missing(_ column: LuaValue) -> LuaError {
        guard let text = column.text, let columns else {
            return LuaError("a row of \(name) has its fields by \(columns == nil ? "number" : "name"), and line")
        }
        return LuaError(NearestName.sentence("\(name) has no column", text, among: columns))
    }

    private func check(_ record: CSVRecord) throws(LuaError) {
        let place = "\(name) line \(record.line)"
        if let width, record.fields.count != width {
            let found = record.fields.count.counted("field")
            throw LuaError("\(place): the row has \(found), the header has \(width).")
        }
        guard let unique else { return }
        let value = record.fields[unique.index]
        guard !value.isEmpty else { throw LuaError("\(place): column \(unique.name) is empty.") }
        if let first = lines.updateValue(record.line, forKey: value) {
            throw LuaError("\(place): \(value) is already on line \(first).")
        }
    }

    private func readHeader(_ separator: UInt8) throws(LuaError) {
        guard let record = try parser?.next() else { throw LuaError("\(name) is empty: it has no header.") }
        if record.fields.count == 1 {
            for other in [";", "\t", ",", "|"] where other.utf8.first != separator && record.fields[0].contains(other) {
                let shown = other == "\t" ? "\\t" : other
                throw LuaError("\(name) line 1: the header is one column; is { separator = \"\(shown)\" } missing?")
            }
        }
        try take(record.fields.map(Self.trimmed), line: record.line)
    }

    private func take(_ names: [String], line: Int?) throws(LuaError) {
        let place = line.map { "\(name) line \($0)" } ?? "the header for \(name)"
        var seen: [String: Int] = [:]
        for (index, column) in names.enumerated() {
            guard !column.isEmpty else { throw LuaError("\(place): column \(index + 1) has no name.") }
            if let first = seen.updateValue(index + 1, forKey: column) {
                throw LuaError("\(place): columns \(first) and \(index + 1) are both called \(column).")
            }
        }
        columns = names
        width = names.count
    }

    private func index(of column: String, _ function: String) throws(LuaError) -> Int {
        guard let columns else { throw LuaError("\(function): unique needs a header") }
        guard let index = columns.firstIndex(of: column) else { throw missing(.string(column)) }
        return index
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

// MARK: - What a script asked for

extension CSVReader {
    private static func source(
        _ arguments: LuaArguments,
        _ files: LuaFiles,
    ) throws(LuaError) -> (String, () throws(LuaError) -> [UInt8]?) {
        switch arguments[0] {
        case .string(let path):
            let file = try files.open(path)
            return (String(path.split(separator: "/").last ?? "the file"), { () throws(LuaError) in try file.next() })
        case .table(let table):
            var text: [UInt8]?
            switch table.fields["text"] {
            case .string(let string)? where table.fields.count == 1: text = Array(string.utf8)
            case .bytes(let bytes)? where table.fields.count == 1: text = bytes
            default: throw LuaError("\(arguments.function): give a path, or { text = \"…\" }")
            }
            return (
                "the text",
                { () throws(LuaError) in
                    defer { text = nil }
                    return text
                }
            )
        default:
            throw arguments.mismatch(0, "the file", "a path or { text = \"…\" }")
        }
    }

    private static func header(_ options: LuaOptions, _ function: String) throws(LuaError) -> Header {
        switch options["header"] {
        case .nil, .boolean(true): return .first
        case .boolean(false): return .none
        case .table: return .named(try options.texts("header") ?? [])
        default: throw LuaError("\(function): header must be true, false or a list of the columns' names")
        }
    }

    /// The byte between two fields.
    static func separator(_ options: LuaOptions, _ function: String) throws(LuaError) -> UInt8 {
        guard let text = try options.text("separator") else { return UInt8(ascii: ",") }
        guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80, byte == 9 || byte >= 0x20, byte != 34
        else {
            throw LuaError("\(function): separator must be one character such as \",\", \";\" or \"\\t\"")
        }
        return byte
    }

    private static func encoding(_ options: LuaOptions, _ function: String) throws(LuaError) -> CSVEncoding {
        guard let text = try options.text("encoding") else { return .utf8 }
        guard let encoding = CSVEncoding(rawValue: text.lowercased()) else {
            let names = CSVEncoding.allCases.map(\.rawValue)
            throw LuaError(NearestName.sentence("\(function) has no encoding", text, among: names))
        }
        return encoding
    }
}

/// One row of a table file, with the line that it begins on.
struct CSVRecord {
    var line: Int
    var fields: [String]
}

/// Splits comma-separated text (RFC 4180) into rows.
///
/// Any line end is one; empty lines and rows of separators only are skipped; a quote stands around a whole field or is
/// doubled inside of one.
struct CSVParser {
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    /// A row that grows over this has most likely lost a closing quote.
    private static let largestRow = 16 << 20
    /// What a spreadsheet has at the most; a file of separators would make a field of each.
    private static let mostFields = 16_384

    /// What errors call the file.
    let name: String
    private let separator: UInt8
    private let isRaw: Bool
    private let source: CSVSource
    private var part: [UInt8] = []
    private var at = 0
    private var line = 1
    private var field: [UInt8] = []
    private var rowSize = 0

    /// Makes a parser at the beginning of a source; a raw one keeps the spaces at the ends of fields.
    init(_ source: CSVSource, separator: UInt8, isRaw: Bool, name: String) {
        self.source = source
        self.separator = separator
        self.isRaw = isRaw
        self.name = name
    }

    /// Passes over lines, whatever is in them.
    /// - Throws: `script_error` when the source does.
    mutating func skip(lines count: Int) throws(LuaError) {
        for _ in 0..<count {
            var isEnd = false
            while !isEnd, try hasMore() {
                isEnd = part[at] == Self.lineFeed || part[at] == Self.carriageReturn
                if isEnd { try readLineEnd() } else { at += 1 }
            }
        }
    }

    /// The next row, nil at the end.
    /// - Throws: `script_error` with the file, the line and the column.
    mutating func next() throws(LuaError) -> CSVRecord? {
        while try hasMore() {
            var record = CSVRecord(line: line, fields: [])
            rowSize = 0
            let isQuoted = part[at] == Self.quote
            while try readField(of: &record) {}
            // A quoted field that stands alone is a row: csv.write makes one of a single empty text.
            if record.fields.contains(where: { !$0.isEmpty }) || (isQuoted && record.fields.count == 1) {
                return record
            }
        }
        return nil
    }

    /// Reads a field; true when another one follows in the row.
    private mutating func readField(of record: inout CSVRecord) throws(LuaError) -> Bool {
        field.removeAll(keepingCapacity: true)
        if try hasMore(), part[at] == Self.quote {
            try readQuoted(of: record)
        } else {
            try readPlain(of: record)
        }
        guard let text = String(validating: field, as: UTF8.self) else {
            throw failure(
                record,
                "not valid UTF-8; an export from a spreadsheet may need { encoding = \"auto\" }"
            )
        }
        guard record.fields.count < Self.mostFields else {
            throw LuaError("\(name) line \(record.line): the row has over \(Self.mostFields) fields; is it a table?")
        }
        record.fields.append(isRaw ? text : CSVCell.clean(text))
        return try readEnd(of: record)
    }

    private mutating func readPlain(of record: CSVRecord) throws(LuaError) {
        while try hasMore() {
            let start = at
            while at < part.count, !isSpecial(part[at]) { at += 1 }
            try append(start..<at, of: record)
            guard at < part.count else { continue }
            switch part[at] {
            case Self.quote:
                throw failure(record, "a quote inside a field; put quotes around the whole field and double this one")
            case 0: throw failure(record, "a zero byte; if the file is UTF-16 say { encoding = \"utf-16\" }")
            default: return
            }
        }
    }

    private mutating func readQuoted(of record: CSVRecord) throws(LuaError) {
        let opened = line
        at += 1
        while try hasMore() {
            let start = at
            while at < part.count, part[at] != Self.quote, part[at] != Self.lineFeed, part[at] != Self.carriageReturn {
                at += 1
            }
            try append(start..<at, of: record)
            guard at < part.count else { continue }
            let byte = part[at]
            at += 1
            if byte == Self.quote {
                guard try hasMore(), part[at] == Self.quote else { return }
                at += 1
            } else {
                let hasNext = try hasMore()
                let isPair = byte == Self.carriageReturn && hasNext && part[at] == Self.lineFeed
                line += isPair ? 0 : 1
            }
            rowSize += 1
            field.append(byte)
        }
        throw LuaError(
            "\(name) line \(opened): the quote that opens column \(record.fields.count + 1) is never closed."
        )
    }

    /// Reads what stands after a field; true for a separator.
    private mutating func readEnd(of record: CSVRecord) throws(LuaError) -> Bool {
        guard try hasMore() else { return false }
        let byte = part[at]
        at += 1
        if byte == separator { return true }
        guard byte == Self.lineFeed || byte == Self.carriageReturn else {
            throw LuaError(
                "\(name) line \(line): text stands after the closing quote of column \(record.fields.count)."
            )
        }
        at -= 1
        try readLineEnd()
        return false
    }

    /// Moves past the line end that is next.
    private mutating func readLineEnd() throws(LuaError) {
        let byte = part[at]
        at += 1
        if byte == Self.carriageReturn, try hasMore(), part[at] == Self.lineFeed { at += 1 }
        line += 1
    }

    private mutating func append(_ range: Range<Int>, of record: CSVRecord) throws(LuaError) {
        rowSize += range.count
        guard rowSize <= Self.largestRow else {
            throw LuaError("\(name) line \(record.line): the row is over 16 MB long; is a quote not closed?")
        }
        field.append(contentsOf: part[range])
    }

    private func isSpecial(_ byte: UInt8) -> Bool {
        byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn || byte == Self.quote || byte == 0
    }

    private mutating func hasMore() throws(LuaError) -> Bool {
        while at >= part.count {
            do throws(LuaError) {
                guard let next = try source.next() else { return false }
                part = next
                at = 0
            } catch {
                throw LuaError("\(name) line \(line): \(error.message).")
            }
        }
        return true
    }

    private func failure(_ record: CSVRecord, _ problem: String) -> LuaError {
        LuaError("\(name) line \(line): column \(record.fields.count + 1) has \(problem).")
    }
}

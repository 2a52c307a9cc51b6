internal import Spelling

/// An open table file, as a script reads it row by row.
final class CSVReader {
    /// What the first row is.
    private enum Header {
        case first
        case none
        case named([String])
    }

    private static let options = [
        "header", "separator", "unique", "encoding", "skip", "names", "optional", "as", "dates", "raw", "problems",
        "suspect", "others", "versions", "told",
    ]
    /// The field of a row that says what cannot be read in it.
    private static let problem = "problem"
    /// A table whose cells are read as something is held as a whole, so that a form of dates can show.
    private static let largestTable = 64 << 20
    /// How much of a text is looked at before a limit of the script may end it.
    private static let partSize = 64 << 10

    /// The names of the columns, nil when the rows are lists.
    var columns: [String]? { layout.map { $0.names + (keepsProblems ? [Self.problem] : []) } }
    private let name: String
    private let asked: CSVNames
    /// Whether a row that cannot be read comes all the same, and says why.
    private let keepsProblems: Bool
    private let suspicion: CSVSuspicion
    private var conversion: CSVConversion
    private var parser: CSVParser?
    private var layout: CSVColumns?
    private var unique: (name: String, index: Int)?
    private var lines: [String: Int] = [:]
    /// The rows of a table that is held as a whole, the next one last.
    private var held: [CSVRecord]?
    /// Keeps what an error is not certain of.
    private let doubts: CSVDoubts?

    /// Opens what a script named and reads the header; `isStopping` says that the script has met a limit.
    /// - Throws: `script_error` about the file, the options or the header.
    init(
        _ arguments: LuaArguments,
        files: LuaFiles,
        kinds: [CSVKind],
        isStopping: @escaping () -> Bool,
        doubts: CSVDoubts? = nil,
    ) throws(LuaError) {
        self.doubts = doubts
        let function = arguments.function
        let options = try LuaOptions(arguments[1], of: function, known: Self.options)
        let header = try Self.header(options, function)
        asked = try CSVNames(options, function)
        conversion = try CSVConversion(options, kinds, function)
        keepsProblems = try options.flag("problems") ?? false
        suspicion = try CSVSuspicion(options)
        var wish = CSVLayout.Wish(
            separator: try Self.separator(options, function),
            skip: try Self.skip(options, function)
        )
        let rule = try Self.encoding(options, function)
        let (name, read) = try Self.source(arguments, files)
        self.name = name
        if case .first = header {
            wish.columns = Self.wanted(asked, unique: try options.text("unique"))
        } else {
            wish.hasHeader = false
        }
        let source = CSVSource(rule) { () throws(LuaError) in
            guard !isStopping() else { throw LuaError("the script met a limit") }
            return try read()
        }
        try open(source, wish, isRaw: try options.flag("raw") ?? false)
        switch header {
        case .first: try readHeader()
        case .named(let names): layout = try CSVColumns(names)
        case .none: break
        }
        if let column = try options.text("unique") { unique = (column, try index(of: column, function)) }
        try readConversions(function)
    }

    /// The line of the next row and its fields; nothing at the end.
    /// - Throws: `script_error` that names the file and the line.
    func next() throws(LuaError) -> [LuaValue] {
        guard let record = try nextRecord() else {
            close()
            return []
        }
        guard let layout else { return [.integer(Int64(record.line))] + record.fields.map(LuaValue.string) }
        let fields = layout.places.map { $0.flatMap { $0 < record.fields.count ? record.fields[$0] : nil } ?? "" }
        try check(record, fields)
        var problem = layout.fits(record.fields) ? nil : Self.width(of: record, layout)
        var values = [LuaValue.integer(Int64(record.line))]
        for (index, text) in fields.enumerated() {
            do throws(CSVCellError) {
                values.append(
                    try conversion.value(of: text, in: layout.names[index], header: layout.header(index))
                )
            } catch {
                guard keepsProblems, !error.isOfColumn else {
                    if error.isOfColumn { doubts?.last = .dates }
                    throw LuaError("\(place(of: record)): \(error.message)")
                }
                problem = problem ?? error.message
                values.append(.boolean(false))
            }
        }
        if keepsProblems { values.append(problem.map(LuaValue.string) ?? .boolean(false)) }
        return values
    }

    /// Lets go of the file; there is no next row.
    func close() {
        parser = nil
        held = nil
        lines = [:]
    }

    /// The error for a column that is not there.
    func missing(_ column: LuaValue) -> LuaError {
        guard let text = column.text, let columns else {
            return LuaError("a row of \(name) has its fields by \(columns == nil ? "number" : "name"), and line")
        }
        return LuaError(NearestName.sentence("\(name) has no column", text, among: columns))
    }

    private func place(of record: CSVRecord) -> String {
        "\(name) line \(record.line)"
    }

    private func nextRecord() throws(LuaError) -> CSVRecord? {
        guard held == nil else { return held?.popLast() }
        guard let record = try parser?.next() else { return nil }
        try checkWidth(record)
        return record
    }

    private func checkWidth(_ record: CSVRecord) throws(LuaError) {
        guard !keepsProblems, let layout, !layout.fits(record.fields) else { return }
        throw LuaError("\(place(of: record)): \(Self.width(of: record, layout)).")
    }

    private static func width(of record: CSVRecord, _ layout: CSVColumns) -> String {
        "the row has \(record.fields.count.counted("field")), the header has \(layout.width)"
    }

    private func check(_ record: CSVRecord, _ fields: [String]) throws(LuaError) {
        guard let unique else { return }
        let value = fields[unique.index]
        guard !value.isEmpty else { throw LuaError("\(place(of: record)): column \(unique.name) is empty.") }
        if let first = lines.updateValue(record.line, forKey: value) {
            throw LuaError("\(place(of: record)): \(value) is already on line \(first).")
        }
    }

    // MARK: - Opening

    private func open(_ source: CSVSource, _ wish: CSVLayout.Wish, isRaw: Bool) throws(LuaError) {
        let layout: CSVLayout
        do throws(LuaError) {
            let head = try source.head()
            layout = try CSVLayout.find(in: head.bytes, isWhole: head.isWhole, wish, name: name)
        } catch {
            throw error.message.hasPrefix(name) ? error : LuaError("\(name) line 1: \(error.message).")
        }
        var parser = CSVParser(source, separator: layout.separator, isRaw: isRaw, name: name)
        try parser.skip(lines: layout.skipped)
        self.parser = parser
    }

    private func readHeader() throws(LuaError) {
        guard let record = try parser?.next() else { throw LuaError("\(name) is empty: it has no header.") }
        layout = try CSVColumns(header: record.fields.map(CSVCell.clean), asked, place: place(of: record), doubts)
    }

    /// Holds the rows where cells are read as something, because a form of dates shows in all of them.
    private func readConversions(_ function: String) throws(LuaError) {
        guard !conversion.isEmpty else { return }
        for column in conversion.kinds.keys.sorted() { _ = try index(of: column, function) }
        var records: [CSVRecord] = []
        var size = 0
        while let record = try nextRecord() {
            size += record.fields.reduce(64) { $0 + $1.utf8.count + 16 }
            guard size <= Self.largestTable else {
                throw LuaError("\(place(of: record)): the table is too large to read its cells; leave as = out")
            }
            records.append(record)
        }
        try conversion.prepare { column in
            guard let place = layout?.index(of: column).flatMap({ layout?.places[$0] }) else { return [] }
            return records.compactMap { place < $0.fields.count && !$0.fields[place].isEmpty ? $0.fields[place] : nil }
        }
        if let layout { try suspicion.check(records, layout, asked, conversion, name: name, doubts) }
        held = records.reversed()
    }

    private func index(of column: String, _ function: String) throws(LuaError) -> Int {
        guard let layout else { throw LuaError("\(function): unique needs a header, and so does as") }
        guard let index = layout.index(of: column) else { throw missing(.string(column)) }
        return index
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
            let text: [UInt8]
            switch table.fields["text"] {
            case .string(let string)? where table.fields.count == 1: text = Array(string.utf8)
            case .bytes(let bytes)? where table.fields.count == 1: text = bytes
            default: throw LuaError("\(arguments.function): give a path, or { text = \"…\" }")
            }
            var place = 0
            return (
                "the text",
                { () throws(LuaError) in
                    let part = text[place...].prefix(partSize)
                    place += part.count
                    return part.isEmpty ? nil : Array(part)
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

    /// The byte between two fields, nil when it is to be found.
    static func separator(_ options: LuaOptions, _ function: String) throws(LuaError) -> UInt8? {
        guard let text = try options.text("separator"), text != "auto" else { return nil }
        if let byte = words[text] { return byte }
        guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80, byte == 9 || byte >= 0x20, byte != 34
        else {
            throw LuaError("\(function): separator must be one character such as \",\", \";\" or \"\\t\"")
        }
        return byte
    }

    /// The words for separators, which need no quotes on a command line.
    private static let words: [String: UInt8] = ["comma": 44, "semicolon": 59, "tab": 9, "bar": 124]

    private static func encoding(_ options: LuaOptions, _ function: String) throws(LuaError) -> CSVEncoding.Rule {
        guard let text = try options.text("encoding") else { return .marked }
        guard text.lowercased() != "auto" else { return .found }
        guard let encoding = CSVEncoding(rawValue: text.lowercased()) else {
            let names = CSVEncoding.allCases.map(\.rawValue) + ["auto"]
            throw LuaError(NearestName.sentence("\(function) has no encoding", text, among: names))
        }
        return .given(encoding)
    }

    private static func skip(_ options: LuaOptions, _ function: String) throws(LuaError) -> Int? {
        switch options["skip"] {
        case .nil: return nil
        case .integer(let lines) where 0...1_000_000 ~= lines: return Int(lines)
        default: throw LuaError("\(function): skip is the number of lines above the header, such as 3")
        }
    }

    /// The columns that show which row is the header.
    private static func wanted(_ asked: CSVNames, unique: String?) -> [Set<String>] {
        var columns = asked.columns.filter { !$0.isOptional }.map(\.forms)
        if let unique, !asked.columns.contains(where: { $0.name == unique }) {
            columns.append(CSVCell.forms(of: unique))
        }
        return columns
    }
}

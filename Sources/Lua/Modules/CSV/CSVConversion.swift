internal import Spelling

/// Why a cell cannot be read, in words that go on from `column until has "25:99", which `.
package struct CSVCellError: Error {
    /// The words.
    package let message: String
    /// Whether the column has to be told in another way, because no cell of the kind can be read as it is.
    package let isOfColumn: Bool

    /// Makes an error of its parts.
    package init(_ message: String, isOfColumn: Bool = false) {
        self.message = message
        self.isOfColumn = isOfColumn
    }
}

/// A sort of value that a cell can hold, by the word of the option `as`: `as = { ["until"] = "clock" }`.
package struct CSVKind {
    /// Reads the text of a cell.
    package typealias Reading = (String) throws(CSVCellError) -> LuaValue
    /// Whether a cell shows by itself that its column has values of the kind; the flag says that the column's name does so.
    package typealias Showing = (_ text: String, _ isNamed: Bool) -> Bool

    /// The word that a script says.
    package let name: String
    /// Makes the reading of a column from all texts in it, and from what the option `dates` says.
    package let reading: (_ texts: [String], _ dates: String?) throws(LuaError) -> Reading

    /// Whether a cell shows its kind; nothing does unless it is said.
    let shows: Showing

    /// Makes a sort of value.
    package init(
        _ name: String,
        shows: @escaping Showing = { _, _ in false },
        reading: @escaping (_ texts: [String], _ dates: String?) throws(LuaError) -> Reading,
    ) {
        self.name = name
        self.shows = shows
        self.reading = reading
    }
}

/// What the cells of some columns are read as.
struct CSVConversion {
    /// The sorts of value by the columns that have them.
    let kinds: [String: CSVKind]
    /// The order of day, month and year that a script said.
    let dates: String?
    private var readings: [String: CSVKind.Reading] = [:]

    /// Reads the options `as` and `dates`.
    /// - Throws: `script_error` for a word that is not known.
    init(_ options: LuaOptions, _ known: [CSVKind], _ function: String) throws(LuaError) {
        var kinds: [String: CSVKind] = [:]
        for (column, word) in try options.namedTexts("as") {
            guard let kind = known.first(where: { $0.name == word }) else {
                throw LuaError(NearestName.sentence("\(function) can read no cell as", word, among: known.map(\.name)))
            }
            kinds[column] = kind
        }
        self.kinds = kinds
        dates = try options.text("dates")
    }

    /// Whether cells stay the texts that they are.
    var isEmpty: Bool { kinds.isEmpty }

    /// Looks at all texts of the columns, of which a form of dates can show.
    mutating func prepare(_ texts: (String) -> [String]) throws(LuaError) {
        for (column, kind) in kinds { readings[column] = try kind.reading(texts(column), dates) }
    }

    /// The value of a cell: false for an empty one.
    /// - Throws: `CSVCellError` that begins with the column, which a script knows by `column`, and the text.
    func value(of text: String, in column: String, header: String) throws(CSVCellError) -> LuaValue {
        guard let read = readings[column] else { return .string(text) }
        guard !text.isEmpty else { return .boolean(false) }
        do throws(CSVCellError) {
            return try read(text)
        } catch {
            throw CSVCellError(
                "column \(header) has \"\(text.prefix(60))\", which \(error.message)",
                isOfColumn: error.isOfColumn,
            )
        }
    }
}

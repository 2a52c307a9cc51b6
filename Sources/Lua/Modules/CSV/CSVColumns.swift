/// The columns of a table as a script gets them: which field is which, and by what name.
struct CSVColumns {
    /// The names, in the order in which a row gives its values.
    private(set) var names: [String] = []
    /// The place of each column in the table, nil for one that may be missing and is.
    private(set) var places: [Int?] = []
    /// The names in the table, in its order.
    private(set) var titles: [String] = []
    /// How many fields the header has.
    private(set) var width = 0
    /// The places of columns that say of a row what was, beside one that says what is to be.
    private(set) var settled: Set<Int> = []
    /// How many fields a row has at least: those behind have no name.
    private var least = 0

    /// Takes the names as a script gives them, for a table without a header.
    /// - Throws: `script_error` for a name that comes twice, or is empty.
    init(_ names: [String]) throws(LuaError) {
        for (index, name) in names.enumerated() where name.isEmpty {
            throw LuaError("the header for the table: column \(index + 1) has no name.")
        }
        try self.init(header: names, CSVNames(), place: "the header for the table")
    }

    /// Reads a header; a column without a name is passed over, and so is one that comes twice beside those asked for.
    /// - Throws: `script_error` with the place for a name that comes twice, and for a column that must be there and is not.
    init(header: [String], _ asked: CSVNames, place: String, _ doubts: CSVDoubts? = nil) throws(LuaError) {
        width = header.count
        titles = header
        var taken: Set<Int> = []
        let versions = try CSVVersions(header, asked, place: place, doubts)
        settled = versions.settled
        for column in asked.columns {
            let found = try versions.find(column) { () throws(LuaError) in try column.find(in: header, place: place) }
            guard found != nil || column.isOptional else {
                doubts?.last = .missing(column: column.name, titles: header.filter { !$0.isEmpty })
                throw LuaError(asked.missing(column, in: header, place: place))
            }
            if let found { taken.insert(found) }
            append(column.name, at: found)
        }
        for (index, name) in header.enumerated() where !name.isEmpty && !taken.contains(index) {
            if let first = header.firstIndex(of: name), first < index || names.contains(name) {
                guard asked.isEmpty else { continue }
                throw LuaError("\(place): columns \(first + 1) and \(index + 1) are both called \(name).")
            }
            append(name, at: index)
        }
        least = (places.compactMap(\.self).max() ?? -1) + 1
    }

    /// Whether a row with so many fields is one of the table: what stands behind the header is empty.
    func fits(_ fields: [String]) -> Bool {
        fields.count >= least && fields.dropFirst(width).allSatisfy(\.isEmpty)
    }

    /// The place of a column in a row's values, nil when there is none of the name.
    func index(of name: String) -> Int? {
        names.firstIndex(of: name)
    }

    /// What the table calls the column of a row's value.
    func header(_ index: Int) -> String { places[index].map { titles[$0] } ?? names[index] }

    private mutating func append(_ name: String, at place: Int?) {
        names.append(name)
        places.append(place)
    }
}

/// The columns that a script asks for by other names than its own: `names = { booking = { "reservation", "conf no" } }`, or
/// `names = { booking = "conf no" }` for the one that must be it.
struct CSVNames {
    /// One column and the names that it may have.
    struct Column {
        /// What the script calls it.
        let name: String
        /// The names that it may have in a table, the best first.
        let accepted: [String]
        /// Whether a table may lack it.
        var isOptional: Bool

        /// Whether it has to be the one that was told, and no other.
        var isTold: Bool { accepted.count == 1 }

        /// The names that it may have where none was told.
        var known: [String] = []

        /// The names in all ways in which they may be written.
        var forms: Set<String> { Set(accepted.flatMap(CSVCell.forms)) }

        /// The same of those that it may have where none was told.
        var knownForms: Set<String> { Set(known.flatMap(CSVCell.forms)) }

        /// The place of the first of its names that a header has.
        /// - Throws: `script_error` with the place where a header has that name twice.
        func find(in header: [String], place: String) throws(LuaError) -> Int? {
            let cells = header.map(CSVCell.forms)
            for forms in accepted.map(CSVCell.forms) where !forms.contains("") {
                let found = cells.indices.filter { !cells[$0].isDisjoint(with: forms) }
                guard let first = found.first else { continue }
                guard found.count == 1 else {
                    throw LuaError(
                        "\(place): columns \(first + 1) and \(found[1] + 1) are both called \(header[first])."
                    )
                }
                return first
            }
            return nil
        }
    }

    /// How many names are told that a missing column may have.
    private static let shownNames = 6

    /// The columns, in the order of their names.
    private(set) var columns: [Column] = []
    /// The columns that say the same thing of a row, of which it may say what was and what is to be.
    private(set) var families: [CSVVersions.Family] = []

    /// Asks for none.
    init() {}

    /// Reads the options `names`, `optional`, `told` and `versions`.
    /// - Throws: `script_error` for what is no list of names.
    init(_ options: LuaOptions, _ function: String) throws(LuaError) {
        families = try CSVVersions.Family.all(options["versions"], of: function)
        let optional = Set(try options.texts("optional") ?? [])
        let others = try options.listsOfTexts("names")
        let told = Dictionary(try options.namedTexts("told")) { first, _ in first }
        for name in Set(others.keys).union(optional).sorted() {
            let accepted =
                switch others[name] {
                case .one(let text)?: [text]
                case .list(let texts)?: [name] + texts
                case nil: [name]
                }
            var column = Column(
                name: name,
                accepted: told[name].map { [$0] } ?? accepted,
                isOptional: optional.contains(name),
            )
            column.known = accepted
            columns.append(column)
        }
    }

    /// Whether nothing is asked for.
    var isEmpty: Bool { columns.isEmpty }

    /// What a table has no column for, with what it may be called.
    func missing(_ column: Column, in header: [String], place: String) -> String {
        let known = header.filter { !$0.isEmpty }
        let others = column.accepted.dropFirst()
        let more = others.count > Self.shownNames ? " and \(others.count - Self.shownNames) other names" : ""
        let aside = others.isEmpty ? "" : " (or \(others.prefix(Self.shownNames).joined(separator: ", "))\(more))"
        let there = known.isEmpty ? "" : "; there are \(known.joined(separator: ", "))"
        return "\(place): the table has no column \"\(column.accepted.first ?? column.name)\"\(aside)\(there)"
    }
}

/// What a script asks about a column: how the person at the command line says which it is.
struct CSVAsk {
    private static let options = ["argument", "says", "hints", "never", "instead", "called", "days"]

    /// The column, as the script calls it.
    let column: String
    /// The argument of the script that names it.
    let argument: String
    /// Words in the titles of columns that may be it; nil where a missing one is not asked for.
    let hints: [String]?
    /// Words in the titles of columns that are something else.
    let never: [String]
    /// The columns that the table has not, once this one is told.
    let instead: [String]
    /// What a column that looks like it is said to look like.
    let called: String
    /// Whether a table without any day is asked for it.
    let isOfDays: Bool
    private let says: String?

    /// Reads the option `asks`.
    /// - Throws: `script_error` for what is no table of such tables.
    static func all(_ value: LuaValue, of function: String) throws(LuaError) -> [CSVAsk] {
        if value.isNil { return [] }
        guard case .table(let table) = value, table.sequence.isEmpty, table.others.isEmpty else {
            throw LuaError("\(function): asks must be a table of columns, such as { booking = {} }")
        }
        var asks: [CSVAsk] = []
        for (column, value) in table.fields.sorted(by: { $0.key < $1.key }) {
            asks.append(try CSVAsk(column, value, of: function))
        }
        return asks
    }

    private init(_ column: String, _ value: LuaValue, of function: String) throws(LuaError) {
        let options = try LuaOptions(value, of: "\(function), asks.\(column)", known: Self.options)
        self.column = column
        argument = try options.text("argument") ?? column
        hints = try options.texts("hints")
        never = try options.texts("never") ?? []
        instead = try options.texts("instead") ?? []
        called = try options.text("called") ?? column
        isOfDays = try options.flag("days") ?? false
        says = try options.text("says")
    }

    /// The question of a column that is missing.
    func missing(_ problem: String) -> String {
        problem + (says ?? "; its own name is told as \(argument)=\"Its name\"")
    }

    /// The question of a column that looks like it.
    func suspect(_ problem: String, _ title: String) -> String {
        let words = problem.replacing(
            "\"\(title)\" looks like \(column)",
            with: "\"\(title)\" looks like \(called)",
            maxReplacements: 1
        )
        return words + filled("; say \(argument)=\"%s\" where it is that, or \(argument)=none", title)
    }

    /// The question of a table without any day.
    func days(_ title: String) -> String {
        filled("no row says its day; say \(argument)=\"%s\" where that is the column with the days", title)
    }

    /// The first of some titles, one with a hint where there is one; else none where one is known as something else, so that the
    /// table hardly has the column.
    func likely(_ titles: [String]) -> String? {
        let mayBe = titles.filter { !Self.has(never, $0) }
        let hinted = mayBe.first { Self.has(hints ?? [], $0) }
        return hinted ?? (mayBe.count == titles.count ? mayBe.first : nil)
    }

    private static func has(_ hints: [String], _ title: String) -> Bool {
        let words = CSVCell.forms(of: title).flatMap { $0.split(separator: " ") }
        return words.contains { word in hints.contains { word.hasPrefix($0) } }
    }

    private func filled(_ otherwise: String, _ title: String) -> String {
        (says ?? otherwise).replacing("%s", with: title)
    }
}

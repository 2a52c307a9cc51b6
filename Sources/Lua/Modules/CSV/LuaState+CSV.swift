import CLuaSupport

extension LuaState {
    /// Makes the module `csv`: `rows` for a loop, `read` for a list, `ask` for one whose columns are asked for, and `write`.
    ///
    /// `csv.rows(path, { header =, separator =, unique =, … })` reads a row at a time, so that a file of any length passes;
    /// `csv.read` checks the whole file before the script goes on. Instead of a path both take `{ text = "…" }`.
    /// - `header`: true (a row names the columns), false (rows are lists), or a list of names for a file without.
    /// - `separator`: one character, or comma, semicolon, tab or bar; found where it is not given.
    /// - `skip`: the lines above the header; title lines are passed over where they are certain to be some.
    /// - `unique`: a column in which no value may be empty or come twice.
    /// - `encoding`: utf-8, latin-1, windows-1252, utf-16, or auto for utf-8 and else windows-1252; a byte order mark wins.
    /// - `names`: other names that a column may have, in any case; `optional`: columns that may be missing.
    /// - `as`: what the cells of columns are read as, by the kinds of the host; `dates`: what it says of their form.
    /// - `problems`: whether a row that cannot be read comes all the same, with what is wrong with it in `problem`.
    /// - `suspect`: columns that may stand under a name that is not known; one that looks like them is refused where they are
    ///   missing, unless its name is one of `others`.
    /// - `versions`: lists of columns that say the same thing of a row, of which a table may say what was and what is to be.
    /// - `told`: the one name that a column has, whatever `names` says.
    /// - `raw`: whether spaces at the ends of fields, and what has no width in them, stay.
    ///
    /// `csv.ask` reads as `csv.read` does, and stops with all that is not certain at once: `asks` says what is asked about a
    /// column, and `line` is the line that the answers follow.
    ///
    /// A row has its fields as strings by the names of the columns, and `line`, unless a column has that name. A column that
    /// is not there raises, and so does a row with more or fewer fields than the header; empty rows are passed over.
    /// `csv.write(path, rows, { columns =, separator =, overwrite = })` writes only where `files` allow it, and a file is either
    /// complete or not there; it answers the number of rows. Without `overwrite` it replaces only files that it wrote itself.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func openCSV(files: LuaFiles) throws(LuaError) -> LuaValue {
        try openCSV(files: files, kinds: [], typed: { $0.joined(separator: " ") }, checked: { $0 })
    }

    /// Makes the module `csv` of functions to which a host adds a look at their arguments, and whose cells can be read as the
    /// kinds that it has; `typed` gives the arguments of the run and some more as they are typed.
    package func openCSV(
        files: LuaFiles,
        kinds: [CSVKind],
        typed: @escaping ([String]) -> String,
        checked: (LuaHostFunction) -> LuaHostFunction,
    ) throws(LuaError) -> LuaValue {
        let close = LuaHostFunction("__close") { _, arguments throws(LuaError) in
            try arguments.object(0, as: CSVReader.self).close()
            return .nothing
        }
        try define(LuaClass(CSVReader.self, name: "csv reader", operators: [close]))
        let next = LuaHostFunction("csv.rows") { _, arguments throws(LuaError) in
            .values(try arguments.object(0, as: CSVReader.self).next())
        }
        let refuse = LuaHostFunction("csv.read") { _, arguments throws(LuaError) in
            throw try arguments.object(0, as: CSVReader.self).missing(arguments[1])
        }
        let opening = ["csv.rows", "csv.read"].map { name in
            LuaValue.hostFunction(checked(Self.csvOpen(name, files, kinds)))
        }
        let asking = LuaValue.hostFunction(checked(Self.csvAsk(files, kinds, typed)))
        write(opening + [asking, .hostFunction(next), .hostFunction(refuse)])
        var members = try functions(clua_csv_functions(host))
        members["write"] = .hostFunction(checked(Self.csvWrite(files)))
        return try module("csv", members, missing: MissingName.function(in: "csv", among: members.keys.sorted()))
    }

    private static func csvOpen(_ name: String, _ files: LuaFiles, _ kinds: [CSVKind]) -> LuaHostFunction {
        LuaHostFunction(name) { state, arguments throws(LuaError) in
            let isStopping = { [weak state] in state?.isStopping ?? true }
            return Self.opened(try CSVReader(arguments, files: files, kinds: kinds, isStopping: isStopping))
        }
    }

    private static func csvAsk(
        _ files: LuaFiles,
        _ kinds: [CSVKind],
        _ typed: @escaping ([String]) -> String,
    ) -> LuaHostFunction {
        LuaHostFunction("csv.ask") { state, arguments throws(LuaError) in
            let isStopping = { [weak state] in state?.isStopping ?? true }
            var questions = try CSVQuestions(arguments)
            let reader = try questions.reader(
                { arguments, doubts throws(LuaError) in
                    try CSVReader(arguments, files: files, kinds: kinds, isStopping: isStopping, doubts: doubts)
                },
                typed: typed
            )
            return Self.opened(reader)
        }
    }

    /// What the functions over a reader are made of.
    private static func opened(_ reader: CSVReader) -> LuaAnswer {
        let columns = reader.columns.map { LuaValue.table(LuaTable(sequence: $0.map(LuaValue.string))) }
        return .values([.object(reader), columns ?? .nil])
    }

    private static func csvWrite(_ files: LuaFiles) -> LuaHostFunction {
        LuaHostFunction("csv.write") { state, arguments throws(LuaError) in
            let path = try arguments.string(0, "the file")
            guard case .table(let rows) = arguments[1] else {
                throw arguments.mismatch(1, "the rows", "a list of tables")
            }
            var writer = try CSVWriter(arguments, state: state)
            let file = try files.create(path, overwrites: writer.overwrites)
            let count = try writer.write(rows, to: file)
            try file.complete()
            return .value(.integer(Int64(count)))
        }
    }
}

/// The questions of a table that is not certain, all of them at once.
///
/// Each question has an answer that is likely, with which the table is read again, so that what would be asked next is asked
/// now. A script that gets rows was asked nothing; any other is stopped, with the whole line that gives the answers.
struct CSVQuestions {
    /// Reads the table with some options.
    typealias Opening = (LuaArguments, CSVDoubts?) throws(LuaError) -> CSVReader

    private let function: String
    private let path: LuaValue
    private let line: String
    private var asks: [CSVAsk]
    /// The options of the next reading.
    private var options: [String: LuaValue]
    private var questions: [String] = []
    private var answers: [String] = []
    /// What the table calls its columns, as far as a question told it.
    private var titles: [String] = []
    private var taken: Set<String> = []

    /// Reads the options `asks` and `line`; the others are those of every reading.
    /// - Throws: `script_error` for options that are none.
    init(_ arguments: LuaArguments) throws(LuaError) {
        function = arguments.function
        path = arguments[0]
        guard case .table(let table) = arguments[1], case .string(let line)? = table.fields["line"] else {
            throw LuaError("\(function): line must be a string, such as \"keyshift plan late-checkout-list\"")
        }
        self.line = line
        asks = try CSVAsk.all(table.fields["asks"] ?? .nil, of: function)
        options = table.fields.filter { $0.key != "line" && $0.key != "asks" }
    }

    /// The table, opened as the script wants it; `typed` gives the arguments of the run and some more as they are typed.
    /// - Throws: `script_error` with all questions, or with what is wrong with the table.
    mutating func reader(_ open: Opening, typed: ([String]) -> String) throws(LuaError) -> CSVReader {
        while true {
            let doubts = CSVDoubts()
            do throws(LuaError) {
                let sample = try CSVDays(open(arguments, doubts))
                if askForDays(sample) { continue }
            } catch {
                if ask(Self.typed(error.message), doubts.last) { continue }
            }
            guard questions.isEmpty else { throw refusal(typed) }
            return try open(arguments, nil)
        }
    }

    private var arguments: LuaArguments {
        LuaArguments(function: function, values: [path, .table(LuaTable(fields: options))])
    }

    /// An error with the option `dates` as it is typed as an argument.
    private static func typed(_ problem: String) -> String {
        ["dmy", "mdy", "ymd"].reduce(problem) { $0.replacing("dates = \"\($1)\"", with: "dates=\($1)") }
    }

    // MARK: - Asking

    /// Puts the question of a problem; false where it has no answer with which the table can be read again.
    private mutating func ask(_ problem: String, _ doubt: CSVDoubt?) -> Bool {
        switch doubt {
        case .suspect(let column, let title, let titles):
            self.titles = titles
            guard let ask = pending(column) else { break }
            return settle(ask, ask.suspect(problem, title), title)
        case .missing(let column, let titles):
            self.titles = titles
            guard let ask = pending(column), ask.hints != nil else { break }
            return settle(ask, ask.missing(problem), ask.likely(titles.filter { !taken.contains($0) }))
        case .dates where options["dates"] == nil:
            questions.append(problem)
            answers.append("dates=dmy")
            options["dates"] = .string("dmy")
            return true
        case .dates, nil: break
        }
        questions.append(problem)
        return false
    }

    /// Asks for the column with the days, where no row says one.
    private mutating func askForDays(_ days: CSVDays) -> Bool {
        guard !days.hasDay, let ask = asks.first(where: \.isOfDays) else { return false }
        guard let title = titles.first(where: { !taken.contains($0) && days.columns.contains($0) }) else {
            return false
        }
        return settle(ask, ask.days(title), title)
    }

    /// What is asked about a column, unless it was.
    private func pending(_ column: String) -> CSVAsk? { asks.first { $0.column == column } }

    /// Takes a column of the table for the one that was asked for, as if the command line said so.
    private mutating func settle(_ ask: CSVAsk, _ question: String, _ title: String?) -> Bool {
        questions.append(question)
        guard let title else { return false }
        answers.append("\(ask.argument)=\(title)")
        taken.insert(title)
        let others = Set(ask.instead)
        asks.removeAll { $0.column == ask.column || others.contains($0.column) }
        var told: [String: LuaValue] = [:]
        if case .table(let table)? = options["told"] { told = table.fields }
        told[ask.column] = .string(title)
        for other in others { told[other] = .string("none") }
        options["told"] = .table(LuaTable(fields: told))
        leaveOut([ask.column], of: "optional")
        leaveOut(others.union([ask.column]), of: "suspect")
        return true
    }

    private mutating func leaveOut(_ columns: Set<String>, of option: String) {
        guard case .table(let table)? = options[option] else { return }
        let rest = table.sequence.filter { value in value.text.map { !columns.contains($0) } ?? true }
        options[option] = rest.isEmpty ? nil : .table(LuaTable(sequence: rest))
    }

    // MARK: - The error

    private func refusal(_ typed: ([String]) -> String) -> LuaError {
        func whole(_ answers: [String]) -> String { "\(line) \(typed(answers))" }
        if questions.count == 1 {
            guard let answer = answers.first, answer != "dates=dmy" else { return LuaError(questions[0]) }
            return LuaError("\(questions[0])\nThe whole line: \(whole(answers))")
        }
        // Of several things one is said; the words for one are those of a question.
        let list = questions.map { $0.replacing(" may be ", with: " can be ") }.joined(separator: "\n  ")
        let isYearFirst = questions.contains { $0.contains("dates=ymd") }
        let others = answers.map { $0 == "dates=dmy" ? isYearFirst ? "dates=ymd" : "dates=mdy" : $0 }
        let first = isYearFirst ? "year" : "month"
        let other = others == answers ? "" : "\n  or, with the \(first) first: \(whole(others))"
        return LuaError(
            "\(questions.count) things are not certain:\n  \(list)\n"
                + "All of them in one line, with what is right for this table: \(whole(answers))\(other)"
        )
    }
}

/// What the cells of a table say of days.
private struct CSVDays {
    /// Whether a cell that is read as something has a day.
    private(set) var hasDay = false
    /// The names of the columns whose cells are texts, and all of them days.
    private(set) var columns: Set<String> = []

    /// Reads a table to its end.
    /// - Throws: `script_error` for the first row that is wrong.
    init(_ reader: CSVReader) throws(LuaError) {
        let names = reader.columns ?? []
        var without: Set<Int> = []
        var seen: Set<Int> = []
        while true {
            let values = try reader.next().dropFirst()
            guard !values.isEmpty else { break }
            for (place, value) in zip(names.indices, values) {
                switch value {
                case .table(let moment): hasDay = hasDay || moment.fields["date"] != nil
                case .string(let text) where Self.isDay(text): seen.insert(place)
                case .string(let text) where !text.isEmpty: without.insert(place)
                default: break
                }
            }
        }
        columns = Set(seen.subtracting(without).map { names[$0] })
    }

    /// Whether a text is three numbers, such as `24/11/2026`.
    private static func isDay(_ text: String) -> Bool {
        let parts = text.split(omittingEmptySubsequences: false) { "./-".contains($0) }
        return parts.count == 3 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    }
}

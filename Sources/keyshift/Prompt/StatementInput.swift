/// What the prompt reads.
enum InputLine: Hashable, Sendable {
    /// A line, without its end; one from the history may hold several.
    case line(String)
    /// Ctrl-C: what was typed is given up.
    case interrupted
    /// The end of the input: Ctrl-D, or a pipe that is empty.
    case end
}

/// Where the prompt reads lines from.
protocol StatementInput: Sendable {
    /// Reads a line behind a prompt; `before` are the lines of the same statement.
    func line(prompt: PromptText, before: String) async -> InputLine
    /// Reads the answer to a question, which nothing completes and no history keeps.
    func answer(to question: String) async -> InputLine
    /// The statement is whole: the terminal is as it shall be while it runs.
    func endStatement() async
    /// Keeps a statement for the arrow keys, and for the next session unless it is `secret`.
    func remember(_ statement: String, isSecret: Bool) async
    /// Gives the terminal back as it was.
    func close() async
}

extension StatementInput {
    func endStatement() async {}
}

/// A prompt, which stands out where there is colour.
enum PromptText: Hashable, Sendable {
    /// For a statement, with the number of recorded rows.
    case statement(rows: Int)
    /// For more lines of one.
    case more

    /// What is shown, without colour.
    var text: String {
        switch self {
        case .statement(rows: 0): "seam> "
        case .statement(let rows): "seam[\(rows)]> "
        case .more: "...> "
        }
    }
}

/// Lines of a pipe or a file.
struct PipeInput: StatementInput {
    func line(prompt: PromptText, before: String) async -> InputLine {
        readLine().map(InputLine.line) ?? .end
    }

    func answer(to question: String) async -> InputLine { .end }

    func remember(_ statement: String, isSecret: Bool) async {}

    func close() async {}
}

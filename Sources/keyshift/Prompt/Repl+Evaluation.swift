internal import LuaSyntax
internal import Model
internal import Presentation
internal import RunEngine

/// Statements: what they give, what they record, and where they are wrong.
extension Repl {
    /// Does what was typed: a command, or Lua with what is wrong with it.
    func evaluate(_ statement: String, _ error: SyntaxError? = nil) async -> Outcome {
        // What is longer is no word to look at.
        let text = statement.utf8.count > Self.longStatement ? statement : statement.trimmed
        if text.isEmpty { return .fine }
        if text.hasPrefix(":") { return await command(text) }
        if settings.isInteractive, text == "help" { return help("") }
        if await isFarewell(text) {
            say(":quit leaves, and so does Ctrl-D; what is recorded is not sent")
            return .fine
        }
        if let error { return report(error, in: statement) }
        return await evaluateLua(statement, name: script.name)
    }

    /// Whether somebody wants to leave with the words of other prompts, and means no variable of their own.
    private func isFarewell(_ text: String) async -> Bool {
        guard let word = ["exit", "quit"].first(where: { text == $0 || text == $0 + "()" }) else { return false }
        return await host.glimpse(of: [.field(word)]).type == "nil"
    }

    /// Evaluates Lua and prints its values, and what it has recorded.
    func evaluateLua(_ source: String, name: String) async -> Outcome {
        let before = await host.plan
        let failure = await failure(of: source, name: name)
        let after = await host.plan
        noteRecorded(before, after)
        guard let failure else {
            log.add(source, recorded: before.rows != after.rows)
            noteLocals(source)
            return .fine
        }
        report(failure, in: source, name: name)
        return .failed
    }

    private func failure(of source: String, name: String) async -> ScriptError? {
        interrupts?.beginEvaluating()
        defer {
            session.terminal.endReading()
            interrupts?.beginReading()
        }
        do throws(ScriptError) {
            show(try await host.evaluate(source, name: name, layout))
            return nil
        } catch {
            return error
        }
    }

    /// Says what a statement has recorded; on a pipe `:plan` shows it.
    private func noteRecorded(_ before: Plan, _ after: Plan) {
        guard settings.isInteractive else { return }
        for line in RecordedText(before: before, after: after).lines {
            session.terminal.note(layout.width.map { TextWidth.cut(line, to: $0) } ?? line)
        }
    }

    /// A local variable is gone with its statement, which surprises who has not typed Lua at a prompt before.
    private func noteLocals(_ source: String) {
        guard settings.isInteractive, source.hasPrefix("local"), let block = LuaParser.parse(source).tree?.block,
            !block.statements.isEmpty,
            block.statements.allSatisfy({ if case .local = $0.kind { true } else { false } })
        else { return }
        say("a local lasts for its own statement only; leave the word out to keep the value")
    }

    // MARK: - What went wrong

    /// Says what is wrong with a text, and points at it.
    func report(_ error: SyntaxError, in statement: String) -> Outcome {
        complain("\(script.name):\(error.position.line):\(error.position.column): \(error.message)")
        if let line = Self.line(error.position.line, of: statement) {
            let before = String(decoding: Array(line.utf8).prefix(error.position.column - 1), as: UTF8.self)
            session.terminal.note("  \(ForeignText.line(line))")
            session.terminal.note("  \(String(repeating: " ", count: TextWidth.of(before)))^")
        }
        return .failed
    }

    private func report(_ error: ScriptError, in source: String, name: String) {
        if error.isInterruption { return say("stopped") }
        complain(ForeignText.paragraph(error.description))
        // In a single line there is no doubt.
        guard settings.isInteractive, source.contains("\n"), error.chunk == name,
            let number = error.line, let line = Self.line(number, of: source)
        else { return }
        session.terminal.note("  \(number) | \(ForeignText.line(line))")
    }

    private static func line(_ number: Int, of text: String) -> String? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.contains(number - 1) ? String(lines[number - 1]) : nil
    }
}

extension String {
    /// The text without blanks at its ends.
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}

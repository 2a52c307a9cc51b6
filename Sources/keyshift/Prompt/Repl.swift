internal import LuaSyntax
internal import Model
internal import Presentation
internal import RunEngine
internal import Spelling

/// Reads statements, evaluates them, and prints what they give.
actor Repl {
    /// How it reads and what it may do.
    struct Settings: Sendable {
        /// Whether there are prompts, and somebody to ask.
        let isInteractive: Bool
        /// Whether `:apply` sends without asking.
        let sendsWithoutAsking: Bool
        /// Whether the first error ends it.
        let stopsAtErrors: Bool
    }

    /// What an input came to.
    enum Outcome {
        case fine
        case failed
        case quit
    }

    private enum Input {
        /// A text, and what is wrong with it.
        case statement(String, SyntaxError?)
        case givenUp
    }

    /// Statements beyond this many bytes are in no history, and nothing completes in them.
    static let longStatement = 16 << 10

    let session: Session
    let settings: Settings
    let host: ScriptHost
    let input: any StatementInput
    let screen: Screen
    let interrupts: PromptInterrupts?
    let script = Engine.Script(name: "repl", source: "", arguments: [])
    /// What was done, for `:save`.
    var log = StatementLog()
    /// The run that `:apply` made last, for `:undo`.
    var lastRun: String?
    /// What was typed last, for `:edit`.
    var lastStatement = ""

    private let completer: PromptCompleter?

    /// Makes it for a terminal, or for a pipe.
    init(session: Session, settings: Settings) {
        self.session = session
        self.settings = settings
        let variables = ProcessEnvironment.variables
        let screen = Screen(variables)
        let host = session.engine.makeHost(script, runID: ProcessEnvironment.newRunID(), isPrompt: true)
        self.screen = screen
        self.host = host
        guard settings.isInteractive else {
            (input, completer, interrupts) = (PipeInput(), nil, nil)
            return
        }
        // Noted before anything changes the terminal.
        let original = TerminalMode.ordinary
        let completer = PromptCompleter(host: host)
        let wakeUp = WakeUp()
        let history = HistoryFile(folder: ProcessEnvironment.stateFolder(variables))
        let editor = screen.canEdit ? LineEditor(screen: screen, history: history) { completer.complete($0) } : nil
        self.completer = editor == nil ? nil : completer
        let plain = PlainInput(terminal: session.terminal, wakeUp: wakeUp)
        input = editor.map { $0 as any StatementInput } ?? plain
        interrupts = PromptInterrupts(
            terminal: session.terminal,
            wakeUp: wakeUp,
            evaluation: { host.interrupt() },
            end: { original.restore() }
        )
    }

    /// How much room results have: without somebody at the prompt there is no window, and nothing that `:more` could follow.
    var layout: PromptLayout { settings.isInteractive ? screen.layout : PromptLayout() }

    /// Reads to the end of the input and answers the exit code.
    func run() async -> Int32 {
        // What completion reads meanwhile must not draw on the line that is typed.
        session.terminal.isTypedOn(true)
        greet()
        var outcome = Outcome.fine
        while let read = await readStatement() {
            guard case .statement(let statement, let error) = read else { continue }
            session.terminal.isTypedOn(false)
            outcome = await evaluate(statement, error)
            session.terminal.endReading()
            session.terminal.isTypedOn(true)
            if outcome == .quit || (outcome == .failed && settings.stopsAtErrors) { break }
        }
        await noteUnsent()
        completer?.close()
        await input.close()
        await host.close()
        do throws(JournalError) {
            try await host.endEffects()
        } catch {
            session.terminal.note(error.sentence)
        }
        return outcome == .failed && settings.stopsAtErrors ? 1 : 0
    }

    private func greet() {
        guard settings.isInteractive else { return }
        say("Keyshift on \(session.isSandbox ? "a sandbox with demo data" : session.environment.connection.endpoint).")
        say("Changes are recorded, :apply sends them. Tab completes, help() explains, Ctrl-D leaves.")
        completer?.begin()
    }

    private func noteUnsent() async {
        let plan = await host.plan
        guard plan.hasChanges else { return }
        let count = plan.rows.count { $0.status == .planned }
        session.terminal.note("\(count.counted("change was", "changes were")) not sent.")
    }

    // MARK: - Reading

    /// Lines up to a whole statement; nil at the end of the input.
    private func readStatement() async -> Input? {
        let rows = settings.isInteractive ? await host.plan.rows.count : 0
        completer?.prepare()
        var first: String
        switch await input.line(prompt: .statement(rows: rows), before: "") {
        case .line(let line): first = line
        case .interrupted: return .givenUp
        case .end: return nil
        }
        if first.hasPrefix("\u{FEFF}") { first.removeFirst() }
        // The line for the shell, where a script is fed to the prompt: no Lua begins so.
        guard !first.hasPrefix("#!") else { return .givenUp }
        if first.hasPrefix(":") {
            await input.endStatement()
            await input.remember(first, isSecret: false)
            return .statement(first, nil)
        }
        // An equals sign before an expression is how older prompts of Lua asked for its value.
        if first.hasPrefix("="), !first.hasPrefix("==") { first.removeFirst() }
        return await readRest(of: first)
    }

    /// More lines, until the statement is whole or wrong.
    private func readRest(of first: String) async -> Input {
        var progress = StatementProgress()
        var completeness = progress.add(first)
        reading: while case .incomplete = completeness {
            let isLong = progress.text.utf8.count > Self.longStatement
            switch await input.line(prompt: .more, before: isLong ? "" : progress.text + "\n") {
            case .line(let line): completeness = progress.add(line)
            case .interrupted: return .givenUp
            case .end:
                if settings.isInteractive { return .givenUp }
                break reading
            }
        }
        await input.endStatement()
        await remember(progress.text)
        if case .invalid(let error) = completeness { return .statement(progress.text, error) }
        return .statement(progress.text, nil)
    }

    private func remember(_ statement: String) async {
        lastStatement = statement
        guard settings.isInteractive, statement.utf8.count <= Self.longStatement,
            statement.contains(where: { !$0.isWhitespace })
        else { return }
        await input.remember(statement, isSecret: await host.holdsPIN(statement))
    }

    // MARK: - Saying

    /// Says something that is not the result.
    func say(_ text: String) {
        session.terminal.note(screen.styled(text, .dim))
    }

    /// Says what went wrong.
    func complain(_ text: String) {
        session.terminal.note(screen.styled(text, .red))
    }

    /// Prints what a statement gave.
    func show(_ answer: PromptAnswer) {
        for line in answer.lines {
            let isPlain = !screen.isWindow || line.style == .plain
            if line.style == .note {
                say(line.text)
            } else {
                if isPlain {
                    session.terminal.result(line.text)
                } else {
                    session.terminal.result(screen.styled(line.text, .bold))
                }
            }
        }
        if answer.left > 0 { say("… \(answer.left) more: :more") }
    }
}

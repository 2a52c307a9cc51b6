internal import LuaSyntax
internal import Model
internal import Presentation
internal import RunEngine

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
        case statement(String)
        case givenUp
    }

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
        let original = TerminalMode()
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
        greet()
        var outcome = Outcome.fine
        while let read = await readStatement() {
            guard case .statement(let statement) = read else { continue }
            outcome = await evaluate(statement)
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
        session.terminal.note("\(count == 1 ? "1 change was" : "\(count) changes were") not sent.")
    }

    // MARK: - Reading

    /// Lines up to a whole statement; nil at the end of the input.
    private func readStatement() async -> Input? {
        let rows = settings.isInteractive ? await host.plan.rows.count : 0
        completer?.prepare()
        var statement = ""
        switch await input.line(prompt: .statement(rows: rows), before: "") {
        case .line(let line): statement = line
        case .interrupted: return .givenUp
        case .end: return nil
        }
        guard !statement.hasPrefix(":") else {
            await input.remember(statement, isSecret: false)
            return .statement(statement)
        }
        reading: while case .incomplete = LuaParser.completeness(of: statement) {
            switch await input.line(prompt: .more, before: statement + "\n") {
            case .line(let line): statement += "\n" + line
            case .interrupted: return .givenUp
            case .end:
                if settings.isInteractive { return .givenUp }
                break reading
            }
        }
        if settings.isInteractive, statement.contains(where: { !$0.isWhitespace }) {
            await input.remember(statement, isSecret: await host.holdsPIN(statement))
        }
        return .statement(statement)
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

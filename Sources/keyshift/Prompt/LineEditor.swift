internal import CEditline
internal import Dispatch
internal import Glibc
internal import Lua

/// Lines of a terminal with editing, history and completion, through libedit, on a thread of its own.
///
/// Ctrl-C is a key while a line is edited, and a signal for the rest of the time.
@safe
actor LineEditor: StatementInput {
    private let thread = LuaThread(name: "keyshift-prompt")
    private let editor: OpaquePointer
    private let entries: OpaquePointer
    private let client: EditorClient
    private let history: HistoryFile
    private let screen: Screen
    private let resizes: any DispatchSourceSignal
    private var isOpen = true
    /// Whether the terminal gives keys, because a line was taken past libedit.
    private var isPrepared = false

    /// The actor runs where libedit reads.
    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    /// Opens the editor; nil when libedit cannot.
    ///
    /// `complete` is called on the editor's thread, with the lines of the statement up to the cursor.
    init?(
        screen: Screen,
        history: HistoryFile,
        complete: @escaping @Sendable (String) -> Completion?,
    ) {
        Self.chooseCharacters()
        guard let editor = unsafe ceditline_open("keyshift", STDIN_FILENO, STDERR_FILENO),
            let entries = unsafe ceditline_history()
        else { return nil }
        let wakeUp = WakeUp()
        client = EditorClient(wakeUp: wakeUp, screen: screen)
        client.complete = complete
        unsafe self.editor = editor
        unsafe self.entries = entries
        self.screen = screen
        self.history = history
        signal(SIGWINCH, SIG_IGN)
        resizes = DispatchSource.makeSignalSource(signal: SIGWINCH, queue: .global())
        resizes.setEventHandler { wakeUp.wake() }
        resizes.resume()
        unsafe Self.configure(editor, entries, client, history)
    }

    func line(prompt: PromptText, before: String) async -> InputLine {
        client.before = before
        let text = prompt.text
        if isOpen, let line = takeWaiting(text) { return .line(line) }
        let styled = screen.hasColour ? "\u{1}\u{1B}[1;36m\u{1}\(text.dropLast())\u{1}\u{1B}[0m\u{1} " : text
        return read(styled)
    }

    func answer(to question: String) async -> InputLine {
        client.forgetTyped()
        let complete = client.complete
        client.complete = { _ in nil }
        defer { client.complete = complete }
        return read(question)
    }

    func endStatement() async {
        guard isPrepared else { return }
        isPrepared = false
        unsafe ceditline_prepare(editor, false)
    }

    func remember(_ statement: String, isSecret: Bool) async {
        unsafe ceditline_remember(entries, statement)
        if !isSecret { history.append(statement) }
    }

    func close() async {
        guard isOpen else { return }
        isOpen = false
        resizes.cancel()
        unsafe ceditline_close(editor)
        unsafe ceditline_close_history(entries)
        signal(SIGWINCH, SIG_DFL)
    }

    /// A line that has come already as a whole, such as those of a paste; it is shown as if it had been typed.
    private func takeWaiting(_ prompt: String) -> String? {
        guard client.hasMore else { return nil }
        if !isPrepared { unsafe ceditline_prepare(editor, true) }
        isPrepared = true
        guard let line = client.takeLine() else { return nil }
        let shown = line.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    ")
        Descriptor.write("\(prompt)\(shown)\r\n", to: STDERR_FILENO)
        return line
    }

    private func read(_ prompt: String) -> InputLine {
        guard isOpen else { return .end }
        isPrepared = false
        client.setPrompt(prompt)
        client.isInterrupted = false
        // Bracketed paste (DEC mode 2004): the terminal marks what is pasted.
        Descriptor.write("\u{1B}[?2004h", to: STDERR_FILENO)
        defer { Descriptor.write("\u{1B}[?2004l", to: STDERR_FILENO) }
        // Before the prompt is seen: from then on Ctrl-C is a key.
        unsafe ceditline_prepare(editor, true)
        var count: Int32 = 0
        let typed = unsafe ceditline_read(editor, &count)
        if client.isInterrupted {
            Descriptor.write("^C\n", to: STDERR_FILENO)
            return .interrupted
        }
        guard let line = unsafe typed, count > 0 else {
            Descriptor.write("\n", to: STDERR_FILENO)
            return .end
        }
        var text = unsafe String(cString: line)
        if text.hasSuffix("\n") { text.removeLast() }
        return .line(text)
    }
}

// MARK: - How libedit is set up

extension LineEditor {
    /// Text is UTF-8; nothing else of the locale is taken, because Lua's numbers and order go by it.
    private static func chooseCharacters() {
        unsafe setlocale(LC_CTYPE, "")
        let codeset = unsafe nl_langinfo(nl_item(CODESET)).map { unsafe String(cString: $0) }
        if codeset != "UTF-8" { unsafe setlocale(LC_CTYPE, "C.UTF-8") }
    }

    private static func configure(
        _ editor: OpaquePointer,
        _ entries: OpaquePointer,
        _ client: EditorClient,
        _ history: HistoryFile,
    ) {
        unsafe ceditline_set_client(editor, Unmanaged.passUnretained(client).toOpaque())
        unsafe ceditline_set_keys(editor, "emacs")
        unsafe ceditline_set_prompt(editor, { editor in unsafe EditorClient.of(editor)?.prompt }, 1)
        unsafe ceditline_set_reader(editor) { editor, place in
            guard let scalar = unsafe EditorClient.of(editor)?.nextCharacter(editor) else { return 0 }
            unsafe place?.pointee = wchar_t(bitPattern: scalar.value)
            return 1
        }
        unsafe ceditline_set_history_size(entries, Int32(HistoryFile.kept))
        for statement in history.read() { unsafe ceditline_remember(entries, statement) }
        unsafe ceditline_set_history(editor, entries)
        // The user's own keys, then those without which this would be another program.
        unsafe ceditline_read_settings(editor)
        unsafe addKeys(editor)
        // Ctrl-C and Ctrl-Z are keys while a line is edited.
        unsafe ceditline_set_terminal(editor, "-d", "-isig")
        // What is typed while a statement runs is shown when it is read, once.
        unsafe ceditline_set_terminal(editor, "-x", "-echo")
    }

    private static func addKeys(_ editor: OpaquePointer) {
        unsafe ceditline_add(editor, "keyshift-complete") { editor, _ in
            unsafe EditorClient.of(editor)?.completeLine(editor) ?? UInt8(CC_ERROR)
        }
        unsafe ceditline_add(editor, "keyshift-interrupt") { editor, _ in
            unsafe EditorClient.of(editor)?.interrupt() ?? UInt8(CC_ERROR)
        }
        unsafe ceditline_add(editor, "keyshift-suspend") { editor, _ in
            unsafe EditorClient.of(editor)?.suspend(editor) ?? UInt8(CC_ERROR)
        }
        unsafe ceditline_add(editor, "keyshift-redraw") { _, _ in UInt8(CC_REDISPLAY) }
        unsafe ceditline_add(editor, "keyshift-paste-begin") { editor, _ in
            unsafe EditorClient.of(editor)?.paste(isBegin: true) ?? UInt8(CC_ERROR)
        }
        unsafe ceditline_add(editor, "keyshift-paste-end") { editor, _ in
            unsafe EditorClient.of(editor)?.paste(isBegin: false) ?? UInt8(CC_ERROR)
        }
        let keys = [
            ("^I", "keyshift-complete"), ("^C", "keyshift-interrupt"), ("^Z", "keyshift-suspend"),
            ("^R", "em-inc-search-prev"), (EditorClient.redrawKey, "keyshift-redraw"),
            ("\u{1B}[200~", "keyshift-paste-begin"), ("\u{1B}[201~", "keyshift-paste-end"),
            ("\u{1B}[1;5C", "em-next-word"), ("\u{1B}[1;5D", "ed-prev-word"), ("\u{1B}[3~", "ed-delete-next-char"),
            ("\u{1B}[H", "ed-move-to-beg"), ("\u{1B}[F", "ed-move-to-end"),
        ]
        for (key, function) in keys { unsafe ceditline_bind(editor, key, function) }
    }
}

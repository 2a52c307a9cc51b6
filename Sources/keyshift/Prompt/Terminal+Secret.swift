internal import Glibc

extension Terminal {
    /// Asks for a secret, which is not shown while it is typed; without a terminal the first line of stdin.
    /// - Returns: What was typed, nil for nothing.
    func secret(_ question: String) -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return readLine() }
        prompt(question)
        let isHidden = TerminalMode.hidesTyping()
        let typed = readLine()
        if isHidden { TerminalMode.ordinary.restore() }
        note("")
        return typed
    }
}

extension TerminalMode {
    /// Shows nothing of what is typed from now on, until the ordinary settings are put back.
    /// - Returns: Whether that could be had.
    fileprivate static func hidesTyping() -> Bool {
        _ = ordinary
        var settings = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &settings) == 0 else { return false }
        settings.c_lflag &= ~tcflag_t(ECHO)
        return unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) == 0
    }
}

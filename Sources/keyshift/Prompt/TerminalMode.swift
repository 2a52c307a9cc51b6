internal import Glibc

/// The settings of the terminal as they were, for an end that nothing else puts right.
struct TerminalMode: Sendable {
    /// The settings that the program found, which the prompt changes later.
    static let ordinary = TerminalMode()

    private let settings: termios?

    /// Notes the settings of stdin; without a terminal there is nothing to note.
    init() {
        var settings = termios()
        self.settings = unsafe tcgetattr(STDIN_FILENO, &settings) == 0 ? settings : nil
    }

    /// Puts them back.
    func restore() {
        guard var settings else { return }
        unsafe tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }
}

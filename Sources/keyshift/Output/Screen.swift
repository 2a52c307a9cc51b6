internal import Glibc
internal import RunEngine

/// What the terminal can show: its size, and whether there is colour.
struct Screen: Sendable {
    /// How a text stands out.
    enum Style: String, Sendable {
        case bold = "1"
        case dim = "2"
        case red = "31"
    }

    /// Whether stdout is a window, with a size and an end.
    let isWindow: Bool
    /// Whether texts on stderr may have colour.
    let hasColour: Bool
    /// Whether the cursor can be moved.
    let canEdit: Bool

    /// Looks at the terminal and the environment: `NO_COLOR` (no-color.org) and `TERM=dumb` mean plain text.
    init(_ variables: [String: String]) {
        let isDumb = ["", "dumb"].contains(variables["TERM"] ?? "")
        let hasTalk = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
        isWindow = isatty(STDOUT_FILENO) == 1
        canEdit = hasTalk && !isDumb
        hasColour = isatty(STDERR_FILENO) == 1 && !isDumb && (variables["NO_COLOR"] ?? "").isEmpty
    }

    /// The size of the window, 80 by 24 where it does not tell; changes with it.
    static var size: (columns: Int, rows: Int) {
        var size = winsize()
        for descriptor in [STDOUT_FILENO, STDERR_FILENO]
        where unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 && size.ws_row > 0 {
            return (Int(size.ws_col), Int(size.ws_row))
        }
        return (80, 24)
    }

    /// The columns of a descriptor's window, nil where it has none.
    static func columns(of descriptor: Int32) -> Int? {
        guard isatty(descriptor) == 1 else { return nil }
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Whether a terminal understands that its cursor moves within the line.
    static func canRedraw(_ variables: [String: String]) -> Bool {
        isatty(STDERR_FILENO) == 1 && !["", "dumb"].contains(variables["TERM"] ?? "")
    }

    /// Whether texts are to have no signs beside those of ASCII and of names.
    ///
    /// So it is where another locale than one of UTF-8 is set, or `TERM=dumb`. Where none is set, UTF-8 is taken for granted.
    static func isASCII(_ variables: [String: String]) -> Bool {
        if variables["TERM"] == "dumb" { return true }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { variables[$0] }.first { !$0.isEmpty }
        guard let locale = locale?.lowercased() else { return false }
        return !locale.hasSuffix("utf-8") && !locale.hasSuffix("utf8") && !locale.contains("utf-8@")
    }

    /// How much room results have: that of the window, without the line of the next prompt.
    var layout: PromptLayout {
        guard isWindow else { return PromptLayout() }
        let size = Self.size
        return PromptLayout(width: max(20, size.columns), rows: max(5, size.rows - 3))
    }

    /// A text that stands out where there is colour; what is in the text itself styles nothing.
    func styled(_ text: String, _ style: Style) -> StyledText {
        StyledText(text, sequence: hasColour ? style.rawValue : nil)
    }
}

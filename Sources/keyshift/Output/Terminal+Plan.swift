internal import Glibc
internal import Presentation

/// The head of a plan that is longer than the window: it would have left it at the question, and is said there, once.
struct PlanHead {
    private var lines: [String] = []
    /// Whether the plan was shown without its head.
    private(set) var isOwed = false

    /// Makes it of no plan, or of one that fits.
    init() {}

    /// Makes it of a plan that is shown now, and asked about where `isAsked`.
    ///
    /// Where results go elsewhere than to the window they have the head, and the question has it, too.
    init(_ text: PlanText, isAsked: Bool, on terminal: Terminal) {
        guard isAsked, terminal.isLong(text) else { return }
        (lines, isOwed) = (text.reminder, isatty(STDOUT_FILENO) == 1)
    }

    /// Says it above the question.
    mutating func tellAtQuestion(on terminal: Terminal) {
        for line in lines { if isOwed { terminal.result(line) } else { terminal.note(line) } }
        self = PlanHead()
    }

    /// Says it where nobody is asked after all.
    mutating func tell(on terminal: Terminal) {
        if isOwed { lines.forEach { terminal.result($0) } }
        self = PlanHead()
    }
}

extension Terminal {
    /// Whether a plan and the question below it are longer than the window.
    fileprivate func isLong(_ text: PlanText) -> Bool {
        let shown = text.lines.reduce(0) { $0 + page.lines($1).count }
        return shown + 2 > Screen.size.rows
    }
}

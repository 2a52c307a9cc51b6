internal import Presentation

extension Terminal {
    /// Says again what stands above a plan, and which rows are unlike the others, where the plan was so long that it has left the window.
    func repeatHead(of text: PlanText) {
        let shown = text.lines.reduce(0) { $0 + page.lines($1).count }
        guard shown + 2 > Screen.size.rows else { return }
        for line in text.reminder { note(line) }
    }
}

internal import Lua

/// What is printed of a value, a page at a time.
enum PromptPages {
    /// A table of records.
    case records(RecordPager)
    /// Lines, of which the first ones may have been printed.
    case text(PromptText)

    /// Makes pages of lines.
    static func lines(_ lines: [PromptLine]) -> PromptPages { .text(PromptText(lines)) }

    /// The records or lines that were not printed yet.
    var left: Int {
        switch self {
        case .records(let pager): pager.left
        case .text(let text): text.left
        }
    }

    /// The next page.
    func page(_ layout: PromptLayout) throws(LuaError) -> [PromptLine] {
        switch self {
        case .records(let pager): try pager.page(layout)
        case .text(let text): text.page(layout)
        }
    }
}

/// Lines that are printed a page at a time.
final class PromptText {
    private let lines: [PromptLine]
    private var next = 0

    init(_ lines: [PromptLine]) {
        self.lines = lines
    }

    /// The lines that were not printed yet.
    var left: Int { lines.count - next }

    /// The next lines, as many as there is room for.
    func page(_ layout: PromptLayout) -> [PromptLine] {
        let end = layout.rows.map { min(lines.count, next + max(1, $0)) } ?? lines.count
        defer { next = end }
        return Array(lines[next..<end])
    }
}

/// What the prompt keeps from one statement to the next; it lives on the thread of the script's state.
final class PromptState {
    /// Statements whose changes can be taken back.
    private static let keptMarks = 100

    /// What the last statement gave and was not printed yet.
    var rest: PromptPages?
    /// The columns for which help is made.
    private(set) var width: Int?
    /// The names of the workspace, as far as they are known.
    var names = PromptNames()
    /// The revision of the plan that the names are of.
    var namesRevision: Int?
    private var marks: [PlanMark] = []
    private var current: PlanMark?
    private var keep: LuaFunction?

    /// Notes where the plan stands.
    func beginStatement(_ layout: PromptLayout, _ session: ScriptSession) {
        width = layout.width
        current = session.mark
    }

    /// Keeps where the plan stood, when the statement has recorded something.
    func endStatement(_ session: ScriptSession) {
        guard let mark = current, mark != session.mark else { return }
        marks.append(mark)
        if marks.count > Self.keptMarks { marks.removeFirst() }
    }

    /// Takes the last statement back that recorded something.
    func takeBack(_ session: ScriptSession) -> Bool {
        guard let mark = marks.popLast() else { return false }
        session.restore(mark)
        return true
    }

    /// Forgets what could be taken back.
    func forgetMarks() {
        marks = []
        current = nil
        namesRevision = nil
    }

    /// Lets go of everything of a state that closes.
    func close() {
        keep = nil
        rest = nil
        forgetMarks()
    }

    /// The function that calls an expression and keeps its first value as `_`.
    func keeper(in state: LuaState) throws(LuaError) -> LuaFunction {
        if let keep { return keep }
        let source = """
            local expression = ...
            local function keep(...)
                if (...) ~= nil then _ = (...) end
                return ...
            end
            return keep(expression())
            """
        let made = try state.load(source, name: "prompt")
        keep = made
        return made
    }
}

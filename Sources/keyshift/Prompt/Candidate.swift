internal import Model

/// One way in which what stands before the cursor could go on.
struct Candidate: Hashable, Sendable {
    /// What stands in the place of the prefix.
    let text: String
    /// How it is listed.
    let label: String
    /// What is said of it; may be empty.
    let note: String

    init(_ text: String, label: String? = nil, note: String = "") {
        // An escape of ours is one of Lua's, too, so that what is typed on means the same name.
        self.text = ForeignText.line(text)
        self.label = ForeignText.line(label ?? text)
        self.note = ForeignText.line(note)
    }
}

/// What completion answers.
struct Completion: Hashable, Sendable {
    /// What was typed, and is replaced.
    let prefix: String
    /// The ways to go on, in the order in which they are listed.
    let candidates: [Candidate]
    /// What is said when there are none, such as that names are still being read.
    var hint: String?
    /// What the candidates have in common beyond what was typed; the prefix itself when that is nothing.
    var common: String

    init(prefix: String, candidates: [Candidate], hint: String? = nil) {
        self.prefix = prefix
        self.candidates = candidates
        self.hint = hint
        common = Self.common(candidates.map(\.text), prefix)
    }

    private static func common(_ texts: [String], _ prefix: String) -> String {
        guard var common = texts.first?[...] else { return prefix }
        for text in texts.dropFirst() {
            while !text.hasPrefix(common) { common = common.dropLast() }
        }
        return common.count > prefix.count && common.hasPrefix(prefix) || texts.count == 1 ? String(common) : prefix
    }
}

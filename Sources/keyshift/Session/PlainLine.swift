/// A line of `run` or `plan` that is read without the parser: names, switches that only say how it is shown or sent, and what
/// `keyshift serve` says of a firing.
///
/// Each choice is otherwise as it is made. The parser asks Swift's runtime for the conformances of some forty types, and each
/// answer is looked for among ten thousand: docs/decisions/release-build.md has what that takes.
struct PlainLine: Hashable, Sendable {
    /// What is to be done.
    private(set) var work: ScriptWork
    /// Who says yes.
    private(set) var answer: Work.Answer
    /// The run of a firing that was claimed for this process.
    private(set) var firingRunID: String?

    /// Reads a line; nil for one with anything else in it, a mistake for example, which is the parser's.
    init?(_ arguments: [String]) {
        let answers: [String: Work.Answer] = ["run": .ask, "plan": .planOnly]
        guard let command = arguments.first, let answer = answers[command] else { return nil }
        self.answer = answer
        work = ScriptWork(script: ScriptChoice(script: "", arguments: []))
        var names: [String] = []
        var words = arguments.dropFirst()
        while let word = words.popFirst() {
            if word == "--" {
                names += words
                words = []
            } else if word == "--firing", command == "run", let runID = words.popFirst(), !runID.hasPrefix("-") {
                guard firingRunID == nil else { return nil }
                firingRunID = runID
            } else if word.hasPrefix("-") {
                guard take(word) else { return nil }
            } else {
                names.append(word)
            }
        }
        guard let script = names.first, names.allSatisfy({ !$0.isEmpty }) else { return nil }
        work.script = ScriptChoice(script: script, arguments: Array(names.dropFirst()))
    }

    /// Whether there is a script of its name: another name may be a command's, which the parser knows.
    var hasScript: Bool {
        let script = work.script.script
        return script.contains("/") || script.hasSuffix(".lua") || (try? ScriptFolders.find(script)) != nil
    }

    /// Takes a switch that goes with every other one; false for any other option.
    private mutating func take(_ word: String) -> Bool {
        switch word {
        case "--yes":
            work.send.yes = true
            if answer == .ask { answer = .yes }
        case "--json": work.output.json = true
        case "--quiet": work.output.quiet = true
        case "--verbose": work.output.verbose = true
        default: return false
        }
        return true
    }
}

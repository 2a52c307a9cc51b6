internal import ArgumentParser
internal import Model
internal import Presentation

/// The reason of a command that needs one: of the line, else asked for at a terminal, else the line is refused with the whole
/// of it.
enum ReasonLine {
    private static let option = "--reason"

    /// Makes sure that a reason was given, or can be asked for.
    static func require(_ reason: String?, _ example: String) throws {
        guard !isReason(reason), !Terminal.canAsk else { return }
        throw ValidationError(sentence(example))
    }

    /// The reason that was given, or that somebody at the terminal gives; a bare yes or no is none, and is asked again.
    /// - Throws: The code of a usage error where nothing is typed, once the whole line is told.
    static func asked(
        _ reason: String?,
        _ example: String,
        about subject: String? = nil,
        at terminal: Terminal,
    ) throws -> String {
        if let reason, isReason(reason) { return reason }
        let question = "\(subject.map { "\($0): " } ?? "")Why, for the journal (such as \"\(example)\")?"
        for _ in 1...YesOrNo.most {
            guard let answer = terminal.answer(to: question), isReason(answer) else { break }
            guard YesOrNo(answer) != nil else { return answer }
            terminal.note("\"\(answer.shown)\" is no reason: type why, in some words, or nothing to end this")
        }
        terminal.note("Nothing was done: \(sentence(example))")
        throw ExitCode.validationFailure
    }

    /// What a line without a reason is refused with.
    static func sentence(_ example: String) -> String {
        "say why, for the journal: \(with(example, in: Array(CommandLine.arguments.dropFirst())))"
    }

    private static func isReason(_ text: String?) -> Bool { text?.contains { !$0.isWhitespace } ?? false }

    /// The whole line to type: the words behind `keyshift`, without an empty reason, and one such as the example.
    private static func with(_ example: String, in typed: [String]) -> String {
        let end = typed.firstIndex(of: "--") ?? typed.endIndex
        var words: [String] = []
        var left = typed[..<end]
        while let word = left.popFirst() {
            if word == option {
                _ = left.popFirst()
            } else if !word.hasPrefix("\(option)=") {
                words.append(word)
            }
        }
        return "keyshift \(ShellWords.line(words + [option, example] + typed[end...]))"
    }
}

internal import Model
internal import Presentation

/// The line as it was typed, with the reason that a command needs in it.
enum ReasonLine {
    /// The whole line to type: the words behind `keyshift`, without an empty reason, and one such as the example.
    static func with(_ example: String, in typed: [String]) -> String {
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

    private static let option = "--reason"
}

internal import Model

/// What a question was answered with, in the words that count.
enum YesOrNo {
    case yes
    case no

    /// How often a question is asked to which the answer is neither.
    static let most = 3

    /// Reads an answer; nothing is no, and nil what is neither, such as a yes in another language.
    init?(_ text: String) {
        switch text.lowercased().filter({ !$0.isWhitespace }) {
        case "y", "yes": self = .yes
        case "", "n", "no": self = .no
        default: return nil
        }
    }

    /// What is said of an answer that is neither.
    static func advice(on text: String) -> String {
        "\"\(text.shown)\" is neither yes nor no: type y for yes, or n for no"
    }
}

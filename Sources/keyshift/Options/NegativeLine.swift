internal import Model
internal import Presentation

/// The line as it was typed, with each word below zero, such as `-1h`, where it is read as one.
struct NegativeLine {
    private var command: String
    /// What stands before `--`: options, and the words before the first one below zero.
    private var words: [String] = []
    /// What stands behind it.
    private var behind: [String] = []

    /// Takes the words behind a command; `valued` are its options that take a value.
    init(_ path: CommandPath, options valued: Set<String>) {
        command = path.name
        let end = path.rest.firstIndex(of: "--") ?? path.rest.endIndex
        var left = path.rest[..<end]
        var hasNumber = false
        while let word = left.popFirst() {
            if valued.contains(word), let value = left.popFirst() {
                words += Self.isNumber(value) ? ["\(word)=\(value)"] : [word, value]
            } else if Self.isNumber(word) {
                hasNumber = true
                behind.append(word)
            } else if hasNumber, !word.hasPrefix("-") {
                behind.append(word)
            } else {
                words.append(word)
            }
        }
        behind += path.rest[end...].dropFirst()
    }

    /// The whole line to type, below a sentence.
    var text: String {
        let tail = behind.isEmpty ? [] : ["--"] + behind
        return ":\n    \(command) \(ShellWords.line(words + tail))"
    }

    /// The sentence about an option with a value below zero that was typed behind it, with a line where one works.
    func refusal(of option: String, _ value: String) -> String {
        var other = self
        guard let place = words.firstIndex(of: "\(option)=\(value)") else { return Self.tied(option, value) }
        switch (command, option) {
        case ("keyshift extend", "--by"):
            other.command = "keyshift move"
            other.words[place] = "--ends=\(value)"
            return "an extension only makes an end later; for an earlier end" + other.text
        case ("keyshift undo", "--by"):
            other.words.replaceSubrange(place...place, with: [option, String(value.dropFirst())])
            return "how far an undo goes back has no sign" + other.text
        case ("keyshift move", "--ends"), ("keyshift move", "--starts"): return Self.tied(option, value) + text
        default: return Self.tied(option, value)
        }
    }

    private static func tied(_ option: String, _ value: String) -> String {
        "a value that begins with - is tied to its option: \(option)=\(value.shown)"
    }

    private static func isNumber(_ word: String) -> Bool {
        word.hasPrefix("-") && word.dropFirst().first?.isNumber == true
    }
}

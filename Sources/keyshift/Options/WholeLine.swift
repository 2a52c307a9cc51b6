internal import ArgumentParser
internal import Model
internal import Presentation

/// What was typed, with what is missing: a line that can be typed as it stands.
enum WholeLine {
    /// `keyshift extend Ito --to 13:00`: the words behind `keyshift` as they were typed, and more.
    static func with(_ more: [String]) -> String { with(more, in: Array(CommandLine.arguments.dropFirst())) }

    /// The refusal of a line that lacks an option, with a whole line for each way to give it.
    static func lacking(_ what: String, _ ways: [String]...) -> ValidationError {
        ValidationError(([what] + ways.map { "    \(with($0))" }).joined(separator: "\n"))
    }

    /// The refusal of a line with the whole lines that may have been meant, each on one of its own.
    static func meant(_ what: String, _ lines: [String]) -> ValidationError {
        ValidationError(([what + ":"] + lines.map { "    \($0)" }).joined(separator: "\n"))
    }

    private static func with(_ more: [String], in typed: [String]) -> String {
        let end = typed.firstIndex(of: "--") ?? typed.endIndex
        return "keyshift \(ShellWords.line(typed[..<end] + more + typed[end...]))"
    }
}

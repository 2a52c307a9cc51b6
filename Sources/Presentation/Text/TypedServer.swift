internal import Model

/// The server that a command line names, for the lines that are advised after it: they ask the same one.
///
/// An advised line that names no server, of a command that can have one, gets the options that were typed. So a line of
/// `keyshift why Ito --sandbox` shows the sandbox again, and never asks another server than the one it was written about.
package struct TypedServer: Hashable, Sendable {
    /// The commands that talk to a server, and take these options; a test holds them against the command line.
    package static let commands: Set<String> = [
        "apply", "backup", "cancel", "change-room", "create", "doctor", "end", "explain", "extend", "find", "move",
        "new-pin", "open", "pin", "plan", "readmit", "repl", "resend", "resume", "run", "undo", "verify", "who", "why",
    ]
    /// What stands before a line of help, which nobody types as it stands.
    private static let usage = "USAGE: "
    private static let valued = ["--endpoint", "--ca-file"]

    /// The options, as they are typed again.
    package let options: [String]

    /// Finds the options among the words behind `keyshift`.
    package init(in typed: [String]) {
        let words = typed.prefix { $0 != "--" }
        guard let command = words.first, Self.commands.contains(command) else {
            options = []
            return
        }
        options = words.indices.dropFirst().flatMap { place -> [String] in
            let word = words[place]
            if word == "--sandbox" || Self.valued.contains(where: { word.hasPrefix("\($0)=") }) { return [word] }
            guard Self.valued.contains(word), place + 1 < words.endIndex else { return [] }
            return [word, words[place + 1]]
        }
    }

    /// The text with the options behind each command in it that is to be typed as it stands.
    package func named(in text: String) -> String {
        guard !options.isEmpty else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { filled($0) }.joined(separator: "\n")
    }

    private func filled(_ line: Substring) -> String {
        guard !line.hasPrefix(Self.usage), let range = AdvisedCommand.range(in: line) else { return String(line) }
        let more = takesOptions(line[range]) ? " \(ShellWords.line(options))" : ""
        return line[..<range.upperBound] + more + filled(line[range.upperBound...])
    }

    /// Whether it is a command that asks a server, and names none.
    private func takesOptions(_ line: Substring) -> Bool {
        let words = line.split(separator: " ").map(String.init)
        guard words.count > 1, words[0] == "keyshift", Self.commands.contains(words[1]) else { return false }
        let names = ["--sandbox"] + Self.valued
        return !words.contains { word in names.contains { word == $0 || word.hasPrefix("\($0)=") } }
    }
}

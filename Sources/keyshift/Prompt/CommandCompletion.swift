internal import RunEngine
internal import Scripting

/// Completes the commands of the prompt, the names that `:help` knows, and scripts.
enum CommandCompletion {
    /// What a command that is being typed could go on with; nil for a text that is no command.
    static func completion(of text: String) -> Completion? {
        guard text.hasPrefix(":") else { return nil }
        guard let blank = text.firstIndex(of: " ") else {
            let commands = Repl.commands.map { command in
                let end = command.argument.isEmpty ? "" : " "
                return Candidate(command.name + end, label: command.name, note: command.text)
            }
            return Completion(prefix: text, candidates: commands.filter { $0.text.hasPrefix(text) })
        }
        let typed = String(text[blank...].drop { $0 == " " })
        let names =
            switch text[..<blank] {
            case ":help": helpNames(for: typed).filter { $0.hasPrefix(typed) }
            case ":load", ":save": FileCompletion.paths(for: typed)
            default: [String]()
            }
        return Completion(prefix: typed, candidates: names.map { Candidate($0) })
    }

    /// The names that `help` knows; those of the API once a part of it is named.
    static func helpNames(for typed: String) -> [String] {
        guard typed.hasPrefix("seam."), let dot = typed.lastIndex(of: ".") else { return Reference.names }
        return Reference.members(of: String(typed[..<dot])).map(\.name)
    }
}

internal import ArgumentParser
internal import Model
internal import RunEngine

/// The command that the first words of a line name; the parser then reads the rest for that command alone.
struct CommandPath {
    /// What a line asks for.
    enum Reading {
        /// A command, which reads the rest of the line.
        case command(CommandPath)
        /// The page of a topic, by its name.
        case page(String)
        /// Help, the version, or a completion: what all commands are needed for.
        case general
        /// A word that is no command, with the sentence about it.
        case refused(String)
    }

    /// The command.
    let command: any ParsableCommand.Type
    /// Its words, `keyshift` first.
    let name: String
    /// What follows them.
    let rest: [String]

    /// Follows the words of a line from the root to a command that has none below it.
    static func reading(_ arguments: [String], from root: any ParsableCommand.Type) -> Reading {
        if arguments.first == "help" {
            if let page = page(arguments.dropFirst()) { return page }
            return topic(arguments.dropFirst(), from: root)
        }
        var path = CommandPath(command: root, name: root._commandName, rest: arguments)
        while !path.commands.isEmpty {
            guard let word = path.rest.first, !word.hasPrefix("-") else { return path.standard ?? .general }
            guard let next = path.below(word) else { return .refused(path.sentence(about: word)) }
            path = next
        }
        return .command(path)
    }

    /// Help about no command: one word that is a topic of ours.
    private static func page(_ words: ArraySlice<String>) -> Reading? {
        guard let word = words.first, words.count == 1, HelpTopic.named(word) != nil else { return nil }
        return .page(word)
    }

    /// Help about the words of a command.
    private static func topic(_ words: ArraySlice<String>, from root: any ParsableCommand.Type) -> Reading {
        var path = CommandPath(command: root, name: root._commandName, rest: [])
        for word in words where !word.hasPrefix("-") {
            guard let next = path.below(word) else {
                let topics = path.shown + (path.name == root._commandName ? HelpTopic.names : [])
                let asked = path.name.split(separator: " ").dropFirst().map { $0 + " " }.joined() + word
                let phrase = words.filter { !$0.hasPrefix("-") }
                if let meant = CommandWord(phrase: Array(phrase), isWhole: path.name != root._commandName) {
                    let asked = phrase.joined(separator: " ")
                    return .refused(
                        (["there is no command \"\(asked.shown)\"; what may be meant:"] + meant.lines).joined(
                            separator: "\n"
                        )
                    )
                }
                if path.name == root._commandName, ScriptFolders.names.contains(word) {
                    return .refused(
                        "\"\(word.shown)\" is a script, and no command; its arguments and options: "
                            + "keyshift run \(word.shown) --help"
                    )
                }
                let nearest = Suggestion.nearest(to: word, among: topics)
                let prefix = "keyshift help " + path.name.split(separator: " ").dropFirst().map { $0 + " " }.joined()
                let other = path.name == root._commandName && nearest == nil ? CommandWord.nearest(to: word) : nil
                let advice = (nearest ?? other).map { "did you mean \(prefix)\($0)?" }
                return .refused(
                    "there is no help about \"\(asked.shown)\"; "
                        + (advice
                            ?? (topics.isEmpty
                                ? "\(prefix)shows it all" : "there are \(topics.joined(separator: ", "))"))
                )
            }
            path = next
        }
        return .general
    }

    /// Its words without the program's.
    var verb: String { name.split(separator: " ").dropFirst().joined(separator: " ") }

    /// The same command with other words behind it.
    func reading(_ words: [String]) -> CommandPath { CommandPath(command: command, name: name, rest: words) }

    /// The commands below it.
    private var commands: [any ParsableCommand.Type] { command.configuration.subcommands }

    /// The names of those that are listed.
    private var shown: [String] { commands.filter { $0.configuration.shouldDisplay }.map { $0._commandName } }

    /// The command that is meant where a word is left out.
    private var standard: Reading? {
        command.configuration.defaultSubcommand.map {
            .command(CommandPath(command: $0, name: "\(name) \($0._commandName)", rest: rest))
        }
    }

    private func below(_ word: String) -> CommandPath? {
        guard let next = commands.first(where: { $0._commandName == word }) else { return nil }
        return CommandPath(command: next, name: "\(name) \(word)", rest: Array(rest.dropFirst()))
    }

    private func sentence(about word: String) -> String {
        if word.hasSuffix(".lua") {
            return "\(name) has no command \"\(word.shown)\"; to run a script: keyshift run \(ShellWords.line(rest))"
        }
        if name == "keyshift", ScriptFolders.names.contains(word) {
            return "\(name) has no command \"\(word.shown)\"; it is a script: keyshift run \(ShellWords.line(rest))"
        }
        let meant = name == "keyshift" ? CommandWord(word, rest: Array(rest.dropFirst()), commands: shown) : nil
        if let meant { return (["\(name) has no command \"\(word.shown)\""] + meant.lines).joined(separator: "\n") }
        let nearest = Suggestion.nearest(to: word, among: shown)
        let advice = nearest.map { "did you mean \(name) \($0)?" } ?? "there are \(shown.joined(separator: ", "))"
        return "\(name) has no command \"\(word.shown)\"; \(advice)"
    }
}

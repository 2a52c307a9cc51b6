internal import ArgumentParser
internal import Model
internal import RunEngine

/// The command that the first words of a line name; the parser then reads the rest for that command alone.
struct CommandPath {
    /// What a line asks for.
    enum Reading {
        /// A command, which reads the rest of the line.
        case command(CommandPath)
        /// The lines of a topic's page, or of what fits words that are no command.
        case page([String])
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
        guard let word = words.first, words.count == 1 else { return nil }
        return HelpTopic.named(word).map { .page($0.lines) }
    }

    /// Help about the words of a command, or about what is meant by other words.
    private static func topic(_ words: ArraySlice<String>, from root: any ParsableCommand.Type) -> Reading {
        let phrase = words.filter { !$0.hasPrefix("-") }
        var path = CommandPath(command: root, name: root._commandName, rest: [])
        for word in phrase {
            guard let next = path.below(word) else { return path.help(about: word, in: Array(phrase), root) }
            path = next
        }
        return .general
    }

    /// Help about a word that is no command below this one: what is meant by it or by all of them, else the nearest name.
    private func help(about word: String, in phrase: [String], _ root: any ParsableCommand.Type) -> Reading {
        let isRoot = verb.isEmpty
        let search = HelpSearch(phrase, below: root, behindCommand: !isRoot)
        let topics = shown + (isRoot ? HelpTopic.names : [])
        let nearest = Suggestion.nearest(to: word, among: topics)
        // A name with a hyphen, such as exit-code, is no phrase.
        let isName = phrase.count == 1 && !word.contains(" ") && CommandWord.words(of: phrase).count > 1
        let isMistyped = nearest != nil && (!isRoot || phrase.count == 1)
        if search.isKnown, !(isName && isMistyped) || search.isScript { return .page(search.lines) }
        if !isMistyped, search.findsAnything { return .page(search.lines) }
        let prefix = "keyshift help " + (isRoot ? "" : "\(verb) ")
        let other = isRoot && nearest == nil ? CommandWord.nearest(to: word) : nil
        let advice = (nearest ?? other).map { "did you mean \(prefix)\($0)?" }
        return .refused(
            "there is no help about \"\((isRoot ? word : "\(verb) \(word)").shown)\"; "
                + (advice
                    ?? (topics.isEmpty ? "\(prefix)shows it all" : "there are \(topics.joined(separator: ", "))"))
        )
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

    /// What the commands below another one are called elsewhere, and what they are called here.
    private static let otherWords: [String: [String]] = [
        "delete": ["remove", "abandon"], "del": ["remove"], "rm": ["remove"], "cancel": ["remove", "abandon"],
        "stop": ["pause"], "disable": ["pause"], "off": ["pause"], "hold": ["pause"], "enable": ["resume"],
        "on": ["resume"], "start": ["resume"], "unpause": ["resume"], "continue": ["resume"], "new": ["add"],
        "create": ["add"], "ls": ["list"], "all": ["list"], "run": ["trigger"], "fire": ["trigger"], "now": ["trigger"],
        "log": ["history", "list"], "logs": ["history", "list"], "info": ["show"], "view": ["show"], "get": ["show"],
    ]

    private func sentence(about word: String) -> String {
        if word.hasSuffix(".lua") {
            return "\(name) has no command \"\(word.shown)\"; to run a script: keyshift run \(ShellWords.line(rest))"
        }
        if name == "keyshift", ScriptFolders.names.contains(word) { return sentence(aboutScript: word) }
        if let other = Self.otherWords[word.lowercased()]?.first(where: shown.contains), name != "keyshift" {
            let line = ShellWords.line([other] + rest.dropFirst())
            return "\(name) has no command \"\(word.shown)\"; did you mean \(name) \(line)?"
        }
        var meant = name == "keyshift" ? CommandWord(word, rest: Array(rest.dropFirst()), commands: shown) : nil
        // Several words in quotes are one.
        if name == "keyshift", meant == nil, word.contains(" ") { meant = CommandWord(phrase: [word]) }
        if let meant { return (["\(name) has no command \"\(word.shown)\""] + meant.lines).joined(separator: "\n") }
        let nearest = Suggestion.nearest(to: word, among: shown)
        if name == "keyshift", nearest == nil, let timed = TimedWords(Array(rest.prefix { !$0.hasPrefix("-") })) {
            let line = ShellWords.line(timed.laterEnd)
            return "\(name) has no command \"\(word.shown)\"\n  to let a stay end later: keyshift \(line)"
        }
        let advice = nearest.map { "did you mean \(name) \($0)?" } ?? "there are \(shown.joined(separator: ", "))"
        return "\(name) has no command \"\(word.shown)\"; \(advice)"
    }

    /// A script's name where a command belongs: its own line, where the words behind it are what it takes; else what it takes,
    /// and the commands that do that for one stay.
    private func sentence(aboutScript word: String) -> String {
        let what = "\(name) has no command \"\(word.shown)\"; it is a script"
        let given = Array(rest.dropFirst()).prefix { !$0.hasPrefix("-") }
        let outline = (try? ScriptFolders.find(word)).flatMap { try? ScriptFile.read($0) }.map { ScriptOutline(of: $0) }
        guard let outline, !outline.takes(Array(given)) else { return "\(what): keyshift run \(ShellWords.line(rest))" }
        let words = CommandWord.words(of: [word]) + given
        let meant = CommandWord(words[0], rest: Array(words.dropFirst()), commands: shown)
        let help = "\(what)\n  these words are not what it takes: keyshift run \(ShellWords.line([word])) --help"
        let isTimed = TimedWords(Array(given)) != nil
        return ([help] + (isTimed ? meant?.lines ?? [] : [])).joined(separator: "\n")
    }
}

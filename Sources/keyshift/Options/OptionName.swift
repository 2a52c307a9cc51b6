internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine
internal import Seam

/// The names of options, for one that was typed wrong.
enum OptionName {
    /// What other programs call an option of ours.
    private static let others = [
        "--until": "--to", "--till": "--to", "--end": "--ends", "--start": "--starts",
        "--why": "--reason", "--force": "--yes", "--dry-run": "--plan", "--parallel": "--concurrency",
        "--url": "--endpoint", "--filter": "--name", "--room": "--door", "--device": "--door", "--output": "-o",
        "--skip": "--leave-out", "--exclude": "--leave-out", "--tz": "--zone", "--timezone": "--zone",
        "--daily": "--at",
    ]

    /// The sentence about the first option that a command does not have; nil when it has all of them.
    static func refusal(of path: CommandPath) -> String? {
        let names = names(of: path.command) + ["--help", "-h", "--version"]
        let words = Array(path.rest.prefix { $0 != "--" })
        for (place, word) in words.enumerated() where word.count > 1 && word.hasPrefix("-") {
            let option = String(word.prefix { $0 != "=" })
            guard !names.contains(option) else {
                if let bare = bare(word, place, words, path) { return bare }
                continue
            }
            if word.dropFirst().first?.isNumber == true, place > 0, names.contains(words[place - 1]) {
                return NegativeLine(path, options: valued(of: path.command)).refusal(of: words[place - 1], word)
            }
            if let reason = SharedOptions.refusal(of: option, for: path) { return reason }
            return "\(path.name) has no option \(option.shown); \(advice(about: option, among: names, path))"
        }
        return nil
    }

    /// The sentence about an option that needs what another command's option of the same name does not take.
    private static func bare(_ word: String, _ place: Int, _ words: [String], _ path: CommandPath) -> String? {
        guard word == "--allow-direct", path.name == "keyshift schedule add" else { return nil }
        let isBare = place == words.count - 1 || words[place + 1].hasPrefix("-")
        return isBare ? DirectFunctions.missing : nil
    }

    /// The places of the words of a line that are no options and no values of such.
    static func positions(in path: CommandPath) -> [Int] {
        let valued = valued(of: path.command)
        var (places, isValue): ([Int], Bool) = ([], false)
        for (place, word) in path.rest.enumerated() {
            guard word != "--" else { return [] }
            if isValue {
                isValue = false
            } else if word.hasPrefix("-") {
                isValue = valued.contains(word)
            } else {
                places.append(place)
            }
        }
        return places
    }

    /// Whether a command takes one word beside its options.
    static func takesOneWord(_ command: any ParsableCommand.Type) -> Bool {
        let description = try? JSONValue(parsing: command._dumpHelp())
        let words = (description?["command"]?["arguments"]?.array ?? []).filter { $0["kind"]?.string == "positional" }
        return words.count == 1 && words[0]["isRepeating"]?.bool != true
    }

    /// Whether a command has an option.
    static func has(_ option: String, in command: any ParsableCommand.Type) -> Bool {
        names(of: command).contains(option)
    }

    /// Whether a word is no option but a number or a span below zero, such as `-1h`.
    static func hasNumber(_ path: CommandPath) -> Bool {
        path.rest.prefix { $0 != "--" }.contains { $0.hasPrefix("-") && $0.dropFirst().first?.isNumber == true }
    }

    private static func advice(about option: String, among names: [String], _ path: CommandPath) -> String {
        if option.dropFirst().first?.isNumber == true {
            return "a word that begins with - is written behind --"
                + NegativeLine(path, options: valued(of: path.command)).text
        }
        if option == "-o", path.name == "keyshift run" {
            let words = path.rest.filter { !["--plan", "--dry-run"].contains($0) }
            return "to keep the plan in a file: keyshift plan \(ShellWords.line(words))"
        }
        if ["-o", "--output"].contains(option), let line = PlanLine(path).line {
            return "no plan file is made of this; to see the plan, and send nothing:\n    \(line)"
        }
        if let line = ScriptChoiceLine(option, in: path).text { return line }
        if let line = OtherWay(option, in: path.rest).line(of: path.name) { return line }
        if let ours = others[option], names.contains(ours) { return "did you mean \(ours)?" }
        let long = names.filter { $0.hasPrefix("--") }
        if let nearest = Suggestion.nearest(to: option, among: long) { return "did you mean \(nearest)?" }
        return
            "keyshift help \(path.name.split(separator: " ").dropFirst().joined(separator: " ")) lists those there are"
    }

    /// The options of a command that are listed, with their dashes, from the parser's own description of it.
    private static func names(of command: any ParsableCommand.Type) -> [String] {
        names(of: command) { _ in true }
    }

    /// Those of them that take a value.
    private static func valued(of command: any ParsableCommand.Type) -> Set<String> {
        Set(names(of: command) { $0["kind"]?.string == "option" })
    }

    private static func names(of command: any ParsableCommand.Type, _ isMeant: (JSONValue) -> Bool) -> [String] {
        let description = try? JSONValue(parsing: command._dumpHelp())
        let options = description?["command"]?["arguments"]?.array ?? []
        return options.filter { $0["shouldDisplay"]?.bool != false && isMeant($0) }.flatMap { $0["names"]?.array ?? [] }
            .compactMap { name in
                guard let text = name["name"]?.string else { return nil }
                return (name["kind"]?.string == "long" ? "--" : "-") + text
            }
    }
}

internal import ArgumentParser
internal import Model
internal import Presentation

/// What fits words that name no command: what is known of them, then jobs, automations, commands and topics that have them.
struct HelpSearch {
    /// A line that may be meant, with the words that it is found by.
    private struct Entry {
        let what: String
        let line: String
        let words: Set<String>

        init(_ what: String, _ line: String) {
            (self.what, self.line) = (what.replacing("?", with: ""), line)
            words = Set(CommandWord.words(of: [what, line]))
        }

        /// The command without what is typed behind it, so that one is told once.
        var command: String { HelpSearch.command(of: line) }
        var text: String { "  \(what): keyshift \(line)" }
        func has(_ word: String) -> Bool {
            words.contains { $0 == word || word.count > 3 && $0.hasPrefix(word) || $0.count > 3 && word == $0 + "s" }
        }
    }

    private let asked: [String]
    private let known: [Entry]
    private let found: [Entry]
    /// How many lines of those that have the words are told.
    private static let most = 8

    /// Looks words up; of those behind a command only a whole phrase is known.
    init(_ asked: [String], below root: any ParsableCommand.Type, behindCommand: Bool = false) {
        self.asked = asked
        let scripts = asked.count == 1 && ScriptFolders.names.contains(asked[0]) ? [Self.script(asked[0])] : []
        let ways = CommandWord(phrase: asked, isWhole: behindCommand)?.parts ?? []
        isScript = !scripts.isEmpty
        known = scripts + ways.map { Entry($0.what, $0.line) }
        let words = CommandWord.words(of: asked).filter { !Self.unspecific.contains($0) }
        found = Self.best(of: Self.entries(below: root), words, isPart: known.isEmpty)
    }

    /// Whether it is the name of a script.
    let isScript: Bool

    /// Whether it is known what is meant.
    var isKnown: Bool { !known.isEmpty }

    /// Whether something fits.
    var findsAnything: Bool { isKnown || !found.isEmpty }

    /// What fits, a line each; a job, which shows what stands behind the command, takes the place of the command alone.
    var lines: [String] {
        // Of two jobs of one command the one that has more of the words.
        let words = CommandWord.words(of: asked)
        let jobs = Dictionary(found.filter(Self.isJob).map { ($0.command, $0) }) { first, other in
            words.count(where: other.has) > words.count(where: first.has) ? other : first
        }
        var commands: Set<String> = []
        let first = known.filter { commands.insert($0.command).inserted }.map { jobs[$0.command] ?? $0 }
        let others = found.filter { !commands.contains($0.command) }
        let more = others.count > Self.most ? ["  … \(others.count - Self.most) more"] : []
        return ["What fits \"\(asked.joined(separator: " ").shown)\":"] + first.map(\.text)
            + others.prefix(Self.most).map(\.text) + more + ["All jobs of a night: keyshift help jobs"]
    }

    /// The entries with all of the words; where none has all, those with most of them: half at least, and two unless `isPart`.
    private static func best(of entries: [Entry], _ words: [String], isPart: Bool) -> [Entry] {
        guard !words.isEmpty else { return [] }
        let scores = entries.map { entry in words.count(where: entry.has) }
        let best = scores.max() ?? 0
        let isEnough = best * 2 >= words.count && best > (isPart ? 0 : 1)
        guard best == words.count || isEnough else { return [] }
        let found = zip(entries, scores).filter { $0.1 == best }.map(\.0)
        // What is called by one of the words is meant rather than what only tells of it.
        let called = found.filter { words.contains($0.command) }
        return called + found.filter { !words.contains($0.command) }
    }

    /// Words that say nothing of what is meant.
    private static let unspecific: Set<String> = [
        "a", "an", "the", "of", "for", "to", "in", "on", "at", "by", "is", "are", "was", "were", "be", "and", "or",
        "my", "i",
        "we", "he", "she", "it", "they", "this", "that", "these", "with", "how", "do", "does", "did", "can", "what",
        "which",
        "who", "has", "have", "had", "there", "not", "no", "somebody", "me", "keyshift", "name", "want", "need",
        "about", "help", "run",
    ]

    private static func entries(below root: any ParsableCommand.Type) -> [Entry] {
        let commands = root.configuration.subcommands.filter { $0.configuration.shouldDisplay }.map { command in
            let abstract = command.configuration.abstract
            return Entry(
                abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract,
                "\(command._commandName) --help"
            )
        }
        return HelpTopic.jobRows.map { Entry($0.0, typed($0.1)) } + ShippedAutomation.all.map { script($0.name) }
            + commands
            + HelpTopic.all.map { Entry($0.abstract, "help \($0.name)") }
    }

    private static func script(_ name: String) -> Entry {
        let shipped = ShippedAutomation.all.first { $0.name == name }
        return Entry(shipped?.abstract ?? "its arguments and options", "run \(name) --help")
    }

    /// The line of a job without the program's name.
    private static func typed(_ line: String) -> String {
        line.hasPrefix("keyshift ") ? String(line.dropFirst(9)) : line
    }

    private static func isJob(_ entry: Entry) -> Bool {
        HelpTopic.jobRows.contains { typed($0.1) == entry.line }
    }

    /// The words of a command up to what is typed behind it: of `run` and `help` one more.
    private static func command(of line: String) -> String {
        let words = line.split { $0 == " " || $0 == "," }
        return words.prefix(["run", "help"].contains(words.first ?? "") ? 2 : 1).joined(separator: " ")
    }
}

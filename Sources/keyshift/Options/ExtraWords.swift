internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

/// Words behind a command that takes fewer, such as `find Room 204`: the line that is meant.
enum ExtraWords {
    /// The commands whose one word is the name of a stay or a door.
    private static let named: Set = ["why", "find", "who", "pin", "backup", "open", "explain", "create"]

    /// The sentence about them; nil where a command has no more words than it takes, or where nothing is known of them.
    static func refusal(of path: CommandPath) -> String? {
        let places = OptionName.positions(in: path)
        guard places.count > 1, OptionName.takesOneWord(path.command) else { return nil }
        let words = places.map { path.rest[$0] }
        if path.verb == "undo" { return undo(path, places) }
        if let meant = CommandWord(phrase: [path.verb] + words, isWhole: true, skipping: path.verb) {
            return (["\"\(words[0].shown)\" may mean something else here:"] + meant.lines).joined(separator: "\n")
        }
        guard named.contains(path.verb) else { return nil }
        let extra = words.dropFirst().joined(separator: " ")
        return "\"\(extra.shown)\" is too much; words that belong together stand in quotes:\n"
            + "    keyshift \(line(path, places, [words.joined(separator: " ")]))"
    }

    /// A length of time or a guest behind the run.
    private static func undo(_ path: CommandPath, _ places: [Int]) -> String {
        let words = places.map { path.rest[$0] }
        let text = words.dropFirst().joined(separator: " ")
        let option = BookingChange.isSpan(text) ? "--by" : "--name"
        return "\"\(text.shown)\" needs its option; did you mean this?\n"
            + "    keyshift \(line(path, places, [words[0], option, text]))"
    }

    /// The line with other words in the places of some.
    private static func line(_ path: CommandPath, _ places: [Int], _ words: [String]) -> String {
        var rest: [String] = []
        for place in path.rest.indices {
            if place == places[0] { rest += words }
            if !places.contains(place) { rest.append(path.rest[place]) }
        }
        return ShellWords.line(path.verb.split(separator: " ").map(String.init) + rest)
    }
}

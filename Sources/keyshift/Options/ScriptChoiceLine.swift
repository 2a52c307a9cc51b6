internal import Model
internal import Presentation
internal import RunEngine

/// What is said of an option that chooses among stays, where only the script of a schedule does: its argument for that.
struct ScriptChoiceLine {
    private static let arguments: [String: [String]] = [
        "--house": ["house"], "--property": ["house"], "--door": ["door", "doors"], "--room": ["room", "door"],
        "--name": ["name", "booking", "guest"], "--booking": ["booking", "name"], "--guest": ["guest", "name"],
    ]

    private let option: String
    private let path: CommandPath

    init(_ option: String, in path: CommandPath) {
        self.option = option
        self.path = path
    }

    /// The whole line with the argument, or that the script has none; nil where nothing is known of the script.
    var text: String? {
        guard path.name == "keyshift schedule add", let names = Self.arguments[option],
            let place = path.rest.firstIndex(where: { $0 == option || $0.hasPrefix("\(option)=") })
        else { return nil }
        var words = path.rest
        let word = words.remove(at: place)
        var value: String? = word == option ? nil : String(word.dropFirst(option.count + 1))
        if value == nil, place < words.count, !words[place].hasPrefix("-") { value = words.remove(at: place) }
        let places = OptionName.positions(in: path.reading(words))
        guard places.count > 1, let last = places.last,
            let script = try? ScriptChoice(
                script: words[places[1]],
                arguments: []
            ).read()
        else { return nil }
        let described = ScriptOutline(of: script.source).arguments ?? []
        guard let argument = described.first(where: { names.contains($0.name) }), let value else {
            return
                "what a schedule chooses its script says, and \(words[places[1]].shown) has no argument for that; those it has: "
                + "keyshift \(ShellWords.line(["run", words[places[1]], "--help"]))"
        }
        words.insert("\(argument.name)=\(value)", at: last + 1)
        return
            "a schedule chooses by an argument of its script:\n    keyshift \(ShellWords.line(["schedule", "add"] + words))"
    }
}

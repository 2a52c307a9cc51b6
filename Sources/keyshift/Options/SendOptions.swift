internal import ArgumentParser
internal import Model
internal import RunEngine

/// What every command takes that may send some of many rows: how they are sent, and which of them.
struct SendOptions: ParsableArguments {
    @OptionGroup var rules: SendRules

    @Option(
        help: ArgumentHelp(
            "Only groups known by these words of their name or doors, or by a key; * stands for any text. May be given more than once.",
            valueName: "text"
        )
    )
    var name: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only groups on this door, by its name or words of it; * stands for any text. May be given more than once.",
            valueName: "text"
        )
    )
    var door: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only groups on a door of this house, as keyshift.json, Seam or the names of the doors have it. May be given more than once.",
            valueName: "name"
        )
    )
    var house: [String] = []

    @Flag(help: "Only guests who can open a door now.")
    var inside = false

    @Option(
        help: ArgumentHelp(
            "Only stays that have a part of this day: 2026-11-27, today, tomorrow or +3.",
            valueName: "day"
        )
    )
    var on: String?

    mutating func validate() throws {
        for (option, texts) in [("--name", name), ("--door", door), ("--house", house)]
        where texts.contains(where: \.isBlank) {
            throw ValidationError("\(option) needs a text; an empty one would ask for everything")
        }
        if let on { try StayOptions.checkDay(on) }
    }

    /// The rows that are asked for.
    private var selection: RowSelection {
        var selection = RowSelection(names: name, doors: door, houses: house)
        selection.isInside = inside
        selection.day = on.flatMap { try? StayDay(parsing: $0) }
        return selection
    }

    /// What was typed.
    var choice: SendChoice {
        var choice = rules.choice
        choice.selection = selection
        return choice
    }
}

extension String {
    /// Whether it has nothing but white space.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

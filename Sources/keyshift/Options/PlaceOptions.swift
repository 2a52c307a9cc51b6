internal import ArgumentParser
internal import Model

/// Which doors and houses a command looks at that sends nothing.
struct PlaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only this door, by its name or words of it; * stands for any text. May be given more than once.",
            valueName: "text"
        )
    )
    var door: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only doors of this house, as keyshift.json, Seam or the names of the doors have it. May be given more than once.",
            valueName: "name"
        )
    )
    var house: [String] = []

    mutating func validate() throws {
        for (option, texts) in [("--door", door), ("--house", house)]
        where texts.contains(where: { $0.allSatisfy(\.isWhitespace) }) {
            throw ValidationError("\(option) needs a text; an empty one would ask for everything")
        }
    }

    /// The doors and houses that were asked for.
    var selection: RowSelection { RowSelection(doors: door, houses: house) }
}

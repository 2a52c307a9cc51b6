internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift create NAME --door D… [--starts T] --ends T`: codes of a stay that is not there yet.
struct CreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make the codes of a new stay: one PIN on each of its doors.",
        discussion: """
            \(BookingOptions.timeHelp) Without --starts it begins now. Seam chooses the PIN.
            """,
    )

    @Argument(help: "The name of the stay, as its codes are called.")
    var name: String

    @Option(help: ArgumentHelp("The start; now unless given.", valueName: "time"))
    var starts: String?

    @Option(help: ArgumentHelp("The end.", valueName: "time"))
    var ends: String?

    @Option(
        help: ArgumentHelp(
            "A door that gets a code, by its name or words of it that no other has. Once for each door.",
            valueName: "text"
        )
    )
    var door: [String] = []

    @Option(
        help: ArgumentHelp("The house of the doors, where several houses have a door of that name.", valueName: "name")
    )
    var house: [String] = []

    @Flag(help: "Print the plan, and send nothing.")
    var plan = false

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var rules: SendRules

    mutating func validate() throws {
        guard !name.isBlank else { throw ValidationError("give the stay a name") }
        let end = ends == nil ? ["--ends", "tomorrow 11:00"] : []
        guard !door.isEmpty || connection.isKnown else {
            let what = ends == nil ? "give its doors and the end" : "give its doors"
            throw WholeLine.lacking("\(what), such as:", ["--door", "Room 12"] + end)
        }
        guard ends != nil || door.isEmpty else { throw WholeLine.lacking("give the end, such as:", end) }
        for (option, texts) in [("--door", door), ("--house", house)] where texts.contains(where: \.isBlank) {
            throw ValidationError(
                "\(option) needs a name, such as \(option) \"\(option == "--door" ? "Room 12" : "Harbour House")\""
            )
        }
    }

    func run() async throws {
        // Without a door, the rooms that are free until the next checkout are told.
        let ends = ends ?? "tomorrow 11:00"
        let bounds = (starts.map { ["--starts", $0] } ?? []) + ["--ends", ends]
        let words = [name] + door.flatMap { ["--door", $0] } + house.flatMap { ["--house", $0] } + bounds
        let wish = StayWish.create(doors: door, houses: house, starts: starts, ends: ends)
        let work = BookingWork(connection.choice, output.choice, rules.choice, isPlanOnly: plan)
        throw ExitCode(await work.run(.stay(name, wish), words: words))
    }
}

internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift create NAME --door D… [--starts T] --ends T`: codes of a stay that is not there yet.
struct CreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make the codes of a new stay: one PIN on each of its doors.",
        discussion: """
            \(BookingOptions.timeHelp) Without --starts it begins now. Doors are given with --door, once for each. Seam chooses the PIN.
            """,
    )

    @Argument(help: "The name of the stay, as its codes are called.")
    var name: String

    @Option(help: ArgumentHelp("The start; now unless given.", valueName: "time"))
    var starts: String?

    @Option(help: ArgumentHelp("The end.", valueName: "time"))
    var ends: String?

    @OptionGroup var options: BookingOptions

    mutating func validate() throws {
        guard name.contains(where: { !$0.isWhitespace }) else { throw ValidationError("give the stay a name") }
        guard ends != nil else { throw ValidationError("give the end, such as --ends \"tomorrow 11:00\"") }
        guard !options.send.inside, options.send.on == nil, options.send.name.isEmpty else {
            throw ValidationError("--name, --inside and --on choose stays that are there; this one is not yet")
        }
        guard !options.send.door.isEmpty else { throw ValidationError("give its doors, such as --door \"Room 12\"") }
    }

    func run() async throws {
        let (doors, houses) = (options.send.door, options.send.house)
        let bounds = (starts.map { ["--starts", $0] } ?? []) + ["--ends", ends ?? ""]
        let words = [name] + doors.flatMap { ["--door", $0] } + houses.flatMap { ["--house", $0] } + bounds
        let wish = StayWish.create(doors: doors, houses: houses, starts: starts, ends: ends ?? "")
        throw ExitCode(await options.run(.stay(name, wish), words: words, selects: false))
    }
}

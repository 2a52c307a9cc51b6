internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift readmit NAME --to T`: an ended stay gets its doors again.
struct ReadmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "readmit",
        abstract: "Give a stay that has ended its doors again, with a new PIN.",
        discussion: """
            \(BookingOptions.timeHelp) It begins now, on the doors that it had. Its old PIN is gone with its codes.
            """,
    )

    @Argument(help: BookingOptions.nameHelp)
    var name: String

    @Option(help: ArgumentHelp("The new end.", valueName: "time"))
    var to: String?

    @OptionGroup var options: BookingOptions

    mutating func validate() throws {
        guard to != nil else { throw ValidationError("give the new end, such as --to \"tomorrow 11:00\"") }
    }

    func run() async throws {
        let words = [name, "--to", to ?? ""]
        throw ExitCode(await options.run(.stay(name, .readmit(to: to ?? "")), words: words))
    }
}

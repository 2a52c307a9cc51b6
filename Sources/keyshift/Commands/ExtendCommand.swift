internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift extend NAME --to T`: one booking ends later, without a script.
struct ExtendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend",
        abstract: "Let one booking end later.",
        discussion: """
            A time is 13:00 (on the day on which it ends now), "2026-11-27 13:00" on the clock of its doors, or ISO 8601 \
            with an offset. A booking that ends later already stays as it is.
            """,
    )

    @Argument(help: "The booking: its name, the first words of its name, or its key.")
    var name: String

    @Option(help: ArgumentHelp("The instant up to which it shall last.", valueName: "time"))
    var to: String

    @OptionGroup var options: BookingOptions

    func run() async throws {
        throw ExitCode(await options.run(.extend(name, to: to), words: [name, "--to", to]))
    }
}

internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift readmit NAME [--to T]`: an ended stay gets its doors again, or one its door of which the code is gone.
struct ReadmitCommand: StayCommand {
    static let configuration = CommandConfiguration(
        commandName: "readmit",
        abstract: "Give a stay its doors again: one that has ended, or one that has lost the code of a door.",
        discussion: """
            \(BookingOptions.timeHelp) One that has ended needs --to; it begins now, or at its start where that is ahead, on \
            the doors that it had, with a new PIN: the \
            old one is gone with its codes. One that has codes still gets those again that somebody deleted, with its hours and \
            with the PIN of its other doors.
            """,
    )

    @Argument(help: BookingOptions.nameHelp)
    var name: String

    @Option(help: ArgumentHelp("The new end; without it the stay must have codes still.", valueName: "time"))
    var to: String?

    @OptionGroup var options: BookingOptions

    static var bounds: [String] { ["--to"] }
    var isBoundGiven: Bool { to != nil }

    func run() async throws {
        let words = [name] + (to.map { ["--to", $0] } ?? [])
        throw ExitCode(await options.run(.stay(name, .readmit(to: to)), words: words))
    }
}

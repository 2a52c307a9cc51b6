internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift new-pin NAME`: a stay gets another PIN.
struct NewPINCommand: StayCommand {
    static let configuration = CommandConfiguration(
        commandName: "new-pin",
        abstract: "Give one stay a new PIN on all of its doors.",
        discussion: """
            The new code is on every lock before the old one goes. The old PIN is gone then, and no undo gives it back.
            """,
    )

    @Argument(help: BookingOptions.nameHelp)
    var name: String

    @OptionGroup var options: BookingOptions

    static var note: String { "Seam chooses the PIN, and a name of several words stands in quotes" }

    func run() async throws {
        throw ExitCode(await options.run(.doors(name, .newPIN), words: [name]))
    }
}

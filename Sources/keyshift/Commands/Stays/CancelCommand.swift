internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift cancel NAME`: the codes of a stay end for good.
struct CancelCommand: StayCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancel one stay: its codes end for good.",
        discussion: """
            Meant for before its start; for a guest who can open now it needs --allow lockout. A cancelled PIN is gone, and no
            undo gives it back. It is done when no lock has the code any more.
            """,
    )

    @Argument(help: BookingOptions.nameHelp)
    var name: String

    @OptionGroup var options: BookingOptions

    func run() async throws {
        throw ExitCode(await options.run(.doors(name, .cancel), words: [name]))
    }
}

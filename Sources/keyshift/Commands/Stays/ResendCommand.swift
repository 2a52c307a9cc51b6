internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift resend NAME`: the hours of a stay are sent again as they are.
struct ResendCommand: StayCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend",
        abstract: "Send the hours of one stay again as they are, so that its locks get them anew.",
        discussion: """
            For a code that did not reach its lock. Nothing moves: the hours are read, and sent as they were read. Then \
            keyshift verify --door DOOR --wait 10m tells when the lock has them.
            """,
    )

    @Argument(help: BookingOptions.nameHelp)
    var name: String

    @OptionGroup var options: BookingOptions

    func run() async throws {
        throw ExitCode(await options.run(.resend(name), words: [name]))
    }
}

internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift pin NAME --reason TEXT`: the PIN of a stay, for one person's eyes.
struct PINCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin",
        abstract: "Show the PIN of one stay at this terminal, and keep in the journal who saw it.",
        usage: "keyshift pin <name> --reason <text> [<options>]",
        discussion: """
            It is shown at a terminal only. It needs a reason, and asks for it where --reason does not say it. The journal keeps who saw it, when and why, and never the PIN: \
            keyshift report tells.
            """,
    )

    @Argument(help: BookingOptions.nameHelp)
    var name: String

    @OptionGroup var options: HandOptions

    private static let example = "guest lost it"

    mutating func validate() throws {
        try options.requireReason(Self.example)
        try options.requireEyes()
    }

    func run() async throws {
        let (name, options) = (name, options)
        throw ExitCode(
            await options.work("pin") { tools, work in
                let shown = try await tools.pin(of: name) { stay in
                    try options.saidReason(Self.example, about: stay.shown)
                }
                return PINText(shown, now: tools.now).lines + [
                    "In the journal: shown to \(tools.person.shown), run \(work.runID)"
                ]
            }
        )
    }
}

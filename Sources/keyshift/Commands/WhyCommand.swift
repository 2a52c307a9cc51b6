internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift why TEXT`: why somebody cannot get in.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Tell why a guest cannot get in: locks, codes, hours, the last change, and what to do.",
        discussion: """
            It asks Seam anew, and sends nothing. A stay that has ended is explained for 48 hours. Where Seam cannot be \
            reached, it answers from the last reading and says how old that is. Exit codes: 0 answered; 1 nobody, or too \
            many, are known by the text.
            """,
    )

    @Argument(help: "Words of a booking's name or of a door, a key, or the id of a code.")
    var text: String

    @OptionGroup var stays: StayOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let query = stays.query(text)
        try await StayAnswers.tell(connection.choice, output.choice) { desk in
            let findings = try await desk.why(query)
            return StayAnswers.Told(json: WhyDocument(findings).json, lines: WhyText(findings).lines, exitCode: 0)
        }
    }
}

internal import ArgumentParser
internal import RunEngine

/// `keyshift help TOPIC`: a page about no command; help about commands is the parser's.
struct HelpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help",
        abstract: "Show a page about no command.",
        shouldDisplay: false,
    )

    @Argument(help: "The topic.") var topic: String

    func run() throws {
        guard let topic = HelpTopic.named(topic) else { throw ValidationError("there is no help about \(topic)") }
        topic.lines.forEach { Terminal().result($0) }
    }
}

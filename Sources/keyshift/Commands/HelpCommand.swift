internal import ArgumentParser
internal import RunEngine

/// `keyshift help TOPIC`: a page about no command, or what fits words that are none; help about commands is the parser's.
struct HelpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help",
        abstract: "Show a page about no command, or what fits some words.",
        shouldDisplay: false,
    )

    /// What was found, a line each.
    @Argument(help: "The lines of the page.") var lines: [String]

    func run() { lines.forEach { Terminal().result($0) } }
}

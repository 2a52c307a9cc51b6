internal import ArgumentParser

/// `keyshift alarms list|seen`: what people should know of.
struct AlarmsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alarms",
        abstract: "The alarms that are not mended, and that somebody has looked at one.",
        subcommands: [List.self, Seen.self],
        defaultSubcommand: List.self,
    )
}

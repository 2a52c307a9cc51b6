internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift runs list|show|stop|abandon|export`: what is in the journal.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "The runs in the journal.",
        subcommands: [List.self, Show.self, Stop.self, Abandon.self, Export.self],
        defaultSubcommand: List.self,
    )
}

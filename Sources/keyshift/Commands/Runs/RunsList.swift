internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension RunsCommand {
    /// `keyshift runs list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "The newest runs, newest first.")

        @OptionGroup var output: OutputOptions

        @Option(help: "How many are shown.")
        var limit = 20

        mutating func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit is at least 1, not \(limit)") }
        }

        func run() async throws {
            let terminal = Terminal(output)
            let runs = RunList(try await LocalJournal.with { try await $0.runs(limit: limit) }, on: terminal.page)
            guard !output.json else { return terminal.result(runs.json) }
            for line in runs.lines { terminal.result(line) }
        }
    }
}

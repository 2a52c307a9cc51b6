internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift status`: what needs an eye.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show what runs, what is unfinished, conflicts, what is not on the doors, and the next firings.",
    )

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let output = output
        let status = try await LocalJournal.with { journal in
            StatusReport(try await StatusFacts.read(in: journal, now: EngineClock.system.now()))
        }
        let terminal = Terminal(output)
        guard !output.json else { return terminal.result(status.json) }
        for line in status.lines { terminal.result(line) }
    }
}

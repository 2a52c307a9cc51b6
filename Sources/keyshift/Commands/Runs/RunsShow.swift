internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension RunsCommand {
    /// `keyshift runs show RUN`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "One run with its rows, those with problems first.",
        )

        @Argument(help: "The run's id, or \"last\": the newest one, whatever became of it.")
        var run: String

        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (named, output) = (run, output)
            let detail = try await LocalJournal.with { journal in
                RunDetail(
                    try await RunFacts.read(try await RunName.resolve(named, in: journal), in: journal),
                    showsAll: output.verbose,
                    now: EngineClock.system.now(),
                    machineZone: MachineZone.name,
                )
            }
            let terminal = Terminal(output)
            guard !output.json else { return terminal.result(detail.json) }
            for line in detail.lines { terminal.result(line) }
        }
    }
}

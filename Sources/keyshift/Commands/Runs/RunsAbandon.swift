internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension RunsCommand {
    /// `keyshift runs abandon RUN`.
    struct Abandon: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "abandon",
            abstract: "End a run that stopped, and free its groups. What it moved stays moved."
        )

        @Argument(help: "The run's id, or \"last\": the newest one that is unfinished.")
        var run: String

        func run() async throws {
            let named = run
            let id = try await LocalJournal.with(.operator, to: "give up a run") { journal, _ in
                let id = try await RunName.resolve(named, as: .unfinished, in: journal)
                try await journal.abandonRun(id, at: EngineClock.system.now())
                return id
            }
            Terminal().result("Run \(id) is over; its groups are free. What it moved stays moved.")
        }
    }
}

internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension RunsCommand {
    /// `keyshift runs stop RUN`.
    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stop",
            abstract: "Ask a run at work to stop, from any terminal.",
            discussion: """
                What is on its way to the server ends, and nothing more is sent. The run is unfinished then: keyshift resume \
                goes on with it.
                """,
        )

        @Argument(help: "The run's id, or \"last\": the newest one at work.")
        var run: String

        @OptionGroup var person: PersonOptions

        func run() async throws {
            let named = run
            let (id, isAtWork) = try await LocalJournal.with(by: person) { journal, name in
                let id = try await RunName.resolve(named, as: .atWork, in: journal)
                let isAtWork = try await journal.isHeld(id)
                if isAtWork { try await journal.requestStop(of: id, by: name, at: EngineClock.system.now()) }
                return (id, isAtWork)
            }
            guard isAtWork else {
                Terminal().note("Run \(id) is not at work: there is nothing to stop.")
                throw ExitCode(1)
            }
            Terminal().result("Run \(id) sends nothing more. To finish it: keyshift resume \(id)")
        }
    }
}

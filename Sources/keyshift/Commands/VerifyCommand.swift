internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift verify RUN`: which doors have the new hours.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Look which doors have the new hours of a run, which wait, and which failed and why.",
        discussion: "Exit codes: 0 all are on the doors; 1 failed; 3 some wait or failed; 64 usage.",
    )

    @Argument(help: "The run's id, or \"last\".")
    var run: String

    @Option(help: ArgumentHelp("Look again until all are on the doors, for at most so long.", valueName: "duration"))
    var wait: String?

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let work = Work(
            name: "verify",
            connection: connection.choice,
            output: output.choice,
            send: nil,
        )
        let (named, connection, wait) = (run, connection.choice, wait)
        let code = await work.finish {
            try await RunName.require(named, before: connection)
            return Engine.Options()
        } body: { session in
            let span = try wait.map { text throws(PlanError) in try VerifyText.wait(text) }
            let id = try await RunName.resolve(named, in: try session.environment.journal())
            work.interrupts.beginApplying()
            return try await Verifier(session.engine).verify(
                id,
                wait: span ?? VerifyText.noWait,
                stop: work.interrupts.stop
            )
        } text: { report in
            VerifyText(report, showsAll: work.output.verbose).lines
        }
        throw ExitCode(code)
    }
}

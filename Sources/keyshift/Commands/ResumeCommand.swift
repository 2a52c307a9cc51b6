internal import ArgumentParser
internal import Journal
internal import Model
internal import RunEngine

/// `keyshift resume RUN`: finishes a run that stopped before its end.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Finish a run that stopped: each row is read first, and moved only if it still has to be.",
    )

    @Argument(help: "The run's id, or \"last\".")
    var run: String

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var consent: ConsentOptions

    @Option(help: "How fast rows go out.")
    var pace = Pace.documented

    @OptionGroup var checks: CheckOptions

    func run() async throws {
        let work = Work(name: "resume", connection: connection, output: output, consent: consent)
        let (named, connection, pace, checks) = (run, connection, pace, checks)
        let code = await work.run {
            try await RunName.require(named, before: connection)
            var options = Engine.Options()
            options.pace = pace
            options.limits.allowed = checks.allowed
            options.limits.leftOut = checks.leftOut
            return (options, named)
        } way: { named, session in
            .resume(try await RunName.resolve(named, in: try session.environment.journal()))
        }
        throw ExitCode(code)
    }
}

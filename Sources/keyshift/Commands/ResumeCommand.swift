internal import ArgumentParser
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

    func run() async throws {
        let work = Work(
            name: "resume",
            connection: connection,
            output: output,
            consent: consent,
        )
        let (named, connection, pace) = (run, connection, pace)
        let code = await work.finish {
            try await RunName.require(named, before: connection)
            var options = Engine.Options()
            options.pace = pace
            return options
        } body: { session in
            let id = try await RunName.resolve(named, in: try session.environment.journal())
            work.interrupts.beginApplying()
            return try await session.engine.resume(id, stop: work.interrupts.stop) { work.terminal.progress($0) }
        }
        throw ExitCode(code)
    }
}

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

    @Option(help: "How fast rows go out.")
    var pace = Pace.documented

    func run() async throws {
        let terminal = Terminal(output)
        let interrupts = Interrupts(terminal: terminal) { terminal.note("Interrupted; nothing was sent.") }
        var options = Engine.Options()
        options.pace = pace
        let isJSON = output.json
        let named = run
        let report: RunReport
        do {
            report = try await Session.with(connection, options: options, terminal: terminal) { session in
                let id = try await RunName.resolve(named, in: try session.environment.journal())
                interrupts.beginApplying()
                return try await session.engine.resume(id, stop: interrupts.stop) { terminal.progress($0) }
            }
        } catch {
            report = .failed(runID: named, script: "", error: error)
        }
        if isJSON { terminal.result(report.json) }
        for line in RunText(report).lines { if isJSON { terminal.note(line) } else { terminal.result(line) } }
        throw ExitCode(report.exitCode(isPlanOnly: false))
    }
}

/// Runs as they are named on the command line.
enum RunName {
    /// The id of a run; `last` is the newest one.
    /// - Throws: `JournalError` when there is none.
    static func resolve(_ name: String, in journal: any Journal) async throws(JournalError) -> String {
        guard name == "last" else { return name }
        guard let newest = try await journal.runs(limit: 1).first else {
            throw JournalError(.unknownRun, "No run is in the journal yet.")
        }
        return newest.id
    }
}

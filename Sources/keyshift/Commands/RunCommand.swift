internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift run SCRIPT [ARG…]`: plan, check, apply.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a script: plan, check, ask, apply.",
        discussion: """
            Exit codes: 0 done; 1 failed, nothing sent; 3 something asked for did not happen; 4 refused, nothing sent; \
            64 usage; 130 interrupted.
            """,
    )

    @OptionGroup var script: ScriptArguments
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var scriptLimits: ScriptLimitOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var consent: ConsentOptions

    @Flag(help: "Send every call as the script makes it: no groups, no plan, no checks, no undo.")
    var unplanned = false

    /// The run of a firing that `keyshift serve` has claimed for this process.
    @Option(name: .customLong("firing"), help: .hidden)
    var firingRunID: String?

    func run() async throws {
        let work = ScriptWork(
            script: script,
            connection: connection,
            limits: limits,
            scriptLimits: scriptLimits,
            output: output,
            consent: consent,
            isUnplanned: unplanned,
        )
        guard let firingRunID else { throw ExitCode(await work.run(answer: consent.yes ? .yes : .ask)) }
        let firing: ScheduledFiring
        do {
            firing = try await ScheduledFiring.begin(runID: firingRunID)
        } catch {
            Terminal(output).note(ForeignText.paragraph("\(error)"))
            throw ExitCode(1)
        }
        let code = await work.run(answer: .yes, firing: firing)
        firing.close()
        throw ExitCode(code)
    }
}

internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift run SCRIPT [ARG…]`: plan, check, apply.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        // Without it the parser looks for a request for a completion script in each line of this command alone.
        _superCommandName: "keyshift",
        abstract: "Run a script: plan, check, ask, apply.",
        discussion: """
            Exit codes: 0 done; 1 failed, nothing sent; 3 something asked for did not happen; 4 refused, nothing sent; \
            64 usage; 130 interrupted.

            Scripts that ship: \(ShippedAutomation.all.map(\.name).joined(separator: ", ")). \
            keyshift help automations tells what each does.
            """,
    )

    @OptionGroup var script: ScriptArguments
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var scriptLimits: ScriptLimitOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var send: SendOptions

    @Flag(help: "Send every call as the script makes it: no groups, no plan, no checks, no undo.")
    var unplanned = false

    @Flag(
        name: [.customLong("plan"), .customLong("dry-run")],
        help: "Print the plan, and send nothing, as keyshift plan does."
    )
    var isPlanOnly = false

    /// The run of a firing that `keyshift serve` has claimed for this process.
    @Option(name: .customLong("firing"), help: .hidden)
    var firingRunID: String?

    mutating func validate() throws {
        guard !isPlanOnly || !unplanned else {
            throw ValidationError("--unplanned sends each call as it is made, and --plan sends none; give one of them")
        }
    }

    /// What is to be done.
    var work: ScriptWork {
        ScriptWork(
            script: script.choice,
            connection: connection.choice,
            limits: limits.choice,
            scriptLimits: scriptLimits.choice,
            output: output.choice,
            send: send.choice,
            isUnplanned: unplanned,
        )
    }

    /// Who says yes to the plan of a person's command.
    var answer: Work.Answer { isPlanOnly ? .planOnly : send.rules.yes ? .yes : .ask }

    func run() async throws {
        throw ExitCode(await work.run(answer: answer, firingRunID: firingRunID))
    }
}

internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift plan SCRIPT [ARG…]`: plan and check; nothing is sent.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        // Without it the parser looks for a request for a completion script in each line of this command alone.
        _superCommandName: "keyshift",
        abstract: "Run a script up to its plan, print it, and send nothing.",
        discussion: """
            Exit codes: 0 nothing to change; 1 failed; 2 there are changes; 4 refused by a check; 64 usage. With -o the \
            plan is kept for keyshift apply.
            """,
    )

    @OptionGroup var script: ScriptArguments
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var scriptLimits: ScriptLimitOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var send: SendOptions

    @Option(
        name: .customShort("o"),
        help: ArgumentHelp("Write the plan to a file, which keyshift apply sends.", valueName: "file")
    )
    var file: String?

    /// What is to be done.
    var work: ScriptWork {
        ScriptWork(
            script: script.choice,
            connection: connection.choice,
            limits: limits.choice,
            scriptLimits: scriptLimits.choice,
            output: output.choice,
            send: send.choice,
        )
    }

    func run() async throws {
        throw ExitCode(await work.run(answer: .planOnly, file: file))
    }
}

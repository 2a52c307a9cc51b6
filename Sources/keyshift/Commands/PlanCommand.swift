internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift plan SCRIPT [ARG…]`: plan and check; nothing is sent.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
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
    @OptionGroup var consent: ConsentOptions

    @Option(
        name: .customShort("o"),
        help: ArgumentHelp("Write the plan to a file, which keyshift apply sends.", valueName: "file")
    )
    var file: String?

    func run() async throws {
        let work = ScriptWork(
            script: script,
            connection: connection,
            limits: limits,
            scriptLimits: scriptLimits,
            output: output,
            consent: consent,
        )
        throw ExitCode(await work.run(answer: .planOnly, file: file))
    }
}

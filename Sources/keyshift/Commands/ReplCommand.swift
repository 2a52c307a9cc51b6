internal import ArgumentParser
internal import Glibc
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift repl`: statements one by one; changes are planned, and `:apply` sends them.
struct ReplCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl",
        abstract: "Type Lua, see values; changes are planned until :apply.",
        discussion: """
            Commands: :plan shows what is recorded, :apply sends it, :undo takes back, :drop forgets it; :help has them \
            all. Without a terminal statements are read from stdin.
            """,
    )

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var send: SendOptions

    @Flag(help: "Without a terminal: exit 1 after the first error.")
    var strict = false

    func run() async throws {
        let terminal = Terminal(output)
        do {
            var options = try limits.choice.options(
                besideScriptIn: nil,
                isSandbox: connection.sandbox,
                send.choice,
            )
            options.reason = send.rules.reason
            options.showsPINs = output.showPins
            let settings = Repl.Settings(
                isInteractive: isatty(STDIN_FILENO) == 1,
                sendsWithoutAsking: send.rules.yes,
                stopsAtErrors: strict,
            )
            let code = try await Session.with(
                connection.choice,
                options: options,
                terminal: terminal,
                operatorName: send.rules.operatorName,
            ) { session in
                await Repl(session: session, settings: settings).run()
            }
            throw ExitCode(code)
        } catch let error as PlanError {
            terminal.note(error.sentence)
            throw ExitCode(1)
        }
    }
}

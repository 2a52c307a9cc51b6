internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift apply FILE`: sends a plan that was kept in a file.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Send a plan that keyshift plan -o has written.",
        discussion: """
            All codes are read first. A file that was changed, is too old, or is for another server or workspace is \
            refused, and so is one with groups that were changed since, unless --allow-partial leaves them out.
            """,
    )

    @Argument(help: "The plan file.")
    var file: String

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var send: SendOptions

    @Flag(help: "Leave out the groups that were changed since the plan was made, and send the others.")
    var allowPartial = false

    func run() async throws {
        let work = Work(
            name: ScriptFile.name(of: file),
            connection: connection.choice,
            output: output.choice,
            send: send.choice,
        )
        let (path, allowPartial, send) = (file, allowPartial, send.choice)
        let code = await work.run {
            let text = try ScriptFile.read(path, what: "plan")
            let file = try PlanFile(parsing: text, name: ScriptFile.name(of: path))
            var options = Engine.Options()
            options.limits = file.limits
            options.apply(send)
            options.reason = file.reason
            return (options, file)
        } way: { file, _ in
            .file(file, name: work.name, allowsPartial: allowPartial)
        }
        throw ExitCode(code)
    }
}

internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift resume RUN`: finishes a run that stopped before its end.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Finish a run that stopped: each row is read first, and moved only if it still has to be.",
        discussion: """
            What is left is shown as a plan and asked for, like every other: what will be sent, what was moved before or \
            has arrived, and what others have changed.
            """,
    )

    @Argument(help: "The run's id, or \"last\": the newest one that is unfinished.")
    var run: String

    @Flag(help: "Print what is left as a plan, and send nothing.")
    var plan = false

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var send: SendOptions

    mutating func validate() throws {
        let ownRecord = [("--reason", send.rules.reason), ("--operator", send.rules.operatorName)]
        guard let (option, _) = ownRecord.first(where: { $0.1 != nil }) else { return }
        throw ValidationError("\(option) makes no sense for keyshift resume: the run keeps who began it, and why")
    }

    func run() async throws {
        let work = Work(
            name: "resume",
            connection: connection.choiceOfJournal,
            output: output.choice,
            send: send.choice,
            answer: plan ? .planOnly : nil,
        )
        let (named, connection, send) = (run, connection.choiceOfJournal, send.choice)
        let code = await work.run {
            try await RunName.require(named, as: .unfinished, before: connection)
            var options = Engine.Options()
            options.apply(send)
            return (options, named)
        } way: { named, session in
            let journal = try session.environment.journal()
            return .resume(try await RunName.resolve(named, as: .unfinished, in: journal, telling: work.terminal))
        }
        throw ExitCode(code)
    }
}

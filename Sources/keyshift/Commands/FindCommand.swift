internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift find [TEXT]`: who has which door when.
struct FindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Find who has which door when: by surname, booking number or room.",
        discussion: """
            Without a text it lists all stays. One that has ended can be found for 48 hours. Where Seam cannot be reached, \
            it answers from the last reading and says how old that is. Exit codes: 0 found; 1 nothing found.
            """,
    )

    @Argument(help: "Words of a booking's name or of a door, a key, or the id of a code.")
    var text: String?

    @OptionGroup var stays: StayOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let query = stays.query(text)
        let verbose = output.verbose
        let page = Terminal(output).page
        try await StayAnswers.tell(connection.choice, output.choice) { desk in
            let findings = try await desk.find(query)
            return StayAnswers.Told(
                json: StaysDocument(findings).json,
                lines: StayList(findings, showsAll: verbose, on: page).lines,
                exitCode: findings.items.isEmpty ? 1 : 0,
            )
        }
    }
}

/// What commands about stays have in common: they open a session, ask, and tell.
enum StayAnswers {
    /// What a command tells.
    struct Told: Sendable {
        let json: String
        let lines: [String]
        let exitCode: Int32
    }

    /// Opens a session around a question, and prints the answer.
    static func tell(
        _ connection: ServerChoice,
        _ output: OutputChoice,
        _ ask: @escaping @Sendable (StayDesk) async throws -> Told,
    ) async throws {
        let terminal = Terminal(output)
        let told: Told
        do {
            told = try await Session.with(connection, options: Engine.Options(), terminal: terminal) { session in
                try await ask(StayDesk(session.engine))
            }
        } catch {
            throw terminal.refusal(error)
        }
        if output.json {
            terminal.result(told.json)
        } else {
            for line in told.lines { terminal.result(line) }
        }
        throw ExitCode(told.exitCode)
    }
}

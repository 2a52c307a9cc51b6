internal import ArgumentParser
internal import Glibc
internal import Model
internal import RunEngine

/// What commands take that do something at once, for one person who says why.
struct HandOptions: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Do it without asking.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "Why; kept in the journal. pin and open need it, and ask for it at a terminal.",
            valueName: "text"
        )
    )
    var reason: String?

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Who; else KEYSHIFT_OPERATOR, else the user's name.", valueName: "name")
    )
    var operatorName: String?

    mutating func validate() throws {
        guard operatorName?.isEmpty != true else { throw ValidationError("--operator needs a name, such as ana") }
    }

    /// Makes sure that a reason was given, or can be asked for.
    func requireReason(_ example: String) throws { try ReasonLine.require(reason, example) }

    /// The reason, which somebody at the terminal gives where the line has none; it is asked for when it is clear what it is for.
    /// - Throws: What `ReasonLine.asked` throws.
    func saidReason(_ example: String, about subject: String) throws -> String {
        try ReasonLine.asked(reason, example, about: subject, at: Terminal(output))
    }

    /// Makes sure that a PIN is read by a person, and goes into no file and to no other program.
    func requireEyes() throws {
        guard isatty(STDOUT_FILENO) == 1, !output.json else {
            throw ValidationError(
                "a PIN is shown at a terminal only, and goes into no file, pipe or document; a program gets PINs by the hook "
                    + "on_code (keyshift.json)"
            )
        }
    }

    /// What was typed, as every command has it that sends.
    var send: SendChoice {
        var choice = SendChoice()
        choice.yes = yes
        choice.reason = reason
        choice.operatorName = operatorName
        return choice
    }

    /// Does something by hand with the workspace, and tells how it ended; answers the exit code.
    func work(
        _ name: String,
        doors: [String] = [],
        _ body: @escaping @Sendable (StayTools, Work) async throws -> [String],
    ) async -> Int32 {
        let work = Work(name: name, connection: connection.choice, output: output.choice, send: send)
        return await work.byHand { engine in
            try await body(StayTools(engine, runID: work.runID), work)
        } options: {
            var options = Engine.Options()
            options.settings = try SettingsFile.forUser(isSandbox: connection.sandbox)
            options.selection = RowSelection(doors: doors)
            return options
        }
    }
}

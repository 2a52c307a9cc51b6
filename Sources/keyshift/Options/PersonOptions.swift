internal import ArgumentParser

/// Who does something, and why.
struct PersonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why; kept in the journal.", valueName: "text"))
    var reason: String?

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Who; else KEYSHIFT_OPERATOR, else the user's name.", valueName: "name")
    )
    var operatorName: String?

    /// The name.
    var name: String { operatorName ?? ProcessEnvironment.operatorName(ProcessEnvironment.variables) }

    mutating func validate() throws {
        guard operatorName?.isEmpty != true else { throw ValidationError("--operator needs a name, such as ana") }
    }
}

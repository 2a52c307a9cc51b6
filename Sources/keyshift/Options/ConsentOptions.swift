internal import ArgumentParser
internal import Journal

/// Who wants it, why, and whether somebody is asked first.
struct ConsentOptions: ParsableArguments {
    @Flag(help: "Send without asking.")
    var yes = false

    @Option(help: ArgumentHelp("Why; kept in the journal.", valueName: "text"))
    var reason: String?

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Who; else KEYSHIFT_OPERATOR, else the user's name.", valueName: "name")
    )
    var operatorName: String?

    mutating func validate() throws {
        guard operatorName?.isEmpty != true else { throw ValidationError("--operator needs a name, such as ana") }
    }
}

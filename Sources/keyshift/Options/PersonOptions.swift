internal import ArgumentParser
internal import Journal
internal import Model

/// Who does something, and why.
struct PersonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why; kept in the journal.", valueName: "text"))
    var reason: String?

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Who; else KEYSHIFT_OPERATOR, else the user's name.", valueName: "name")
    )
    var operatorName: String?

    /// What was typed, else the user's name: a note.
    var note: String { operatorName ?? ProcessEnvironment.operatorName(ProcessEnvironment.variables) }

    /// Who does it, as the journal keeps it: the person who is signed in, with what was typed as a note in brackets; else what
    /// was typed, else the user.
    func name(of person: Person?) -> String { Self.name(of: person, typed: operatorName) }

    /// The same without the group of options.
    static func name(of person: Person?, typed: String?) -> String {
        guard let person else { return typed ?? ProcessEnvironment.operatorName(ProcessEnvironment.variables) }
        return typed.map { $0 == person.name ? $0 : "\(person.name) (\($0))" } ?? person.name
    }

    mutating func validate() throws {
        guard operatorName?.isEmpty != true else { throw ValidationError("--operator needs a name, such as ana") }
    }
}

internal import ArgumentParser
internal import Model
internal import RunEngine

/// How something is sent: who says yes and why, which checks are passed over, and how fast rows go out.
struct SendRules: ParsableArguments {
    @Flag(help: "Send without asking.")
    var yes = false

    @Option(help: ArgumentHelp("Why; kept in the journal.", valueName: "text"))
    var reason: String?

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Who; else KEYSHIFT_OPERATOR, else the user's name.", valueName: "name")
    )
    var operatorName: String?

    @OptionGroup var checks: CheckOptions

    @Option(help: "The greatest number of stays whose codes are made; 50 unless given.")
    var maxCreated: Int?

    @Option(help: "The greatest number of stays that are cancelled; 20 unless given.")
    var maxCancelled: Int?

    @Option(
        help: ArgumentHelp("How fast rows go out: documented, within Seam's limits, or off.", valueName: "pace"),
        completion: .list(Pace.allCases.map(\.rawValue))
    )
    var pace: String?

    mutating func validate() throws {
        guard operatorName?.isEmpty != true else { throw ValidationError("--operator needs a name, such as ana") }
        for (option, number) in [("--max-created", maxCreated), ("--max-cancelled", maxCancelled)] {
            if let number, number < 0 { throw ValidationError("\(option) is 0 or more, not \(number)") }
        }
        guard pace == nil || pace.flatMap(Pace.init) != nil else {
            throw ValidationError("--pace is documented or off, not \(pace?.shown ?? "")")
        }
    }

    /// What was typed, for every row.
    var choice: SendChoice {
        var choice = SendChoice()
        choice.yes = yes
        choice.reason = reason
        choice.operatorName = operatorName
        choice.allowed = checks.allowed
        choice.leftOut = checks.leftOut
        choice.maxCreated = maxCreated
        choice.maxCancelled = maxCancelled
        if let pace = pace.flatMap(Pace.init) { choice.pace = pace }
        return choice
    }
}

/// How a plan is sent; as it is made: after a question, every row, at the documented pace.
struct SendChoice: Hashable, Sendable {
    /// Whether the command line says yes.
    var yes = false
    /// Why, nil where nobody said.
    var reason: String?
    /// Who, nil for the user.
    var operatorName: String?
    /// The rows that are asked for.
    var selection = RowSelection()
    /// The checks that may be passed over.
    var allowed: Set<RowCheck> = []
    /// The checks whose rows are left out.
    var leftOut: Set<RowCheck> = []
    /// The greatest number of stays whose codes are made, nil for the ordinary one.
    var maxCreated: Int?
    /// The greatest number of stays that are cancelled, nil for the ordinary one.
    var maxCancelled: Int?
    /// How fast rows go out.
    var pace = Pace.documented
}

extension Engine.Options {
    /// Takes over what was typed about sending.
    mutating func apply(_ send: SendChoice) {
        limits.allowed.formUnion(send.allowed)
        limits.leftOut.formUnion(send.leftOut)
        if let number = send.maxCreated { limits.maxCreated = number }
        if let number = send.maxCancelled { limits.maxCancelled = number }
        pace = send.pace
        selection = send.selection
    }
}

internal import Journal
internal import Model

/// The options that several commands share, and the commands where one of them makes no sense.
///
/// Such an option is refused with the reason, instead of as unknown: who typed it expected it to do something.
enum SharedOptions {
    /// Why an option is of no use to a command.
    private enum Reason: String {
        case noScript = "no script runs here"
        case planLimits = "the limits are those that the plan was made under"
        case oneBooking = "one booking moves"
        case ownRecord = "the run keeps who began it, and why"
        case sendsNothing = "it sends nothing"
        case planFirst = "changes are planned here, and sent together"
        case journalOnly = "it reads the journal, and asks no server"
        case ownJournal = "the journal of a sandbox ends with its command"
    }

    private static let script: [String: Reason] = [
        "--unplanned": .noScript, "--allow-direct": .noScript, "--memory-limit": .noScript,
        "--time-limit": .noScript, "--allow-read": .noScript,
    ]
    private static let limits: [String: Reason] = [
        "--max-groups": .planLimits, "--max-shift": .planLimits,
    ]
    private static let sending: [String: Reason] = [
        "--yes": .sendsNothing, "--reason": .sendsNothing, "--pace": .sendsNothing, "--max-groups": .sendsNothing,
        "--max-shift": .sendsNothing, "--allow-lockout": .sendsNothing, "--allow": .sendsNothing,
        "--leave-out": .sendsNothing,
    ]
    private static let server: [String: Reason] = [
        "--sandbox": .ownJournal, "--endpoint": .journalOnly, "--concurrency": .journalOnly,
    ]

    private static let refused: [String: [String: Reason]] = [
        "plan": ["--unplanned": .sendsNothing],
        "repl": ["--unplanned": .planFirst],
        "apply": script.merging(limits) { $1 },
        "resume": script.merging(limits) { $1 }.merging(["--reason": .ownRecord, "--operator": .ownRecord]) { $1 },
        "undo": script.merging(limits) { $1 },
        "move": script.merging(["--max-groups": .oneBooking]) { $1 },
        "extend": script.merging(["--max-groups": .oneBooking]) { $1 },
        "verify": script.merging(sending) { $1 },
        "status": script.merging(sending) { $1 }.merging(server) { $1 },
        "explain": script.merging(sending) { $1 }.merging(server) { $1 },
        "runs": script.merging(sending) { $1 }.merging(server) { $1 },
    ]

    /// The sentence about the first option that the command of these arguments has no use for, nil without one.
    static func refusal(of arguments: [String]) -> String? {
        guard let verb = arguments.first(where: { !$0.hasPrefix("-") }), let reasons = refused[verb] else { return nil }
        for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") {
            let option = String(argument.prefix { $0 != "=" })
            guard let reason = reasons[option] else { continue }
            return "\(option) makes no sense for keyshift \(verb): \(reason.rawValue)"
        }
        return nil
    }
}

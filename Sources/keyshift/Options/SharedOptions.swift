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
        case newStay = "the stay is a new one, and nothing there is chosen or moved"
        case ownRecord = "the run keeps who began it, and why"
        case sendsNothing = "it sends nothing"
        case planFirst = "changes are planned here, and sent together"
        case journalOnly = "it reads the journal, and asks no server"
        case ownJournal = "the journal of a sandbox ends with its command"
    }

    private static let script: [String: Reason] = [
        "--unplanned": .noScript, "--allow-direct": .noScript, "--memory-limit": .noScript,
        "--time-limit": .noScript, "--allow-read": .noScript, "--allow-write": .noScript, "--allow-pins": .noScript,
        "--modules": .noScript,
    ]
    private static let limits: [String: Reason] = [
        "--max-groups": .planLimits, "--max-shift": .planLimits,
    ]
    private static let newStay: [String: Reason] = [
        "--max-groups": .newStay, "--max-shift": .newStay, "--name": .newStay, "--inside": .newStay, "--on": .newStay,
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
        "end": script.merging(["--max-groups": .oneBooking]) { $1 },
        "create": script.merging(newStay) { $1 },
        "cancel": script.merging(["--max-groups": .oneBooking]) { $1 },
        "change-room": script.merging(["--max-groups": .oneBooking]) { $1 },
        "new-pin": script.merging(["--max-groups": .oneBooking]) { $1 },
        "readmit": script.merging(["--max-groups": .oneBooking]) { $1 },
        "resend": script.merging(["--max-groups": .oneBooking]) { $1 },
        "find": script.merging(sending) { $1 },
        "why": script.merging(sending) { $1 },
        "verify": script.merging(sending) { $1 },
        "status": script.merging(sending) { $1 }.merging(server) { $1 },
        "explain": script.merging(sending) { $1 }.merging(server) { $1 },
        "runs": script.merging(sending) { $1 }.merging(server) { $1 },
    ]

    /// The sentence about an option that a command has no use for, nil where it would be of use.
    static func refusal(of option: String, for path: CommandPath) -> String? {
        let verb = path.name.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        guard let reason = refused[verb]?[option] else { return nil }
        return "\(option) makes no sense for keyshift \(verb): \(reason.rawValue)"
    }
}

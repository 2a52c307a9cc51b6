internal import Model
internal import Presentation

/// Words that people try for a command, and the commands that do what they mean.
struct CommandWord {
    /// What a command does, and its words; `takesRest` where what was typed behind the word belongs behind them.
    private struct Way {
        let what: String
        let command: [String]
        let takesRest: Bool

        init(_ what: String, _ command: String..., takesRest: Bool = true) {
            (self.what, self.command, self.takesRest) = (what, command, takesRest)
        }

        func line(_ rest: [String]) -> String {
            "  \(what): keyshift \(ShellWords.line(command + (takesRest ? rest : [])))"
        }
    }

    private static let whoHas = Way("who has which door", "find")
    private static let later = Way("to let a stay end later", "extend")
    private static let ended = Way("to end a stay", "end")
    private static let cancelled = Way("to cancel a stay for good", "cancel")
    private static let made = Way("to make the codes of a new stay", "create")
    private static let moved = Way("to give a stay other hours", "move")
    private static let lockedOut = Way("why a door does not open", "why")
    private static let stopped = Way("to stop a run", "runs", "stop")
    private static let frozen = Way("to stop all sending", "freeze", takesRest: false)
    private static let runs = Way("what was sent", "runs", takesRest: false)
    private static let undone = Way("to take a run back", "undo")
    private static let story = Way("every change of a stay", "explain")
    private static let people = Way("who may use it", "people", takesRest: false)
    private static let all = Way("all commands", "help", takesRest: false)

    private static let ways: [String: [Way]] = [
        "free": [Way("who has that door", "find", "--door"), ended], "vacate": [ended, cancelled],
        "list": [whoHas, runs], "ls": [whoHas, runs], "get": [whoHas], "stays": [whoHas, runs], "guests": [whoHas],
        "show": [whoHas, lockedOut], "info": [whoHas, lockedOut], "search": [whoHas], "view": [whoHas, lockedOut],
        "shift": [moved, later], "change": [moved, later], "edit": [moved, later], "update": [moved, later],
        "set": [moved, later], "late": [later], "prolong": [later], "shorten": [ended, moved],
        "delete": [cancelled, ended], "remove": [cancelled, ended], "rm": [cancelled, ended],
        "revoke": [cancelled, ended], "checkout": [ended], "expel": [ended],
        "lock": [ended, frozen], "unlock": [lockedOut, later], "stop": [stopped, frozen], "abort": [stopped, frozen],
        "pause": [frozen], "add": [made], "book": [made], "checkin": [made, moved], "invite": [made],
        "revert": [undone], "rollback": [undone], "history": [story, runs], "log": [story, runs],
        "logs": [story, runs],
        "continue": [Way("to finish a run", "resume")], "retry": [Way("to finish a run", "resume")],
        "login": [Way("to sign in", "people", "login")], "users": [people], "user": [people],
        "cron": [Way("what runs by the clock", "schedule", "list", takesRest: false)],
        "room": [Way("to give a stay another room", "change-room"), whoHas],
        "me": [all, lockedOut], "?": [all], "man": [all], "h": [all],
    ]

    private let ways: [Way]
    private let rest: [String]

    /// Looks a word up with what was typed behind it; nil for one that is not known.
    ///
    /// Behind a word such as `list` a command may stand that is meant itself: `list runs`.
    init?(_ word: String, rest: [String], commands: [String]) {
        guard let found = Self.ways[word.lowercased()] else { return nil }
        let words = Array(rest.prefix { !$0.hasPrefix("-") })
        if let meant = words.first, commands.contains(meant) {
            (ways, self.rest) = ([Way("what is meant may be", meant, takesRest: false)], [])
        } else {
            (ways, self.rest) = (found, words)
        }
    }

    /// A line for each command, as it can be typed.
    var lines: [String] { ways.map { $0.line(rest) } }
}

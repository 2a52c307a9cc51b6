internal import Model
internal import Presentation
internal import RunEngine

/// Words that people try for a command, and the commands that do what they mean.
struct CommandWord {
    /// What a command does, and its words; `takesRest` where what was typed behind the word belongs behind them.
    private struct Way {
        let what: String
        let command: [String]
        let takesRest: Bool
        /// The option that a time behind the name belongs to, nil where it has no use for one.
        let bound: String?
        /// What the command needs more behind a name.
        let more: [String]

        init(
            _ what: String,
            _ command: String...,
            takesRest: Bool = true,
            bound: String? = nil,
            more: [String] = [],
        ) {
            (self.what, self.command, self.takesRest, self.bound) = (what, command, takesRest, bound)
            self.more = more
        }

        func line(_ rest: [String]) -> String {
            ShellWords.line(command + (takesRest ? words(rest) + (rest.isEmpty ? [] : more) : []))
        }

        /// What was typed behind a name and is a time, behind its option.
        private func words(_ rest: [String]) -> [String] {
            let times = (1..<max(rest.count, 1)).map { rest[$0...].joined(separator: " ") }
            guard let place = times.firstIndex(where: { BookingChange.isTime($0) || BookingChange.isSpan($0) }) else {
                return rest
            }
            let name = Array(rest[...place])
            guard let bound else { return name }
            guard BookingChange.isSpan(times[place]), !BookingChange.isTime(times[place]) else {
                return name + [bound, times[place]]
            }
            return name + (command == ["extend"] ? ["--by", times[place]] : [bound, "+" + times[place]])
        }
    }

    private static let whoHas = Way("who has which door", "find")
    private static let later = Way("to let a stay end later", "extend", bound: "--to")
    private static let ended = Way("to end a stay earlier", "end", bound: "--at")
    private static let cancelled = Way("to cancel a stay for good", "cancel")
    private static let made = Way("to make the codes of a new stay", "create")
    private static let moved = Way("to give a stay other hours", "move", bound: "--ends")
    private static let lockedOut = Way("why a door does not open", "why")
    private static let stopped = Way("to stop a run", "runs", "stop")
    private static let frozen = Way("to stop all sending", "freeze", takesRest: false)
    private static let runs = Way("what was sent", "runs", takesRest: false)
    private static let undone = Way("to take a run back", "undo")
    private static let story = Way("every change of a stay", "explain")
    private static let people = Way("who may use it", "people", takesRest: false)
    private static let lateList = Way("of a list", "run", "late-checkout-list", "--help", takesRest: false)
    private static let moveList = Way("new hours of a list", "run", "moves-from-list", "--help", takesRest: false)
    private static let storm = Way("to let everybody inside stay longer", "run", "storm", "--help", takesRest: false)
    private static let partBack = Way("to take a part of a run back", "undo", "last", "--by", "1h", takesRest: false)
    private static let early = Way("to let a stay begin earlier", "move", bound: "--starts")
    private static let earlyAll = Way("for a whole day", "run", "early-check-in", "--help", takesRest: false)
    private static let doorNow = Way("what a lock has, and since when it is offline", "verify", "--door")
    private static let open = Way("to unlock a door from here", "open", more: openReason)
    private static let openReason = ["--reason", "guest outside, phone checked"]
    private static let needs = Way("what needs a person", "status", takesRest: false)
    private static let finished = Way("to finish a run that stopped", "resume", "last", takesRest: false)
    private static let passed = Way("who could open a door, and who did", "who")
    private static let clock = Way(
        "to move all stays of a zone",
        "run",
        "clock-change",
        "--help",
        takesRest: false
    )
    private static let byClock = Way("to run a script by the clock", "schedule", "add", takesRest: false)
    private static let jobs = Way("the jobs of a night", "help", "jobs", takesRest: false)
    private static let clocks = Way(
        "when the clocks change next, and whose hours are off by a change",
        "run",
        "wrong-hours",
        "--help",
        takesRest: false
    )
    private static let all = Way("all commands", "help", takesRest: false)
    private static let hasDoor = Way("who has that door", "find", "--door")
    private static let otherRoom = Way("to give a stay another room", "change-room")
    private static let roomList = Way("of a list", "run", "change-rooms", "--help", takesRest: false)
    private static let tooSoon = Way(
        "where a guest comes before the last one is out",
        "run",
        "turnover",
        takesRest: false
    )
    private static let safety = Way(
        "what is refused, overlap too, and how to allow it",
        "help",
        "safety",
        takesRest: false
    )
    private static let pin = Way("to see the PIN of a stay", "pin")
    private static let newPIN = Way("to give a stay a new PIN", "new-pin")
    private static let backup = Way("a code for a lock that is offline", "backup")
    private static let noShows = Way("who has not come", "run", "no-shows", takesRest: false)
    private static let stillHere = Way(
        "whose checkout has passed and who is still about",
        "run",
        "who-is-late",
        takesRest: false
    )
    private static let arrivals = Way("who comes and goes on a day", "run", "arrivals", "--help", takesRest: false)
    private static let cleaners = Way("codes for the cleaners", "run", "cleaner-windows", "--help", takesRest: false)
    private static let closedRoom = Way(
        "to move the stays of a door to others",
        "run",
        "close-room",
        "--help",
        takesRest: false
    )
    private static let road = Way("to keep those who cannot leave", "run", "road-closed", "--help", takesRest: false)
    private static let thawed = Way("to let it send again", "thaw", takesRest: false)
    private static let setUp = Way("whether all is set up, and the server answers", "doctor", takesRest: false)

    private static let ways: [String: [Way]] = [
        "free": [Way("who has that door", "find", "--door"), ended], "vacate": [ended, cancelled],
        "list": [whoHas, runs], "ls": [whoHas, runs], "get": [whoHas], "stays": [whoHas, runs], "guests": [whoHas],
        "show": [whoHas, lockedOut], "info": [whoHas, lockedOut], "search": [whoHas], "view": [whoHas, lockedOut],
        "shift": [moved, later], "change": [moved, later], "edit": [moved, later], "update": [moved, later],
        "set": [moved, later], "late": [later, lateList], "prolong": [later], "shorten": [ended, moved],
        "delete": [cancelled, ended], "remove": [cancelled, ended], "rm": [cancelled, ended],
        "revoke": [cancelled, ended], "checkout": [later, ended], "expel": [ended],
        "lock": [doorNow, ended, frozen], "unlock": [open, lockedOut], "stop": [stopped, frozen],
        "abort": [stopped, frozen],
        "pause": [frozen], "add": [made], "book": [made], "checkin": [early, made], "invite": [made],
        "revert": [undone], "rollback": [undone], "history": [story, runs], "log": [story, runs],
        "logs": [story, runs],
        "continue": [Way("to finish a run", "resume")], "retry": [Way("to finish a run", "resume")],
        "login": [Way("to sign in", "people", "login")], "users": [people], "user": [people],
        "cron": [Way("what runs by the clock", "schedule", "list", takesRest: false)],
        "summer": [clocks, clock], "summer-time": [clocks, clock], "daylight": [clocks, clock],
        "clocks": [clocks, clock],
        "room": [Way("to give a stay another room", "change-room"), whoHas],
        "storm": [storm, partBack], "strike": [storm, partBack], "everybody": [storm], "everyone": [storm],
        "weather": [storm, partBack], "half": [partBack], "partly": [partBack], "early": [early, earlyAll],
        "arrival": [early, earlyAll], "locked": [lockedOut, open], "lockout": [lockedOut, open],
        "stuck": [lockedOut, open], "outside": [lockedOut, open], "offline": [doorNow, lockedOut],
        "battery": [doorNow], "power": [needs, finished, doorNow], "plug": [needs, finished, doorNow],
        "pulled": [needs, finished, doorNow], "outage": [needs, finished, doorNow], "crash": [needs, finished],
        "crashed": [needs, finished], "conflict": [story, needs], "conflicts": [story, needs],
        "changed": [story, passed],
        "nightly": [byClock], "daily": [byClock], "night": [jobs, byClock], "timer": [byClock],
        "clock": [clocks, clock, byClock], "dst": [clocks, clock],
        "summertime": [clocks, clock], "wintertime": [clocks, clock], "csv": [lateList, moveList],
        "spreadsheet": [lateList, moveList], "excel": [lateList, moveList], "import": [lateList, moveList],
        "double": [hasDoor, lockedOut, otherRoom, tooSoon, safety],
        "doubled": [hasDoor, lockedOut, otherRoom, tooSoon, safety],
        "overbooked": [hasDoor, lockedOut, otherRoom, tooSoon, safety],
        "overlap": [hasDoor, lockedOut, otherRoom, tooSoon, safety],
        "overlaps": [hasDoor, lockedOut, otherRoom, tooSoon, safety],
        "twice": [runs, undone, hasDoor], "blame": [story, passed, runs], "happened": [runs, story, passed],
        "yesterday": [runs, passed], "mistake": [undone, partBack], "oops": [undone, partBack],
        "wrong": [undone, moved],
        "key": [lockedOut, pin, open], "card": [lockedOut, pin, open], "code": [pin, newPIN, lockedOut],
        "forgot": [pin, newPIN], "forgotten": [pin, newPIN], "lost": [pin, newPIN, lockedOut],
        "stolen": [newPIN, ended],
        "expired": [lockedOut, later], "works": [lockedOut], "work": [lockedOut], "working": [lockedOut],
        "refused": [lockedOut, safety], "noshow": [noShows], "arrived": [noShows, arrivals], "arrivals": [arrivals],
        "departures": [arrivals, stillHere], "overstay": [stillHere, later], "overdue": [stillHere, later],
        "leave": [ended, road], "leaving": [ended, arrivals], "left": [ended, stillHere],
        "stay": [later, whoHas], "longer": [later, storm], "swap": [otherRoom],
        "broken": [closedRoom, otherRoom, doorNow],
        "repair": [closedRoom, otherRoom], "maintenance": [closedRoom, otherRoom], "cleaner": [cleaners],
        "cleaners": [cleaners], "cleaning": [cleaners, tooSoon], "housekeeping": [cleaners, tooSoon],
        "snow": [road, storm], "flood": [storm, road], "road": [road], "flight": [later, storm],
        "emergency": [frozen, open], "unfreeze": [thawed], "frozen": [thawed, needs], "error": [setUp, needs],
        "errors": [setUp, needs], "internet": [setUp, doorNow], "network": [setUp, doorNow], "wifi": [setUp, doorNow],
        "dead": [doorNow, backup, lockedOut], "job": [jobs], "tasks": [jobs], "door": [doorNow, passed],
        "me": [all, lockedOut], "?": [all], "man": [all],
        "h": [all],
    ]

    /// What several words together mean, those that say more first.
    private static let phrases: [(words: Set<String>, ways: [Way])] = [
        (["wrong", "pin"], [lockedOut, pin, newPIN, open]), (["wrong", "code"], [lockedOut, pin, newPIN, open]),
        (["not", "work"], [lockedOut, pin, newPIN, open]), (["not", "working"], [lockedOut, pin, newPIN, open]),
        (["lost", "key"], [lockedOut, pin, newPIN, open]), (["lost", "card"], [lockedOut, pin, newPIN, open]),
        (["swap", "guests"], [otherRoom, roomList]), (["swap", "rooms"], [otherRoom, roomList]),
        (["swap", "room"], [otherRoom, roomList]), (["wrong", "guest"], [undone, runs, story]),
        (["two", "guests"], [hasDoor, lockedOut, otherRoom, tooSoon, safety]),
        (["room", "twice"], [hasDoor, lockedOut, otherRoom, tooSoon, safety]),
        (["who", "took"], [story, runs, passed]), (["guest", "left"], [ended]),
        (["storm", "over"], [partBack, undone]),
        (["more", "night"], [later]), (["another", "night"], [later]), (["extra", "night"], [later]),
        (["more", "nights"], [later]), (["extra", "nights"], [later]), (["more", "time"], [later, storm]),
        (["late", "checkout", "list"], [lateList, later]), (["list", "late"], [lateList, later]),
        (["list", "checkouts"], [lateList, later]), (["list", "hours"], [moveList, lateList]),
        (["late", "checkout"], [later, lateList]), (["early", "checkin"], [early, earlyAll]),
        (["early", "arrival"], [early, earlyAll]), (["half", "back"], [partBack]), (["storm", "back"], [partBack]),
        (["take", "back"], [undone, partBack]), (["took", "back"], [undone, story, runs]),
        (["locked", "out"], [lockedOut, open]), (["cannot", "in"], [lockedOut, open]),
        (["cannot", "open"], [lockedOut, open]), (["not", "open"], [lockedOut, open]),
        (["door", "locked"], [lockedOut, open]),
        (["lock", "offline"], [doorNow, lockedOut]),
        (["plug", "pulled"], [needs, finished, doorNow]), (["power", "cut"], [needs, finished, doorNow]),
        (["clocks", "change"], [clocks, clock]), (["next", "change"], [clocks]),
        (["clock", "change"], [clocks, clock]), (["clock", "changes"], [clocks, clock]),
        (["daylight", "saving"], [clocks, clock]), (["summer", "time"], [clocks, clock]),
        (["double", "booked"], [hasDoor, lockedOut, otherRoom, tooSoon, safety]),
        (["booked", "twice"], [hasDoor, lockedOut, otherRoom, tooSoon, safety]),
        (["same", "room"], [hasDoor, lockedOut, otherRoom, tooSoon, safety]),
        (["no", "show"], [noShows]), (["new", "code"], [newPIN, pin]), (["wrong", "room"], [otherRoom, whoHas]),
        (["wrong", "hours"], [clocks, moved]), (["wrong", "time"], [moved, clocks]),
        (["stay", "longer"], [later, storm]),
        (["leave", "early"], [ended]), (["early", "checkout"], [ended]), (["snowed", "in"], [road, storm]),
        (["who", "did"], [story, passed, runs]), (["who", "was"], [passed]),
        (["what", "happened"], [runs, story, passed]),
        (["who", "changed"], [story, passed]), (["who", "opened"], [passed]), (["every", "night"], [byClock]),
        (["every", "day"], [byClock]),
    ]

    private let ways: [Way]
    private let rest: [String]

    /// Looks several words up that are asked about together, such as `late checkout`; nil where nothing is known of them.
    ///
    /// With `isWhole` one word alone says nothing.
    init?(phrase: [String], isWhole: Bool = false, skipping verb: String? = nil) {
        let words = Self.words(of: phrase)
        let together = Self.phrases.first { $0.words.isSubset(of: words) && (verb.map($0.words.contains) ?? true) }
        let found = together?.ways ?? (isWhole ? nil : words.lazy.compactMap { Self.known($0) }.first)
        guard let found else { return nil }
        // Behind a command the words that are no part of the phrase are the name.
        let name = verb == nil ? [] : phrase.filter { !(together?.words.contains($0.lowercased()) ?? false) }
        (ways, rest) = (found, name)
    }

    /// The words of a phrase as they are looked up: in small letters, without marks, and with `checkout` as one.
    static func words(of phrase: [String]) -> [String] {
        let text = phrase.joined(separator: " ").lowercased()
        let joined = [
            ("check-out", "checkout"), ("check out", "checkout"), ("check-in", "checkin"), ("check in", "checkin"),
        ].reduce(text) { $0.replacing($1.0, with: $1.1) }
        return joined.split { !$0.isLetter && !$0.isNumber && $0 != "?" }
            .map { $0 == "?" ? "?" : $0.replacing("?", with: "") }.filter { !$0.isEmpty }.map(String.init)
    }

    /// What is known of a word, also in the plural or the singular.
    private static func known(_ word: String) -> [Way]? {
        ways[word] ?? ways["\(word)s"] ?? (word.hasSuffix("s") ? ways[String(word.dropLast())] : nil)
    }

    /// The word nearest to one that is not known, nil where none is near.
    static func nearest(to word: String) -> String? {
        word.count < 4
            ? nil : Suggestion.nearest(to: word.lowercased(), among: ways.keys.filter { $0.count > 3 }.sorted())
    }

    /// Looks a word up with what was typed behind it; nil for one that is not known.
    ///
    /// Behind a word such as `list` a command may stand that is meant itself: `list runs`.
    init?(_ word: String, rest: [String], commands: [String]) {
        let words = Array(rest.prefix { !$0.hasPrefix("-") })
        for count in [2, 1] where words.count >= count && !commands.isEmpty {
            let together = Set(Self.words(of: [word] + words.prefix(count)))
            guard let phrase = Self.phrases.first(where: { $0.words == together }) else { continue }
            (ways, self.rest) = (phrase.ways, Array(words.dropFirst(count)))
            return
        }
        guard let found = Self.known(Self.words(of: [word]).joined()) ?? Self.known(word.lowercased()) else {
            return nil
        }
        if let meant = words.first, commands.contains(meant) {
            (ways, self.rest) = ([Way("what is meant may be", meant, takesRest: false)], [])
        } else {
            (ways, self.rest) = (found, words)
        }
    }

    /// A line for each command, as it can be typed.
    var lines: [String] { parts.map { "  \($0.what): keyshift \($0.line)" } }

    /// What each command does, and the command with its words.
    var parts: [(what: String, line: String)] { ways.map { ($0.what, $0.line(rest)) } }

    /// All words and phrases that are known.
    static var known: [String] { ways.keys.sorted() + phrases.map { $0.words.sorted().joined(separator: " ") } }
}

internal import CivilTime
internal import Model
internal import Presentation

/// What does what an option would do that a command does not have: the line as it is to be typed.
struct OtherWay {
    private let option: String
    private let words: [String]
    /// The place of the option among the words.
    private let place: Int
    /// What stands behind it, empty where nothing does.
    private let value: String
    /// How many words both are.
    private let count: Int

    /// Takes an option out of the words behind a command.
    init(_ option: String, in words: [String]) {
        self.option = option
        self.words = words
        place = words.firstIndex { $0 == option || $0.hasPrefix("\(option)=") } ?? 0
        let word = words.isEmpty ? "" : words[place]
        let isTied = word.hasPrefix("\(option)=")
        let next = place + 1 < words.count && !isTied ? words[place + 1] : ""
        value = isTied ? String(word.dropFirst(option.count + 1)) : next
        count = isTied || next.isEmpty ? 1 : 2
    }

    /// What to type instead, nil where nothing does the same.
    func line(of command: String) -> String? {
        switch (command, option) {
        case ("keyshift extend", "--from"), ("keyshift extend", "--starts"), ("keyshift extend", "--start"):
            return "a stay keeps its start here; with another one: \(move(["--starts", time]))"
        case ("keyshift move", "--by"):
            let span = value.isEmpty ? "+2h" : value.hasPrefix("-") || value.hasPrefix("+") ? value : "+\(value)"
            return "a distance is a bound with its sign: \(move(["--ends=\(span)"])), or --starts=\(span)"
        case ("keyshift move", "--at"): return "the end is --ends \(time), the start --starts \(time)"
        case (_, "--run") where Self.runCommands.contains(command) && !value.isEmpty:
            var line = words
            line.replaceSubrange(place..<place + count, with: [value])
            let typed = command.split(separator: " ").dropFirst().map(String.init) + line
            return "a run is named without an option: keyshift \(ShellWords.line(typed))"
        case ("keyshift schedule add", "--every"), ("keyshift schedule add", "--interval"): return every
        case ("keyshift schedule add", _) where OnceWay.options.contains(option):
            return OnceWay(words, now: .now()).text
        default: return nil
        }
    }

    private static let runCommands: Set = [
        "keyshift verify", "keyshift undo", "keyshift resume", "keyshift seen", "keyshift runs show",
        "keyshift runs stop",
        "keyshift runs abandon", "keyshift runs export",
    ]

    private var time: String { value.isEmpty ? "13:00" : value }

    /// The line of `move` with other words in the place of the option; an end has its name there.
    private func move(_ instead: [String]) -> String {
        var line = words
        line.replaceSubrange(place..<place + count, with: instead)
        let renamed = line.map { $0 == "--to" ? "--ends" : $0.hasPrefix("--to=") ? "--ends=" + $0.dropFirst(5) : $0 }
        return "keyshift move \(ShellWords.line(renamed))"
    }

    /// How a schedule fires so often: by a clock, and not by a distance.
    private var every: String {
        guard let span = try? TimeSpan(parsing: value), span > .zero else { return Self.everyHour }
        let minutes = span.milliseconds / 60_000
        if minutes == 60 { return Self.everyHour }
        if minutes > 0, minutes < 60, 60 % minutes == 0 {
            return "every \(value.shown): --cron \"*/\(minutes) * * * *\""
        }
        let hours = minutes / 60
        if minutes % 60 == 0, hours < 24, 24 % hours == 0 {
            return "every \(value.shown): --cron \"0 */\(hours) * * *\""
        }
        return Self.everyHour
    }

    private static let everyHour = "every hour is --cron \"0 * * * *\", every day --at 02:00"
}

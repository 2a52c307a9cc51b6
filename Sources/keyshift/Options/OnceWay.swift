internal import CivilTime
internal import Model
internal import Presentation

/// What is said to whoever wants a schedule to fire once: none does, and one of that very minute does it, which is removed then.
struct OnceWay {
    /// The options that people try for it.
    static let options: Set = [
        "--once", "--on", "--date", "--day", "--when", "--time", "--tonight", "--today", "--tomorrow", "--single",
        "--one-time", "--one-off",
    ]
    private static let days: Set = ["tonight", "today", "tomorrow"]
    /// Those of them that need a value, whatever it is.
    private static let valued: Set = ["--on", "--date", "--day", "--when", "--time"]
    /// A date of a year is another one farther ahead.
    private static let farthest = TimeSpan(milliseconds: 365 * 86_400_000)
    private static let repeats = "a schedule fires again and again"

    /// The words behind the command, without what says when.
    private var line: [String] = []
    /// What says when, in the order in which it was typed.
    private var pieces: [String] = []
    private var cron: String?
    private var zoneName: String?
    /// Whether something that says when cannot be read: then no time is known.
    private var isUnread = false
    private let now: Instant

    /// Reads the words behind `keyshift schedule add`.
    init(_ words: [String], now: Instant) {
        self.now = now
        let typed = Array(words.prefix { $0 != "--" })
        var place = 0
        while place < typed.count {
            let (option, tied) = Self.parts(typed[place])
            let next = place + 1 < typed.count ? typed[place + 1] : nil
            let value = tied ?? next
            let width = tied == nil ? 2 : 1
            switch option {
            case _ where Self.options.contains(option):
                place += 1 + take(option, tied, Array(typed[(place + 1)...]))
            case "--at":
                if let value { pieces.append(value) }
                place += width
            case "--cron":
                cron = value
                place += width
            default:
                if option == "--zone" { zoneName = value }
                line.append(typed[place])
                place += 1
            }
        }
        line += words[typed.count...]
    }

    private static func parts(_ word: String) -> (option: String, tied: String?) {
        guard word.hasPrefix("--"), let sign = word.firstIndex(of: "=") else { return (word, nil) }
        return (String(word[..<sign]), String(word[word.index(after: sign)...]))
    }

    /// Takes what an option says of the time; how many words behind it belong to that.
    private mutating func take(_ option: String, _ tied: String?, _ rest: [String]) -> Int {
        let word = String(option.dropFirst(2))
        if Self.days.contains(word) { pieces.append(word) }
        if let tied {
            note(tied)
            return 0
        }
        for count in [3, 2, 1] where rest.count >= count {
            let text = rest[..<count].joined(separator: " ")
            guard !text.hasPrefix("-"), OnceTime(text) != nil else { continue }
            pieces.append(text)
            return count
        }
        guard let first = rest.first, !first.hasPrefix("-"), Self.valued.contains(option) || Self.isDay(first) else {
            return 0
        }
        isUnread = true
        return 1
    }

    private mutating func note(_ text: String) {
        if OnceTime(text) == nil { isUnread = true } else { pieces.append(text) }
    }

    /// Whether a word is a day all the same: one of the week, or one of several that a date can be.
    private static func isDay(_ word: String) -> Bool {
        Weekday.allCases.contains { $0.name.lowercased() == word.lowercased() } || !StayDay.days(word).isEmpty
    }

    /// What is typed instead: the whole line where it is known when and in which zone that is, else how that line is found.
    var text: String { whole ?? "\(Self.repeats). \(example)" }

    /// The same for a time that an option was given which takes only that of every day; nil where it is no such time.
    var whole: String? {
        let when = pieces.joined(separator: " ")
        guard !isUnread, cron != nil || OnceTime(when)?.clock != nil else { return nil }
        guard let zoneName, let zone = try? Zone.ofPlace(zoneName) else {
            return
                "\(Self.repeats). Name the zone of that time in the same line, such as --zone America/Vancouver: then the "
                + "line that fires in that very minute is told here"
        }
        guard let instant = instant(when, zone), instant > now else {
            return "\(Self.repeats), and \(when.shown) is over in \(zone.name)"
        }
        guard instant - now < Self.farthest, let typed = typed(instant, zone) else { return nil }
        let lines = [
            "\(Self.repeats). This one fires \(LocalTime.full(instant, zone.name)), and at the same time of each year:",
            "    keyshift \(ShellWords.line(typed.add))", "  and, when it has fired, this removes it:",
            "    keyshift \(ShellWords.line(typed.remove))",
        ]
        return lines.joined(separator: "\n")
    }

    private var example: String {
        let name = name.map { ShellWords.line([$0]) } ?? "NAME"
        return
            "For once give it the minute, the hour, the day and the month, such as --cron \"0 23 24 12 *\" for 23:00 on 24 Dec, and "
            + "when it has fired: keyshift schedule remove \(name)"
    }

    private func instant(_ when: String, _ zone: Zone) -> Instant? {
        if pieces.isEmpty, let cron, let expression = try? CronExpression(parsing: cron) {
            return expression.next(after: now, in: zone, onClockChange: .shift)
        }
        return OnceTime(when)?.instant(in: zone, now: now)
    }

    /// The lines that add and remove the schedule of one minute of a year; nil where the words lack a name, or where the
    /// clocks leave that minute out.
    private func typed(_ instant: Instant, _ zone: Zone) -> (add: [String], remove: [String])? {
        guard let name else { return nil }
        let wall = zone.civil(at: instant)
        let expression = "\(wall.time.minute) \(wall.time.hour) \(wall.date.day) \(wall.date.month) *"
        guard let cron = try? CronExpression(parsing: expression),
            cron.next(after: now, in: zone, onClockChange: .shift) == instant
        else { return nil }
        let end = line.firstIndex(of: "--") ?? line.endIndex
        let add = line[..<end] + ["--cron", expression] + line[end...]
        return (["schedule", "add"] + add, ["schedule", "remove", name])
    }

    /// The schedule's name: the first word that is no option, where nothing before it may be the value of one.
    private var name: String? {
        if let first = line.first, !first.hasPrefix("-") { return first }
        guard let end = line.firstIndex(of: "--"), end + 1 < line.count else { return nil }
        return line[end + 1]
    }
}

/// A time of one day as people type it: `tonight 23:00`, `tomorrow at 10:00`, `2026-12-01 10:00`, `23:00`, or a part of it.
struct OnceTime {
    /// The clock time, nil where only a day is told.
    let clock: ClockTime?
    private let word: String?
    private let date: CivilDate?

    init?(_ text: String) {
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        let place = words.firstIndex { ["tonight", "today", "tomorrow"].contains($0.lowercased()) }
        word = place.map { words[$0].lowercased() }
        if let place { words.remove(at: place) }
        words.removeAll { ["at", "on"].contains($0.lowercased()) }
        guard !words.isEmpty else {
            guard word != nil else { return nil }
            (clock, date) = (nil, nil)
            return
        }
        guard let moment = try? WrittenMoment(words.joined(separator: " ")) else { return nil }
        clock = moment.clock
        date = moment.date?.certain
        // A day that can be two is none, and neither is one beside a word for a day.
        guard moment.date == nil || date != nil && word == nil else { return nil }
    }

    /// The instant in a zone: the next one at that time where no day is told.
    func instant(in zone: Zone, now: Instant) -> Instant? {
        guard let clock else { return nil }
        let today = zone.civil(at: now).date
        func at(_ day: CivilDate?) -> Instant? {
            day.flatMap { try? zone.instant(for: CivilDateTime(date: $0, time: clock), choosing: .earlier) }
        }
        let next = try? today.adding(days: 1)
        // Who says tonight at two means the coming night.
        let isToday = word == "today" || word == "tonight" && clock.hour >= 12
        if let date { return at(date) }
        if word == "tomorrow" { return at(next) }
        guard let first = at(today) else { return nil }
        return isToday || first > now ? first : at(next)
    }
}

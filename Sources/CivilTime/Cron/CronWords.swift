/// A time of day with days of the week, as people say it where cron wants five fields: `10:30`, `Sunday 10:30`.
struct CronWords {
    private let clock: ClockTime
    private let days: [Int]

    /// Takes words apart; nil where they are not one time of day and days.
    init?(_ words: [String]) {
        var rest: [String] = []
        var days: Set<Int> = []
        for word in words.flatMap({ $0.split(separator: ",") }).map({ $0.lowercased() }) {
            if let found = Self.days(of: word) {
                days.formUnion(found)
            } else if !Self.fillers.contains(word) {
                rest.append(word)
            }
        }
        guard let clock = try? ClockTime(written: rest.joined(separator: " ")), clock.second == 0 else { return nil }
        self.clock = clock
        self.days = days.count == 7 ? [] : days.sorted()
    }

    /// The five fields that say the same.
    var fields: String {
        let days = days.isEmpty ? "*" : days.map { "\($0)" }.joined(separator: ",")
        return "\(clock.minute) \(clock.hour) * * \(days)"
    }

    private static let fillers: Set<String> = ["at", "on", "every", "each", "and", "day", "daily"]

    /// The numbers of cron of the days that a word names.
    private static func days(of word: String) -> [Int]? {
        switch word {
        case "weekday", "weekdays": return Array(1...5)
        case "weekend", "weekends": return [0, 6]
        default:
            guard let day = Weekday(word: word) else { return nil }
            return [day.rawValue % 7]
        }
    }
}

extension Weekday {
    /// Reads `Tuesday`, `tuesdays`, `Tue` or `Tues`.
    package init?(word: some StringProtocol) {
        let word = word.lowercased()
        let found = Self.allCases.first { day in
            let name = day.name.lowercased()
            return word == name + "s" || (word.count >= 3 && name.hasPrefix(word))
        }
        guard let found else { return nil }
        self = found
    }
}

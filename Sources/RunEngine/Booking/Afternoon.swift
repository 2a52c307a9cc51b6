internal import CivilTime
internal import Model

/// The afternoon that who types `1:30` may mean: `13:30`.
struct Afternoon {
    /// The time of the afternoon as it is typed: `13:30`, `tomorrow 13:30`.
    let text: String

    /// Takes a time as it was typed; nil for one that cannot mean the afternoon: `1:30` may, and neither `01:30` nor `1am`; nobody
    /// means 22:30 by `10:30`.
    init?(_ typed: String) {
        let words = typed.split(separator: " ")
        guard let clock = words.last, let first = clock.first, first.isNumber, first != "0",
            clock.allSatisfy({ $0.isNumber || $0 == ":" || $0 == "." }), clock.contains(where: { !$0.isNumber }),
            let time = try? ClockTime(written: clock), time.hour < 9,
            let later = try? ClockTime(validating: time.hour + 12, minute: time.minute)
        else { return nil }
        text = (words.dropLast() + [later.description[...]]).joined(separator: " ")
    }

    /// The same clock time twelve hours later, nil where it is no time of the morning.
    func instant(of morning: Instant, _ zone: String?) -> Instant? {
        guard let zone = zone.flatMap({ try? Zone.named($0) }) else { return nil }
        let wall = zone.civil(at: morning)
        let time = try? ClockTime(validating: wall.time.hour + 12, minute: wall.time.minute)
        return time.flatMap { try? zone.instant(for: CivilDateTime(date: wall.date, time: $0), choosing: .earlier) }
    }

    /// Whether a time of the afternoon may be meant for a bound: nobody means 22:00 for a stay that ends at 11:00.
    static func isLikely(_ later: Instant, near bound: Instant) -> Bool { (later - bound).magnitude <= farthest }

    private static let farthest = TimeSpan(milliseconds: 8 * 3_600_000)
}

extension BookingChange {
    /// That the afternoon may be meant by a time that takes much of a stay, or lets it begin in the night, with the whole line for
    /// that; nil where it hardly is.
    func afternoonLine(for rows: [Row]) -> String? {
        let bounds: [(typed: String?, isEnd: Bool)] = [(endsAt ?? ends, true), (starts, false)]
        for case (let typed?, let isEnd) in bounds {
            guard let later = Afternoon(typed), let row = rows.first else { continue }
            let members = row.members
            let before = isEnd ? members.compactMap(\.before.endsAt).max() : members.compactMap(\.before.startsAt).min()
            let wanted = isEnd ? members.compactMap(\.after.endsAt).max() : members.compactMap(\.after.startsAt).min()
            guard let before, let wanted, wanted < before, let meant = later.instant(of: wanted, row.zone),
                meant != before,
                Afternoon.isLikely(meant, near: before),
                let line = line(for: later.text, insteadOf: typed, meant > before)
            else { continue }
            let clock = later.text.split(separator: " ").last.map(String.init) ?? later.text
            return "If \(clock) is meant: keyshift \(ShellWords.line(line))"
        }
        return nil
    }

    /// The line with a time in the place of another one; an end that becomes later takes another command than one that is to end a
    /// stay.
    private func line(for text: String, insteadOf typed: String, _ isLater: Bool) -> [String]? {
        var words = line ?? [command] + (self.words ?? [name])
        let places = words.indices.filter { words[$0] == typed || words[$0].hasSuffix("=\(typed)") }
        guard let place = places.last, places.count == 1 else { return nil }
        words[place] = words[place].dropLast(typed.count) + text
        guard endsAt != nil, isLater, words.first == command else { return words }
        words[0] = "extend"
        let option = words[place] == text ? place - 1 : place
        guard option > 0, words[option].hasPrefix("--") else { return nil }
        words[option] = "--to" + words[option].drop { $0 != "=" }
        return words
    }
}

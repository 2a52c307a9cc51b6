/// A day as people write it without its year: `4.12.`, `4 Dec` or `Dec 4`, and `4/12`, where the day or the month may come first.
package struct YearlessDate: Hashable, Sendable {
    /// A month and a day of it.
    private struct Reading: Hashable {
        let month: Int
        let day: Int
    }

    private let readings: [Reading]

    /// Reads a text, nil for what is no such day; `4.12` without its second point is one only where a clock time follows it.
    package init?(_ text: some StringProtocol, isBeforeClock: Bool = false) {
        var pieces = WrittenWords(text).pieces[...]
        if case .word(let word)? = pieces.first, WrittenNames.isWeekday(word), pieces.count > 2 {
            pieces = pieces.dropFirst().drop { $0 == .mark(",") || $0 == .mark(".") }
        }
        if pieces.last == .mark(",") { pieces = pieces.dropLast() }
        guard let readings = Self.named(pieces) ?? Self.numbered(pieces, isBeforeClock) else { return nil }
        let real = readings.filter { Self.isReal($0) }
        guard !real.isEmpty else { return nil }
        self.readings = real
    }

    /// The days that may be meant around another one, the nearest first: of each reading the nearest, and two where that is far.
    package func days(near day: CivilDate) -> [CivilDate] {
        let days = readings.flatMap { reading in
            let all = (day.year - 8...day.year + 8).compactMap { year in
                try? CivilDate(validating: year, month: reading.month, day: reading.day)
            }
            let sorted = all.sorted { abs(day.days(until: $0)) < abs(day.days(until: $1)) }
            let isNear = sorted.first.map { abs(day.days(until: $0)) <= Self.near } ?? true
            return sorted.prefix(isNear ? 1 : 2)
        }
        return Set(days).sorted { abs(day.days(until: $0)) < abs(day.days(until: $1)) }
    }

    /// How many days away a day may be so that nobody means that of another year.
    private static let near = 150

    private typealias Pieces = ArraySlice<WrittenWords.Piece>

    /// A number and the name of a month.
    private static func named(_ pieces: Pieces) -> [Reading]? {
        let parts = pieces.filter { piece in
            switch piece {
            case .mark(let mark): !".-°".contains(mark)
            case .word(let word): !WrittenNames.endings.contains(word) && !WrittenNames.fillers.contains(word)
            case .number: true
            }
        }
        guard parts.count == 2 else { return nil }
        switch (parts[0], parts[1]) {
        case (.number(let day, digits: 1...2), .word(let word)), (.word(let word), .number(let day, digits: 1...2)):
            return WrittenNames.month(word).map { [Reading(month: $0, day: day)] }
        default: return nil
        }
    }

    /// Two numbers with a mark between them.
    private static func numbered(_ pieces: Pieces, _ isBeforeClock: Bool) -> [Reading]? {
        let parts = Array(pieces)
        guard 3...4 ~= parts.count, case .number(let first, digits: 1...2) = parts[0], case .mark(let mark) = parts[1],
            case .number(let second, digits: 1...2) = parts[2], parts.count == 3 || parts[3] == .mark(".")
        else { return nil }
        switch mark {
        case ".": return isBeforeClock || parts.count == 4 ? [Reading(month: second, day: first)] : nil
        case "/" where parts.count == 3:
            return [Reading(month: second, day: first), Reading(month: first, day: second)]
        default: return nil
        }
    }

    private static func isReal(_ reading: Reading) -> Bool {
        // A year with a 29 February.
        (try? CivilDate(validating: 2028, month: reading.month, day: reading.day)) != nil
    }
}

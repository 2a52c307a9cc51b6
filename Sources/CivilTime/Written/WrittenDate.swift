/// In which order day, month and year stand in a date of numbers.
package enum DateOrder: String, CaseIterable, Hashable, Sendable {
    /// `27/11/2026`.
    case dayFirst = "dmy"
    /// `11/27/2026`.
    case monthFirst = "mdy"
    /// `2026/11/27`.
    case yearFirst = "ymd"
}

/// A date as people write it in tables, with all days that it may mean.
///
/// Certain are `2026-11-27`, `2026/11/27`, `20261127`, `27.11.2026`, `27 Nov 2026`, `Nov 27, 2026`, `27 de noviembre de 2026`, with
/// or without a day of the week before it; the names are those of `WrittenNames`. With strokes and hyphens, as in `03/04/2026`, the day or the month may come first: both are kept, or the
/// one that the calendar has. A year of two digits is read where the order is told, where the month has a name, and behind
/// strokes, as in `03/04/26`: where its first number may be a year as well, that day is kept, too.
package struct WrittenDate: Hashable, Sendable {
    /// The days by the order that gives them; the same day under several orders where they agree.
    package let readings: [DateOrder: CivilDate]
    /// The text, for messages.
    package let text: String
    /// Whether the order is left to whoever wrote the table, so that other dates of it can show it.
    package let isOpen: Bool

    /// Reads a text; `told` is the order of dates with strokes and hyphens, nil when it is not known.
    /// - Throws: `date` for a text that is no date in any order, or not in the order that was told.
    package init(_ text: some StringProtocol, told: DateOrder? = nil) throws(CivilTimeError) {
        self.text = String(text)
        let parts = try Self.parts(of: text, told)
        var readings: [DateOrder: CivilDate] = [:]
        var refusal: CivilTimeError?
        for (order, date) in parts.orders {
            do throws(CivilTimeError) {
                readings[order] = try CivilDate(validating: date.year, month: date.month, day: date.day)
            } catch {
                refusal = refusal ?? error
            }
        }
        guard !readings.isEmpty else {
            throw CivilTimeError(
                code: .date,
                message: "\(quoted(text)) is no day of the calendar: \(refusal?.message ?? "")"
            )
        }
        self.readings = readings
        isOpen = parts.isOpen
    }

    /// The only day that it may mean, nil when there are two.
    package var certain: CivilDate? {
        Set(readings.values).count == 1 ? readings.values.first : nil
    }

    /// The order that all of some dates can have; nil when two orders can, or none.
    package static func order(of dates: some Sequence<WrittenDate>) -> DateOrder? {
        var orders = Set(DateOrder.allCases)
        for date in dates where date.isOpen { orders.formIntersection(date.readings.keys) }
        return orders.count == 1 ? orders.first : nil
    }

    // MARK: - Reading

    private typealias Numbers = (year: Int, month: Int, day: Int)

    private struct Parts {
        var orders: [(DateOrder, Numbers)]
        var isOpen = false
    }

    private static func parts(of text: some StringProtocol, _ told: DateOrder?) throws(CivilTimeError) -> Parts {
        let whole = WrittenWords(text).pieces[...]
        let pieces = withoutWeekday(whole)
        // `Mar 1, 2026` begins with a month, and `mar 1 déc 2026` with a day of the week.
        if let named = named(whole) ?? named(pieces) { return Parts(orders: [(.dayFirst, named)]) }
        guard let (first, second, third, mark) = numbers(pieces) else {
            throw unread(text)
        }
        if first.digits == 4 {
            return Parts(orders: [(.yearFirst, (first.value, second.value, third.value))])
        }
        guard third.digits == 4 || (third.digits == 2 && (told != nil || mark == "." || isShort(first, third, mark)))
        else { throw unread(text) }
        let year = third.digits == 4 ? third.value : 2000 + third.value
        let all: [(DateOrder, Numbers)] = [
            (.dayFirst, (year, second.value, first.value)), (.monthFirst, (year, first.value, second.value)),
        ]
        switch told {
        case .dayFirst?: return Parts(orders: [all[0]])
        case .monthFirst?: return Parts(orders: [all[1]])
        case .yearFirst?:
            guard third.digits == 2, first.digits == 2 else { throw unread(text) }
            return Parts(orders: [(.yearFirst, (2000 + first.value, second.value, third.value))])
        case nil:
            if mark == "." { return Parts(orders: [all[0]]) }
            let mayBeYear = third.digits == 2 && first.value >= earliest
            let yearFirst = (DateOrder.yearFirst, (2000 + first.value, second.value, third.value))
            return Parts(orders: mayBeYear ? all + [yearFirst] : all, isOpen: true)
        }
    }

    /// The last two digits of the first year of which a table has dates: `26/12/01` is no day of 2001.
    private static let earliest = 20

    private static func isShort(_ first: Digits, _ third: Digits, _ mark: Character) -> Bool {
        mark == "/" && third.digits == 2 && third.value >= earliest
    }

    private static func unread(_ text: some StringProtocol) -> CivilTimeError {
        let why = YearlessDate(text) == nil ? "" : ": the year is missing"
        return CivilTimeError(
            code: .date,
            message: "\(quoted(text)) is not a date\(why); write 2026-11-27, 27.11.2026 or 27 Nov 2026"
        )
    }

    private static func withoutWeekday(_ pieces: ArraySlice<WrittenWords.Piece>) -> ArraySlice<WrittenWords.Piece> {
        guard case .word(let word)? = pieces.first, WrittenNames.isWeekday(word) else { return pieces }
        return pieces.dropFirst().drop { $0 == .mark(",") || $0 == .mark(".") }
    }

    private typealias Digits = (value: Int, digits: Int)

    /// The three numbers of a date, with the same mark between them; eight digits are a year, a month and a day.
    private static func numbers(
        _ pieces: ArraySlice<WrittenWords.Piece>
    ) -> (Digits, Digits, Digits, Character)? {
        let pieces = Array(pieces)
        if pieces.count == 1, case .number(let value, digits: 8) = pieces[0] {
            return ((value / 10_000, 4), (value / 100 % 100, 2), (value % 100, 2), "-")
        }
        guard pieces.count == 5, case .number(let first, let digits) = pieces[0], case .mark(let mark) = pieces[1],
            case .number(let second, let middle) = pieces[2], pieces[3] == pieces[1],
            case .number(let third, let last) = pieces[4], "/.-".contains(mark), middle <= 2, last <= 4, last != 3
        else { return nil }
        guard digits <= 2 ? last >= 2 : digits == 4 && last <= 2 else { return nil }
        return ((first, digits), (second, middle), (third, last), mark)
    }

    /// The parts of a date whose month has a name: `27 Nov 2026`, `27-Nov-26`, `27th November 2026` or `Nov 27, 2026`.
    private static func named(_ pieces: ArraySlice<WrittenWords.Piece>) -> Numbers? {
        let parts = pieces.filter { piece in
            switch piece {
            case .mark(let mark): !",.-/°".contains(mark)
            case .word(let word): !WrittenNames.endings.contains(word) && !WrittenNames.fillers.contains(word)
            case .number: true
            }
        }
        guard parts.count == 3, case .number(let last, let digits) = parts[2],
            digits == 2 || digits == 4 && last >= 1900
        else { return nil }
        let year = digits == 4 ? last : 2000 + last
        if case .number(let day, digits: 1...2) = parts[0], case .word(let word) = parts[1],
            let month = WrittenNames.month(word)
        {
            return (year, month, day)
        }
        if case .word(let word) = parts[0], case .number(let day, digits: 1...2) = parts[1],
            let month = WrittenNames.month(word)
        {
            return (year, month, day)
        }
        return nil
    }
}

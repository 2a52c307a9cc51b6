extension ClockTime {
    /// Reads a time as people write it in tables: `13:00`, `13.00`, `9h30`, `13h`, `1pm`, `1:30 p.m.`, `1300` and `noon`.
    ///
    /// A bare number such as `13` is none: it may as well be a number of hours.
    /// - Throws: `clock_time` with what is wrong and a form that is right.
    package init(written text: some StringProtocol) throws(CivilTimeError) {
        let example = "write 13:00, 1pm or 9h30"
        guard let parts = Self.parts(of: WrittenWords(text).pieces) else {
            throw CivilTimeError(code: .clockTime, message: "\(quoted(text)) is not a clock time; \(example)")
        }
        guard let hour = parts.hourOfDay else {
            throw CivilTimeError(
                code: .clockTime,
                message: "\(quoted(text)): hours with am or pm are 1 to 12; \(example)"
            )
        }
        if let reason = Self.refusal(hour: hour, minute: parts.minute, second: parts.second) {
            throw CivilTimeError(code: .clockTime, message: "\(quoted(text)): \(reason)")
        }
        self.init(unchecked: hour, minute: parts.minute, second: parts.second, millisecond: 0)
    }

    /// Whether a text has the form of a clock time, whatever its numbers are.
    package static func isWritten(_ text: some StringProtocol) -> Bool {
        parts(of: WrittenWords(text).pieces) != nil
    }

    /// Which half of the day a text names.
    private enum Half {
        case am, pm
    }

    private struct Parts {
        var hour: Int
        var minute = 0
        var second = 0
        var half: Half?

        /// The hour, 0 to 23 when it is one; nil for one that no clock with two halves shows.
        var hourOfDay: Int? {
            guard let half else { return hour }
            guard 1...12 ~= hour else { return nil }
            return hour % 12 + (half == .pm ? 12 : 0)
        }
    }

    private static let noon: Set = ["noon", "midday", "mittag", "midi", "mediodía", "mezzogiorno"]

    private static func parts(of pieces: [WrittenWords.Piece]) -> Parts? {
        if pieces.count == 1, case .word(let word) = pieces[0], noon.contains(word) { return Parts(hour: 12) }
        var rest = pieces[...]
        let half = half(takenFrom: &rest)
        let isMarked = half != nil || unit(takenFrom: &rest)
        guard case .number(let first, let digits)? = rest.popFirst() else { return nil }
        if rest.isEmpty, digits == 4, half == nil { return Parts(hour: first / 100, minute: first % 100) }
        guard digits <= 2 else { return nil }
        var parts = Parts(hour: first, half: half)
        guard !rest.isEmpty else { return isMarked ? parts : nil }
        guard let minute = sixtieth(takenFrom: &rest, behind: [.mark(":"), .mark("."), .word("h")]) else { return nil }
        parts.minute = minute
        if !rest.isEmpty {
            let isPointed = rest.first == .mark(".")
            guard let second = sixtieth(takenFrom: &rest, behind: [.mark(":"), .mark(".")]) else { return nil }
            // `31.12.26` and `1.12.26` are days: nobody writes seconds behind a point, unless there are none.
            guard !isPointed || second == 0 else { return nil }
            parts.second = second
        }
        return rest.isEmpty ? parts : nil
    }

    /// The two digits behind a mark.
    private static func sixtieth(
        takenFrom rest: inout ArraySlice<WrittenWords.Piece>,
        behind marks: [WrittenWords.Piece],
    ) -> Int? {
        guard let mark = rest.popFirst(), marks.contains(mark), case .number(let number, digits: 2)? = rest.popFirst()
        else { return nil }
        return number
    }

    private static func half(takenFrom rest: inout ArraySlice<WrittenWords.Piece>) -> Half? {
        let endings: [([WrittenWords.Piece], Half)] = [
            ([.word("am")], .am), ([.word("pm")], .pm),
            ([.word("a"), .mark("."), .word("m"), .mark(".")], .am),
            ([.word("p"), .mark("."), .word("m"), .mark(".")], .pm),
        ]
        for (ending, half) in endings where rest.suffix(ending.count).elementsEqual(ending) {
            rest = rest.dropLast(ending.count)
            return half
        }
        return nil
    }

    /// Takes the word for hours away, which stands behind a time; a word before minutes stays.
    private static func unit(takenFrom rest: inout ArraySlice<WrittenWords.Piece>) -> Bool {
        guard case .word(let word)? = rest.last, ["h", "hrs", "uhr", "heure", "heures", "hora", "horas"].contains(word)
        else { return false }
        rest = rest.dropLast()
        return true
    }
}

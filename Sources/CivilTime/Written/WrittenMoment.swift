/// What a cell of a table says of a moment: a day, a clock time, or both.
package struct WrittenMoment: Hashable, Sendable {
    /// The day, nil where only a clock time stands.
    package let date: WrittenDate?
    /// The clock time, nil where only a day stands.
    package let clock: ClockTime?

    /// Reads `27/11/2026 13:00`, `2026-11-27T13:00`, `27 Nov 2026 1pm`, or one half of it.
    /// - Throws: `date` or `clock_time` with what is wrong.
    package init(_ text: some StringProtocol, told: DateOrder? = nil) throws(CivilTimeError) {
        if let clock = try? ClockTime(cell: text) {
            (date, self.clock) = (nil, clock)
        } else if let (date, clock) = Self.halves(of: text, told) {
            (self.date, self.clock) = (date, try ClockTime(cell: clock))
        } else if let date = try? WrittenDate(text, told: told) {
            (self.date, clock) = (date, nil)
        } else {
            throw Self.unread(text, told)
        }
    }

    /// A day and what stands behind it: a clock time where some split has one, else what follows the longest day.
    private static func halves<Text: StringProtocol>(
        of text: Text,
        _ told: DateOrder?,
    ) -> (WrittenDate, Text.SubSequence)? {
        guard text.utf8.count <= 64 else { return nil }
        var best: (WrittenDate, Text.SubSequence)?
        for place in text.indices where text[place].isWhitespace || text[place] == "T" || text[place] == "," {
            let clock = text[text.index(after: place)...].drop { $0.isWhitespace }
            guard !clock.isEmpty, let date = try? WrittenDate(text[..<place], told: told) else { continue }
            best = (date, clock)
            if (try? ClockTime(written: clock)) != nil { return best }
        }
        return (try? WrittenDate(text, told: told)) == nil ? best : nil
    }

    /// Why a text is neither: what is wrong with a clock time or a day, or that it has the form of none.
    private static func unread(_ text: some StringProtocol, _ told: DateOrder?) -> CivilTimeError {
        let numbers = WrittenWords(text).pieces.count { if case .number = $0 { true } else { false } }
        do throws(CivilTimeError) {
            if numbers > 2, !ClockTime.isWritten(text) {
                _ = try WrittenDate(text, told: told)
            } else {
                _ = try ClockTime(cell: text)
            }
        } catch {
            return error
        }
        return CivilTimeError(code: .date, message: "\(quoted(text)) is neither a day nor a clock time")
    }
}

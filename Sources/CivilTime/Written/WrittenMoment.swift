/// What a cell of a table says of a moment: a day, a clock time, or both.
package struct WrittenMoment: Hashable, Sendable {
    /// The day, nil where only a clock time stands.
    package let date: WrittenDate?
    /// The clock time, nil where only a day stands.
    package let clock: ClockTime?

    /// Reads `27/11/2026 13:00`, `2026-11-27T13:00`, `27 Nov 2026 1pm`, or one half of it.
    /// - Throws: `date` or `clock_time` with what is wrong.
    package init(_ text: some StringProtocol, told: DateOrder? = nil) throws(CivilTimeError) {
        if let clock = try? ClockTime(written: text) {
            (self.date, self.clock) = (nil, clock)
        } else if let (date, clock) = Self.halves(of: text, told) {
            (self.date, self.clock) = (date, clock)
        } else {
            (self.date, self.clock) = (try WrittenDate(text, told: told), nil)
        }
    }

    private static func halves(of text: some StringProtocol, _ told: DateOrder?) -> (WrittenDate, ClockTime)? {
        guard text.utf8.count <= 64 else { return nil }
        for place in text.indices where text[place].isWhitespace || text[place] == "T" || text[place] == "," {
            let clock = text[text.index(after: place)...].drop { $0.isWhitespace }
            if let date = try? WrittenDate(text[..<place], told: told), let clock = try? ClockTime(written: clock) {
                return (date, clock)
            }
        }
        return nil
    }
}

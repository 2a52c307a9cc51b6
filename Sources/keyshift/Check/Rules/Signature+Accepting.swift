internal import CivilTime

extension Signature.Kind {
    /// Whether a value of a known shape may be right.
    func accepts(_ shape: Shape) -> Bool {
        switch (self, shape) {
        case (_, .unknown), (.any, _): true
        case (.text, .text), (.boolean, .boolean): true
        case (.number, .number), (.wholeNumber, .number), (.range, .number), (.range, .table), (.range, .list): true
        case (.table, .table), (.table, .list), (.table, .row), (.table, .record), (.table, .object(.argument)): true
        // Lua's own libraries are tables; those of Keyshift are not.
        case (.table, .module(let name)): Vocabulary.modules[name] == nil
        case (.duration, .text), (.duration, .object(.duration)): true
        case (.durationOrDays, .text), (.durationOrDays, .object(.duration)), (.durationOrDays, .table): true
        case (.laterDuration, .text), (.laterDuration, .object(.duration)), (.laterDuration, .table): true
        case (.durationOrUnits, .text), (.durationOrUnits, .object(.duration)), (.durationOrUnits, .table): true
        case (.shift, .text), (.shift, .object(.duration)), (.shift, .table): true
        case (.instant, .text), (.instant, .object(.time)): true
        case (.date, .text), (.date, .object(.date)): true
        case (.dateOrInstant, .text), (.dateOrInstant, .object(.date)), (.dateOrInstant, .object(.time)): true
        case (.zone, .text), (.clock, .text), (.wall, .text), (.word, .text): true
        case (.words, .text), (.words, .table), (.words, .list): true
        case (.fields, .table), (.fields, .row), (.fields, .record): true
        case (.description, .table): true
        case (.callback, .anyFunction), (.callback, .function), (.callback, .endpoint): true
        case (.devices, .text), (.devices, .list), (.devices, .table): true
        default: false
        }
    }

    /// What is wanted, in a sentence.
    var words: String {
        switch self {
        case .any: "a value"
        case .text: "a string"
        case .number: "a number"
        case .wholeNumber: "a whole number"
        case .boolean: "true or false"
        case .table: "a table"
        case .duration, .laterDuration, .durationOrUnits, .durationOrDays, .shift:
            "a duration such as \"2h\" or \"90m\""
        case .instant: "a time or a text such as \"2026-11-24T11:00:00Z\""
        case .date: "a date such as \"2026-11-24\""
        case .dateOrInstant: "a date such as \"2026-11-24\", or a time"
        case .zone: "the name of a zone, such as \"America/Vancouver\""
        case .clock: "a clock time such as \"11:00\""
        case .wall: "a day and a clock time such as \"2026-11-27 11:00\""
        case .word(let words), .words(let words): words.map { "\"\($0)\"" }.joined(separator: " or ")
        case .description: "a table such as { about = … }"
        case .fields(let fields, _): "a table such as { \(fields.first?.name ?? "name") = … }"
        case .callback: "a function"
        case .devices: "a list of device ids"
        case .range: "a number, or the least and the most, such as { 1, 60 }"
        }
    }

    /// Reads a text as a run would.
    /// - Throws: `CivilTimeError` with what is wrong with it.
    func read(_ text: String) throws(CivilTimeError) {
        switch self {
        case .duration, .laterDuration, .durationOrUnits, .durationOrDays, .shift: _ = try TimeSpan(parsing: text)
        case .instant: _ = try Instant(iso8601: text)
        case .date: _ = try CivilDate(parsing: text)
        case .dateOrInstant where text.utf8.count == 10: _ = try CivilDate(parsing: text)
        case .dateOrInstant: _ = try Instant(iso8601: text)
        case .zone: _ = try Zone.named(text)
        case .clock: _ = try ClockTime(parsing: text)
        case .wall: _ = try CivilDateTime(parsing: text)
        default: break
        }
    }
}

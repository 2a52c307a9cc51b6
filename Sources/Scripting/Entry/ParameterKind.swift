internal import Model

/// What a parameter has to be: the one place that says it for calls, `check`, `help` and editors alike.
package indirect enum ParameterKind: Hashable, Sendable {
    /// Whatever the type says, without a check.
    case any(ScriptType)
    case text
    /// A text for people, or to compare with theirs: a name, or a reason.
    case sentence
    /// Such a text that is not empty.
    case filledText
    /// A number, with the least and the most that it may be.
    case number(ClosedRange<Double>?)
    /// A whole number, with the least and the most that it may be.
    case wholeNumber(from: Int64?, to: Int64? = nil)
    case boolean
    /// A table of any form, described by a type.
    case table(ScriptType)
    /// A list of texts, one at least; its elements are called by a word in messages.
    case texts(of: String)
    /// A text, or a list of them, one at least.
    case textOrTexts(of: String)
    /// A boolean, or a list of texts.
    case booleanOrTexts
    /// A duration such as `2h`.
    case duration
    /// A duration that is longer than nothing, or `{ days = 1 }`.
    case laterDuration
    /// A duration, or `{ days = 1 }`; not nothing.
    case step
    /// A step, or a table with steps for starts and ends.
    case shift
    /// A duration, or a table of hours, minutes and seconds.
    case durationOrUnits
    case instant
    case date
    /// A date or an instant.
    case dateOrInstant
    case zone
    case clock
    /// A day and a clock time without an offset.
    case wall
    /// A time, also one on the clock of a zone that stands beside it.
    case moment
    /// Such a time, or a duration.
    case momentOrStep
    /// A text with the conversions of `strftime`.
    case timeFormat
    /// The same of a day, which has no clock.
    case dateFormat
    /// The same, by which a text is read.
    case readingFormat
    /// One character that is no quote, or the name of one.
    case separator
    /// One of these words.
    case word([String])
    /// One of these words, in small letters or capitals.
    case wordInAnyCase([String])
    /// The word of a check that a change may fail, or a list of them.
    case checks
    /// A table with none but these names, and at least one of them unless it may be empty.
    case fields([SurfaceParameter], mayBeEmpty: Bool)
    /// A table file: its path, or `{ text = "…" }`.
    case source
    /// A function, with what it is called with and gives.
    case callback([ScriptType.Argument], gives: ScriptType?)
    /// What a script says about one of its arguments.
    case description(ArgumentKind)
    /// A whole number, or the least and the most of a range.
    case range

    /// The type as the reference shows it.
    package var type: ScriptType {
        switch self {
        case .any(let type), .table(let type): type
        case .text, .sentence, .filledText, .zone, .clock, .wall, .timeFormat, .dateFormat, .readingFormat, .separator,
            .word,
            .wordInAnyCase:
            .text
        case .number: .number
        case .wholeNumber: .integer
        case .boolean: .boolean
        case .texts: .list(.text)
        case .textOrTexts, .checks: .either([.text, .list(.text)])
        case .booleanOrTexts: .either([.boolean, .list(.text)])
        case .duration: .either([.object(.duration), .text])
        case .laterDuration, .step, .shift, .durationOrUnits: .either([.object(.duration), .text, .table])
        case .instant, .moment: .either([.object(.time), .text])
        case .momentOrStep: .either([.object(.time), .object(.duration), .text])
        case .date: .either([.object(.date), .text])
        case .dateOrInstant: .either([.object(.date), .object(.time), .text])
        case .fields, .description: .table
        case .source: .either([.text, .table])
        case .callback(let arguments, let result):
            arguments.isEmpty && result == nil ? .function : .callback(arguments, gives: result)
        case .range: .either([.integer, .list(.integer)])
        }
    }

    /// What is wanted, in a sentence.
    package var words: String {
        switch self {
        case .any: "a value"
        case .text, .sentence, .filledText: "a string"
        case .number: "a number"
        case .wholeNumber: "a whole number"
        case .boolean: "true or false"
        case .table: "a table"
        case .texts(let elements): "a list of \(elements)s"
        case .textOrTexts(let elements): "a \(elements), or a list of \(elements)s"
        case .booleanOrTexts: "true, false or a list of strings"
        case .duration, .laterDuration, .durationOrUnits, .step, .shift: "a duration such as \"2h\" or \"90m\""
        case .instant: "a time or a text such as \"2026-11-24T11:00:00Z\""
        case .moment: "a time or a text such as \"2026-11-24 11:00\""
        case .momentOrStep: "a time, a duration such as \"2h\", or a text such as \"2026-11-24 11:00\""
        case .date: "a date such as \"2026-11-24\""
        case .dateOrInstant: "a date such as \"2026-11-24\", or a time"
        case .zone: "the name of a zone, such as \"America/Vancouver\""
        case .clock: "a clock time such as \"11:00\""
        case .wall: "a day and a clock time such as \"2026-11-27 11:00\""
        case .timeFormat: "a text such as \"%d %b %H:%M\""
        case .dateFormat: "a text such as \"%d %b %Y\""
        case .readingFormat: "a text such as \"%d/%m/%Y %H:%M\""
        case .separator: "one character such as \",\", \";\" or \"\\t\", or comma, semicolon, tab, bar or auto"
        case .word(let words), .wordInAnyCase(let words): words.map { "\"\($0)\"" }.joined(separator: " or ")
        case .checks: "a word such as \"lockout\", or a list of such words"
        case .fields(let fields, _): "a table such as { \(fields.first?.name ?? "name") = … }"
        case .description: "a table such as { about = … }"
        case .source: "a path or { text = \"…\" }"
        case .callback: "a function"
        case .range: "a number, or the least and the most, such as { 1, 60 }"
        }
    }

    /// The named values of a table that it takes; empty for others.
    package var fields: [SurfaceParameter] {
        switch self {
        case .fields(let fields, _): fields
        case .description(let kind): kind.parameters
        case .laterDuration, .step: [Self.days]
        case .shift: [Self.days] + Self.edges
        case .durationOrUnits: Self.units
        case .source: [.required("text", .text, "the table itself")]
        default: []
        }
    }

    /// The only texts that it may be; empty for any.
    package var allowed: [String] {
        switch self {
        case .word(let words), .wordInAnyCase(let words): words
        case .checks: RowCheck.allowable.map(\.rawValue)
        default: []
        }
    }

    /// What can be said of the values: the least and the most.
    package var limits: [String] {
        switch self {
        case .number(let bounds?): ["\(bounds.lowerBound.short) to \(bounds.upperBound.short)"]
        case .sentence, .filledText, .timeFormat, .dateFormat: mostBytes.map { ["at most \($0) bytes"] } ?? []
        case .wholeNumber(from: let least?, to: let most?): ["\(least) to \(most)"]
        case .wholeNumber(from: let least?, to: nil): ["\(least) or more"]
        default: []
        }
    }

    static let days = SurfaceParameter.optional("days", .wholeNumber(from: nil), "days on the calendar")

    static let edges: [SurfaceParameter] = [
        .optional("starts", .step, "how far the start moves"), .optional("ends", .step, "how far the end moves"),
    ]

    static let units: [SurfaceParameter] = ["hours", "minutes", "seconds"].map {
        .optional($0, .wholeNumber(from: nil))
    }
}

extension Double {
    /// The number without a fraction that says nothing.
    var short: String { Int64(exactly: self).map { "\($0)" } ?? "\(self)" }
}

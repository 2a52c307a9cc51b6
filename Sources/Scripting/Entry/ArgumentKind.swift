/// What an argument of a script can be; each has a function of its name in `args`.
package enum ArgumentKind: String, CaseIterable, Sendable {
    case text
    /// A file that the script may then read, wherever it is.
    case file
    case date
    /// An instant with an offset.
    case time
    case duration
    case clock
    case zone
    case number
    /// One of some words.
    case choice
    /// Yes or no.
    case flag

    /// What stands for a value in a line of usage.
    package var placeholder: String {
        switch self {
        case .choice: "WORD"
        case .flag: "yes|no"
        default: rawValue.uppercased()
        }
    }

    /// What a value is, with an example.
    package var words: String {
        switch self {
        case .text: "a text"
        case .file: "a file"
        case .date: "a day such as 2026-11-24, today or tomorrow"
        case .time: "a time such as 2026-11-24T11:00:00-08:00"
        case .duration: "a duration such as 2h or 90m"
        case .clock: "a clock time such as 11:00 or 1pm"
        case .zone: "a zone such as America/Vancouver"
        case .number: "a number"
        case .choice: "one of some words"
        case .flag: "yes or no"
        }
    }

    /// What a script may say about such an argument.
    package var parameters: [SurfaceParameter] {
        let bounds: [SurfaceParameter] =
            self == .number
            ? [
                .optional("min", .number(nil), "the least"), .optional("max", .number(nil), "the most"),
            ] : []
        return [
            .optional("about", .text, "what it is, for --help"),
            .optional("default", standard, "the value when none is given"),
            .optional("optional", .boolean, "whether it may be nil"),
        ] + bounds
    }

    /// What its default has to be.
    package var standard: ParameterKind {
        switch self {
        case .text, .file: .text
        case .date: .date
        case .time: .instant
        case .duration: .duration
        case .clock: .clock
        case .zone: .zone
        case .number: .any(.number)
        case .choice: .any(.text)
        case .flag: .any(.boolean)
        }
    }

    /// What a script gets for it.
    package var type: ScriptType {
        switch self {
        case .text, .file, .clock, .zone, .choice: .text
        case .date: .object(.date)
        case .time: .object(.time)
        case .duration: .object(.duration)
        case .number: .number
        case .flag: .boolean
        }
    }
}

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
        case .date: "a date such as 2026-11-24"
        case .time: "a time such as 2026-11-24T11:00:00-08:00"
        case .duration: "a duration such as 2h or 90m"
        case .clock: "a clock time such as 11:00"
        case .zone: "a zone such as America/Vancouver"
        case .number: "a number"
        case .choice: "one of some words"
        case .flag: "yes or no"
        }
    }

    /// The names of what a script may say about such an argument.
    package var options: [String] {
        ["about", "default", "optional"] + (self == .number ? ["max", "min"] : [])
    }
}

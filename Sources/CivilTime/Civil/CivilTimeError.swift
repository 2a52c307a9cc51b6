/// What was wrong with a time, a zone or a schedule, in a sentence that names the value and what to write instead.
package struct CivilTimeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of refusal, stable across versions, for callers that branch on it.
    package enum Code: String, Sendable {
        /// A timestamp that is not a real instant with an offset.
        case timestamp
        /// A duration such as `2h30m` that cannot be read.
        case duration
        /// A civil date that cannot be read or is not in the calendar.
        case date
        /// A clock time that cannot be read or is not on the clock.
        case clockTime = "clock_time"
        /// A zone name that is not in the zone data.
        case zone
        /// Zone data that is missing or damaged.
        case zoneData = "zone_data"
        /// A wall time that a clock change leaves out.
        case gap
        /// A wall time that a clock change shows twice.
        case repeated
        /// A cron expression that is refused.
        case cron
        /// A result outside the years 0000 to 9999, or outside 64 bits.
        case overflow
    }

    /// The kind of refusal.
    package let code: Code

    /// A sentence for the operator: the value, what is wrong with it, and what to write instead, in a script.
    package let message: String

    /// The same for what was typed on a command line, where a script's words have no meaning.
    package let typedMessage: String

    /// The message.
    package var description: String { message }

    /// Makes a refusal of a kind with its sentence.
    package init(code: Code, message: String, typed: String? = nil) {
        self.code = code
        self.message = message
        typedMessage = typed ?? message
    }
}

/// Quotes a piece of input for a message: control characters escaped, and cut when it is long.
func quoted(_ text: some StringProtocol) -> String {
    let limit = 60
    var result = "\""
    for scalar in text.unicodeScalars.prefix(limit) {
        if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\"" {
            result += scalar.escaped(asASCII: true)
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result + (text.unicodeScalars.count > limit ? "…\"" : "\"")
}

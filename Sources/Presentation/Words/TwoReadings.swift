internal import Model

/// What a text may mean that a script or a command refused, as words for the line that was typed: it can be two days, or is nearly
/// the name of a house.
///
/// Refusals say it in one form: `"4/12 13:00" can be two days; write "2026-12-04 13:00" or "2027-04-12 13:00"`, and of the dates of
/// a list `may be 2026-12-01 or 2026-01-12; say dates=dmy or dates=mdy`.
struct TwoReadings {
    /// What was typed, nil where something has to be typed more.
    let text: String?
    /// What is typed in its place, or more.
    let readings: [String]

    /// Finds them in the sentence of a failure; nil where it names none.
    init?(in message: String) {
        if let orders = Self.ofList(message) ?? Self.ofToday(message) {
            (text, readings) = (nil, orders)
        } else if let (text, readings) = Self.ofWord(message) ?? Self.ofHouse(message) {
            (self.text, self.readings) = (text, readings)
        } else {
            return nil
        }
    }

    private static func ofWord(_ message: String) -> (String, [String])? {
        let forms = ["can be two days; write ", "does not say which "]
        guard let form = forms.lazy.compactMap({ message.firstRange(of: $0) }).first,
            let text = quoted(message[..<form.lowerBound]).last,
            let tail = message[form.lowerBound...].firstRange(of: "; write ").map({ message[$0.upperBound...] })
        else { return nil }
        let line = tail.prefix { $0 != "\n" }
        let readings = line.split(separator: " or ").map { part in
            String(part.drop { $0 == "\"" }.prefix { $0 != "\"" && $0 != ";" })
        }
        return readings.count > 1 ? (text, readings) : nil
    }

    /// The house that was meant, in a refusal of a script.
    private static func ofHouse(_ message: String) -> (String, [String])? {
        guard let start = message.firstRange(of: "the workspace has no house \""),
            let form = message[start.upperBound...].firstRange(of: "; did you mean \"")
        else { return nil }
        let text = message[start.upperBound..<form.lowerBound].dropLast()
        return (String(text), [String(message[form.upperBound...].prefix { $0 != "\"" })])
    }

    /// The houses of which each has a day of its own, as the argument of a script or as an option.
    private static func ofToday(_ message: String) -> [String]? {
        guard let start = message.firstRange(of: "; write the one that you mean, or the house: house=") else {
            return nil
        }
        let line = message[start.lowerBound...].prefix { $0 != "\n" }
        return quoted(line).map { "house=\($0)" }
    }

    private static func ofList(_ message: String) -> [String]? {
        let orders = ["dates=dmy", "dates=mdy", "dates=ymd"].filter(message.contains)
        return message.contains(" may be ") && orders.count > 1 ? orders : nil
    }

    /// The texts between quotes.
    private static func quoted(_ text: Substring) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
            .map { String($0.element) }
    }

    /// The lines that were meant, each as words behind `keyshift`.
    func lines(of typed: [String]) -> [[String]] {
        guard let text else {
            guard ["run", "plan", "schedule"].contains(typed.first) else { return [] }
            return readings.map { typed + [$0] }
        }
        return readings.compactMap { reading in
            let line = typed.map { word in
                if word == text { return reading }
                guard word.hasSuffix("=\(text)") else { return word }
                return word.dropLast(text.count) + reading
            }
            return line == typed ? nil : line
        }
    }
}

internal import CivilTime
internal import Model
internal import Presentation

/// The line that was typed, with each day in the place of a text that can be two.
struct TypedDays {
    private let text: String
    private let days: [CivilDate]

    init(_ text: String, _ days: [CivilDate]) {
        self.text = text
        self.days = days
    }

    /// One line for each day.
    var lines: [String] {
        let typed = Array(CommandLine.arguments.dropFirst())
        return days.compactMap { day in
            let line = typed.map { word in
                word == text ? "\(day)" : word.hasSuffix("=\(text)") ? "\(word.dropLast(text.count))\(day)" : word
            }
            return line == typed ? nil : "    keyshift \(ShellWords.line(line))"
        }
    }
}

internal import Model
internal import RunEngine

/// A line about one booking, as people type it, in the form that its command reads.
///
/// Commands call the same thing by other names: an end is `--to` for one and `--ends` for another. Each takes the names of
/// the others, which its help does not list, and a time of two words without quotes.
struct TypedLine {
    /// The other names of one option of a command.
    private struct Names {
        let own: String
        let others: [String]
    }

    private static let end = ["--to", "--ends", "--end", "--until", "--till"]

    /// What the options for an end and a start are called elsewhere, by command.
    ///
    /// `--at` may be either of a command that has both, and is taken only where there is one.
    private static let others: [String: [Names]] = [
        "extend": [Names(own: "--to", others: end + ["--at"])],
        "readmit": [Names(own: "--to", others: end + ["--at"])],
        "end": [Names(own: "--at", others: end)],
        "move": [Names(own: "--ends", others: end), Names(own: "--starts", others: ["--start", "--from"])],
        "create": [Names(own: "--ends", others: end), Names(own: "--starts", others: ["--start", "--from"])],
    ]

    /// The options that take a time.
    private static let times: [String: [String]] = [
        "extend": ["--to"], "readmit": ["--to"], "end": ["--at"], "change-room": ["--by"],
        "move": ["--starts", "--ends"], "create": ["--starts", "--ends"],
    ]

    /// The words as the command reads them.
    private(set) var words: [String]
    /// Why the line can mean two things, nil where it cannot.
    private(set) var doubt: String?

    /// Reads the words behind a command, such as `extend`; for another one they stay as they are.
    init(_ words: [String], of command: String) {
        self.words = words
        let end = words.firstIndex(of: "--") ?? words.endIndex
        var line = Array(words[..<end])
        for names in Self.others[command] ?? [] { doubt = doubt ?? Self.rename(&line, names) }
        Self.join(&line, Self.times[command] ?? [])
        self.words = line + words[end...]
    }

    /// Writes an option under its own name; brings the sentence about one that was given under two.
    private static func rename(_ line: inout [String], _ names: Names) -> String? {
        var typed: [String] = []
        for place in line.indices {
            let option = String(line[place].prefix { $0 != "=" })
            guard option == names.own || names.others.contains(option) else { continue }
            typed.append(option)
            line[place] = names.own + line[place].dropFirst(option.count)
        }
        guard let first = typed.first, let other = typed.first(where: { $0 != first }) else { return nil }
        return "\(first) and \(other) mean the same here; give one of them"
    }

    /// Makes one word of a time that was typed as two: `--to tomorrow 13:00`.
    private static func join(_ line: inout [String], _ options: [String]) {
        var place = line.startIndex
        while place + 2 < line.endIndex {
            defer { place += 1 }
            let (day, clock) = (line[place + 1], line[place + 2])
            guard options.contains(line[place]), let time = time(day, clock) else { continue }
            line.replaceSubrange(place + 1...place + 2, with: [time])
        }
    }

    /// Two words as one time, in the order that is one; nil where the second is no part of it.
    private static func time(_ first: String, _ second: String) -> String? {
        guard !second.hasPrefix("-"), !first.hasPrefix("-") else { return nil }
        return ["\(first) \(second)", "\(second) \(first)"].first(where: BookingChange.isTime)
    }
}

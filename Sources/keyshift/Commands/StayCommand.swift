internal import ArgumentParser
internal import Model
internal import RunEngine

/// A command that changes one stay, which is all that it takes without an option.
///
/// A word behind the name is refused: it was to say when, where or whom, and without it the command would do something else.
protocol StayCommand: AsyncParsableCommand {
    /// The stay.
    var name: String { get }
    var options: BookingOptions { get }
    /// The options that a time behind the name may belong to.
    static var bounds: [String] { get }
    /// The option that a length of time behind the name belongs to, nil for none.
    static var span: String? { get }
    /// The option that any other word may belong to, nil for none.
    static var place: String? { get }
    /// Whether one of them was given.
    var isBoundGiven: Bool { get }
    /// What is said of a word that belongs to no option.
    static var note: String { get }
}

extension StayCommand {
    static var bounds: [String] { [] }
    static var span: String? { nil }
    static var place: String? { nil }
    var isBoundGiven: Bool { false }
    static var note: String { "one stay is changed at a time, and a name of several words stands in quotes" }

    mutating func validate() throws { try refuseRest() }

    /// Refuses words behind the name, with the line that was meant.
    func refuseRest() throws {
        guard !options.rest.isEmpty else { return }
        let words = [name] + options.rest
        let text = options.rest.joined(separator: " ")
        let lines = isBoundGiven ? [] : meant(words)
        guard lines.isEmpty else {
            throw WholeLine.meant("\"\(text.shown)\" needs its option", lines)
        }
        throw WholeLine.meant(
            "\"\(text.shown)\" is too much; \(Self.note)",
            [line([words.joined(separator: " ")] + lacking)],
        )
    }

    /// What a whole line needs behind the name, as an example; nothing where it is there or need not be.
    private var lacking: [String] {
        guard !isBoundGiven, let option = Self.bounds.last else { return [] }
        return [option, "13:00"]
    }

    /// The lines that words behind the name may belong to: a time, a length of time, a door.
    private func meant(_ words: [String]) -> [String] {
        if let timed = TimedWords(words) {
            if timed.isSpan, let span = Self.span { return [line([timed.name, span, timed.text])] }
            let isTime = BookingChange.isTime(timed.text)
            if isTime, !Self.bounds.isEmpty { return Self.bounds.map { line([timed.name, $0, timed.text]) } }
        }
        let rest = TimedWords.withoutFiller(words.dropFirst()).joined(separator: " ")
        return [Self.place].compactMap(\.self).map { line([words[0], $0, rest]) }
    }

    private func line(_ words: [String]) -> String {
        "keyshift \(ShellWords.line([Self._commandName] + words + options.typed + options.connection.typed))"
    }
}

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
        let text = options.rest.joined(separator: " ")
        let options = isBoundGiven ? [] : meant(text)
        guard options.isEmpty else {
            let lines = options.map { line([name, $0, text]) }
            throw ValidationError(
                "\"\(text.shown)\" needs its option; did you mean \(lines.joined(separator: " or "))?"
            )
        }
        let whole = ([name] + self.options.rest).joined(separator: " ")
        throw ValidationError("\"\(text.shown)\" is too much; \(Self.note): \(line([whole])) …")
    }

    /// The options that a text may belong to.
    private func meant(_ text: String) -> [String] {
        if let span = Self.span, BookingChange.isSpan(text) { return [span] }
        if BookingChange.isTime(text) { return Self.bounds }
        return [Self.place].compactMap(\.self)
    }

    private func line(_ words: [String]) -> String {
        "keyshift \(ShellWords.line([Self._commandName] + words + options.typed + options.connection.typed))"
    }
}

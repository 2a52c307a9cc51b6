extension ParameterKind {
    /// The most bytes of a text: one that is read letter by letter has to end where no limit of a script reaches in.
    ///
    /// Nil for a text that is taken as it is.
    var mostBytes: Int? {
        switch self {
        case .sentence, .filledText, .texts, .textOrTexts, .booleanOrTexts: 4000
        case .timeFormat, .dateFormat: 2000
        case .any, .text, .source: nil
        default: 200
        }
    }

    /// What is said of a text with more bytes than that; nil for one that has an end.
    func problem(ofLength text: String, _ name: String) -> String? {
        guard let mostBytes, text.utf8.count > mostBytes else { return nil }
        return "\(name) has \(text.utf8.count) bytes, and \(mostBytes) are the most"
    }
}

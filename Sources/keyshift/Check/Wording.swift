internal import Spelling

/// What findings say of names and values, in the words that a run has for the same mistakes.
enum Wording {
    /// More names than this are not listed.
    private static let listed = 14

    /// `<owner> has no <kind> "<name>"`, with the nearest name, else those that there are.
    static func missing(_ owner: String, _ kind: String, _ name: String, among names: [String]) -> String {
        NearestName.sentence(owner, kind, name, among: names, listed: listed)
    }

    /// `<place> can be "a" or "b", not "<text>"`.
    static func value(_ text: String, of place: String, among words: [String]) -> String {
        let allowed = words.map { "\"\($0)\"" }.joined(separator: " or ")
        return "\(place) can be \(allowed), not \"\(text)\""
    }
}

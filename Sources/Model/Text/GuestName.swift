internal import Spelling

/// A guest's name as it is compared with that of a stay: by its words, in small letters without accents.
///
/// A word with a digit is no name. Letters of other scripts are not compared.
package struct GuestName: Sendable {
    /// The fewest letters of a word that may be the beginning of another one.
    private static let least = 4

    private let words: [String]

    /// Takes a name, such as the guest of a list or the name of a stay.
    package init(_ name: String) {
        let tokens = FoldedName(name).text.split(separator: " ").filter { !$0.contains(where: \.isNumber) }
        let plain = tokens.map { PlainLetters.compared(String($0)) }
        let isForeign = plain.contains { $0.contains { $0.isLetter && !$0.isASCII } }
        words = isForeign ? [] : plain.flatMap { $0.split { !$0.isLetter } }.map(String.init)
    }

    /// Whether a word of one is a word of the other, or begins it; nil where one has nothing to compare.
    package func fits(_ other: GuestName) -> Bool? {
        guard !words.isEmpty, !other.words.isEmpty else { return nil }
        return words.contains { word in other.words.contains { Self.fits(word, $0) } }
    }

    private static func fits(_ one: String, _ other: String) -> Bool {
        let (short, long) = one.count < other.count ? (one, other) : (other, one)
        return short == long || short.count >= least && long.hasPrefix(short)
    }
}

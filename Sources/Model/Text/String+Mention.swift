extension String {
    /// Whether a word stands in a text, byte for byte.
    ///
    /// `contains` of the standard library makes tables for a search, which takes a start longer than a short script does.
    package func mentions(_ word: String) -> Bool {
        let (text, wanted) = (Array(utf8), Array(word.utf8))
        guard wanted.count <= text.count else { return false }
        return (0...text.count - wanted.count).contains { text[$0...].starts(with: wanted) }
    }
}

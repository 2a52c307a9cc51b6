/// What a person types for a house: the one rule of all commands and of scripts.
///
/// It is the house's name in any case, or its first words, each of them whole, where no other house's name begins with that
/// text: `Harbour` is Harbour House where there is no Harbour Annexe, and `Harb` is no house.
package struct HouseText: Sendable {
    private let wanted: FoldedName

    /// Takes the text as it was written.
    package init(_ text: String) {
        wanted = FoldedName(text)
    }

    /// The houses that the text may mean: one is meant, several have to be told apart, none is not there.
    package func meant(among names: some Sequence<String>) -> [String] {
        var seen: Set<FoldedName> = []
        let houses = names.filter { seen.insert(FoldedName($0)).inserted }
        guard !wanted.isEmpty else { return [] }
        if let named = houses.first(where: { FoldedName($0) == wanted }) { return [named] }
        let begun = begun(among: houses)
        guard begun.count == 1, let one = begun.first else { return begun }
        let rest = FoldedName(one).text.dropFirst(wanted.text.count)
        return rest.first.map { $0.isLetter || $0.isNumber } ?? true ? [] : begun
    }

    /// The houses whose names begin with the text, in their order.
    private func begun(among houses: [String]) -> [String] {
        houses.filter { FoldedName($0).text.hasPrefix(wanted.text) }.sorted()
    }

    /// The name that a text of no house was the beginning of, as in `Harb`; nil where no single one begins so.
    package func unfinished(among names: some Sequence<String>) -> String? {
        let begun = Set(wanted.isEmpty ? [] : begun(among: Array(names)))
        return begun.count == 1 ? begun.first : nil
    }
}

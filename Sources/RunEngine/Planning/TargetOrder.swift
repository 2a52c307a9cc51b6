internal import Model
internal import Spelling

/// The stays of a workspace by name, each guest once; sorted once, and again after a name has changed.
final class TargetOrder {
    let targets: [Row.Target]
    private var names: TargetNames?
    private var words: [String: [Row.Target]]?
    private var plainWords: [String: [Row.Target]]?
    private var accentedWords: [String: Set<Row.Target>]?

    init(_ index: WorkspaceIndex) {
        let parts = Set(index.parts.values.joined())
        targets = parts.isEmpty ? index.targets : index.targets.filter { !parts.contains($0) }
    }

    /// The names, folded when they are first asked for.
    func names(in index: WorkspaceIndex) -> TargetNames {
        if let names { return names }
        let made = TargetNames(targets, index)
        names = made
        return made
    }

    /// The targets by each word of their names.
    func words(in index: WorkspaceIndex) -> [String: [Row.Target]] {
        if let words { return words }
        var made: [String: [Row.Target]] = [:]
        for target in targets {
            for word in Set(StayText.words(of: index.name(of: target) ?? "")) { made[word, default: []].append(target) }
        }
        words = made
        return made
    }

    /// The targets whose name has all words of a text, both as `PlainLetters` compares them.
    func targets(knownByPlain text: String, in index: WorkspaceIndex) -> [Row.Target] {
        guard let wanted = StayText(text), let first = wanted.rarest else { return [] }
        // A name that has a word in two spellings is found once.
        var told: Set<Row.Target> = []
        return (plainWords(in: index)[first] ?? []).filter { target in
            let name = index.name(of: target).map(PlainLetters.compared)
            return wanted.isFound(name: name, doors: []) && told.insert(target).inserted
        }
    }

    /// The targets that a text without accents names by words with them, and not as it is written, in the order of all.
    func targets(accented text: StayText, in index: WorkspaceIndex) -> [Row.Target] {
        let accented = accentedWords(in: index)
        guard !accented.isEmpty else { return [] }
        let found = text.plainWords.reduce(into: Set<Row.Target>()) { $0.formUnion(accented[$1] ?? []) }
        return targets.filter { found.contains($0) && text.isFound(name: index.name(of: $0), doors: []) }
    }

    /// The targets by those words of their names that have accents, in both ways in which they are written without.
    private func accentedWords(in index: WorkspaceIndex) -> [String: Set<Row.Target>] {
        if let accentedWords { return accentedWords }
        var made: [String: Set<Row.Target>] = [:]
        for (word, targets) in words(in: index) where !word.utf8.allSatisfy({ $0 < 0x80 }) {
            for plain in [PlainLetters.of(word), PlainLetters.spelledOut(word)] {
                made[plain, default: []].formUnion(targets)
            }
        }
        accentedWords = made
        return made
    }

    private func plainWords(in index: WorkspaceIndex) -> [String: [Row.Target]] {
        if let plainWords { return plainWords }
        let made = words(in: index).reduce(into: [String: [Row.Target]]()) { made, word in
            made[PlainLetters.compared(word.key), default: []] += word.value
        }
        plainWords = made
        return made
    }
}

/// Where targets are found by their names, as they are compared.
struct TargetNames {
    typealias Named = (name: FoldedName, target: Row.Target)

    private(set) var byName: [FoldedName: [Row.Target]] = [:]
    private(set) var byFirstWord: [String: [Named]] = [:]
    private(set) var byNumber: [String: [Row.Target]] = [:]

    init(_ targets: [Row.Target], _ index: WorkspaceIndex) {
        for target in targets {
            let name = FoldedName(index.name(of: target) ?? "")
            byName[name, default: []].append(target)
            byFirstWord[name.firstWord, default: []].append((name, target))
            if let number = name.numberBehindLetters { byNumber[number, default: []].append(target) }
        }
    }
}

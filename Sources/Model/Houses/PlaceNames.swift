internal import Spelling

/// The doors of a workspace by the words of their names, for what a list has in its columns of rooms and houses.
///
/// A list is no command: it calls a room `203`, `Zi. 203`, `HH-203` or `Room 203`. A number has to be one of the door's name,
/// whatever word stands before it; words choose among the doors of the number where doors have them.
package struct PlaceNames: Sendable {
    /// A door with its name and its house as they are compared.
    private struct Door: Sendable {
        let id: String
        let name: [String]
        let house: [String]
        let words: Set<String>
        let numbers: [PlaceNumber]

        init(id: String, name: String, house: String?) {
            self.id = id
            self.name = PlaceWords.of(name)
            self.house = house.map(PlaceWords.of) ?? []
            words = Set(self.name + self.house + PlaceWords.initials(self.house))
            numbers = self.name.compactMap(PlaceNumber.init)
        }
    }

    private let doors: [Door]
    private let words: Set<String>
    private let houseWords: Set<String>

    /// Takes the doors with their names and the houses that they are of.
    package init(_ doors: some Sequence<(id: String, name: String, house: String?)>) {
        self.doors = doors.map { Door(id: $0.id, name: $0.name, house: $0.house) }
        words = self.doors.reduce(into: []) { $0.formUnion($1.words) }
        houseWords = self.doors.reduce(into: []) { $0.formUnion($1.house + PlaceWords.initials($1.house)) }
    }

    // MARK: - Rooms

    /// The ids of the doors that a list may mean by a room; none where no door is called so.
    package func doors(ofRoom text: String) -> Set<String> {
        let words = PlaceWords.of(text)
        let named = doors.filter { $0.id == text || !words.isEmpty && $0.name == words }
        guard named.isEmpty else { return ids(named) }
        let wish = Wish(words)
        let all = doors(of: wish) { door in wish.numbers.allSatisfy { $0.isOne(of: door.numbers) } }
        guard all.isEmpty else { return all }
        let parts = text.split { ",;+&".contains($0) }.map { Wish(PlaceWords.of(String($0))) }
        if parts.count > 1, wish.numbers.isEmpty || parts.allSatisfy({ $0.words.isEmpty && !$0.numbers.isEmpty }) {
            return parts.reduce(into: []) { found, part in
                found.formUnion(doors(of: part) { door in part.numbers.allSatisfy { $0.isOne(of: door.numbers) } })
            }
        }
        // A floor or a building stands before the room: the longest number is the room's.
        let longest = wish.longest
        return doors(of: wish) { door in longest.contains { $0.isOne(of: door.numbers) } }
    }

    /// The doors whose numbers fit; of them those with the words that doors have.
    private func doors(of wish: Wish, _ fits: (Door) -> Bool) -> Set<String> {
        guard !wish.numbers.isEmpty else {
            return wish.words.isEmpty ? [] : ids(doors.filter { $0.words.isSuperset(of: wish.words) })
        }
        let numbered = doors.filter(fits)
        let known = wish.words.filter(words.contains)
        let chosen = numbered.filter { $0.words.isSuperset(of: known) }
        return ids(chosen.isEmpty && !known.contains(where: houseWords.contains) ? numbered : chosen)
    }

    // MARK: - Houses

    /// The ids of the doors of the houses that a list may mean; none where no door is of one.
    package func doors(ofHouse text: String) -> Set<String> {
        let all = PlaceWords.of(text)
        let told = all.filter { !PlaceWords.ofAnyHouse.contains($0) }
        let words = told.isEmpty ? all : told
        guard !words.isEmpty else { return [] }
        let named = doors.filter { !$0.house.isEmpty && Set(all).isSuperset(of: $0.house) }
        if let most = named.map(\.house.count).max() { return ids(named.filter { $0.house.count == most }) }
        let begun = doors.filter { $0.house.starts(with: words) || PlaceWords.initials($0.house) == words }
        return ids(begun.isEmpty ? doors.filter { $0.words.isSuperset(of: words) } : begun)
    }

    private func ids(_ doors: [Door]) -> Set<String> { Set(doors.lazy.map(\.id)) }
}

/// What a list has for one room: its numbers, and the words beside them that are not those of any room.
private struct Wish {
    let numbers: [PlaceNumber]
    let words: [String]

    init(_ all: [String]) {
        let numbers = all.compactMap(PlaceNumber.init)
        // A spreadsheet writes a number as 203.0.
        self.numbers = all.count == 2 && numbers.count == 2 && all[1] == "0" ? [numbers[0]] : numbers
        let beside = all.filter { PlaceNumber($0) == nil } + numbers.map(\.letters).filter { $0.count > 1 }
        words = beside.filter { !PlaceWords.ofAnyRoom.contains($0) }
    }

    /// The numbers with the most digits.
    var longest: [PlaceNumber] {
        let most = numbers.map(\.rest.count).max() ?? 0
        return numbers.filter { $0.rest.count == most }
    }
}

/// A word with a digit: `203`, `203a`, `rm203` or `b12`.
private struct PlaceNumber {
    /// The letters before the first digit.
    let letters: String
    /// The rest, without zeros at its beginning.
    let rest: String

    init?(_ word: String) {
        guard let first = word.firstIndex(where: { $0.isNumber }) else { return nil }
        letters = String(word[..<first])
        let digits = word[first...].drop { $0 == "0" }
        rest = digits.isEmpty ? "0" : String(digits)
    }

    func isOne(of others: [PlaceNumber]) -> Bool { others.contains(where: isSame) }

    private func isSame(_ other: PlaceNumber) -> Bool {
        rest == other.rest && (letters == other.letters || isBare || other.isBare)
    }

    private var isBare: Bool { letters.isEmpty || PlaceWords.ofAnyRoom.contains(letters) }
}

/// The words of rooms and houses as they are compared.
private enum PlaceWords {
    /// What stands before the number of any room.
    static let ofAnyRoom: Set<String> = [
        "room", "rooms", "rm", "no", "nr", "num", "number", "numero", "n", "unit", "apartment", "apt", "app",
        "appartement",
        "apartamento", "appartamento", "wohnung", "zimmer", "zi", "chambre", "ch", "habitacion", "hab", "camera", "cam",
        "quarto",
        "kamer", "suite", "studio", "cabin", "door", "tur", "porte", "puerta", "porta", "floor", "etage", "level",
        "the",
    ].mapped
    /// What a list may put before or behind the name of any house.
    static let ofAnyHouse: Set<String> = ["hotel", "property", "the"].mapped

    static func of(_ text: String) -> [String] {
        compared(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// `hh` for a house of two words and more.
    static func initials(_ house: [String]) -> [String] {
        house.count > 1 ? [String(house.compactMap(\.first))] : []
    }

    fileprivate static func compared(_ text: String) -> String { PlainLetters.compared(FoldedName(text).text) }
}

extension [String] {
    /// The words as they are compared.
    fileprivate var mapped: Set<String> { Set(map(PlaceWords.compared)) }
}

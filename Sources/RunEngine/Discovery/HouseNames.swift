/// The houses of doors that nobody described, by what the names of their doors begin with.
///
/// Doors belong together whose names begin with the same words: those of "Harbour House Room 1", "Harbour House Room 2" and
/// "Harbour House Front door" are of "Harbour House". The word before a number is that of the room.
struct HouseNames {
    /// Words that name a door and no house.
    private static let doorWords: Set<String> = [
        "room", "door", "front", "back", "side", "main", "gate", "garage", "entrance", "apartment", "apt", "unit",
        "suite",
        "flat", "floor", "studio", "cabin", "lobby", "office", "pool",
    ]

    private let names: [String: String]

    /// Looks at the names of all doors of a workspace.
    init(_ doors: some Sequence<String>) {
        let words = Set(doors).map { (name: $0, words: $0.split(whereSeparator: \.isWhitespace)) }
        var counts: [String: Int] = [:]
        for door in words {
            for length in stride(from: 1, to: door.words.count, by: 1) {
                counts[Self.text(door.words[..<length]), default: 0] += 1
            }
        }
        var longest: [String: String] = [:]
        for door in words {
            longest[door.name] = Self.beginning(of: door.words) { counts[$0] ?? 0 > 1 }
        }
        let all = Set(longest.values)
        names = longest.mapValues { name in
            all.filter { name == $0 || name.hasPrefix($0 + " ") }.min { $0.count < $1.count } ?? name
        }
    }

    /// The house of a door, nil where its name begins as no other does.
    func house(ofDoor name: String) -> String? {
        names[name]
    }

    /// The longest beginning of a door's name that others have, without the words for the door itself.
    private static func beginning(of words: [Substring], isShared: (String) -> Bool) -> String? {
        var length =
            words.firstIndex { $0.contains(where: \.isNumber) || doorWords.contains($0.lowercased()) } ?? words.count
            - 1
        length = min(length, words.count - 1)
        while length > 0, !isShared(text(words[..<length])) { length -= 1 }
        return length > 0 ? text(words[..<length]) : nil
    }

    /// Gives each door without a house that of its name, where other doors begin the same.
    static func settle(_ doors: inout [Door]) {
        guard doors.contains(where: { $0.house == nil }) else { return }
        let names = HouseNames(doors.lazy.filter { $0.house == nil }.map(\.name))
        for place in doors.indices where doors[place].house == nil {
            doors[place].house = names.house(ofDoor: doors[place].name)
        }
    }

    private static func text(_ words: ArraySlice<Substring>) -> String {
        words.joined(separator: " ")
    }
}

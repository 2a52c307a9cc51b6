/// Who has a code and is no guest: by the patterns of a house, else by the words that such codes have in their names.
package enum StaffNames {
    /// Words of names of codes that are no guest's, where a house has no patterns of its own.
    private static let words: Set<String> = [
        "staff", "cleaner", "cleaners", "cleaning", "housekeeper", "housekeeping", "maintenance", "caretaker",
        "janitor",
        "contractor", "plumber", "electrician", "handyman", "inspector", "vendor", "reception", "manager", "concierge",
        "security", "emergency", "master",
    ]

    /// Whether the code of this name is no guest's.
    package static func isStaff(_ name: String, patterns: [String]?) -> Bool {
        let name = FoldedName(name)
        if let patterns {
            return patterns.map(FoldedName.init).contains { $0.hasStar ? $0.fits(name) : $0.begins(name) }
        }
        // Every name of a workspace is looked at, and most have plain letters only.
        guard name.text.utf8.allSatisfy({ $0 < 0x80 }) else {
            return name.text.split(whereSeparator: { !$0.isLetter }).contains { words.contains(String($0)) }
        }
        return name.text.utf8.split(whereSeparator: { !(0x61...0x7A).contains($0) }).contains { word in
            lengths.contains(word.count) && words.contains(String(Substring(word)))
        }
    }

    /// How long the words are.
    private static let lengths = (words.map(\.count).min() ?? 0)...(words.map(\.count).max() ?? 0)
}

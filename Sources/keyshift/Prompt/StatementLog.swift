internal import LuaSyntax

/// The statements of a session that were done, for `:save`.
struct StatementLog: Hashable, Sendable {
    private struct Entry: Hashable {
        let text: String
        var isPending: Bool
    }

    private var entries: [Entry] = []

    /// Adds a statement; `recorded` says whether it has recorded changes that are not sent.
    mutating func add(_ text: String, recorded: Bool) {
        entries.append(Entry(text: text, isPending: recorded))
    }

    /// Forgets the last statement whose changes were taken back.
    mutating func takeBack() {
        if let place = entries.lastIndex(where: \.isPending) { entries.remove(at: place) }
    }

    /// Forgets the statements whose changes were dropped.
    mutating func drop() {
        entries.removeAll(where: \.isPending)
    }

    /// What was recorded has been sent, and stays.
    mutating func settle() {
        for place in entries.indices { entries[place].isPending = false }
    }

    /// Whether there is nothing to save.
    var isEmpty: Bool { entries.isEmpty }

    /// The statements as a script; what only showed a value is a comment in it.
    var script: String {
        entries.map { entry in
            if LuaParser.parse(entry.text).tree != nil { return entry.text + "\n" }
            return entry.text.split(separator: "\n").map { "-- \($0)\n" }.joined()
        }.joined()
    }
}

package import Journal
package import Model
internal import Scripting

/// Finds the changes of one group in a journal.
package enum StorySearch {
    /// How many names are looked through for one that was typed in part.
    private static let searched = 50_000

    /// The changes of a key, of a code's id, or of what one stay is known by: words of its name or of its doors, or a
    /// pattern with `*`.
    /// - Throws: `JournalError` with `unknown_run` when no run had a row of it, or of several, with their names.
    package static func find(
        _ query: String,
        in journal: any Journal,
    ) async throws(JournalError) -> [GroupHistory] {
        let changes = try await journal.history(of: query)
        guard changes.isEmpty else { return changes }
        let names = try await journal.rowNames(limit: searched)
        let text = StayText(query)
        var found = names.filter { text?.isFound(name: $0, doors: []) == true }
        if found.isEmpty, let text { found = try await named(text, in: journal) }
        if found.count == 1 { return try await journal.history(of: found[0]) }
        guard found.isEmpty else {
            let list = found.prefix(5).map(\.shown).joined(separator: ", ")
            throw JournalError(
                .unknownRun,
                "\(found.count) groups are known by \"\(query.shown)\": \(list); write one name in full."
            )
        }
        let nearest = Suggestion.nearest(to: query, among: names)
        let advice =
            nearest.map { "did you mean \"\($0.shown)\"?" } ?? "it takes a name, a common_code_key or the id of a code"
        throw JournalError(.unknownRun, "The journal has no change of \"\(query.shown)\"; \(advice)")
    }

    /// The names of groups whose name and doors have the words together; reading them all takes longer.
    private static func named(_ text: StayText, in journal: any Journal) async throws(JournalError) -> [String] {
        let groups = try await journal.rowDoors(limit: searched)
        return groups.filter { text.isFound(name: $0.key, doors: $0.value) }.map(\.key).sorted()
    }
}

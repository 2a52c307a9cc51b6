package import Journal
package import Model
internal import Scripting

/// Finds the changes of one group in a journal.
package enum StorySearch {
    /// How many names are looked through for one that was typed in part.
    private static let searched = 50_000

    /// The changes of a key, of a code's id, of a name, of the first words of a name, or of a pattern with `*`.
    /// - Throws: `JournalError` with `unknown_run` when no run had a row of it, with the nearest name.
    package static func find(
        _ query: String,
        in journal: any Journal,
    ) async throws(JournalError) -> [GroupHistory] {
        let changes = try await journal.history(of: query)
        if !changes.isEmpty { return changes }
        let names = try await journal.rowNames(limit: searched)
        let found = names.filter { NamePattern(query).matches($0) || NamePattern(query + " *").matches($0) }
        if found.count == 1 { return try await journal.history(of: found[0]) }
        guard found.isEmpty else {
            let list = found.prefix(5).map(\.shown).joined(separator: ", ")
            throw JournalError(
                .unknownRun,
                "\(found.count) groups are named \"\(query.shown)\": \(list); write one name in full."
            )
        }
        let nearest = Suggestion.nearest(to: query, among: names)
        let advice =
            nearest.map { "did you mean \"\($0.shown)\"?" } ?? "it takes a name, a common_code_key or the id of a code"
        throw JournalError(.unknownRun, "The journal has no change of \"\(query.shown)\"; \(advice)")
    }
}

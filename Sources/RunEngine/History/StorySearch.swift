package import Journal
package import Model
internal import Scripting

/// Finds the changes of one group in a journal.
package enum StorySearch {
    /// How many names are looked through for one that was typed in part.
    private static let searched = 50_000

    /// What a journal has of a text.
    enum Found {
        /// The changes of the one group that it names.
        case changes([GroupHistory])
        /// The names of several groups that are known by it.
        case several([String])
        /// Nothing; all names that there are.
        case nothing([String])

        /// The refusal of a text that names no group, or several; `stays` are in Seam.
        func refusal(of text: String, besides stays: [Stay] = []) -> JournalError {
            switch self {
            case .changes: StorySearch.nothing(text, [])
            case .several(let found): StorySearch.several(text, found)
            case .nothing(let names):
                StorySearch.nothing(text, NearestWords.find(text, among: names + stays.names))
            }
        }
    }

    /// The changes of a key, of a code's id, or of what one stay is known by: words of its name or of its doors, or a
    /// pattern with `*`; of those on some doors or in some houses.
    /// - Throws: `JournalError` with `unknown_run` when no run had a row of it, or of several, with their names.
    package static func find(
        _ query: String,
        at places: RowSelection = RowSelection(),
        in journal: any Journal,
    ) async throws(JournalError) -> [GroupHistory] {
        let found = try await search(query, in: journal)
        guard case .changes(let all) = found else { throw found.refusal(of: query) }
        let selection = places.resolved(among: Selectable(all.map(\.row)))
        let changes = all.filter { selection.contains($0.row) }
        guard changes.isEmpty else { return changes }
        throw JournalError(
            .unknownRun,
            "No change of \"\(query.shown)\" is known of \(selection.words).",
            remedy: .command(["explain", query]),
        )
    }

    /// What a journal has of a text.
    static func search(_ query: String, in journal: any Journal) async throws(JournalError) -> Found {
        let changes = try await journal.history(of: query)
        guard changes.isEmpty else { return .changes(changes) }
        let names = try await journal.rowNames(limit: searched)
        let text = StayText(query)
        var found = names.filter { text?.isFound(name: $0, doors: []) == true }
        if found.isEmpty, let text {
            found = try await named(text, in: journal)
            if found.count == 1 {
                return .changes(try await journal.history(of: found[0]).filter(on: text))
            }
        }
        if found.count == 1 { return .changes(try await journal.history(of: found[0])) }
        return found.isEmpty ? .nothing(names) : .several(found)
    }

    private static func several(_ query: String, _ found: [String]) -> JournalError {
        let list = found.prefix(5).map(\.shown).joined(separator: ", ")
        let more = found.count > 5 ? " and \(found.count - 5) more" : ""
        return JournalError(
            .unknownRun,
            "\(found.count) stays that runs of this journal changed are known by \"\(query.shown)\": \(list)\(more); write one "
                + "name in full."
        )
    }

    private static func nothing(_ query: String, _ nearest: [String]) -> JournalError {
        let advice = NearestWords.question(nearest) ?? "it takes a guest's name, the number of a booking, or a room."
        return JournalError(
            .unknownRun,
            "No change of \"\(query.shown)\" is known; \(advice)",
            remedy: nearest.count == 1 ? .instead(of: query, nearest[0]) : .findStays,
        )
    }

    /// The names of groups whose name and doors have the words together; reading them all takes longer.
    private static func named(_ text: StayText, in journal: any Journal) async throws(JournalError) -> [String] {
        let groups = try await journal.rowDoors(limit: searched)
        return groups.filter { text.isFound(name: $0.key, doors: $0.value) }.map(\.key).sorted()
    }
}

extension [GroupHistory] {
    /// The changes of those stays of which one was on doors with the words of a text; another stay may have the name, too.
    fileprivate func filter(on text: StayText) -> [GroupHistory] {
        func keys(_ row: Row) -> [String] { [row.target.identifier] + [row.madeKey].compactMap(\.self) }
        let meant = map(\.row).filter { text.isFound(name: $0.name, doors: $0.members.map(\.door)) }
        var known = Set(meant.flatMap(keys))
        // What runs made anew under another key is the same stay.
        while true {
            let more = known.union(map(\.row).filter { !known.isDisjoint(with: keys($0)) }.flatMap(keys))
            guard more != known else { break }
            known = more
        }
        return filter { !known.isDisjoint(with: keys($0.row)) }
    }
}

extension [Stay] {
    /// The names of stays and of their doors.
    var names: [String] { compactMap(\.name) + Set(lazy.flatMap(\.doors).map(\.name)) }
}

package import Model
internal import Spelling

/// Which rows of a run an undo takes back.
package struct UndoSelection: Hashable, Sendable {
    /// The names and the doors that are asked for.
    package var rows: RowSelection
    /// Where the rows stand; empty for any status.
    package var statuses: Set<RowStatus>

    /// Makes a selection of every row.
    package init() {
        rows = RowSelection()
        statuses = []
    }

    /// Makes a selection of what was typed; a status is a word of the summary.
    /// - Throws: `invalid_value` for a word that is none, with the nearest one.
    package init(rows: RowSelection, statuses words: [String]) throws(PlanError) {
        self.rows = rows
        statuses = []
        for word in words {
            guard let status = RowStatus(rawValue: word) else {
                let words = RowStatus.allCases.map(\.rawValue)
                throw PlanError(.invalidValue, NearestName.sentence("it", "word", word, among: words), about: .status)
            }
            statuses.insert(status)
        }
    }

    /// The places of the selected rows.
    /// - Throws: `no_match` for a name or a door that no row has, with the nearest one.
    func places(in rows: [Row]) throws(PlanError) -> [Int] {
        let selection = self.rows.resolved(among: rows.doors)
        if let unmatched = selection.unmatched(in: rows) { throw PlanError(unmatched) }
        return rows.indices.filter { place in
            (statuses.isEmpty || statuses.contains(rows[place].status)) && selection.contains(rows[place])
        }
    }
}

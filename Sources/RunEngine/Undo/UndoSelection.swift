package import Model
internal import Seam

/// Which rows of a run an undo takes back.
package struct UndoSelection: Hashable, Sendable {
    /// Whole names, `*` stands for any text; empty for every name.
    package var names: [String]
    /// Where the rows stand; empty for any status.
    package var statuses: Set<RowStatus>

    /// Makes a selection of every row.
    package init() {
        names = []
        statuses = []
    }

    /// Makes a selection of what was typed; a status is a word of the summary.
    /// - Throws: `script_error` for a word that is none, with the nearest one.
    package init(names: [String], statuses words: [String]) throws(PlanError) {
        self.names = names
        statuses = []
        for word in words {
            guard let status = RowStatus(rawValue: word) else {
                let words = RowStatus.allCases.map(\.rawValue)
                throw PlanError(.script, NearestName.sentence("--status", "word", word, among: words))
            }
            statuses.insert(status)
        }
    }

    /// The places of the selected rows.
    /// - Throws: `script_error` for a name that no row has, with the nearest one.
    func places(in rows: [Row], of run: String) throws(PlanError) -> [Int] {
        for name in names where !rows.contains(where: { Self.matches(name, $0) }) {
            let labels = rows.map(\.label)
            throw PlanError(
                .script,
                NearestName.sentence("run \(run)", "row named", name.shown, among: Array(labels.prefix(20)))
            )
        }
        return rows.indices.filter { place in
            let row = rows[place]
            guard statuses.isEmpty || statuses.contains(row.status) else { return false }
            return names.isEmpty || names.contains { Self.matches($0, row) }
        }
    }

    private static func matches(_ name: String, _ row: Row) -> Bool {
        NamePattern(name).matches(row.handle) || row.target.identifier == name
    }
}

package import CivilTime
package import Model
internal import Spelling

/// Which rows of a run an undo takes back.
package struct UndoSelection: Hashable, Sendable {
    /// The names and the doors that are asked for.
    package var rows: RowSelection
    /// Where the rows stand; empty for any status.
    package var statuses: Set<RowStatus>
    /// How far each start and each end goes back at most, nil for the whole way.
    package var span: TimeSpan?

    /// Makes a selection of every row.
    package init() {
        rows = RowSelection()
        statuses = []
    }

    /// Makes a selection of what was typed; a status is a word of the summary, and `by` a duration.
    /// - Throws: `invalid_value` for a word that is none, with the nearest one, and for what is no duration above zero.
    package init(rows: RowSelection, statuses words: [String], by text: String? = nil) throws(PlanError) {
        span = try text.map(Self.span)
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

    private static func span(_ text: String) throws(PlanError) -> TimeSpan {
        do throws(CivilTimeError) {
            let span = try TimeSpan(parsing: text)
            if span > .zero { return span }
        } catch {
            throw PlanError(.invalidValue, error.typedMessage, about: .undoesBy, underlying: error)
        }
        throw PlanError(
            .invalidValue,
            "an undo goes back by a duration above zero, such as 1h, not by \(text.shown)",
            about: .undoesBy,
        )
    }

    /// The places of the selected rows; `rows` is what is asked for, as far as it could be settled.
    func places(in all: [Row], _ rows: RowSelection) -> [Int] {
        all.indices.filter { place in
            (statuses.isEmpty || statuses.contains(all[place].status)) && rows.contains(all[place], by: \.after)
        }
    }
}

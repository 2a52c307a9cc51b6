package import CivilTime
package import Model

/// Which run an undo takes back, said before it does.
package struct UndoneRunText {
    private let run: RunRecord
    private let span: TimeSpan?

    /// Makes the text about the run that is undone, the whole way or by a span.
    package init(_ run: RunRecord, by span: TimeSpan? = nil) {
        self.run = run
        self.span = span
    }

    /// One line.
    package var line: String {
        let what =
            "The last run of \(run.operatorName.shown) is \(run.id.shown), \(run.originText), "
            + LocalTime.full(run.startedAt.toTheMinute, nil)
        guard case .undo(let undone) = run.origin else {
            return "\(what): this takes it back\(span.map { " by \($0)" } ?? "")."
        }
        return "\(what): that was an undo, and to take it back makes the changes of run \(undone.shown) again."
    }
}

package import Model

/// Which run an undo takes back, said before it does.
package struct UndoneRunText {
    private let run: RunRecord

    /// Makes the text about the run that is undone.
    package init(_ run: RunRecord) {
        self.run = run
    }

    /// One line.
    package var line: String {
        let what =
            "The last run of \(run.operatorName.shown) is \(run.id.shown), \(run.originText), "
            + LocalTime.full(run.startedAt.toTheMinute, nil)
        guard case .undo(let undone) = run.origin else { return "\(what): this takes it back." }
        return "\(what): that was an undo, and to take it back makes the changes of run \(undone.shown) again."
    }
}

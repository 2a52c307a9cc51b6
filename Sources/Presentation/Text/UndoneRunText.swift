package import CivilTime
package import Model

/// Which run an undo takes back, said before it does.
package struct UndoneRunText {
    private let run: RunRecord
    private let span: TimeSpan?
    private let zone: String?

    /// Makes the text about the run that is undone, the whole way or by a span, with its time in a zone, in UTC without one.
    package init(_ run: RunRecord, by span: TimeSpan? = nil, in zone: String? = nil) {
        self.run = run
        self.zone = zone
        self.span = span
    }

    /// That a newer run sent something, which is not meant: somebody else began it, or the clock did.
    package static func newer(_ run: RunRecord, in zone: String?) -> String {
        let whose = run.origin == .schedule ? "of a schedule" : "of \(run.operatorName.shown)"
        return "A newer run sent something, \(run.id.shown), \(run.originText), \(whose), "
            + "\(LocalTime.full(run.startedAt.toTheMinute, zone)). If that one is meant: "
            + "keyshift \(ShellWords.line(["undo", run.id]))"
    }

    /// One line.
    package var line: String {
        let what =
            "The last run of \(run.operatorName.shown) is \(run.id.shown), \(run.originText), "
            + LocalTime.full(run.startedAt.toTheMinute, zone)
        // What it did to codes may be gone with them, and the answer says what helps then.
        if [.booking(.cancel), .booking(.newPIN), .booking(.readmit)].contains(run.origin) { return "\(what)." }
        guard case .undo(let undone) = run.origin else {
            return "\(what): this takes it back\(span.map { " by \($0)" } ?? "")."
        }
        return "\(what): that was an undo, and to take it back makes the changes of run \(undone.shown) again."
    }
}

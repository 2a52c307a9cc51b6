package import Model

/// Which run a command means by `last`.
package enum LastRun: Sendable {
    /// The newest of all.
    case newest
    /// The newest that stopped before its end, which can be resumed or given up.
    case unfinished
    /// The newest that a process works on.
    case atWork
    /// The newest that sent something.
    case sent

    /// The statuses of rows of which something was sent.
    package static let sentStatuses: Set<RowStatus> = [.applied, .onDevice, .pending, .look]
}

/// Which run `last` is, said before anything is done with it.
package struct LastRunText {
    private let run: RunRecord
    private let kind: LastRun
    private let zone: String?

    /// Makes the text about a run that was found, with its time in a zone, in UTC without one.
    package init(_ run: RunRecord, _ kind: LastRun, in zone: String? = nil) {
        self.run = run
        self.zone = zone
        self.kind = kind
    }

    /// One line: which run it is, of whom, and since when.
    package var line: String {
        let what =
            switch kind {
            case .newest: "The newest run"
            case .unfinished: "The newest unfinished run"
            case .atWork: "The newest run at work"
            case .sent: "The newest run that sent something"
            }
        let begun = LocalTime.full(run.startedAt.toTheMinute, zone)
        return "\(what) is \(run.id.shown), \(run.originText), of \(run.operatorName.shown), \(begun)."
    }
}

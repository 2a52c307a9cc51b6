package import CivilTime

/// What happened since an instant, for an auditor.
package struct ReportFacts: Sendable {
    /// One run, with what became of it.
    package struct Entry: Sendable {
        /// The run.
        package var run: RunRecord
        /// Its rows.
        package var rows: [Row]
        /// The calls that it made at once.
        package var calls: [DirectEffect]

        /// Makes it of its parts.
        package init(run: RunRecord, rows: [Row], calls: [DirectEffect]) {
            self.run = run
            self.rows = rows
            self.calls = calls
        }

        /// The checks that were passed over, by the command line or by its script, in the order of the checks.
        ///
        /// Where nothing was to be changed there was nothing to check. A command that names one booking marks a gain which adds to
        /// another as told only: nobody allowed that, unless the command line did.
        package var overridden: [RowCheck] {
            guard rows.contains(where: { $0.status != .already }) else { return [] }
            let typed = run.limits?.allowed ?? []
            let marked = rows.reduce(into: Set<RowCheck>()) { $0.formUnion($1.allowed) }
            let all = typed.union(run.namesOneBooking ? marked.subtracting([.recent]) : marked)
            return RowCheck.allCases.filter(all.contains)
        }
    }

    /// From when on.
    package var since: Instant
    /// Until when.
    package var now: Instant
    /// The runs that began since then, oldest first.
    package var runs: [Entry] = []
    /// The plans that wait for a person, a sentence each.
    package var open: [String] = []
    /// The alarms that were raised since then or are not mended, oldest first.
    package var alarms: [Alarm] = []
    /// That everything is frozen, nil while it is not.
    package var freeze: Freeze?
    /// What the journal has lost, nil where nothing is known to be.
    package var loss: JournalLoss?
    /// The chain of runs.
    package var chain = RunChain()

    /// Makes facts of nothing.
    package init(since: Instant, now: Instant) {
        self.since = since
        self.now = now
    }
}

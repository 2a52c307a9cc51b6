internal import CivilTime
internal import Journal
internal import Model
internal import Seam

/// The proposal of the rest of a run that stopped: its rows that are still to be sent, under the limits it began with.
///
/// The intents of a batch are kept before the first of them leaves, so that a row with an open intent may have left or
/// not. One whose codes are as they were before will be sent, and is shown, counted and checked like every other; one that
/// has arrived, or that somebody else has changed, is settled by the read of the apply.
struct ResumePlanner {
    let engine: Engine

    /// The proposal; the journal gives the run to this process when it is applied, and not before.
    /// - Throws: `JournalError` when the run is not there, is over, or is being worked on; `PlanError` with `stale_plan`
    ///   when it belongs to another server or workspace.
    func propose(_ run: String) async throws -> Planner.Proposed {
        let journal = try engine.environment.journal()
        let record = try await journal.run(run)
        let reader = WorkspaceReader(engine)
        let answer = try await reader.workspace(
            for: "run \(run)",
            endpoint: record.endpoint,
            workspaceID: record.workspaceID,
        )
        if try await journal.isHeld(run) { throw JournalError.atWork(record) }
        guard try await journal.unfinishedRuns().contains(where: { $0.id == run }) else {
            throw JournalError.over(run)
        }
        var rows = try await journal.rows(of: run)
        let index = try await RowReader(engine, reader, workspaceID: answer.workspace.workspaceID)
            .index(of: rows.filter(\.isOpen))
        for place in Self.openIntents(try await journal.events(of: run)) where rows[place].isOpen {
            rows[place].status = rows[place].isStill(before: index) ? .planned : .pending
            if rows[place].status == .planned { rows[place].error = nil }
        }
        var proposed = Planner.Proposed(
            proposal: engine.proposal(
                .resume,
                Plan(rows: rows, madeAt: engine.environment.clock.now()),
                (record.limits ?? engine.options.limits).with(engine.options.limits),
                WorkspaceFacts(answer, index.overlaid(rows)),
            )
        )
        proposed.rest = record
        proposed.scriptName = record.script
        return proposed
    }

    /// The places of the rows that may have left and are not known to have arrived.
    private static func openIntents(_ events: [JournalEvent]) -> Set<Int> {
        var open: Set<Int> = []
        for event in events {
            guard let row = event.row else { continue }
            let isSettled = event.kind == .outcome && event.status != .pending
            if event.kind == .intent { open.insert(row) } else if isSettled { open.remove(row) }
        }
        return open
    }
}

extension Row {
    /// Whether a run has still to do with it.
    var isOpen: Bool { status == .planned || status == .pending }

    /// Whether some code is as it was before the change, and the others are so or as they shall be.
    fileprivate func isStill(before index: WorkspaceIndex) -> Bool {
        let comparison = RowComparison(self, index.states(of: self))
        return comparison.isSendable && !comparison.isDone
    }
}

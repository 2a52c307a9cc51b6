internal import CivilTime
internal import Model

/// The proposal of the rest of a run that stopped: its rows that are still to be sent, under the limits it began with.
///
/// A row that was sent without an answer is not asked anything: it has left, and the read decides.
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
        if try journal.isHeld(run) { throw JournalError.atWork(record) }
        guard try await journal.unfinishedRuns().contains(where: { $0.id == run }) else {
            throw JournalError.over(run)
        }
        var rows = try await journal.rows(of: run)
        for place in Self.openIntents(try await journal.events(of: run)) where rows[place].status == .planned {
            rows[place].status = .pending
        }
        let index = try await reader.index(of: rows.planned)
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

    /// The places of the rows whose newest event is an intent: they may have left.
    private static func openIntents(_ events: [JournalEvent]) -> Set<Int> {
        var open: Set<Int> = []
        for event in events {
            guard let row = event.row else { continue }
            if event.kind == .intent { open.insert(row) } else if event.kind == .outcome { open.remove(row) }
        }
        return open
    }
}

internal import CivilTime
internal import Journal
internal import Model
internal import Seam

/// The proposal of the rest of a run that stopped: its rows that are still to be sent, under the limits it began with.
///
/// The intents of a batch are kept before the first of them leaves, so that a row with an open intent may have left or
/// not. Every open row is compared with its codes as they are now: what is as it was before will be sent, and is shown,
/// counted and checked like every other; what has arrived is `already`, and what somebody else has changed is a `conflict`.
/// All of them are settled in the journal by the read of the apply.
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
        let known = rows.filter { $0.status == .conflict }.map(\.target)
        let index = try await RowReader(engine, reader, workspaceID: answer.workspace.workspaceID)
            .index(of: rows.filter(\.isOpen))
        let kept = rows
        let left = Self.openIntents(try await journal.events(of: run))
        for place in rows.indices where rows[place].isOpen {
            rows[place].settle(asFound: index, mayHaveLeft: left.contains(place))
        }
        let origin = ConflictOrigin(journal: journal, since: record.startedAt, excluded: [run])
        try await origin.explain(&rows, except: Set(known))
        var proposed = Planner.Proposed(
            proposal: engine.proposal(
                .resume,
                Plan(rows: rows, madeAt: engine.environment.clock.now()),
                (record.limits ?? engine.options.limits).with(engine.options.limits),
                WorkspaceFacts(answer, index.overlaid(rows)),
            )
        )
        proposed.rest = record
        proposed.proposal.plan.rest = Plan.Rest(kept, found: rows)
        proposed.proposal.begunBy = Proposal.Maker(of: record.origin)
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

extension Proposal.Maker {
    /// What a run was begun by.
    fileprivate init(of origin: RunRecord.Origin) {
        switch origin {
        case .run, .repl, .schedule: self = .script
        case .undo: self = .undo
        case .move, .extend, .booking: self = .booking
        case .file: self = .file
        }
    }
}

extension Row {
    /// Whether a run has still to do with it.
    var isOpen: Bool { status == .planned || status == .pending }

    /// Tells by the codes as they are now what is left to do; of what may have left, only a later reading tells how it ended
    /// where neither the old nor the new is there.
    fileprivate mutating func settle(asFound index: WorkspaceIndex, mayHaveLeft: Bool) {
        if changesDoors {
            let view = DoorsView(self, index.doorCodes(of: self))
            error = nil
            status = view.isDone ? .already : view.others.isEmpty ? .planned : mayHaveLeft ? .pending : .conflict
            if status == .conflict { error = DoorsWording(self).conflict(view) }
            return
        }
        let comparison = RowComparison(self, index.states(of: self))
        error = nil
        if comparison.isDone {
            status = .already
        } else if comparison.isSendable {
            status = .planned
        } else if mayHaveLeft {
            status = .pending
        } else {
            status = .conflict
            error = RowWording(self).conflict(comparison)
        }
    }
}

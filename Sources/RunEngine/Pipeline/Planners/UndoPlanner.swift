internal import CivilTime
internal import Journal
internal import Model
internal import Seam
internal import Spelling

/// The proposal of the way back of a run, compared with the codes as they are now.
///
/// A code that is no longer as the run left it is a `conflict` in the plan, and stays untouched.
struct UndoPlanner {
    let engine: Engine
    let runID: String

    /// The proposal; nothing is sent.
    /// - Throws: `JournalError` when the run is not there, and `unknown_row` where it changed no stay that is asked for; `PlanError` with `stale_plan` when it belongs to another server
    ///   or workspace, `unfinished_run` when it has not ended, `no_match` for a name or a door that no row has.
    func propose(_ run: String, _ selection: UndoSelection) async throws -> Planner.Proposed {
        let journal = try engine.environment.journal()
        let record = try await journal.run(run)
        try await refuseUnended(record, in: journal)
        let reader = WorkspaceReader(engine)
        let answer = try await reader.workspace(
            for: "run \(run)",
            endpoint: record.endpoint,
            workspaceID: record.workspaceID,
        )
        let rows = try await journal.rows(of: run)
        let intents = try await journal.events(of: run).filter { $0.kind == .intent }
        var builder = UndoBuilder(
            run: run,
            rows: rows,
            sent: Set(intents.compactMap(\.row)),
            now: engine.environment.clock.now(),
        )
        builder.span = selection.span
        builder.earlier = try await EarlierUndo.read(of: record, in: journal)
        let asked = try await settled(selection.rows, among: rows, reader)
        let places = selection.places(in: rows, asked)
        let taken = places.filter(builder.sent.contains).map { rows[$0] }
        try await refuseCancelled(taken, of: record, in: journal)
        try refuseRepinned(taken, of: record)
        if asked.isOfNone(of: rows) {
            let sent = rows.indices.filter(builder.sent.contains).map { rows[$0] }
            throw JournalError.notOfRun(run, asked, "changed", sent)
        }
        var plan = builder.plan(places)
        plan.warnings = try await warnings(of: run, in: journal)
        if !asked.isEverything { plan.asked = asked.words }
        let rowReader = try RowReader(engine, reader, workspaceID: answer.workspace.workspaceID)
        var index = try await rowReader.index(of: plan.rows)
        plan.rows.settle(asFound: index)
        let follower = UndoFollower(
            journal: journal,
            scope: record.scope,
            since: record.startedAt,
            now: engine.environment.clock.now(),
        )
        if try await !follower.follow(&plan.rows).isEmpty {
            index = try await rowReader.index(of: plan.rows)
            plan.rows.settle(asFound: index)
        }
        var origin = ConflictOrigin(
            journal: journal,
            since: record.finishedAt ?? record.startedAt,
            excluded: [run, runID],
        )
        origin.undoneAt = engine.environment.clock.now()
        try await origin.explain(&plan.rows)
        return Planner.Proposed(
            proposal: engine.proposal(
                .undo,
                plan,
                engine.options.limits,
                WorkspaceFacts(answer, index.overlaid(plan.rows)),
            )
        )
    }

    /// What is asked for of the rows of the run; only a house needs the doors of the workspace.
    private func settled(
        _ asked: RowSelection,
        among rows: [Row],
        _ reader: WorkspaceReader,
    ) async throws(PlanError) -> RowSelection {
        var asked = asked
        asked.described = engine.options.settings.houses
        guard !asked.isEverything else { return asked }
        var known = Selectable(rows)
        if !asked.houses.isEmpty { known.homes = try await reader.homes() }
        do throws(PlanError) {
            return try await RowChoice(engine: engine).settled(asked, among: known, isWhole: false)
        } catch {
            // An undo takes time away: it is not offered for another guest.
            guard case .instead(let text, let other)? = error.remedy, asked.names.contains(text) else { throw error }
            var near = rows.filter { StayText(other)?.isFound(name: $0.name, doors: $0.members.map(\.door)) == true }
            // Their hours are told as they are now, and not as this run left them.
            let index = try? await reader.index(of: near)
            for place in near.indices { near[place].tellHours(index?.states(of: near[place]) ?? [:]) }
            throw PlanError(error, near: near, by: other, at: engine.environment.clock.now())
        }
    }

    private func warnings(of run: String, in journal: any Journal) async throws(JournalError) -> [Warning] {
        let effects = try await journal.directEffects(of: run).count
        guard effects > 0 else { return [] }
        let calls = effects.counted("call")
        return [Warning(.directEffects, "\(calls) of run \(run) took effect at once, and no undo takes that back")]
    }

    /// Refuses to take back nothing but cancellations: their PINs are gone, and the stays come back with new ones.
    private func refuseCancelled(_ rows: [Row], of record: RunRecord, in journal: any Journal) async throws {
        let rows = rows.filter { ![.failed, .conflict, .planned, .taken].contains($0.status) }
        guard let first = rows.first, rows.allSatisfy({ $0.change == .cancel }) else { return }
        let now = engine.environment.clock.now()
        var lines: [[String]] = []
        for row in rows.prefix(Remedy.namedAtMost) {
            // A stay that was let in again has another key, and its name.
            let history = try await journal.history(of: row.name ?? row.target.identifier)
            let isBack = history.contains {
                $0.run.origin == .booking(.readmit) && $0.run.startedAt >= record.startedAt
            }
            let end = row.members.compactMap(\.before.endsAt).max()
            guard !isBack, let end, end > now else { continue }
            let word = TypedStay.word(row.target, row.name, among: rows.map(\.name))
            lines.append(["readmit", word, "--to", HoursWords(zone: row.zone, now: now).typed(end)])
        }
        let (stay, comes) = rows.count == 1 ? (first.label, "it comes") : (rows.count.counted("stay"), "they come")
        let way = lines.isEmpty ? "." : "; \(comes) back with a new one."
        throw PlanError(
            .invalidValue,
            "run \(record.id.shown) cancelled \(stay), and no undo takes that back: a cancelled PIN is gone\(way)",
            remedy: lines.isEmpty ? nil : lines.count == 1 ? .command(lines[0]) : .commands(lines),
        )
    }

    /// Refuses to take back nothing but other PINs that gave way to those of the stays: nobody keeps a PIN.
    private func refuseRepinned(_ rows: [Row], of record: RunRecord) throws(PlanError) {
        guard let first = rows.first, rows.allSatisfy({ !$0.repinned.isEmpty }) else { return }
        let now = engine.environment.clock.now()
        let there = rows.filter { row in row.members.contains { $0.after.endsAt.map { $0 > now } ?? false } }
        let lines = there.prefix(Remedy.namedAtMost).map { row in
            ["new-pin", TypedStay.word(row.target, row.name, among: rows.map(\.name))]
        }
        let names = Set(first.repinned.map(\.door.shown)).sorted().joined(separator: ", ")
        let what = rows.count == 1 ? "\(names) of \(first.label) the PIN" : "\(rows.count) stays the PINs"
        let way = lines.isEmpty ? "." : ". One new PIN, of which the guest has to be told, can take the place of that."
        throw PlanError(
            .invalidValue,
            "run \(record.id.shown) gave \(what) of the other doors, and no undo takes that back: the PIN from before is gone\(way)",
            remedy: lines.isEmpty ? nil : lines.count == 1 ? .command(lines[0]) : .commands(lines),
        )
    }

    private func refuseUnended(_ record: RunRecord, in journal: any Journal) async throws {
        if try await journal.isHeld(record.id) {
            throw PlanError(
                .busy,
                "run \(record.id) of \(record.operatorName.shown) is still at work (process \(record.processID)).",
                remedy: .stop(run: record.id),
            )
        }
        guard try await journal.unfinishedRuns().contains(where: { $0.id == record.id }) else { return }
        throw PlanError(
            .unfinishedRun,
            "run \(record.id) has not finished, so that it is not known what to take back.",
            remedy: .finish(run: record.id),
        )
    }
}

extension Row {
    /// Takes hours that its codes have now in the place of those that a run gave; of codes that are gone nothing is told.
    fileprivate mutating func tellHours(_ states: [String: CodeState]) {
        for place in members.indices {
            let state = states[stateID(of: members[place])]
            members[place].after.endsAt = state?.endsAt
        }
    }
}

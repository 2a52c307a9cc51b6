internal import Model

/// Makes sure that the names, doors and houses that a command asks for are there.
///
/// What is there and has nothing to change is no mistake; what names nothing is one.
struct RowChoice {
    let engine: Engine

    /// What a command asks for, where it is known which doors there are and of which house.
    ///
    /// What is not among the stays and doors of a plan is looked for in the whole workspace, unless they are of the whole.
    /// - Throws: `no_match` with the nearest that there is; `unauthorized`, `connection`.
    func settled(
        _ asked: RowSelection,
        among known: Selectable,
        isWhole: Bool,
    ) async throws(PlanError) -> RowSelection {
        var asked = asked
        asked.now = asked.now ?? engine.environment.clock.now()
        let selection = asked.resolved(among: known)
        guard let unmatched = selection.unmatched(in: known) else { return selection }
        guard !isWhole else { throw PlanError(unmatched) }
        let all = known + Selectable(try await WorkspaceReader(engine).index())
        let resolved = asked.resolved(among: all)
        if let unmatched = resolved.unmatched(in: all) { throw PlanError(unmatched) }
        return resolved
    }

    /// Takes the rows out of a proposal that are not asked for, and tells how many there were.
    ///
    /// Whoever resumes a run is told where it has no such row: `run` is its id.
    /// - Throws: As `settled(_:among:isWhole:)`; `unknown_row`.
    func choose(from proposal: inout Proposal, ofRest run: String? = nil) async throws {
        var asked = engine.options.rowSelection
        asked.now = proposal.facts.map { $0.now(engine.environment.clock) }
        guard !asked.isEverything, proposal.isWhatItsScriptExpects else { return }
        guard proposal.facts != nil || !proposal.plan.rows.isEmpty else { return }
        let planned = Selectable(proposal.plan.rows)
        let known = proposal.facts.map { planned + Selectable($0.index) } ?? planned
        let selection = try await settled(asked, among: known, isWhole: proposal.maker == .script)
        let rows = proposal.plan.rows
        proposal.keep(selection, of: known)
        guard let run, selection.isOfNone(of: rows) else { return }
        throw JournalError.notOfRun(run, selection, "has", rows)
    }

    /// Refuses a name, a door or a house that is not in a workspace, before anything is planned in it.
    /// - Throws: `no_match` with the nearest that there is.
    func requireKnown(in index: WorkspaceIndex) throws(PlanError) {
        let known = Selectable(index)
        if let unmatched = engine.options.rowSelection.resolved(among: known).unmatched(in: known) {
            throw PlanError(unmatched)
        }
    }
}

extension Selectable {
    /// The stays and doors of an index.
    init(_ index: WorkspaceIndex) {
        let stays = index.targets.map { target in
            let members = index.members(of: target)
            return Stay(
                identifiers: Set(members.map(\.accessCodeID)).union([target.identifier]),
                name: index.name(of: target),
                doors: members.map { index.doorName($0.deviceID) },
                deviceIDs: members.map(\.deviceID),
            )
        }
        self.init(
            stays: stays,
            doors: index.doors.values.map { (name: $0.name, deviceID: $0.deviceID) }.sorted { $0.name < $1.name },
            homes: index.doors.compactMapValues(\.house),
        )
    }
}

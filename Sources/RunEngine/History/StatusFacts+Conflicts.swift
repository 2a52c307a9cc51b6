internal import CivilTime
internal import Journal
internal import Model

extension StatusFacts {
    /// The conflicts of a workspace that nobody has decided, those of the newest run first: the same that `status` tells.
    /// - Throws: `storage` when the journal cannot be read.
    static func openConflicts(
        in journal: any Journal,
        of scope: WorkspaceScope,
        now: Instant,
    ) async throws(JournalError) -> [Trouble] {
        let runs = try await journal.rowCounts(since: now - window).filter { $0.run.scope == scope }
        guard runs.contains(where: { $0.counts[.conflict] != nil }) else { return [] }
        let seen = try await journal.seenRuns(since: now - window)
        let asked = runs.indices.filter { runs[$0].counts[.conflict] != nil }
        guard let last = asked.last else { return [] }
        var known = RowsOfRuns(journal)
        var later = SettledRows()
        var newer = NewerConflicts()
        var open: [Trouble] = []
        for place in runs.indices.prefix(through: last) {
            let (run, counts) = runs[place]
            let isAsked = asked.contains(place)
            guard isAsked || counts.keys.contains(where: SettledRows.settled.contains) else { continue }
            let rows = try await known.rows(of: run.id)
            var standing: [Row] = []
            for row in rows where isAsked && row.status == .conflict && newer.isFirst(row, in: scope) {
                let isOpen = try await stands(row, later.run(since: row, in: scope), &known)
                if isOpen { standing.append(row) }
            }
            newer.add(standing, in: scope)
            if !seen.contains(run.id) { open += standing.map { Trouble(run: run, row: $0) } }
            later.add(rows, of: run)
        }
        return open
    }

    /// Whether a row is still to be told, though a run has changed its group since: a conflict is not decided by a script that
    /// found the guest with other hours than were wanted, and left less.
    static func stands(
        _ row: Row,
        _ later: RunRecord?,
        _ known: inout RowsOfRuns,
    ) async throws(JournalError) -> Bool {
        guard let later else { return true }
        guard row.status == .conflict, later.decidesOnlyByHours else { return false }
        return try await known.rows(of: later.id).contains { $0.gives(lessThan: row) }
    }
}

/// The stays of which a newer run stands open: what was wanted last is to be decided, and not what was wanted before it.
struct NewerConflicts {
    private var known: [WorkspaceScope: Set<String>] = [:]

    /// Whether a row is no conflict, or the newest one of its stay.
    func isFirst(_ row: Row, in scope: WorkspaceScope) -> Bool {
        row.status != .conflict || known[scope, default: []].isDisjoint(with: row.identifiers)
    }

    /// Takes the conflicts of a run that is older than those before.
    mutating func add(_ rows: [Row], in scope: WorkspaceScope) {
        for row in rows where row.status == .conflict { known[scope, default: []].formUnion(row.identifiers) }
    }
}

extension RunRecord {
    /// Whether a script made it, of whatever kind: what it gives may decide a conflict, and that it was made does not.
    var decidesOnlyByHours: Bool {
        if case .file = origin { return true }
        return isOfScript
    }
}

extension Row {
    /// Whether it leaves a code with less time than another row was to give it.
    func gives(lessThan wanted: Row) -> Bool {
        let states = Dictionary(wanted.members.map { ($0.accessCodeID, $0.after) }) { first, _ in first }
        return members.contains { member in
            guard let state = states[member.accessCodeID] else { return false }
            if let end = state.endsAt, let now = member.after.endsAt, now < end { return true }
            guard wanted.changes.contains(.startsAt), let start = state.startsAt else { return false }
            return member.after.startsAt.map { $0 > start } ?? false
        }
    }
}

internal import CivilTime
internal import Journal
internal import Model

/// Which runs have changed which groups, from the newest run back: what an earlier run did there is no matter any more.
struct SettledRows {
    /// The statuses of rows that say what their codes have.
    static let settled: Set<RowStatus> = [.applied, .onDevice, .already]

    /// The places in `runs` of the newest runs, by the keys and ids of each workspace.
    private var newest: [WorkspaceScope: [String: Int]] = [:]
    private var runs: [RunRecord] = []
    /// The keys and ids that all of these runs have only found as they were to be, and moved nothing.
    private var onlyFound: [WorkspaceScope: Set<String>] = [:]

    /// The runs that began after another one.
    /// - Throws: `storage` when they cannot be read.
    static func after(_ run: RunRecord, in journal: any Journal) async throws(JournalError) -> SettledRows {
        var settled = SettledRows()
        for (later, counts) in try await journal.rowCounts(since: run.startedAt)
        where later.id != run.id && later.scope == run.scope && counts.keys.contains(where: Self.settled.contains) {
            settled.add(try await journal.rows(of: later.id), of: later)
        }
        return settled
    }

    /// Takes the rows of a run that is older than those before.
    mutating func add(_ rows: [Row], of run: RunRecord) {
        let place = runs.count
        runs.append(run)
        // Taken out, so that a dictionary of many thousand keys is changed in its place.
        var known = newest.removeValue(forKey: run.scope) ?? [:]
        for row in rows where Self.settled.contains(row.status) {
            for identifier in row.identifiers {
                if row.status != .already {
                    onlyFound[run.scope]?.remove(identifier)
                } else if known[identifier] == nil {
                    onlyFound[run.scope, default: []].insert(identifier)
                }
                if known[identifier] == nil { known[identifier] = place }
            }
        }
        newest[run.scope] = known
    }

    /// A row with the codes that no run has moved since, one that moved another door of the stay by itself as well; nil for none.
    func rest(of row: Row, in scope: WorkspaceScope) -> Row? {
        guard let known = newest[scope], row.identifiers.contains(where: { known[$0] != nil }) else { return row }
        if !row.members.contains(where: { $0.accessCodeID == row.target.identifier }) {
            guard known[row.target.identifier] == nil else { return nil }
        }
        var rest = row
        rest.members = row.members.filter { known[$0.accessCodeID] == nil || hasFound($0.accessCodeID, in: scope) }
        return rest.members.isEmpty ? nil : rest
    }

    /// Whether runs have looked at a code since and left it as they found it.
    func hasFound(_ code: String, in scope: WorkspaceScope) -> Bool { onlyFound[scope]?.contains(code) ?? false }

    /// The newest run that has changed a group since, nil where none has.
    func run(since row: Row, in scope: WorkspaceScope) -> RunRecord? {
        guard let known = newest[scope] else { return nil }
        return row.identifiers.lazy.compactMap { known[$0] }.first.map { runs[$0] }
    }
}

/// The rows of runs, each read from the journal once.
struct RowsOfRuns {
    let journal: any Journal
    private var known: [String: [Row]] = [:]

    init(_ journal: any Journal) { self.journal = journal }

    /// The rows of a run.
    /// - Throws: `storage` when they cannot be read.
    mutating func rows(of run: String) async throws(JournalError) -> [Row] {
        if let rows = known[run] { return rows }
        let rows = try await journal.rows(of: run)
        known[run] = rows
        return rows
    }
}

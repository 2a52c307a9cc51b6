internal import CivilTime
internal import Journal
internal import Model

/// Which runs have changed which groups, from the newest run back: what an earlier run did there is no matter any more.
struct SettledRows {
    /// A group or a code of a workspace.
    private struct Key: Hashable {
        let scope: WorkspaceScope
        let identifier: String
    }

    /// The statuses of rows that say what their codes have.
    static let settled: Set<RowStatus> = [.applied, .onDevice, .already]

    private var newest: [Key: RunRecord] = [:]

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
        for row in rows where Self.settled.contains(row.status) {
            for identifier in row.identifiers {
                let key = Key(scope: run.scope, identifier: identifier)
                if newest[key] == nil { newest[key] = run }
            }
        }
    }

    /// The newest run that has changed a group since, nil where none has.
    func run(since row: Row, in scope: WorkspaceScope) -> RunRecord? {
        row.identifiers.lazy.compactMap { newest[Key(scope: scope, identifier: $0)] }.first
    }
}

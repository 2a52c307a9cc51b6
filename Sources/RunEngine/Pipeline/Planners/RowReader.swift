internal import CivilTime
internal import Journal
internal import Model

/// Reads the doors of rows that were made earlier, and who shares them.
struct RowReader {
    let reader: WorkspaceReader
    let journal: any Journal
    let scope: WorkspaceScope
    let clock: EngineClock

    init(_ engine: Engine, _ reader: WorkspaceReader, workspaceID: String) throws(JournalError) {
        self.reader = reader
        journal = try engine.environment.journal()
        scope = WorkspaceScope(endpoint: reader.endpoint, workspaceID: workspaceID)
        clock = engine.environment.clock
    }

    /// The doors of the rows with every code on them, and the rows' codes wherever they are now.
    ///
    /// Whether a door is a shared one, is told by the other doors of those who are on it. Where a row would meet somebody of
    /// whom not all doors are read, they come from the journal, or all doors are read.
    /// - Throws: `unauthorized` or `connection`; `JournalError`.
    func index(of rows: [Row]) async throws -> WorkspaceIndex {
        var index = try await reader.index(of: rows)
        let others = index.strangers(met: rows)
        guard !others.isEmpty else { return index }
        let known = try await journal.knownGroups(of: others.map(\.identifier), scope: scope, at: clock.now())
        guard known.count == others.count else { return try await reader.wholeIndex(with: rows) }
        index.takeDoors(of: known)
        return index
    }
}

extension WorkspaceIndex {
    /// The stays of others that rows meet on a door that is not known to be shared.
    fileprivate func strangers(met rows: [Row]) -> Set<Row.Target> {
        let rows = rows.planned
        let calendar = DoorCalendar(overlaid(rows), rows: rows)
        var met: Set<Row.Target> = []
        for member in rows.lazy.filter(\.changesHours).flatMap(\.members) {
            guard !calendar.shared.contains(member.deviceID) else { continue }
            let here = calendar.stays[member.deviceID] ?? []
            guard let mine = here.first(where: { $0.accessCodeID == member.accessCodeID }) else { continue }
            let span = mine.span
            for other in here where other.span.overlaps(span) && other.unit != mine.unit && !calendar.isStaff(other) {
                met.insert(other.unit)
            }
        }
        return met
    }
}

extension DoorCalendar.Stay {
    /// From the first of its starts to the last of its ends, before and after the plan.
    fileprivate var span: Range<Instant> {
        min(before.lowerBound, after.lowerBound)..<max(before.upperBound, after.upperBound)
    }
}

package import CivilTime
internal import Journal
package import Model

extension MemoryJournal {
    package func owePINs(_ rows: [Int], run: String, at instant: Instant) async throws(JournalError) {
        try write { contents throws(JournalError) in
            for row in rows {
                _ = try contents.row(row, of: run)
                contents.append(JournalEvent(run: run, row: row, kind: .owed, recordedAt: instant))
            }
        }
    }

    package func keepLeftOut(
        _ left: [Plan.LeftOut],
        run: String,
        at instant: Instant,
    ) async throws(JournalError) {
        try write { contents throws(JournalError) in
            _ = try contents.run(run)
            for left in left { contents.append(JournalEvent(left, of: run, at: instant)) }
        }
    }

    package func settlePIN(
        _ row: Int,
        run: String,
        error: String?,
        at instant: Instant,
    ) async throws(JournalError) {
        try write { contents throws(JournalError) in
            _ = try contents.row(row, of: run)
            let kind = error == nil ? JournalEvent.Kind.told : .untold
            contents.append(JournalEvent(run: run, row: row, kind: kind, recordedAt: instant, detail: error))
        }
    }

    package func owedPINs(since instant: Instant) async throws(JournalError) -> [OwedPIN] {
        try read { contents in
            let found = contents.runs.values.flatMap { run in
                run.rows.indices.compactMap { place in Self.owed(place, of: run, since: instant) }
            }
            return found.sorted { ($0.at, $0.owed.run.id, $0.owed.place) < ($1.at, $1.owed.run.id, $1.owed.place) }.map(
                \.owed
            )
        }
    }

    private static func owed(
        _ place: Int,
        of run: MemoryContents.Run,
        since instant: Instant,
    ) -> (at: Instant, owed: OwedPIN)? {
        let kinds: Set<JournalEvent.Kind> = [.owed, .untold, .told]
        let events = run.events.filter { $0.row == place && kinds.contains($0.kind) && $0.recordedAt > instant }
        guard let first = events.first, let last = events.map(\.recordedAt).max(),
            !events.contains(where: { $0.kind == .told })
        else { return nil }
        let tries = events.count { $0.kind == .untold }
        return (
            first.recordedAt,
            OwedPIN(run: run.record, place: place, row: run.rows[place].row, tries: tries, lastAt: last)
        )
    }
}

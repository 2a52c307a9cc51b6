package import CivilTime
internal import Journal
package import Model

extension SQLJournal {
    package func keepLeftOut(
        _ left: [Plan.LeftOut],
        run: String,
        at instant: Instant,
    ) async throws(JournalError) {
        guard !left.isEmpty else { return }
        try await store.write { sql in
            try RunTable(sql: sql).require(run)
            try EventTable(sql: sql).append(left.map { JournalEvent($0, of: run, at: instant) })
        }
    }
}

/// Which PINs are to be told; lines of the runs' history, which tell of none.
extension SQLJournal {
    package func owePINs(_ rows: [Int], run: String, at instant: Instant) async throws(JournalError) {
        guard !rows.isEmpty else { return }
        try await store.write { sql in
            try RunTable(sql: sql).require(run)
            let events = try rows.map { row in
                _ = try RowTable(sql: sql).entry(row, of: run)
                return JournalEvent(run: run, row: row, kind: .owed, recordedAt: instant)
            }
            try EventTable(sql: sql).append(events)
        }
    }

    package func settlePIN(
        _ row: Int,
        run: String,
        error: String?,
        at instant: Instant,
    ) async throws(JournalError) {
        try await store.write { sql in
            try RunTable(sql: sql).require(run)
            _ = try RowTable(sql: sql).entry(row, of: run)
            try EventTable(sql: sql)
                .append(error == nil ? .told : .untold, run: run, row: row, at: instant, detail: error)
        }
    }

    package func owedPINs(since instant: Instant) async throws(JournalError) -> [OwedPIN] {
        try await store.read { sql in
            let owed = try EventTable(sql: sql).owed(since: instant)
            return try owed.map { owed in
                OwedPIN(
                    run: try RunTable(sql: sql).run(owed.run),
                    place: owed.row,
                    row: try RowTable(sql: sql).entry(owed.row, of: owed.run).row,
                    tries: owed.tries,
                    lastAt: owed.lastAt,
                )
            }
        }
    }
}

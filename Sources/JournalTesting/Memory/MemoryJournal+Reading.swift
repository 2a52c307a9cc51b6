package import CivilTime
package import Journal
package import Model

extension MemoryJournal {
    package func isHeld(_ id: String) async throws(JournalError) -> Bool {
        isAlive(id)
    }

    package func runs(limit: Int) async throws(JournalError) -> [RunRecord] {
        try read { contents in contents.newestRuns.prefix(limit).map { shown($0.record) } }
    }

    package func unfinishedRuns() async throws(JournalError) -> [RunRecord] {
        try read { contents in
            contents.newestRuns.map(\.record).filter { contents.holds(by: $0.id) && !isAlive($0.id) }.map(shown)
        }
    }

    package func run(_ id: String) async throws(JournalError) -> RunRecord {
        try read { contents throws(JournalError) in shown(try contents.run(id).record) }
    }

    package func rows(of run: String) async throws(JournalError) -> [Row] {
        try read { contents throws(JournalError) in try contents.run(run).rows.map(\.shown) }
    }

    package func leftOut(of run: String) async throws(JournalError) -> [Plan.LeftOut] {
        try await events(of: run).compactMap(\.leftOut)
    }

    package func events(of run: String) async throws(JournalError) -> [JournalEvent] {
        try read { contents throws(JournalError) in try contents.run(run).events }
    }

    package func busyDoors(of endpoint: String, at instant: Instant) async throws(JournalError) -> [String: DoorState] {
        try read { contents in contents.busy(of: endpoint, at: instant) }
    }

    package func priors(
        of rows: [Row],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [Prior] {
        let asker = PriorRule.Asker(scope: scope, at: instant)
        return try read { contents throws(JournalError) in try contents.priors(of: rows, asker, isAlive: isAlive) }
    }

    package func takenBack(
        from rows: [Row],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [TakenBack] {
        let asker = PriorRule.Asker(scope: scope, at: instant)
        return try read { contents throws(JournalError) in try contents.takenBack(from: rows, asker) }
    }

    package func sentHours(
        to codes: [String],
        in scope: WorkspaceScope,
    ) async throws(JournalError) -> [SentHours] {
        let codes = Set(codes)
        let sent = try read { contents in
            contents.newestRuns.filter { $0.record.scope == scope }.flatMap(\.rows).flatMap { entry -> [SentHours] in
                guard let at = entry.lastIntent?.recordedAt, entry.row.status != .failed else { return [] }
                return entry.row.members.filter { codes.contains($0.accessCodeID) }.map { member in
                    SentHours(accessCodeID: member.accessCodeID, at: at, bounds: OutsideChange.Bounds(member.after))
                }
            }
        }
        return sent.sorted { ($0.at, $0.accessCodeID) < ($1.at, $1.accessCodeID) }
    }

    package func history(of text: String) async throws(JournalError) -> [GroupHistory] {
        try read { contents in
            contents.newestRuns.reversed().flatMap { run in
                run.rows.enumerated().filter { $1.row.isNamed(text) }.map { place, entry in
                    GroupHistory(
                        run: shown(run.record),
                        ordinal: place,
                        row: entry.shown,
                        events: run.events.filter { $0.row == place },
                    )
                }
            }
        }
    }

    package func rowCounts(
        since instant: Instant
    ) async throws(JournalError) -> [(run: RunRecord, counts: [RowStatus: Int])] {
        try read { contents in
            contents.newestRuns.filter { $0.record.startedAt >= instant }.map { run in
                (run: shown(run.record), counts: counted(run.rows.map(\.row.status)))
            }
        }
    }

    package func rowNames(limit: Int) async throws(JournalError) -> [String] {
        try read { contents in
            let names = Set(contents.runs.values.flatMap { $0.rows.compactMap(\.row.name) })
            return Array(names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.prefix(limit))
        }
    }

    package func rowDoors(limit: Int) async throws(JournalError) -> [String: [String]] {
        try read { contents in
            let rows = contents.runs.values.flatMap { $0.rows.map(\.row) }
            let doors = rows.reduce(into: [String: Set<String>]()) { doors, row in
                guard let name = row.name else { return }
                doors[name, default: []].formUnion(row.members.map(\.door))
            }
            return doors.mapValues { $0.sorted() }
        }
    }

    private func shown(_ record: RunRecord) -> RunRecord {
        RunRule.shown(record, isAlive: isAlive(record.id))
    }
}

/// How often each word is there.
func counted<Word: Hashable>(_ words: [Word]) -> [Word: Int] {
    words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
}

extension Row {
    /// Whether a text is its key, its id, its name, or the id of one of its codes.
    fileprivate func isNamed(_ text: String) -> Bool {
        name == text || identifiers.contains(text)
    }
}

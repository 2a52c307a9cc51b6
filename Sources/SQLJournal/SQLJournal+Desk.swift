package import CivilTime
package import Model

extension SQLJournal {
    package func keepReading(_ reading: StayReading) async throws(JournalError) {
        try await store.write { sql in try DeskTable(sql: sql).keep(reading) }
    }

    package func lastReading(
        endpoint: String,
        workspaceID: String?,
    ) async throws(JournalError) -> StayReading? {
        try await store.read { sql in try DeskTable(sql: sql).last(endpoint: endpoint, workspaceID: workspaceID) }
    }

    package func missingStays(at now: Instant) async throws(JournalError) -> [Stay] {
        try await store.read { sql in try DeskTable(sql: sql).missing(at: now) }
    }

    package func markSeen(_ run: String, by operatorName: String, at instant: Instant) async throws(JournalError) {
        try await store.write { sql in
            try RunTable(sql: sql).require(run)
            try DeskTable(sql: sql).markSeen(run, by: operatorName, at: instant)
        }
    }

    package func seenRuns(since instant: Instant) async throws(JournalError) -> Set<String> {
        try await store.read { sql in try DeskTable(sql: sql).seen(since: instant) }
    }
}

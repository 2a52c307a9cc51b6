package import CivilTime
internal import Journal
package import Model

extension MemoryJournal {
    package func keepReading(_ reading: StayReading) async throws(JournalError) {
        try write { contents in
            let earlier = contents.readings[reading.scope]
            contents.readings[reading.scope] = ReadingRule.merged(reading, after: earlier)
        }
    }

    package func lastReading(
        endpoint: String,
        workspaceID: String?,
    ) async throws(JournalError) -> StayReading? {
        try read { contents in
            contents.readings.values
                .filter {
                    $0.scope.endpoint == endpoint && (workspaceID ?? $0.scope.workspaceID) == $0.scope.workspaceID
                }
                .max { $0.readAt < $1.readAt }
        }
    }

    package func markSeen(_ run: String, by operatorName: String, at instant: Instant) async throws(JournalError) {
        try write { contents throws(JournalError) in
            _ = try contents.run(run)
            contents.seen.insert(run)
        }
    }

    package func seenRuns(since instant: Instant) async throws(JournalError) -> Set<String> {
        try read { contents in
            contents.seen.filter { contents.runs[$0].map { $0.record.startedAt >= instant } ?? false }
        }
    }
}

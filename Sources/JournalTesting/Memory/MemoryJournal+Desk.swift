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

    package func missingStays(at now: Instant) async throws(JournalError) -> [Stay] {
        try read { contents in
            let stays = contents.readings.values.flatMap { Self.missing(in: $0, at: now) }
            return stays.sorted { ($0.name ?? "", $0.target.identifier) < ($1.name ?? "", $1.target.identifier) }
        }
    }

    private static func missing(in reading: StayReading, at now: Instant) -> [Stay] {
        let there = reading.stays.filter { !$0.isGone }
        return reading.stays.compactMap { known in
            var stay = known
            stay.doors = (known.isGone ? known.doors : known.lost).filter { door in
                let isThere = there.contains { other in
                    (other.target.identifier == known.target.identifier || other.name == door.state.name)
                        && other.doors.contains { $0.deviceID == door.deviceID }
                }
                let end = door.state.endsAt ?? reading.readAt
                return end > reading.readAt && end > now - reading.clockLead && !isThere
            }
            (stay.isGone, stay.lost) = (false, [])
            return stay.doors.isEmpty ? nil : stay
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

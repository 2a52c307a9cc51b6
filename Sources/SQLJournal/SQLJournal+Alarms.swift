package import CivilTime
internal import Journal
package import Model

extension SQLJournal {
    package func keepLook(_ look: AlarmLook) async throws(JournalError) {
        try await store.write { sql in try AlarmTable(sql: sql).keep(look) }
    }

    package func alarms(clearedSince instant: Instant?) async throws(JournalError) -> [Alarm] {
        try await store.read { sql in try AlarmTable(sql: sql).alarms(clearedSince: instant) }
    }

    package func markAlarmSeen(
        _ id: Int64,
        by operatorName: String,
        at instant: Instant,
    ) async throws(JournalError) -> Alarm {
        try await store.write { sql in
            try AlarmTable(sql: sql).change(id) { AlarmRule.seen($0, by: operatorName, at: instant) }
        }
    }

    package func takeAlarms(
        for way: AlarmWay,
        limit: Int,
        at instant: Instant,
    ) async throws(JournalError) -> [Alarm] {
        // Mostly nothing is to be told, and then nobody is kept from writing.
        guard try await store.read({ sql in try AlarmTable(sql: sql).isDue(for: way, at: instant) }) else { return [] }
        return try await store.write { sql in try AlarmTable(sql: sql).take(for: way, limit: limit, at: instant) }
    }

    package func settleAlarms(
        _ alarms: [Alarm],
        of way: AlarmWay,
        error: String?,
        at instant: Instant,
    ) async throws(JournalError) {
        try await store.write { sql in
            for alarm in alarms { try AlarmTable(sql: sql).settle(alarm, of: way, error: error, at: instant) }
        }
    }
}

import CivilTime
internal import Model

/// The clock of the database, by which all nodes go: one clock on both sides of every comparison.
enum ServerClock {
    /// Asks a server, and has this process go by its clock.
    /// - Returns: By how much it is ahead of this machine's.
    @discardableResult
    static func follow(_ connection: PostgresConnection) throws(PostgresError) -> TimeSpan {
        let (before, answer) = (Instant.now(), try connection.query("SELECT journal_now() AS now", []))
        guard case .integer(let now)? = answer.lines.first?.first else { return TimeSpan(milliseconds: 0) }
        return follow(now, between: before, and: .now())
    }

    /// Has this process go by an answer, which was made at some moment between two of this machine's.
    @discardableResult
    static func follow(_ now: Int64, between before: Instant, and after: Instant) -> TimeSpan {
        let middle = before.milliseconds + (after.milliseconds - before.milliseconds) / 2
        let lead = TimeSpan(milliseconds: now - middle)
        EngineClock.follow(ahead: lead)
        return lead
    }
}

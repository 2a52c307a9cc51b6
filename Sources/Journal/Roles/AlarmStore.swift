package import CivilTime
package import Model

/// What people should know of, and who was told.
package protocol AlarmStore: Sendable {
    /// Keeps what a look has found: new alarms, those that are there still, and those that are mended.
    /// - Throws: `storage` when it cannot be written.
    func keepLook(_ look: AlarmLook) async throws(JournalError)

    /// The alarms that are not mended, and those mended since `instant`, oldest first.
    /// - Throws: `storage` when it cannot be read.
    func alarms(clearedSince instant: Instant?) async throws(JournalError) -> [Alarm]

    /// Keeps that somebody has looked at an alarm: nobody is told of it until it becomes urgent.
    /// - Returns: The alarm.
    /// - Throws: `unknownAlarm`.
    func markAlarmSeen(_ id: Int64, by operatorName: String, at instant: Instant) async throws(JournalError) -> Alarm

    /// Takes what a way has to tell now, the urgent ones first; nobody else gets the same for that way in the next two minutes.
    /// - Throws: `storage` when it cannot be written.
    func takeAlarms(for way: AlarmWay, limit: Int, at instant: Instant) async throws(JournalError) -> [Alarm]

    /// Keeps that alarms were told by a way, or why they could not be; then they are tried again later, sixteen times at most.
    /// - Throws: `storage` when it cannot be written.
    func settleAlarms(
        _ alarms: [Alarm],
        of way: AlarmWay,
        error: String?,
        at instant: Instant,
    ) async throws(JournalError)
}

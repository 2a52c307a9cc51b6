package import CivilTime
package import Journal
package import Model

/// Newer zone data in place of what was read before, and which firings that moves.
package struct ZoneReload: Sendable {
    private static let looked = 5

    /// What to say, a sentence each.
    package private(set) var lines: [String] = []

    /// Reads the zone data of the system again.
    /// - Throws: `JournalError` when the schedules cannot be read; then nothing is read again.
    package init(of journal: any ScheduleStore, now: Instant) async throws(JournalError) {
        let schedules = try await journal.schedules()
        let before = schedules.map { Self.next($0, now) }
        let version = Zone.dataVersion
        ZoneDatabase.system.reload()
        let data = ZoneDataAge.ofSystem(now: now)
        let change = data.version == version ? "as before" : "before \(version ?? "unknown")"
        lines.append("the zone data was read again: \(data.version ?? "unknown"), \(change)")
        if let warning = data.warning { lines.append(warning) }
        for (schedule, old) in zip(schedules, before) { addChange(of: schedule, old, now) }
    }

    /// Adds what the new data makes of a schedule; one whose zone is gone is told by whoever reads it next.
    private mutating func addChange(of schedule: Schedule, _ old: [Instant], _ now: Instant) {
        var schedule = schedule
        guard let zone = try? Zone.named(schedule.zone.name) else { return }
        schedule.zone = zone
        guard let (was, becomes) = zip(old, Self.next(schedule, now)).first(where: { $0 != $1 }) else { return }
        lines.append(
            "\(schedule.name.shown): fires at \(becomes.iso8601) instead of \(was.iso8601) by the new zone data"
        )
    }

    private static func next(_ schedule: Schedule, _ now: Instant) -> [Instant] {
        var instants: [Instant] = []
        while instants.count < looked, let next = schedule.next(after: instants.last ?? now) { instants.append(next) }
        return instants
    }
}

extension ZoneDataAge {
    /// The age of the data that the zones of this process are read from.
    package static func ofSystem(now: Instant) -> ZoneDataAge {
        ZoneDataAge(version: ZoneDatabase.system.version, dateOfFile: ZoneDatabase.system.dateOfFile, now: now)
    }
}

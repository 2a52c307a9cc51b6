import CivilTime
import Journal
internal import Model

/// The alarms, and who was told of them.
struct AlarmTable {
    let sql: any SQLSession

    private static let columns = [
        "source", "workspaceID", "kind", "subjectKind", "subjectID", "name", "text", "level", "schedule", "runID",
        "raisedAt", "foundAt", "tellableAt", "dueAt", "toldAt", "toldLevel", "seenAt", "seenBy", "seenLevel",
        "clearedAt",
    ]

    /// Keeps what a look has found.
    func keep(_ look: AlarmLook) throws {
        var open: [Alarm.Cause: Alarm] = [:]
        for alarm in try unmended(of: look.source) { open[alarm.cause] = alarm }
        var new: [Alarm] = []
        for (cause, raise) in AlarmRule.causes(of: look) {
            if let alarm = open.removeValue(forKey: cause) {
                try update(AlarmRule.found(alarm, as: raise, by: look))
            } else {
                new.append(AlarmRule.new(raise, cause, by: look))
            }
        }
        try sql.insert(into: "alarm", Self.columns, try new.map(values))
        for alarm in open.values where AlarmRule.isMended(alarm, by: look) {
            var mended = alarm
            mended.clearedAt = look.at
            try update(mended)
        }
        try forget(before: look.at - AlarmRule.lifetime)
    }

    /// Forgets what was mended long ago.
    private func forget(before instant: Instant) throws {
        guard try sql.finds("SELECT 1 AS one FROM alarm WHERE clearedAt < ?1 LIMIT 1", instant) else { return }
        try sql.change("DELETE FROM alarmTelling WHERE alarmID IN (SELECT id FROM alarm WHERE clearedAt < ?1)", instant)
        try sql.change("DELETE FROM alarm WHERE clearedAt < ?1", instant)
    }

    private func unmended(of source: String) throws -> [Alarm] {
        try sql.rows(
            "SELECT * FROM alarm WHERE clearedAt IS NULL AND source = ?1 ORDER BY id",
            source,
            make: Alarm.init
        )
    }

    /// The alarms that are not mended, and those mended since an instant, oldest first.
    func alarms(clearedSince instant: Instant?) throws -> [Alarm] {
        guard let instant else {
            return try sql.rows("SELECT * FROM alarm WHERE clearedAt IS NULL ORDER BY id", make: Alarm.init)
        }
        return try sql.rows(
            "SELECT * FROM alarm WHERE clearedAt IS NULL OR clearedAt >= ?1 ORDER BY id",
            instant,
            make: Alarm.init,
        )
    }

    /// Changes an alarm.
    /// - Throws: `unknownAlarm`.
    func change(_ id: Int64, _ change: (Alarm) -> Alarm) throws -> Alarm {
        guard let alarm = try sql.first("SELECT * FROM alarm WHERE id = ?1", id).map(Alarm.init) else {
            throw JournalError.unknownAlarm(id)
        }
        let changed = change(alarm)
        try update(changed)
        return changed
    }

    /// Takes what a way has to tell now.
    func take(for way: AlarmWay, limit: Int, at instant: Instant) throws -> [Alarm] {
        let due = try due(for: way, at: instant).prefix(limit)
        for (alarm, telling) in due {
            try sql.change(
                """
                INSERT INTO alarmTelling (alarmID, way, level, tries, nextTryAt) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT (alarmID, way, level)
                    DO UPDATE SET tries = excluded.tries, nextTryAt = excluded.nextTryAt
                """,
                alarm.id,
                way.name,
                telling.level.rawValue,
                telling.tries,
                telling.nextTryAt,
            )
        }
        return due.map(\.alarm)
    }

    /// Whether a way has anything to tell now.
    func isDue(for way: AlarmWay, at instant: Instant) throws -> Bool {
        try !due(for: way, at: instant).isEmpty
    }

    private func due(
        for way: AlarmWay,
        at instant: Instant,
    ) throws -> [(alarm: Alarm, telling: AlarmRule.Telling)] {
        try alarms(clearedSince: nil)
            .compactMap { alarm in
                let next = try AlarmRule.telling(of: alarm, by: way, at: instant) { level in
                    try telling(of: alarm.id, way.name, level)
                }
                return next.map { (alarm: alarm, telling: $0) }
            }
            .sorted { AlarmRule.comesFirst($0.alarm, $1.alarm, at: instant) }
    }

    private func telling(of id: Int64, _ way: String, _ level: Alarm.Level) throws -> AlarmRule.Telling? {
        try sql.first(
            "SELECT * FROM alarmTelling WHERE alarmID = ?1 AND way = ?2 AND level = ?3",
            id,
            way,
            level.rawValue,
        ).map { row in
            AlarmRule.Telling(
                level: level,
                tries: try row.number("tries"),
                nextTryAt: try row.instantIfAny("nextTryAt")
            )
        }
    }

    /// Keeps that an alarm was told by a way, or why it could not be.
    func settle(_ alarm: Alarm, of way: AlarmWay, error: String?, at instant: Instant) throws {
        let level = alarm.level(at: instant)
        let tries = try telling(of: alarm.id, way.name, level)?.tries ?? 1
        try sql.change(
            """
            UPDATE alarmTelling SET nextTryAt = ?1, toldAt = ?2, error = ?3
            WHERE alarmID = ?4 AND way = ?5 AND level = ?6
            """,
            error == nil ? nil : AlarmRule.nextTry(afterTries: tries, at: instant),
            error == nil ? instant : nil,
            error,
            alarm.id,
            way.name,
            level.rawValue,
        )
        guard error == nil else { return }
        _ = try change(alarm.id) { AlarmRule.told($0, at: instant) }
    }

    private func update(_ alarm: Alarm) throws {
        let changed = Self.columns.dropFirst(5)
        let marks = changed.enumerated().map { "\($0.element) = ?\($0.offset + 2)" }.joined(separator: ", ")
        let values = try SQLValue.list([alarm.id]) + values(of: alarm).dropFirst(5)
        try sql.change("UPDATE alarm SET \(marks) WHERE id = ?1", values)
    }

    private func values(of alarm: Alarm) throws -> [SQLValue] {
        try SQLValue.list([
            alarm.cause.source, alarm.cause.workspaceID, alarm.cause.kind, alarm.cause.subjectKind.rawValue,
            alarm.cause.subjectID, alarm.name, alarm.text, alarm.raisedLevel.rawValue, alarm.schedule, alarm.run,
            alarm.raisedAt, alarm.foundAt, alarm.tellableAt, alarm.dueAt, alarm.toldAt, alarm.toldLevel?.rawValue,
            alarm.seenAt, alarm.seenBy, alarm.seenLevel?.rawValue, alarm.clearedAt,
        ])
    }
}

extension Alarm {
    /// Makes an alarm of a line of `alarm`.
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            id: try row.number("id"),
            cause: Cause(
                source: try row.text("source"),
                workspaceID: try row.text("workspaceID"),
                kind: try row.text("kind"),
                subjectKind: try row.word("subjectKind"),
                subjectID: try row.text("subjectID"),
            ),
            name: try row.text("name"),
            text: try row.text("text"),
            level: try row.word("level"),
            at: try row.instant("raisedAt"),
        )
        schedule = try row.textIfAny("schedule")
        run = try row.textIfAny("runID")
        foundAt = try row.instant("foundAt")
        tellableAt = try row.instant("tellableAt")
        dueAt = try row.instantIfAny("dueAt")
        toldAt = try row.instantIfAny("toldAt")
        toldLevel = try row.wordIfAny("toldLevel")
        seenAt = try row.instantIfAny("seenAt")
        seenBy = try row.textIfAny("seenBy")
        seenLevel = try row.wordIfAny("seenLevel")
        clearedAt = try row.instantIfAny("clearedAt")
    }
}

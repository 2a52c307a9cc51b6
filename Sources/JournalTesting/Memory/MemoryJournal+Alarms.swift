package import CivilTime
internal import Journal
package import Model

extension MemoryJournal {
    package func keepLook(_ look: AlarmLook) async throws(JournalError) {
        try write { contents in
            var open: [Alarm.Cause: Int] = [:]
            for (place, alarm) in contents.alarms.enumerated()
            where alarm.clearedAt == nil && alarm.cause.source == look.source {
                open[alarm.cause] = place
            }
            for (cause, raise) in AlarmRule.causes(of: look) {
                if let place = open.removeValue(forKey: cause) {
                    contents.alarms[place] = AlarmRule.found(contents.alarms[place], as: raise, by: look)
                } else {
                    var alarm = AlarmRule.new(raise, cause, by: look)
                    alarm.id = contents.nextNumber()
                    contents.alarms.append(alarm)
                }
            }
            for place in open.values where AlarmRule.isMended(contents.alarms[place], by: look) {
                contents.alarms[place].clearedAt = look.at
            }
            let oldest = look.at - AlarmRule.lifetime
            contents.alarms.removeAll { $0.clearedAt.map { $0 < oldest } ?? false }
        }
    }

    package func alarms(clearedSince instant: Instant?) async throws(JournalError) -> [Alarm] {
        try read { contents in
            contents.alarms.filter { alarm in
                guard let clearedAt = alarm.clearedAt else { return true }
                return instant.map { clearedAt >= $0 } ?? false
            }
        }
    }

    package func markAlarmSeen(
        _ id: Int64,
        by operatorName: String,
        at instant: Instant,
    ) async throws(JournalError) -> Alarm {
        try write { contents throws(JournalError) in
            guard let place = contents.alarms.firstIndex(where: { $0.id == id }) else {
                throw JournalError.unknownAlarm(id)
            }
            contents.alarms[place] = AlarmRule.seen(contents.alarms[place], by: operatorName, at: instant)
            return contents.alarms[place]
        }
    }

    package func takeAlarms(
        for way: AlarmWay,
        limit: Int,
        at instant: Instant,
    ) async throws(JournalError) -> [Alarm] {
        try write { contents in
            let due = contents.alarms
                .compactMap { alarm in
                    AlarmRule.telling(of: alarm, by: way, at: instant) { level in
                        contents.tellings[MemoryContents.Told(alarm: alarm.id, way: way.name, level: level)]
                    }.map { (alarm: alarm, telling: $0) }
                }
                .sorted { AlarmRule.comesFirst($0.alarm, $1.alarm, at: instant) }
                .prefix(limit)
            for (alarm, telling) in due {
                contents.tellings[.init(alarm: alarm.id, way: way.name, level: telling.level)] = telling
            }
            return due.map(\.alarm)
        }
    }

    package func settleAlarms(
        _ alarms: [Alarm],
        of way: AlarmWay,
        error: String?,
        at instant: Instant,
    ) async throws(JournalError) {
        try write { contents in
            for alarm in alarms {
                let told = MemoryContents.Told(alarm: alarm.id, way: way.name, level: alarm.level(at: instant))
                let tries = contents.tellings[told]?.tries ?? 1
                let next = error == nil ? nil : AlarmRule.nextTry(afterTries: tries, at: instant)
                contents.tellings[told]?.nextTryAt = next
                guard error == nil, let place = contents.alarms.firstIndex(where: { $0.id == alarm.id }) else {
                    continue
                }
                contents.alarms[place] = AlarmRule.told(contents.alarms[place], at: instant)
            }
        }
    }
}

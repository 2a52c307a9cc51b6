package import CivilTime
package import Model

/// What becomes of alarms: when one is raised, mended, seen, and to be told.
package enum AlarmRule {
    /// One try to tell an alarm by a way.
    package struct Telling: Hashable, Sendable {
        /// How much the alarm mattered.
        package var level: Alarm.Level
        /// How often it was tried.
        package var tries: Int
        /// When it is tried next, nil for never.
        package var nextTryAt: Instant?

        /// Makes it of its parts.
        package init(level: Alarm.Level, tries: Int, nextTryAt: Instant?) {
            self.level = level
            self.tries = tries
            self.nextTryAt = nextTryAt
        }
    }

    /// How long mended alarms are kept.
    package static let lifetime = TimeSpan(milliseconds: 90 * 86_400_000)
    private static let mostTries = 16

    /// What a look raises, one for each cause; of two the more urgent counts.
    package static func causes(of look: AlarmLook) -> [(cause: Alarm.Cause, raise: AlarmRaise)] {
        var places: [Alarm.Cause: Int] = [:]
        var found: [(cause: Alarm.Cause, raise: AlarmRaise)] = []
        for raise in look.raised.prefix(AlarmRaise.most) {
            let cause = cause(of: raise, in: look)
            if let place = places[cause] {
                if raise.level >= found[place].raise.level { found[place].raise = raise }
            } else {
                places[cause] = found.count
                found.append((cause, raise))
            }
        }
        return found
    }

    private static func cause(of raise: AlarmRaise, in look: AlarmLook) -> Alarm.Cause {
        Alarm.Cause(
            source: look.source,
            workspaceID: raise.subject.kind == .word ? "" : look.reach?.workspaceID ?? "",
            kind: raise.kind,
            subjectKind: raise.subject.kind,
            subjectID: raise.subject.identifier,
        )
    }

    /// A new alarm.
    package static func new(_ raise: AlarmRaise, _ cause: Alarm.Cause, by look: AlarmLook) -> Alarm {
        let alarm = Alarm(
            id: 0,
            cause: cause,
            name: raise.subject.name,
            text: raise.text,
            level: raise.level,
            at: look.at,
        )
        return found(alarm, as: raise, by: look)
    }

    /// An alarm that was found again.
    package static func found(_ alarm: Alarm, as raise: AlarmRaise, by look: AlarmLook) -> Alarm {
        var alarm = alarm
        alarm.name = raise.subject.name
        alarm.text = raise.text
        alarm.raisedLevel = raise.level
        alarm.schedule = look.schedule
        alarm.run = look.run
        alarm.foundAt = look.at
        alarm.tellableAt = alarm.raisedAt + raise.after
        alarm.dueAt = raise.due
        return alarm
    }

    /// Whether a look tells that an alarm which it has not found is mended: it came to its end, and saw the same thing.
    ///
    /// A stay that is not there any more is over. A door that is not there any more was not looked at. What the engine raises is
    /// in the journal, all of which it has looked at.
    package static func isMended(_ alarm: Alarm, by look: AlarmLook) -> Bool {
        guard look.isComplete, alarm.clearedAt == nil, alarm.cause.source == look.source else { return false }
        guard alarm.cause.subjectKind != .word, look.source != Alarm.engine else { return true }
        guard let reach = look.reach, reach.workspaceID == alarm.cause.workspaceID else { return false }
        switch alarm.cause.subjectKind {
        case .group, .word: return true
        case .door: return reach.doors.contains(alarm.cause.subjectID)
        case .house: return reach.houses.contains(alarm.cause.subjectID)
        }
    }

    /// An alarm that somebody has looked at.
    package static func seen(_ alarm: Alarm, by operatorName: String, at instant: Instant) -> Alarm {
        var alarm = alarm
        alarm.seenAt = instant
        alarm.seenBy = operatorName
        alarm.seenLevel = alarm.level(at: instant)
        return alarm
    }

    /// What a way has to tell of an alarm now, nil for nothing; `telling` is its last try at that level.
    package static func telling(
        of alarm: Alarm,
        by way: AlarmWay,
        at instant: Instant,
        after telling: (Alarm.Level) throws -> Telling?,
    ) rethrows -> Telling? {
        let level = alarm.level(at: instant)
        guard alarm.clearedAt == nil, level >= way.least, isFor(way, alarm),
            level == .urgent || alarm.tellableAt <= instant, alarm.seenLevel.map({ $0 < level }) ?? true
        else { return nil }
        guard let last = try telling(level) else {
            return taken(Telling(level: level, tries: 0, nextTryAt: nil), instant)
        }
        guard let next = last.nextTryAt, next <= instant else { return nil }
        return taken(last, instant)
    }

    /// Whether an alarm concerns a way: one of a schedule tells the alarms of its runs, and what is for everybody.
    private static func isFor(_ way: AlarmWay, _ alarm: Alarm) -> Bool {
        guard let schedule = way.schedule else { return true }
        return schedule == alarm.schedule || way.isForEverybody && alarm.isForEverybody
    }

    private static func taken(_ telling: Telling, _ instant: Instant) -> Telling {
        Telling(level: telling.level, tries: telling.tries + 1, nextTryAt: NoticeRule.nextTry(ofTakenAt: instant))
    }

    /// When it is tried again to tell an alarm that could not be told, nil where it was tried often enough.
    package static func nextTry(afterTries tries: Int, at instant: Instant) -> Instant? {
        guard tries < mostTries else { return nil }
        return instant + TimeSpan(milliseconds: min(10_000 << Int64(min(tries, 9)), 3_600_000))
    }

    /// An alarm of which somebody was told.
    package static func told(_ alarm: Alarm, at instant: Instant) -> Alarm {
        var alarm = alarm
        alarm.toldLevel = max(alarm.toldLevel ?? .warning, alarm.level(at: instant))
        alarm.toldAt = instant
        return alarm
    }

    /// The order in which alarms are told: the urgent ones first, then the oldest.
    package static func comesFirst(_ left: Alarm, _ right: Alarm, at instant: Instant) -> Bool {
        let levels = (left.level(at: instant), right.level(at: instant))
        return levels.0 == levels.1 ? left.id < right.id : levels.0 > levels.1
    }
}

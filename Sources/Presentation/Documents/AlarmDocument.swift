package import CivilTime
package import Model
internal import Spelling

/// One alarm: what `alarms`, `status`, a schedule's notice and a hook tell of it.
package struct AlarmDocument: Document {
    /// Its number, nil for one that a script has just raised.
    package var id: Int64?
    /// The sort of trouble.
    package var kind: String
    /// What it is about.
    package var about: Subject
    /// How much it matters.
    package var level: Alarm.Level
    /// Where it stands.
    package var state: Alarm.State
    /// A sentence, with what to do.
    package var text: String
    /// The schedule that raised it.
    package var schedule: String?
    /// The run that raised it last.
    package var runID: String?
    /// When it was raised first.
    package var raisedAt: Instant?
    /// When it was found last.
    package var foundAt: Instant?
    /// By when it has to be mended.
    package var dueAt: Instant?
    /// When somebody was told last.
    package var toldAt: Instant?
    /// When somebody looked at it.
    package var seenAt: Instant?
    /// Who did.
    package var seenBy: String?
    /// When it was found mended.
    package var clearedAt: Instant?

    enum CodingKeys: String, CodingKey {
        case id, kind, about, level, state, text, schedule
        case runID = "run_id"
        case raisedAt = "raised_at"
        case foundAt = "found_at"
        case dueAt = "due_at"
        case toldAt = "told_at"
        case seenAt = "seen_at"
        case seenBy = "seen_by"
        case clearedAt = "cleared_at"
    }

    /// What an alarm is about.
    package struct Subject: Document {
        /// The sort of it.
        package var kind: Alarm.Subject.Kind
        /// The key or the id, the device's id, the house's name or the word.
        package var id: String
        /// What people call it.
        package var name: String
    }

    /// Makes the document of an alarm as it stands at an instant.
    package init(_ alarm: Alarm, at instant: Instant) {
        id = alarm.id
        kind = alarm.cause.kind
        about = Subject(kind: alarm.cause.subjectKind, id: alarm.cause.subjectID, name: alarm.name)
        level = alarm.level(at: instant)
        state = alarm.state(at: instant)
        text = alarm.text
        schedule = alarm.schedule
        runID = alarm.run
        raisedAt = alarm.raisedAt
        foundAt = alarm.foundAt
        dueAt = alarm.dueAt
        toldAt = alarm.toldAt
        seenAt = alarm.seenAt
        seenBy = alarm.seenBy
        clearedAt = alarm.clearedAt
    }
}

/// An alarm as a script raises it, in the document of its run.
package struct AlarmRaiseDocument: Document {
    /// The sort of trouble.
    package var kind: String
    /// What it is about.
    package var about: AlarmDocument.Subject
    /// How much it matters.
    package var level: Alarm.Level
    /// A sentence, with what to do.
    package var text: String
    /// How many seconds it has to last before anybody is told.
    package var afterSeconds: Int64
    /// By when it has to be mended.
    package var dueAt: Instant?

    enum CodingKeys: String, CodingKey {
        case kind, about, level, text
        case afterSeconds = "after_seconds"
        case dueAt = "due_at"
    }

    init(_ raise: AlarmRaise) {
        kind = raise.kind
        about = AlarmDocument.Subject(
            kind: raise.subject.kind,
            id: raise.subject.identifier,
            name: raise.subject.name
        )
        level = raise.level
        text = raise.text
        afterSeconds = raise.after.milliseconds / 1000
        dueAt = raise.due
    }
}

/// Several alarms: what `alarms` prints.
package struct AlarmListDocument: Document {
    /// The alarms, the urgent ones first.
    package var alarms: [AlarmDocument]

    /// Makes the document of alarms as they stand at an instant.
    package init(_ alarms: [Alarm], at instant: Instant) {
        self.alarms = alarms.map { AlarmDocument($0, at: instant) }
    }
}

/// What is posted to the address of a schedule, and given to a hook, when there are alarms to tell.
package struct AlarmNoticeDocument: Document {
    /// `alarms`, which no other notice has.
    package var kind = "alarms"
    /// When they are told.
    package var at: Instant
    /// The alarms, the urgent ones first.
    package var alarms: [AlarmDocument]
    /// The whole of it, for people, a line for each alarm.
    package var text: String

    /// Makes the document of alarms that are told at an instant.
    package init(_ alarms: [Alarm], at instant: Instant) {
        at = instant
        self.alarms = alarms.map { AlarmDocument($0, at: instant) }
        text = (["Keyshift: \(alarms.count.counted("alarm"))"] + alarms.map { AlarmLine.of($0, at: instant) })
            .joined(separator: "\n")
    }
}

/// What `serve` posts while it is well, so that somebody notices when it is not.
package struct HeartbeatDocument: Document {
    /// `heartbeat`.
    package var kind = "heartbeat"
    /// When.
    package var at: Instant
    /// When the schedules were looked at last.
    package var lastLook: Instant
    /// After how many seconds the next one comes.
    package var nextWithinSeconds: Int64
    /// The program's version.
    package var version: String
    /// The newest hash of the chain of runs, nil before there is one.
    package var runHash: String?
    /// How many alarms need a person.
    package var alarms: Int

    enum CodingKeys: String, CodingKey {
        case kind, at
        case lastLook = "last_look"
        case nextWithinSeconds = "next_within_seconds"
        case version
        case runHash = "run_hash"
        case alarms
    }

    /// Makes it of its parts.
    package init(
        at instant: Instant,
        lastLook: Instant,
        nextWithin: TimeSpan,
        version: String,
        runHash: String?,
        alarms: Int,
    ) {
        at = instant
        self.lastLook = lastLook
        nextWithinSeconds = nextWithin.milliseconds / 1000
        self.version = version
        self.runHash = runHash
        self.alarms = alarms
    }
}

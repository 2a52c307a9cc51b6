import CivilTime
import Model

/// Texts that act on a terminal when they are shown as they are.
enum HostileText {
    /// Escape sequences, line ends, a command of the terminal, C1, marks of direction, separators and what has no width.
    static let all =
        "a\u{1B}[9A\u{1B}[Jb\r\nDONE  500 moved\u{1B}]52;c;aGk=\u{07}\u{9B}31m\u{85}\u{202E}\u{2066}\u{061C}\u{2028}"
        + "\t\u{0}\u{7F}\u{200B}\u{FEFF}z"

    /// 10 KB of one letter.
    static let long = String(repeating: "x", count: 10_240)

    /// The scalars of a text that must never reach a terminal.
    static func raw(in text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { HiddenScalars.isUnsafe($0) }
    }
}

/// Facts whose every text is hostile.
struct HostileFacts {
    static let now = Instant(milliseconds: 1_795_000_000_000)

    static func state(_ hours: Int64) -> CodeState {
        CodeState(
            startsAt: now,
            endsAt: now + TimeSpan(milliseconds: hours * 3_600_000),
            name: HostileText.all,
            kind: .timeBound,
        )
    }

    static var row: Row {
        let members = ["one", "two"].map { id in
            Row.Member(
                accessCodeID: id,
                deviceID: HostileText.all,
                door: HostileText.all,
                before: state(2),
                after: state(4),
            )
        }
        var row = Row(
            target: .group(commonCodeKey: HostileText.all),
            name: HostileText.all,
            zone: "America/Vancouver",
            changes: [.endsAt, .name],
            members: members,
            isInHouse: true,
            deadline: now,
            because: HostileText.all,
            position: HostileText.all,
        )
        row.status = .conflict
        row.error = RowError(code: .init(rawValue: "conflict"), message: HostileText.all, requestID: HostileText.all)
        return row
    }

    static var record: RunRecord {
        var record = RunRecord(
            id: HostileText.all,
            script: HostileText.all,
            scriptHash: "",
            arguments: [HostileText.all],
            startedAt: now,
            operatorName: HostileText.all,
            processID: 1,
            endpoint: HostileText.all,
            workspaceID: HostileText.all,
            scheduleName: HostileText.all,
        )
        record.reason = HostileText.all
        return record
    }

    static var schedule: Schedule {
        get throws {
            var schedule = Schedule(
                name: HostileText.all,
                script: HostileText.all,
                arguments: [HostileText.all],
                cron: try CronExpression(parsing: "0 2 * * *"),
                zone: .utc,
                addedAt: now,
            )
            schedule.onFailure = "env:" + HostileText.all
            schedule.onRecovery = HostileText.all
            schedule.options.settings = HostileText.all
            schedule.options.readableFolders = [HostileText.all]
            schedule.pausedAt = now
            schedule.pauseNote = HostileText.all
            return schedule
        }
    }

    static var unreadable: UnreadableSchedule {
        let problem = ScheduleProblem(.damaged, HostileText.all, HostileText.all)
        return UnreadableSchedule(name: HostileText.all, problem: problem)
    }

    static var firing: Firing {
        var firing = Firing(schedule: HostileText.all, nominal: now, startedAt: now)
        firing.state = .failed
        firing.runID = HostileText.all
        firing.detail = HostileText.all
        return firing
    }

    static var effect: DirectEffect {
        var effect = DirectEffect(
            path: "/locks/unlock_door",
            parameters: "{\"name\":\"\u{202E}\",\"list\":[1,2.5,true,null]}",
            deviceID: HostileText.all,
            sentAt: now,
        )
        effect.detail = HostileText.all
        return effect
    }

    static var event: JournalEvent {
        JournalEvent(
            run: HostileText.all,
            row: 0,
            kind: .outcome,
            recordedAt: now,
            attempt: 1,
            status: .conflict,
            requestID: HostileText.all,
            detail: HostileText.all,
        )
    }

    static var report: RunReport {
        var plan = Plan(rows: [row], madeAt: now)
        plan.alarms = [
            AlarmRaise(kind: HostileText.all, subject: .init(.word, HostileText.all), text: HostileText.all)
        ]
        plan.leftOut = [Plan.LeftOut(what: HostileText.all, why: HostileText.all)]
        plan.warnings = [Warning(.journal, HostileText.all, rows: [HostileText.all])]
        var report = RunReport(runID: HostileText.all, script: HostileText.all, state: .refused, plan: plan)
        report.failure = RunReport.Failure(
            code: .script,
            message: HostileText.all,
            position: HostileText.all,
            api: RunReport.Failure.API(code: HostileText.all, status: 400, requestID: HostileText.all),
        )
        return report
    }

    static var facts: RunFacts {
        RunFacts(record: record, rows: [row], events: [event], effects: [effect], isUnfinished: true)
    }

    static var history: GroupHistory { GroupHistory(run: record, ordinal: 0, row: row, events: [event]) }

    static var story: StoryFacts {
        var story = StoryFacts(of: HostileText.all, [history])
        story.notAsked = HostileText.all
        story.outside = row.members.map { member in
            OutsideChange(
                accessCodeID: member.accessCodeID,
                at: now,
                from: OutsideChange.Bounds(),
                to: OutsideChange.Bounds(startsAt: now, endsAt: now)
            )
        }
        return story
    }

    static var doorStory: DoorStory {
        var story = DoorStory(
            deviceID: HostileText.all,
            door: HostileText.all,
            zone: HostileText.all,
            from: now,
            to: now
        )
        story.holders = [
            DoorStory.Holder(accessCodeID: HostileText.all, name: HostileText.all, hours: nil, isGone: true)
        ]
        story.passages = [
            DoorStory.Passage(
                at: now,
                opened: true,
                method: HostileText.all,
                accessCodeID: HostileText.all,
                name: HostileText.all,
            )
        ]
        return story
    }

    static var auditReport: ReportFacts {
        var report = ReportFacts(since: now, now: now)
        report.runs = [ReportFacts.Entry(run: record, rows: [row], calls: [effect])]
        report.alarms = [alarm]
        report.loss = JournalLoss(noticedAt: now, what: HostileText.all)
        report.chain.broken = RunChain.Break(number: 1, subject: HostileText.all, what: "w")
        return report
    }

    static var alarm: Alarm {
        let cause = Alarm.Cause(
            source: HostileText.all,
            workspaceID: HostileText.all,
            kind: HostileText.all,
            subjectKind: .door,
            subjectID: HostileText.all,
        )
        var alarm = Alarm(
            id: 7,
            cause: cause,
            name: HostileText.all,
            text: HostileText.all,
            level: .urgent,
            at: now,
        )
        alarm.schedule = HostileText.all
        alarm.run = HostileText.all
        alarm.seenBy = HostileText.all
        return alarm
    }

    static func status() throws -> StatusFacts {
        var status = StatusFacts(now: Instant(milliseconds: 0))
        status.unreadable = [unreadable]
        status.alarms = [alarm]
        status.running = [record]
        status.unfinished = [record]
        status.troubles = [StatusFacts.Trouble(run: record, row: row)]
        status.notOnDoors = [StatusFacts.Unseen(run: record, rows: [row, row])]
        status.firings = [firing]
        status.next = [
            StatusFacts.Next(schedule: try schedule, at: nil), StatusFacts.Next(schedule: try schedule, at: now),
        ]
        return status
    }
}

internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// What people should know of, and who was told.
    static let alarms: [JournalCase] = alarmCases + unseenCases

    private static let unseenCases = JournalCase.each(
        "what a look has not seen is not mended",
        [
            "not complete", "another source", "another workspace", "no workspace", "no such door", "no such house",
        ]
    ) { world, what in
        let journal = try world.open()
        let house = AlarmRaise(kind: "power", subject: .init(.house, "Mill"), text: "no power")
        try await journal.keepLook(look([what == "no such house" ? house : offline("d1")], at: 0))
        var later = look([], at: 60)
        switch what {
        case "not complete": later.isComplete = false
        case "another source": later.source = "schedule other"
        case "another workspace": later.reach?.workspaceID = "w2"
        case "no workspace": later.reach = nil
        case "no such house": later.reach?.houses = []
        default: later.reach?.doors = ["d2"]
        }
        try await journal.keepLook(later)
        #expect(try await journal.alarms(clearedSince: nil).count == 1)
        try await journal.keepLook(look([], at: 120))
        #expect(try await journal.alarms(clearedSince: nil).isEmpty)
    }

    private static let alarmCases: [JournalCase] = [
        JournalCase("a cause has one alarm, however often it is found, and a mended one that comes back is another") {
            world in
            let journal = try world.open()
            try await journal.keepLook(look([offline("d1")], at: 0))
            try await journal.keepLook(look([offline("d1"), offline("d2")], at: 60))
            let open = try await journal.alarms(clearedSince: nil)
            #expect(open.map(\.cause.subjectID) == ["d1", "d2"])
            #expect(open.map(\.raisedAt) == [JournalSample.later(0), JournalSample.later(60)])
            #expect(open.first?.foundAt == JournalSample.later(60))
            #expect(open.first?.state(at: JournalSample.later(60)) == .raised)
            try await journal.keepLook(look([offline("d2")], at: 120))
            try await journal.keepLook(look([offline("d1"), offline("d2")], at: 180))
            let all = try await journal.alarms(clearedSince: JournalSample.evening)
            #expect(all.map(\.cause.subjectID) == ["d1", "d2", "d1"])
            #expect(all.map(\.clearedAt) == [JournalSample.later(120), nil, nil])
            #expect(try await journal.alarms(clearedSince: JournalSample.later(121)).count == 2)
        },
        JournalCase("of two findings of one cause in one look the more urgent counts") { world in
            let journal = try world.open()
            var urgent = offline("d1")
            urgent.level = .urgent
            urgent.text = "now"
            try await journal.keepLook(look([urgent, offline("d1")], at: 0))
            #expect(try await journal.alarms(clearedSince: nil).map(\.text) == ["now"])
        },
        JournalCase("a word needs no workspace to be mended, and a stay that is over is mended") { world in
            let journal = try world.open()
            let stay = AlarmRaise(kind: "code", subject: .init(.group, "k1", name: "BK-1 Ito"), text: "no code")
            let word = AlarmRaise(kind: "feed", subject: .init(.word, "feed"), text: "no answer")
            try await journal.keepLook(look([stay, word], at: 0))
            var blind = look([], at: 60)
            blind.reach = nil
            try await journal.keepLook(blind)
            #expect(try await journal.alarms(clearedSince: nil).map(\.name) == ["BK-1 Ito"])
            try await journal.keepLook(look([], at: 120))
            #expect(try await journal.alarms(clearedSince: nil).isEmpty)
        },
        JournalCase("an alarm is told once by each way, and again when it becomes urgent") { world in
            let journal = try world.open()
            let (pager, mail) = (AlarmWay("hook pager", least: .urgent), AlarmWay("hook mail"))
            var raise = offline("d1")
            raise.due = JournalSample.later(600)
            try await journal.keepLook(look([raise], at: 0))
            #expect(try await take(journal, pager, at: 1).isEmpty)
            #expect(try await take(journal, mail, at: 1).count == 1)
            #expect(try await take(journal, mail, at: 2).isEmpty)
            try await settle(journal, mail, at: 1)
            #expect(try await state(journal, at: 2) == .told)
            #expect(try await take(journal, mail, at: 500).isEmpty)
            #expect(try await state(journal, at: 600) == .raised)
            #expect(try await take(journal, pager, at: 600).count == 1)
            #expect(try await take(journal, mail, at: 600).count == 1)
            try await settle(journal, mail, at: 600)
            try await settle(journal, pager, at: 600)
            #expect(try await take(journal, mail, at: 100_000).isEmpty)
            #expect(try await take(journal, pager, at: 100_000).isEmpty)
        },
        JournalCase("what could not be told is tried again later, by somebody else after two minutes, and given up") {
            world in
            let journal = try world.open()
            let way = AlarmWay("hook mail")
            try await journal.keepLook(look([offline("d1")], at: 0))
            #expect(try await take(journal, way, at: 0).count == 1)
            #expect(try await take(journal, way, at: 119).isEmpty)
            #expect(try await take(journal, way, at: 120).count == 1)
            try await settle(journal, way, error: "it answered 500", at: 120)
            #expect(try await state(journal, at: 121) == .raised)
            #expect(try await take(journal, way, at: 121).isEmpty)
            var second: Int64 = 10_000
            for _ in 0..<14 {
                #expect(try await take(journal, way, at: second).count == 1)
                try await settle(journal, way, error: "it answered 500", at: second)
                second += 10_000
            }
            #expect(try await take(journal, way, at: 1_000_000).isEmpty)
        },
        JournalCase("what has to last is told when it has lasted, and at once when it is urgent") { world in
            let journal = try world.open()
            let way = AlarmWay("hook mail")
            var raise = offline("d1")
            raise.after = TimeSpan(milliseconds: 1_800_000)
            try await journal.keepLook(look([raise], at: 0))
            #expect(try await state(journal, at: 0) == .waiting)
            #expect(try await take(journal, way, at: 1799).isEmpty)
            try await journal.keepLook(look([raise], at: 900))
            #expect(try await take(journal, way, at: 1800).count == 1)
            raise.subject = .init(.door, "d2")
            raise.level = .urgent
            try await journal.keepLook(look([raise], at: 1801))
            #expect(try await take(journal, way, at: 1801).map(\.cause.subjectID) == ["d2"])
        },
        JournalCase("an alarm that somebody has looked at is told no more, unless it becomes urgent") { world in
            let journal = try world.open()
            let way = AlarmWay("hook mail")
            try await journal.keepLook(look([offline("d1")], at: 0))
            let id = try #require(try await journal.alarms(clearedSince: nil).first?.id)
            let seen = try await journal.markAlarmSeen(id, by: "ana", at: JournalSample.later(5))
            #expect(seen.state(at: JournalSample.later(5)) == .seen && seen.seenBy == "ana")
            #expect(try await take(journal, way, at: 10).isEmpty)
            try await journal.keepLook(look([offline("d1")], at: 60))
            #expect(try await state(journal, at: 60) == .seen)
            var urgent = offline("d1")
            urgent.level = .urgent
            try await journal.keepLook(look([urgent], at: 120))
            #expect(try await state(journal, at: 120) == .raised)
            #expect(try await take(journal, way, at: 120).count == 1)
            let error = await journalError {
                _ = try await journal.markAlarmSeen(9999, by: "ana", at: JournalSample.later(5))
            }
            #expect(error?.code == .unknownAlarm)
        },
        JournalCase("a way of a schedule tells its alarms only, the urgent ones first, and so many at a time") {
            world in
            let journal = try world.open()
            var other = look([offline("d9")], at: 0)
            other.source = "schedule other"
            other.schedule = "other"
            try await journal.keepLook(other)
            var urgent = offline("d3")
            urgent.level = .urgent
            try await journal.keepLook(look([offline("d1"), offline("d2"), urgent], at: 0))
            let way = AlarmWay("post", schedule: "watch")
            let first = try await journal.takeAlarms(for: way, limit: 2, at: JournalSample.later(1))
            #expect(first.map(\.cause.subjectID) == ["d3", "d1"])
            let rest = try await journal.takeAlarms(for: way, limit: 2, at: JournalSample.later(1))
            #expect(rest.map(\.cause.subjectID) == ["d2"])
        },
        JournalCase("alarms outlive the process, and mended ones are forgotten after 90 days") { world in
            var journal = try world.open()
            try await journal.keepLook(look([offline("d1"), offline("d2")], at: 0))
            try await journal.keepLook(look([offline("d2")], at: 60))
            let known = try await journal.alarms(clearedSince: JournalSample.evening)
            journal.close()
            journal = try world.open()
            #expect(try await journal.alarms(clearedSince: JournalSample.evening) == known)
            try await journal.keepLook(look([offline("d2")], at: 91 * 86_400))
            let left = try await journal.alarms(clearedSince: JournalSample.evening)
            #expect(left.map(\.cause.subjectID) == ["d2"])
        },
    ]

    private static func offline(_ device: String) -> AlarmRaise {
        AlarmRaise(kind: "offline", subject: .init(.door, device, name: "Room \(device)"), text: "it is offline")
    }

    private static func look(_ raised: [AlarmRaise], at seconds: Int64) -> AlarmLook {
        var look = AlarmLook(
            source: "schedule watch",
            raised: raised,
            isComplete: true,
            at: JournalSample.later(seconds)
        )
        look.schedule = "watch"
        look.run = "80aa"
        look.reach = AlarmLook.Reach(workspaceID: "w1", doors: ["d1", "d2", "d3"], houses: ["Mill"])
        return look
    }

    private static func take(_ journal: any Journal, _ way: AlarmWay, at seconds: Int64) async throws -> [Alarm] {
        try await journal.takeAlarms(for: way, limit: 100, at: JournalSample.later(seconds))
    }

    private static func settle(
        _ journal: any Journal,
        _ way: AlarmWay,
        error: String? = nil,
        at seconds: Int64,
    ) async throws {
        let alarms = try await journal.alarms(clearedSince: nil)
        try await journal.settleAlarms(alarms, of: way, error: error, at: JournalSample.later(seconds))
    }

    private static func state(_ journal: any Journal, at seconds: Int64) async throws -> Alarm.State? {
        try await journal.alarms(clearedSince: nil).first?.state(at: JournalSample.later(seconds))
    }
}

import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import Testing

@testable import SQLJournal

/// What is kept of a schedule, and what becomes of one that cannot be read.
struct StoredScheduleTests {
    let fixture: JournalFixture
    let journal: SQLJournal

    init() throws {
        fixture = try JournalFixture()
        journal = try fixture.open()
    }

    /// Options that say something of everything.
    static var allOptions: ScheduleOptions {
        var options = ScheduleOptions()
        options.maxGroups = 40
        options.maxShift = TimeSpan(milliseconds: -1)
        options.settings = "/srv/ünder, 3:x"
        options.allowed = [.lockout, .zoneData]
        options.leftOut = [.busy, .unfinishedRun]
        options.direct = .all
        options.stopAtPercent = 100
        options.memoryLimit = 1_048_576 + 1024
        options.timeLimit = TimeSpan(milliseconds: 1)
        options.readableFolders = ["/srv/a", "", "/srv/a"]
        options.moduleFolders = ["/usr/share/lua/5.4"]
        options.writableFolders = ["/srv/b"]
        return options
    }

    private func execute(_ sql: String, in other: SQLJournal? = nil) async throws {
        let store = try #require((other ?? journal).store as? SQLiteStore)
        _ = try await store.writerValue(sql)
    }

    @Test func `the form of options is one list, and its fields are the same for ever`() throws {
        let text = StoredOptions.text(Self.allOptions)
        #expect(
            text == """
                1:2,10:max_groups,2:40,12:max_shift_ms,2:-1,8:settings,15:/srv/ünder, 3:x,5:allow,7:lockout,5:allow,\
                9:zone_data,9:leave_out,4:busy,9:leave_out,14:unfinished_run,12:allow_direct,3:yes,15:stop_at_percent,\
                3:100,12:memory_bytes,7:1049600,7:time_ms,1:1,4:read,6:/srv/a,4:read,0:,4:read,6:/srv/a,\
                7:modules,18:/usr/share/lua/5.4,5:write,6:/srv/b,
                """
        )
        #expect(try StoredOptions.options(text) == Self.allOptions)
        #expect(try StoredOptions.options(StoredOptions.text(ScheduleOptions())) == ScheduleOptions())
    }

    @Test func `only options that say what is new have the new version`() throws {
        var options = ScheduleOptions()
        options.readableFolders = ["/a"]
        #expect(StoredOptions.text(options) == "1:1,4:read,2:/a,")
        options.writableFolders = ["/b"]
        #expect(StoredOptions.text(options) == "1:2,4:read,2:/a,5:write,2:/b,")
        #expect(try StoredOptions.options(StoredOptions.text(options)) == options)
        var libraries = ScheduleOptions()
        libraries.moduleFolders = ["/c"]
        #expect(StoredOptions.text(libraries) == "1:2,7:modules,2:/c,")
        #expect(try StoredOptions.options("1:1,7:modules,2:/c,") == libraries)
        #expect(throws: ScheduleProblem.self) { try StoredOptions.options("1:1,5:write,2:/b,") }
    }

    @Test func `options with files that are kept have a version that older programs do not fire`() throws {
        var options = ScheduleOptions()
        let hash = String(repeating: "0f", count: 32)
        options.files = [
            KeptFile(.script, path: "/srv/a b.lua", hash: hash), KeptFile(.settings, path: "/k.json", hash: hash),
        ]
        let text = "1:4,4:kept,84:script \(hash) /srv/a b.lua,4:kept,81:settings \(hash) /k.json,"
        #expect(StoredOptions.text(options) == text)
        #expect(try StoredOptions.options(text) == options)
        #expect(throws: ScheduleProblem.self) { try StoredOptions.options("1:4,4:kept,9:script /a,") }
        #expect(throws: ScheduleProblem.self) { try StoredOptions.options("1:3,4:kept,81:settings \(hash) /k.json,") }
    }

    @Test func `a grant of every call stays what it was, and a list of calls is a new version`() throws {
        var options = ScheduleOptions()
        options.direct = .all
        #expect(StoredOptions.text(options) == "1:1,12:allow_direct,3:yes,")
        #expect(try StoredOptions.options("1:1,12:allow_direct,3:yes,") == options)
        options.direct = .only(["locks.unlock_door", "/doorbells/ring"])
        let text = "1:3,12:allow_direct,15:/doorbells/ring,12:allow_direct,17:locks.unlock_door,"
        #expect(StoredOptions.text(options) == text)
        #expect(try StoredOptions.options(text) == options)
        let paths = ["/locks/unlock_door", "/doorbells/ring", "/locks/lock_door", "/access_codes/create"]
        #expect(paths.map { options.direct.allows(path: $0) } == [true, true, false, false])
    }

    // MARK: - What cannot be read

    /// What a column is set to, and the problem that it makes.
    private static let damages: [(change: String, kind: ScheduleProblem.Kind, field: String)] = [
        ("cron = '61 * * * *'", .cron, "cron"),
        ("cron = ''", .cron, "cron"),
        ("zone = 'Mars/Olympus'", .zone, "zone"),
        ("zone = 'localtime'", .zone, "zone"),
        ("options = '1:5,4:pace,3:off,'", .newer, "options"),
        ("options = '1:0,8:--future,2:on,'", .unmigrated, "options"),
        ("options = ''", .damaged, "options"),
        ("options = '{}'", .damaged, "options"),
        ("options = '1:1,4:pace,3:off,'", .damaged, "pace"),
        ("options = '1:1,10:max_groups,'", .damaged, "options"),
        ("options = '1:1,10:max_groups,1:0,'", .damaged, "max_groups"),
        ("options = '1:1,10:max_groups,1:7,10:max_groups,1:8,'", .damaged, "max_groups"),
        ("options = '1:1,12:max_shift_ms,2:2h,'", .damaged, "max_shift_ms"),
        ("options = '1:1,5:allow,4:busy,'", .damaged, "allow"),
        ("options = '1:1,5:allow,4:once,9:leave_out,4:once,'", .damaged, "leave_out"),
        ("options = '1:1,9:leave_out,5:never,'", .damaged, "leave_out"),
        ("options = '1:1,12:allow_direct,2:no,'", .damaged, "allow_direct"),
        ("options = '1:2,12:allow_direct,19:access_codes.create,'", .damaged, "allow_direct"),
        ("options = '1:3,12:allow_direct,5:Wrong,'", .damaged, "allow_direct"),
        ("options = '1:3,12:allow_direct,3:yes,12:allow_direct,19:access_codes.create,'", .damaged, "allow_direct"),
        ("options = '1:1,15:stop_at_percent,3:101,'", .damaged, "stop_at_percent"),
        ("options = '1:1,12:memory_bytes,7:1048577,'", .damaged, "memory_bytes"),
        ("options = '1:1,7:time_ms,1:0,'", .damaged, "time_ms"),
        ("arguments = 'late'", .damaged, "arguments"),
        ("dst = 'both'", .damaged, "dst"),
        ("missed = 'never'", .damaged, "missed"),
        ("overlap = 'both'", .damaged, "overlap"),
        ("grace = 'an hour'", .damaged, "grace"),
        ("retries = 'often'", .damaged, "retries"),
        ("lastFiredAt = 'yesterday'", .damaged, "lastFiredAt"),
    ]

    @Test(arguments: damages)
    func `what cannot be read is named with its field, and the other schedules go on`(
        change: String,
        kind: ScheduleProblem.Kind,
        field: String,
    ) async throws {
        try await journal.addSchedule(JournalSample.nightly())
        try await journal.addSchedule(JournalSample.nightly { $0.name = "late" })
        try await execute("UPDATE schedule SET \(change) WHERE name = 'late'")
        #expect(try await journal.schedules() == [JournalSample.nightly()])
        let unreadable = try await journal.unreadableSchedules()
        #expect(unreadable.map(\.name) == ["late"])
        #expect(unreadable.first?.problem.kind == kind)
        #expect(unreadable.first?.problem.field == field)
        let message = unreadable.first?.message ?? ""
        #expect(message.contains("late does not fire: its \(field) cannot be read"), "\(message)")
        #expect(message.contains("keyshift schedule remove late"), "\(message)")
        let claim = FiringClaim(
            JournalSample.nightly { $0.name = "late" },
            nominal: JournalSample.evening,
            runID: "80aa",
            at: JournalSample.evening,
        )
        let error = await journalError { _ = try await journal.claimFiring(claim) }
        #expect(error?.code == .unreadableSchedule)
        try await journal.removeSchedule("late")
        #expect(try await journal.unreadableSchedules().isEmpty)
    }

    @Test func `what cannot be read is mended by a change, and keeps its pause and its notices`() async throws {
        let nightly = JournalSample.nightly { $0.onFailure = "https://hooks.example/a" }
        try await journal.addSchedule(nightly)
        try await journal.claim("nightly", "2026-11-23T07:00:00Z", run: "80aa")
        try await journal.pauseSchedule("nightly", note: nil, at: JournalSample.evening)
        try await execute("UPDATE schedule SET zone = 'Mars/Olympus'")
        #expect(try await journal.unreadableSchedules().map(\.isPaused) == [true])
        // Its child ends, and the failure is told.
        let ending = FiringEnding(runID: "80aa", state: .failed, exitCode: 1, at: JournalSample.evening)
        #expect(try await journal.finishFiring(ending))
        let notices = try await journal.takeNotices(limit: 9, at: JournalSample.evening)
        #expect(notices.map(\.target) == ["https://hooks.example/a"])
        try await journal.changeSchedule(nightly)
        #expect(try await journal.unreadableSchedules().isEmpty)
        #expect(try await journal.schedules().first?.pausedAt == JournalSample.evening)
    }

    @Test func `a pause that cannot be read counts as one`() async throws {
        try await journal.addSchedule(JournalSample.nightly())
        try await execute("UPDATE schedule SET pausedAt = 'yesterday'")
        #expect(try await journal.unreadableSchedules().map(\.isPaused) == [true])
        #expect(try await journal.unreadableSchedules().map(\.problem.field) == ["pausedAt"])
    }

    // MARK: - From older versions

    /// Words of the old form, and the list of version 1 that they become; nil where they cannot be turned.
    private static let words: [(words: [String], fields: [String]?)] = [
        ([], []),
        (["--max-groups", "1"], ["max_groups", "1"]),
        (["--max-shift", "2h30m"], ["max_shift_ms", "9000000"]),
        (["--max-shift", "PT2H30M"], ["max_shift_ms", "9000000"]),
        (["--max-shift", "+1h1m1.5s"], ["max_shift_ms", "3661500"]),
        (["--max-shift=-90m"], ["max_shift_ms", "-5400000"]),
        (["--max-shift", "0s"], ["max_shift_ms", "0"]),
        (["--settings", "/srv/a b=c.json"], ["settings", "/srv/a b=c.json"]),
        (["--allow-lockout"], ["allow", "lockout"]),
        (["--allow", "overlap,lockout", "--allow", "overlap"], ["allow", "lockout", "allow", "overlap"]),
        (["--leave-out", "zone_data", "--leave-out", "busy"], ["leave_out", "busy", "leave_out", "zone_data"]),
        (["--stop-at", "10%"], ["stop_at_percent", "10"]),
        (["--memory-limit", "64 mb"], ["memory_bytes", "67108864"]),
        (["--memory-limit", "2GB"], ["memory_bytes", "2147483648"]),
        (["--memory-limit", "1025KB"], ["memory_bytes", "1049600"]),
        (["--time-limit", "30s"], ["time_ms", "30000"]),
        (["--allow-read", "/a", "--allow-read", "/b"], ["read", "/a", "read", "/b"]),
        (["--pace", "off"], nil),
        (["--max-groups"], nil),
        (["--max-groups", "0"], nil),
        (["--max-groups", "many"], nil),
        (["--max-shift", "1d"], nil),
        (["--max-shift", "30m2h"], nil),
        (["--max-shift", "1.5h"], nil),
        (["--max-shift", ""], nil),
        (["--max-shift", "9999999999999999h"], nil),
        (["--allow", "busy"], nil),
        (["--allow", "never"], nil),
        (["--allow", "once", "--leave-out", "once"], nil),
        (["--stop-at", "10"], nil),
        (["--stop-at", "0%"], nil),
        (["--memory-limit", "64"], nil),
        (["--memory-limit", "1000KB"], nil),
        (["--time-limit", "0s"], nil),
    ]

    @Test(arguments: words, [false, true])
    func `the words of an older version become fields, or are kept as they are`(
        words: (words: [String], fields: [String]?),
        allowsDirect: Bool,
    ) async throws {
        let before = Schema(steps: Array(Schema.current.steps.prefix(8)))
        let old = try fixture.open(schema: before, in: fixture.directory + "/old")
        let list = StoredList.text(words.words).replacing("'", with: "''")
        try await execute(
            """
            INSERT INTO schedule (name, script, arguments, cron, zone, addedAt, runOptions, allowsDirect)
            VALUES ('nightly', '/srv/late.lua', '', '0 2 * * *', 'UTC', 1, '\(list)', \(allowsDirect ? 1 : 0))
            """,
            in: old,
        )
        old.close()
        let journal = try fixture.open(schema: .current, in: fixture.directory + "/old")
        let schedules = try await journal.schedules()
        let unreadable = try await journal.unreadableSchedules()
        let direct = allowsDirect ? ["allow_direct", "yes"] : []
        if let fields = words.fields {
            let expected = StoredList.text(["1"] + Self.ordered(fields + direct))
            #expect(schedules.map { StoredOptions.text($0.options) } == [expected])
            #expect(unreadable.isEmpty)
        } else {
            #expect(schedules.isEmpty)
            #expect(unreadable.map(\.problem.kind) == [.unmigrated])
            let kept = words.words.map(\.shown).joined(separator: " ")
            #expect(unreadable.first?.problem.reason.contains(kept) == true)
        }
    }

    /// Names and values in the order in which they are kept.
    private static func ordered(_ fields: [String]) -> [String] {
        let pairs = stride(from: 0, to: fields.count, by: 2).map { (fields[$0], fields[$0 + 1]) }
        let late = ["stop_at_percent", "memory_bytes", "time_ms", "read"]
        let first = pairs.filter { !late.contains($0.0) }
        return (first + pairs.filter { late.contains($0.0) }).flatMap { [$0.0, $0.1] }
    }

    @Test func `a column that is no list of words is kept, too`() async throws {
        #expect(TypedWords.text("--max-groups 40", allowsDirect: true) == "1:0,15:--max-groups 40,")
        #expect(TypedWords.text(nil, allowsDirect: false) == "1:0,7:no text,")
        let text = TypedWords.text("5:ab,", allowsDirect: false)
        let error = #expect(throws: ScheduleProblem.self) { try StoredOptions.options(text) }
        #expect(error?.kind == .unmigrated)
    }
}

import CivilTime
import Journal
import Model
import RunEngine
import SeamSandbox
import Testing

/// `run.alarm`, from the script to the journal.
struct AlarmScriptTests {
    private static let world = AutomationWorld(
        now: "2026-11-24T17:00:00Z",
        doors: [
            .init(name: "Mill 1", house: "Mill"), .init(name: "Mill 2", house: "Mill", isOffline: true),
            .init(name: "Quay 1", house: "Quay"),
        ],
        stays: [
            AutomationWorld.Stay(
                name: "BK-1 Ito",
                doors: ["Mill 1"],
                starts: "2026-11-24T20:00:00Z",
                ends: "2026-11-26T16:00:00Z",
            )
        ],
    )

    private static var scheduled: Engine.Options {
        var options = Engine.Options()
        options.scheduleName = "watch"
        return options
    }

    private static let offline = """
        for _, door in ipairs(doors.all()) do
            if door.online == false then run.alarm{ kind = "offline", about = door, text = "nobody can reach it" } end
        end
        """

    /// Runs a script as a firing of the schedule would.
    @discardableResult
    private static func run(_ source: String, _ fixture: ScriptFixture, folder: String? = "/") async -> RunReport {
        let script = Engine.Script(name: "watch.lua", source: source, arguments: [], folder: folder)
        return await fixture.engine.drive(.script(script), .given, runID: "r1")
    }

    private static func alarms(_ fixture: ScriptFixture, cleared: Bool = false) async throws -> [Alarm] {
        try await fixture.environment.journal().alarms(clearedSince: cleared ? Instant(milliseconds: 0) : nil)
    }

    @Test func `an alarm is raised once, and cleared when a completed run no longer raises it`() async throws {
        try await Self.world.with(Self.scheduled) { fixture in
            let report = await Self.run(Self.offline, fixture)
            #expect(report.state == .completed)
            #expect(report.plan.alarms.map(\.subject.name) == ["Mill 2"])
            await Self.run(Self.offline, fixture)
            let first = try await Self.alarms(fixture)
            #expect(first.map(\.name) == ["Mill 2"] && first.first?.schedule == "watch" && first.first?.run == "r1")
            await Self.run("error('no') " + Self.offline, fixture)
            await Self.run("print(1)", fixture)
            #expect(try await Self.alarms(fixture) == first)
            await Self.run("doors.all()", fixture)
            #expect(try await Self.alarms(fixture).isEmpty)
            #expect(try await Self.alarms(fixture, cleared: true).count == 1)
        }
    }

    @Test func `a plan raises none, and what a script raised before it failed is raised`() async throws {
        try await Self.world.with(Self.scheduled) { fixture in
            let plan = await fixture.plan(Self.offline, in: "/")
            #expect(plan.plan.alarms.count == 1)
            let before = try await Self.alarms(fixture)
            #expect(before.isEmpty)
            let failed = await Self.run(Self.offline + " error('no')", fixture)
            #expect(failed.state == .failed && failed.plan.alarms.count == 1)
            #expect(try await Self.alarms(fixture).count == 1)
        }
    }

    @Test func `a script by hand is known by its file, and what is typed raises nothing`() async throws {
        try await Self.world.with { fixture in
            await Self.run(Self.offline, fixture)
            let other = Engine.Script(name: "watch.lua", source: "doors.all() -- alarm", arguments: ["x"], folder: "/")
            _ = await fixture.engine.drive(.script(other), .given, runID: "r2")
            let raised = try await Self.alarms(fixture)
            #expect(raised.map(\.cause.source) == ["script //watch.lua"])
            await Self.run("doors.all() -- alarm", fixture)
            #expect(try await Self.alarms(fixture).isEmpty)
            await Self.run(Self.offline, fixture, folder: nil)
            #expect(try await Self.alarms(fixture).isEmpty)
        }
    }

    @Test(arguments: [
        ("groups.all():find()", "group", "BK-1 Ito"), ("{ door = 'mill 1' }", "door", "Mill 1"),
        ("doors.all()[1]", "door", "Mill 1"), ("{ house = 'quay' }", "house", "Quay"),
        ("'the feed'", "word", "the feed"),
    ])
    func `it is about a group, a door, a house or a word`(about: String, kind: String, name: String) async throws {
        try await Self.world.with(Self.scheduled) { fixture in
            let source = """
                run.alarm{ kind = "k", about = \(about), text = "t", level = "urgent", after = "30m", due = time.now() }
                """
            let report = await Self.run(source, fixture)
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            let alarm = try #require(try await Self.alarms(fixture).first)
            #expect(alarm.cause.subjectKind.rawValue == kind && alarm.name == name)
            #expect(alarm.raisedLevel == .urgent)
            #expect(alarm.tellableAt - alarm.raisedAt == TimeSpan(milliseconds: 1_800_000))
            #expect(alarm.dueAt == fixture.environment.clock.now())
        }
    }

    @Test(arguments: [
        ("{ door = 'Mill 9' }", "did you mean"), ("{ house = 'Quai' }", "did you mean"), ("{}", "must be a group"),
        ("7", "must be a group"), ("''", "empty"), ("nil", "needs about"),
    ])
    func `what it is about must be there`(about: String, words: String) async throws {
        try await Self.world.with(Self.scheduled) { fixture in
            let report = await Self.run("run.alarm{ kind = 'k', about = \(about), text = 't' }", fixture)
            #expect(report.failure?.message.contains(words) == true, "\(report.failure?.message ?? "none")")
        }
    }

    @Test func `more than a thousand alarms of one run are refused`() async throws {
        try await Self.world.with(Self.scheduled) { fixture in
            let source = "for n = 1, 1001 do run.alarm{ kind = 'k' .. n, about = 'w', text = 't' } end"
            let report = await Self.run(source, fixture)
            #expect(report.failure?.message.contains("1000 alarms are the most") == true)
            let raised = try await Self.alarms(fixture)
            #expect(raised.count == 1000)
        }
    }
}

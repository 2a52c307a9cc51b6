import ArgumentParser
import CivilTime
import Model
import Presentation
import RunEngine
import Testing

@testable import keyshift

/// The words that are made of a schedule's options, beside what the command line reads of them.
struct ScheduleOptionTests {
    private typealias Change = @Sendable (inout ScheduleOptions) -> Void

    /// Values of each option: each alone, and together with any values of the others, it has to come back.
    private static let values: [[Change]] = [
        changes([1, 40, Int.max]) { $0.maxGroups = $1 },
        changes([-5_400_000, 0, 1, 9_000_000, 90_500, .max]) { $0.maxShift = TimeSpan(milliseconds: $1) },
        changes(["/", "/no such/ünder=c.json", "-x", "--yes", "a,b", ""]) { $0.settings = $1 },
        changes([[.lockout], [.overlap, .once], RowCheck.allowable]) { $0.allowed = Set($1).subtracting($0.leftOut) },
        changes([[RowCheck.busy], [.busy, .unfinishedRun], [.mixed]]) { $0.leftOut = Set($1).subtracting($0.allowed) },
        changes([DirectGrant.all, .only(["access_codes.create"]), .only(["/doorbells/ring", "locks.unlock_door"])]) {
            $0.direct = $1
        },
        changes([1, 10, 100]) { $0.stopAtPercent = $1 },
        changes([1 << 20, 1025 << 10, 64 << 20, 3 << 30, 1536 << 20]) { $0.memoryLimit = $1 },
        changes([1, 30_000, 90_500, 3_600_000]) { $0.timeLimit = TimeSpan(milliseconds: $1) },
        changes([["/"], ["/no such", "/no such", "-x", "--", "/a=b"]]) { $0.readableFolders = $1 },
        changes([["/usr/share/lua/5.4"], ["/a", "-b"]]) { $0.moduleFolders = $1 },
        changes([["/"], ["/no such", "-x", "--", "/a=b"]]) { $0.writableFolders = $1 },
    ]

    private static func changes<Value: Sendable>(
        _ values: [Value],
        _ set: @escaping @Sendable (inout ScheduleOptions, Value) -> Void,
    ) -> [Change] {
        values.map { value in { set(&$0, value) } }
    }

    /// Each value alone, nothing at all, and 200 mixtures of them, the same at each run.
    private static var table: [ScheduleOptions] {
        var table = [ScheduleOptions()]
        for change in values.joined() {
            var options = ScheduleOptions()
            change(&options)
            table.append(options)
        }
        var state: UInt64 = 7
        for _ in 0..<200 {
            var options = ScheduleOptions()
            for changes in values {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let place = Int((state >> 33) % UInt64(changes.count + 1))
                if place < changes.count { changes[place](&options) }
            }
            table.append(options)
        }
        return table
    }

    @Test func `schedule add reads its own words back`() throws {
        for options in Self.table {
            var read = try ScheduleLimits.parse(options.limits).options()
            read.direct = options.direct
            #expect(read == options, "\(options.limits)")
            let grant = options.direct.allowsAny ? ["--allow-direct"] : []
            #expect(options.commandLine == options.limits + grant)
        }
    }

    @Test func `the line that adds a schedule anew makes the same one, whatever it may do`() throws {
        for options in Self.table {
            for (cron, names) in [("30 10 * * *", ["late", "2h"]), ("0 9 * * 0", ["-odd", "--yes", "a b"])] {
                var schedule = Schedule(
                    name: "the night's",
                    script: "/srv/\(names[0]).lua",
                    arguments: Array(names.dropFirst()),
                    cron: try CronExpression(parsing: cron),
                    zone: try Zone.named("America/Toronto"),
                    addedAt: .now(),
                )
                (schedule.dst, schedule.missed, schedule.overlap) = (.twice, .all, .queue)
                (schedule.grace, schedule.holdAbove, schedule.retries) = (TimeSpan(milliseconds: 5_400_000), 0, 7)
                (schedule.onFailure, schedule.options) = ("env:NIGHT_HOOK", options)
                guard options.direct != .all else {
                    #expect(ScheduleWay(schedule).words == nil)
                    continue
                }
                let words = try #require(ScheduleWay(schedule).words)
                let read = try ScheduleCommand.Add.parse(Array(words.dropFirst(2)))
                #expect(read.name == schedule.name && read.replace && read.form.zone == "America/Toronto")
                #expect([read.script ?? ""] + read.arguments == [schedule.script] + schedule.arguments)
                var same = schedule
                same.options = try read.limits.options()
                try read.rules.set(&same)
                #expect(same == schedule, "\(words)")
                #expect(try read.form.form().expression.description == cron)
                #expect(try read.form.form().onClockChange == .twice)
            }
        }
    }

    @Test func `the line that adds a schedule anew shows no address, and none stands in for files of the journal`()
        throws
    {
        var schedule = Schedule(
            name: "late",
            script: "/srv/late.lua",
            arguments: [],
            cron: try CronExpression(parsing: "@daily"),
            zone: .utc,
            addedAt: .now(),
        )
        var failure = RunReport.Failure(code: .recent, message: "moved")
        failure.remedy = .rows(.recent, isInScript: false, hasOthers: true)
        #expect(ScheduleWay(schedule).lines(after: failure).last?.hasSuffix("--replace --leave-out recent") == true)
        schedule.onFailure = "https://hooks.example/secret"
        #expect(ScheduleWay(schedule).words == nil)
        #expect(
            ScheduleWay(schedule).lines(after: failure)
                == ["To see what it would do now:", "    keyshift schedule trigger late --plan"]
        )
    }

    @Test func `the process of a firing gets what its schedule says`() throws {
        for options in Self.table {
            var schedule = Schedule(
                name: "nightly",
                script: "/srv/late.lua",
                arguments: ["2h", "--yes", "-x", "", "a=b"],
                cron: try CronExpression(parsing: "@daily"),
                zone: .utc,
                addedAt: .now(),
            )
            schedule.options = options
            let line = ChildRuns.arguments(of: "80aa", of: schedule)
            #expect(line.first == "run")
            let command = try RunCommand.parse(Array(line.dropFirst()))
            #expect(command.firingRunID == "80aa")
            #expect(command.script.script == schedule.script)
            #expect(command.script.arguments == schedule.arguments)
            #expect(!command.send.rules.yes && !command.unplanned)
            try Self.compare(command, options, line)
        }
    }

    private static func compare(_ command: RunCommand, _ options: ScheduleOptions, _ line: [String]) throws {
        let defaults = ScriptLimits()
        let limits = try command.limits.choice.limits(under: Settings(), command.send.choice)
        let expected = Limits(
            maxGroups: options.maxGroups ?? Limits().maxGroups,
            maxShift: options.maxShift ?? Limits().maxShift,
            allowed: options.allowed,
            leftOut: options.leftOut,
            stopAtPercent: options.stopAtPercent,
        )
        #expect(limits == expected, "\(line)")
        #expect(command.limits.settings == options.settings)
        #expect(command.limits.allowDirect == options.direct.allowsAny)
        #expect(command.send.choice.pace == .documented)
        let script = try command.scriptLimits.choice.limits()
        #expect(script.memory == options.memoryLimit ?? defaults.memory)
        #expect(script.milliseconds == options.timeLimit?.milliseconds ?? defaults.milliseconds)
        #expect(script.readableFolders == options.readableFolders)
        #expect(script.moduleFolders == options.moduleFolders)
        #expect(script.writableFolders ?? [] == options.writableFolders)
    }

    @Test func `what is typed in other words is kept in the same ones`() throws {
        let typed = [
            "--max-shift", "PT90M", "--memory-limit", "1024 mb", "--time-limit", "90s", "--allow", "once,overlap",
            "--allow-lockout", "--leave-out", "busy",
        ]
        #expect(
            try ScheduleLimits.parse(typed).options().limits == [
                "--max-shift", "1h30m", "--allow", "lockout", "--allow", "overlap", "--allow", "once",
                "--leave-out", "busy", "--memory-limit", "1GB", "--time-limit", "1m30s",
            ]
        )
    }
}

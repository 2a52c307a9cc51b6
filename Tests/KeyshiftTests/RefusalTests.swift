import Foundation
import SeamSandbox
import Testing

/// Every refusal names the command, or the line of the script, that goes on; what it names is typed as it is printed.
struct RefusalTests {
    @Test(arguments: Refusal.all)
    func `what a refusal names goes on`(refusal: Refusal) async throws {
        var options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3, latencyMilliseconds: 10, rateLimits: .off)
        options.settleMilliseconds = 0
        try await Program.withServer(options) { program, folder, server in
            var program = program
            program.environment.merge(refusal.environment) { _, own in own }
            let desk = RefusedDesk(program: program, folder: folder, server: server)
            try await refusal.prepare(desk)
            let refused = try await desk.type(refusal.line)
            #expect(refused.exitCode == refusal.exit, "\(refused.errors)")
            let named = RefusedDesk.commands(in: refused.errors).filter { $0.contains(refusal.named) }
            #expect(named.count == 1, "\(refused.errors)")
            var last = try await desk.type(named.first ?? "false")
            // A command that sends asks for a yes, and names how to give it.
            if last.exitCode == 4, last.errors.contains("add --yes") {
                last = try await desk.type(RefusedDesk.commands(in: last.errors).first ?? "false")
            }
            #expect(refusal.end.contains(last.exitCode), "\(named): \(last.output) \(last.errors)")
            guard refusal.goesOnAfter else { return }
            let again = try await desk.type(refusal.line)
            #expect(again.exitCode == 0, "\(again.errors)")
        }
    }

    @Test(arguments: [
        ("run.expect{ groups = {1, 2} }", "2h", "run.expect{ groups = {1, 8} }", ""),
        ("", "2h", "allow = \"recent\"", "groups.all():list()[1]:extend('1h')"),
    ])
    func `the line that a refusal names goes on in the script`(
        expectation: String,
        span: String,
        named: String,
        before: String,
    ) async throws {
        let options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3, rateLimits: .off)
        try await Program.withServer(options) { program, folder, server in
            let desk = RefusedDesk(program: program, folder: folder, server: server)
            try desk.write("before.lua", before)
            #expect(try await desk.type("keyshift run before.lua --yes --pace off").exitCode == 0)
            func script(_ expectation: String, _ options: String) throws {
                try desk.write(
                    "a.lua",
                    "\(expectation) for g in groups.all():each() do g:extend('\(span)', { \(options) }) end"
                )
            }
            try script(expectation, "")
            let refused = try await desk.type("keyshift run a.lua --yes --pace off")
            #expect(refused.exitCode == 4 && refused.errors.contains(named), "\(refused.errors)")
            if named.hasPrefix("run.") { try script(named, "") } else { try script(expectation, named) }
            let again = try await desk.type("keyshift run a.lua --yes --pace off")
            #expect(again.exitCode == 0, "\(again.errors)")
        }
    }

    @Test func `all that refuses is told at once, with one line that goes on with all of it`() async throws {
        let options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3, rateLimits: .off)
        try await Program.withServer(options) { program, folder, server in
            let desk = RefusedDesk(program: program, folder: folder, server: server)
            try desk.write("give.lua", "for g in groups.all():each() do g:extend('1h') end")
            #expect(try await desk.type("keyshift run give.lua --yes --pace off").exitCode == 0)
            try desk.write("cut.lua", "for g in groups.all():each() do g:shift{ ends = '-5m' } end")
            let line = "keyshift run cut.lua --yes --pace off --max-groups 3"
            let refused = try await desk.type(line)
            #expect(refused.exitCode == 4)
            for word in ["lockout", "shorten", "recent"] {
                #expect(refused.errors.contains("Also refused (\(word)): "), "\(refused.errors)")
            }
            let document = try await desk.type(line + " --json")
            #expect(try document.failure().code == "max_groups")
            let error = try #require(try document.document()["error"] as? [String: Any])
            let also = try #require(error["also"] as? [[String: String]])
            #expect(also.map(\.["code"]) == ["lockout", "shorten", "recent"])
            let sent = server.requests(to: "/access_codes/update_multiple")
            let named = RefusedDesk.commands(in: refused.errors)
            #expect(named.count == 2 && named[1].hasSuffix("--max-groups 8 --allow lockout,shorten,recent"), "\(named)")
            // Who would be locked out can be left out; the others are all of the plan, and can only be meant.
            #expect(
                named.first?.hasSuffix("--max-groups 8 --leave-out lockout --allow shorten,recent") == true,
                "\(named)"
            )
            #expect(try await desk.type(named.first ?? "false").exitCode == 0)
            #expect(server.requests(to: "/access_codes/update_multiple") == sent + 7)
        }
    }

    @Test func `the line that leaves out what can be and allows the rest is offered whole, and goes on`() async throws {
        let door = "{ \"name\": \"Room 1\", \"time_zone\": \"UTC\" }, { \"name\": \"Room 2\", \"time_zone\": \"UTC\" }"
        func stay(_ name: String, _ room: Int, _ hours: ClosedRange<Double>) -> String {
            let times = [hours.lowerBound, hours.upperBound].map {
                Date(timeIntervalSinceNow: $0 * 3600).formatted(.iso8601)
            }
            return """
                { "name": "\(name)", "devices": ["Room \(room)"], "common_code_key": "\(name)",
                  "starts_at": "\(times[0])", "ends_at": "\(times[1])" }
                """
        }
        let groups = [stay("BK-1 Ito", 1, -20...30), stay("BK-2 Mori", 1, 31...50), stay("BK-3 Haas", 2, -20...30)]
        let seed = """
            { "format": 1, "workspaces": [
              { "name": "W", "devices": [\(door)], "groups": [\(groups.joined(separator: ","))] } ] }
            """
        try await NightHouse.open(seed: seed) { house in
            try await Program.withHome { _, folder in
                func script(_ span: String) throws -> String {
                    let text = "for g in groups.all():in_house():each() do g:extend('\(span)') end"
                    return try Program.write(text, in: folder, name: "\(span).lua")
                }
                let first = try await house.run(["run", try script("30m"), "--yes"])
                #expect(first.exitCode == 0, "\(first.errors)")
                let refused = try await house.run(["run", try script("2h"), "--yes"])
                #expect(refused.exitCode == 4 && refused.errors.contains("Also refused (recent)"), "\(refused.errors)")
                // No word alone would let it go on, so that none is offered.
                let ways = "To go on: --leave-out overlap --allow recent   or: --allow overlap,recent"
                #expect(refused.errors.contains(ways), "\(refused.errors)")
                #expect(!refused.errors.contains("If you mean it"), "\(refused.errors)")
                let lines = RefusedDesk.commands(in: refused.errors)
                #expect(lines.count == 2 && lines[1].hasSuffix("--allow overlap,recent"), "\(lines)")
                #expect(lines.first?.hasSuffix("--leave-out overlap --allow recent") == true, "\(lines)")
                let words = try #require(lines.first).split(separator: " ").dropFirst().map(String.init)
                let sent = try await house.run(words + ["--json"])
                #expect(sent.exitCode == 0, "\(sent.errors)")
                #expect(try sent.summary()["applied"] == 1)
                #expect(try sent.rows().first?["name"] as? String == "BK-3 Haas")
            }
        }
    }

    @Test func `who is locked out at once and who loses time later are told apart`() async throws {
        let options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3, rateLimits: .off)
        try await Program.withServer(options) { program, folder, server in
            let desk = RefusedDesk(program: program, folder: folder, server: server)
            let inside = "local l = groups.all():in_house():list() "
            try desk.write("later.lua", inside + "l[1]:shift{ ends = '-5m' }")
            let later = try await desk.type("keyshift plan later.lua")
            #expect(
                later.errors.contains("1 guest who can open their door now would lose time. They still could open it"),
                "\(later.errors)"
            )
            #expect(
                later.output.contains("None would be locked out at once.   1 guest who can open now would lose time.")
            )
            try desk.write("out.lua", inside + "l[1]:set{ starts_at = time.now() + '1h' }")
            let out = try await desk.type("keyshift plan out.lua")
            #expect(
                out.errors.contains("1 guest who can open their door now could not after this change."),
                "\(out.errors)"
            )
            #expect(out.output.contains("1 guest would be locked out at once."), "\(out.output)")
        }
    }

    @Test func `a check that was allowed and lets nothing through is told`() async throws {
        let options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3, rateLimits: .off)
        try await Program.withServer(options) { program, folder, server in
            let desk = RefusedDesk(program: program, folder: folder, server: server)
            try desk.write("leave.lua", "for g in groups.all():in_house():each() do g:leave_out('is inside') end")
            let plan = try await desk.type("keyshift plan leave.lua --allow lockout")
            #expect(plan.output.contains("--allow lockout had nothing to let through"), "\(plan.output)")
            #expect(try await !desk.type("keyshift plan leave.lua").output.contains("nothing to let through"))
        }
    }

    @Test func `a limit that the settings pin is answered with the line of the settings`() async throws {
        try await Program.withServer { program, folder, server in
            let desk = RefusedDesk(program: program, folder: folder, server: server)
            try desk.write("keyshift.json", "{ \"max_groups\": 3 }")
            try desk.write("a.lua", "for g in groups.all():each() do g:extend('2h') end")
            let refused = try await desk.type("keyshift plan a.lua")
            #expect(
                refused.exitCode == 4 && refused.errors.contains("write \"max_groups\": 8 in "),
                "\(refused.errors)"
            )
            #expect(RefusedDesk.commands(in: refused.errors).isEmpty, "\(refused.errors)")
            try desk.write("keyshift.json", "{ \"max_groups\": 8 }")
            #expect(try await desk.type("keyshift plan a.lua").exitCode == 2)
        }
    }

    @Test func `a run at work is stopped by the command that its refusal names`() async throws {
        let options = SandboxOptions(groups: 60, devices: 30, rngSeed: 5, latencyMilliseconds: 150, rateLimits: .off)
        try await Program.withServer(options) { program, folder, server in
            let desk = RefusedDesk(program: program, folder: folder, server: server)
            async let run = desk.type("keyshift run extend-all 2h --yes --concurrency 1 --pace off")
            try await server.wait(for: 3, of: "/access_codes/update_multiple")
            let refused = try await desk.type("keyshift run extend-all 1h --yes --pace off")
            #expect(refused.exitCode == 4, "\(refused.errors)")
            let stop = try #require(RefusedDesk.commands(in: refused.errors).first { $0.contains("runs stop") })
            #expect(try await desk.type(stop).exitCode == 0)
            #expect(try await run.exitCode == 3)
        }
    }

    @Test func `a clock that is off is answered with how to set it`() async throws {
        try await NightHouse.open { house in
            let refused = try await house.run(["run", Program.automation("extend-all.lua"), "2h", "--yes"])
            #expect(refused.exitCode == 4, "\(refused.errors)")
            #expect(refused.errors.contains("timedatectl set-ntp true"), "\(refused.errors)")
            #expect(refused.errors.contains("keyshift doctor"), "\(refused.errors)")
        }
    }
}

/// A line that is refused, and what is to be typed then.
struct Refusal: Sendable, CustomTestStringConvertible {
    /// The code that the case is about.
    let code: String
    let line: String
    /// What the command has in it that goes on.
    let named: String
    var exit: Int32 = 4
    /// How the command may end.
    var end: Set<Int32> = [0]
    /// Whether the same line goes on when the command was typed.
    var goesOnAfter = false
    /// Variables of the shell in which it is typed.
    var environment: [String: String] = [:]
    var prepare: @Sendable (RefusedDesk) async throws -> Void = { _ in }

    var testDescription: String { "\(code): \(named)" }

    static let all: [Refusal] = limits + rows + files + journal + words

    private static let all2h = "keyshift run extend-all 2h --yes --pace off"
    private static let first = "groups.all():list()[1]"

    private static let limits = [
        Refusal(code: "max_groups", line: "\(all2h) --max-groups 3", named: "--max-groups 8"),
        Refusal(code: "max_shift", line: "keyshift run far.lua --yes --pace off", named: "--max-shift 400h") {
            try $0.write(
                "far.lua",
                "local l = groups.all():list() for i = 1, 2 do l[i]:extend(i + 2 .. '00h', { allow = 'overlap' }) end"
            )
        },
        Refusal(code: "unconfirmed", line: "keyshift run extend-all 2h --pace off", named: "--yes"),
        Refusal(code: "direct_effect", line: "keyshift plan lock.lua", named: "--allow-direct", exit: 1) {
            try $0.write("lock.lua", "seam.locks.lock_door{ device_id = seam.devices.list()[1].device_id }")
        },
        Refusal(code: "script_error", line: "keyshift run wrong.lua", named: "--skip-check", exit: 1) {
            try $0.write("wrong.lua", "if false then groups.nothing() end")
        },
    ]

    private static let rows =
        [
            Refusal(code: "lockout", line: "keyshift run cut.lua --yes --pace off", named: "--allow lockout") { desk in
                try desk.write("cut.lua", "for g in groups.all():in_house():each() do g:shift{ ends = '-5m' } end")
            },
            Refusal(code: "recent", line: all2h, named: "--allow recent", prepare: moved),
            Refusal(code: "recent", line: all2h, named: "--leave-out recent", prepare: moved),
            Refusal(
                code: "once",
                line: "keyshift run once.lua --yes --pace off",
                named: "--allow once",
                prepare: labelled
            ),
        ] + hours

    private static let hours = [
        Refusal(code: "mixed", line: "keyshift run door.lua --yes --pace off", named: "--allow mixed") { desk in
            try desk.write(
                "door.lua",
                "local g = \(first) seam.access_codes.update{ access_code_id = g.members[1].access_code_id, "
                    + "ends_at = g.members[1].ends_at + '30m' }"
            )
        },
        Refusal(code: "overlap", line: "keyshift run far.lua --yes --pace off", named: "--allow overlap") { desk in
            try desk.write("far.lua", "for g in groups.all():each() do g:extend('160h') end")
        },
        Refusal(code: "overlap", line: "keyshift run far.lua --yes --pace off", named: "--leave-out overlap") { desk in
            let source = "for i, g in ipairs(groups.all():list()) do g:extend(i == 1 and '160h' or '5m') end"
            try desk.write("far.lua", source)
        },
        Refusal(code: "shorten", line: "keyshift run cut.lua --yes --pace off", named: "--allow shorten") { desk in
            try desk.write("cut.lua", "for g in groups.all():upcoming():each() do g:shift{ ends = '-5m' } end")
        },
        Refusal(
            code: "zone_data",
            line: "keyshift run clock.lua --yes --pace off",
            named: "--allow zone_data",
            environment: ["TZDIR": Program.oldZones]
        ) { desk in
            try desk.write(
                "clock.lua",
                "for g in groups.all():upcoming():each() do if g.zone == 'America/Vancouver' then "
                    + "g:set_clock{ ends = '12:30' } break end end"
            )
        },
    ]

    private static let files = [
        Refusal(
            code: "stale_plan",
            line: "keyshift apply p.json --yes --pace off",
            named: "--allow-partial",
            end: [3]
        ) { desk in
            try await desk.planAll()
            try await moved(desk)
        },
        Refusal(
            code: "stale_plan",
            line: "keyshift apply p.json --yes --endpoint http://127.0.0.1:1",
            named: "export SEAM_ENDPOINT=http://127.0.0.1:"
        ) { try await $0.planAll() },
        Refusal(code: "tampered", line: "keyshift apply p.json --yes", named: "keyshift plan", end: [2]) { desk in
            try await desk.planAll()
            try desk.write("p.json", desk.read("p.json").replacing("America/", with: "Amerika/"))
        },
        Refusal(code: "no_match", line: "\(all2h) --name Nobody", named: "keyshift find"),
        Refusal(code: "no_match", line: "\(all2h) --door=\"Harbour House front dor\"", named: "--door=") { desk in
            try desk.write("keyshift.json", "{}")
        },
    ]

    private static let journal = [
        Refusal(code: "frozen", line: all2h, named: "keyshift thaw", goesOnAfter: true) { desk in
            _ = try await desk.type("keyshift freeze --reason fire")
        },
        Refusal(code: "lost_commits", line: all2h, named: "keyshift journal accept", goesOnAfter: true) { desk in
            _ = try await desk.type("keyshift run extend-all 1h --yes --pace off")
            try desk.loseJournal()
        },
        Refusal(
            code: "unfinished_run",
            line: "keyshift run part.lua --yes --pace off",
            named: "keyshift resume",
            prepare: stopped
        ),
        Refusal(
            code: "unfinished_run",
            line: "keyshift run other.lua --yes --pace off",
            named: "keyshift runs abandon",
            prepare: stopped
        ),
        Refusal(
            code: "unfinished_run",
            line: "keyshift run other.lua --yes --pace off",
            named: "--leave-out unfinished_run",
            prepare: stopped
        ),
    ]

    private static let words = [
        Refusal(
            code: "unknown_booking",
            line: "keyshift extend nobody --to 13:00 --yes",
            named: "keyshift find",
            exit: 1
        ),
        Refusal(code: "unknown_run", line: "keyshift undo nosuchrun --yes", named: "keyshift runs", exit: 1) { desk in
            try await moved(desk)
        },
        Refusal(code: "unknown_schedule", line: "keyshift schedule pause x", named: "keyshift schedule list", exit: 1),
    ]

    private static let moved: @Sendable (RefusedDesk) async throws -> Void = { desk in
        try desk.write("first.lua", "\(first):extend('30m')")
        let outcome = try await desk.type("keyshift run first.lua --yes --pace off")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
    }

    private static let labelled: @Sendable (RefusedDesk) async throws -> Void = { desk in
        try desk.write("once.lua", "\(first):extend('30m', { once = 'storm' })")
        let outcome = try await desk.type("keyshift run once.lua --yes --pace off")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
    }

    /// A run that was killed, and another script for all groups.
    private static let stopped: @Sendable (RefusedDesk) async throws -> Void = { desk in
        try desk.write("other.lua", "for g in groups.all():each() do g:extend('1h') end")
        try await desk.stopHalfWay()
    }
}

import Foundation
import SeamSandbox
import Testing

/// What `schedule add` finds out by planning once.
struct ScheduleTrialTests {
    private static let update = "/access_codes/update_multiple"
    private static let rules = ["--cron", "0 0 1 1 *", "--zone", "America/Toronto"]

    private static func add(_ arguments: [String], _ options: [String] = []) -> [String] {
        ["schedule", "add", "nightly"] + arguments + rules + options
    }

    private static let wrong: [(arguments: [String], words: [String])] = [
        (["extend-all", "2"], ["the argument \"by\"", "Write 2h, 2m or 2s"]),
        (["extend-all"], ["the argument \"by\"", "is missing"]),
        (["sunday-checkout", "25:00"], ["the argument \"clock\"", "hours are 00 to 23"]),
        (["late-checkout", "someday", "2h"], ["the argument \"date\"", "today"]),
        (["storm", "2h", "hosue=Harbour"], ["did you mean \"house\"?"]),
        (["storm", "2h", "Harbour", "more"], ["\"more\" is one argument too many"]),
    ]

    @Test(arguments: wrong, [true, false])
    func `arguments that can never work are refused, with Seam and without`(
        wrong: (arguments: [String], words: [String]),
        hasSeam: Bool,
    ) async throws {
        try await Program.withServer { program, _, server in
            var program = program
            if !hasSeam { program.environment["SEAM_API_KEY"] = nil }
            let outcome = try await program.run(Self.add(wrong.arguments))
            #expect(outcome.exitCode == 1, "\(outcome.output)")
            for word in wrong.words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
            #expect(outcome.errors.contains("--skip-check"), "\(outcome.errors)")
            let list = try await program.run(["schedule", "list", "--json"]).document()
            #expect((list["schedules"] as? [Any])?.isEmpty == true)
            #expect(server.requests(to: Self.update) == 0)
        }
    }

    @Test
    func `a change of a schedule is tried as well, and what is added all the same fails with the argument's name`()
        async throws
    {
        try await Program.withServer { program, _, server in
            #expect(try await program.run(Self.add(["extend-all", "1h"])).exitCode == 0)
            let changed = try await program.run(Self.add(["extend-all", "1"], ["--replace"]))
            #expect(changed.exitCode == 1, "\(changed.output)")
            let kept = try await program.run(["schedule", "show", "nightly", "--json"]).document()
            #expect(kept["args"] as? [String] == ["1h"])
            let forced = try await program.run(Self.add(["extend-all", "1"], ["--replace", "--skip-check"]))
            #expect(forced.exitCode == 0, "\(forced.errors)")
            #expect(forced.output.contains("WARNING  each firing would stop at once"), "\(forced.output)")
            let fired = try await program.run(["schedule", "trigger", "nightly"])
            #expect(fired.exitCode == 1)
            #expect(fired.output.contains("the argument \"by\"") && fired.output.contains("Write 1h, 1m or 1s"))
            #expect(server.requests(to: Self.update) == 0)
        }
    }

    @Test func `it says what a firing would do now, and sends nothing`() async throws {
        try await Program.withServer { program, _, server in
            let added = try await program.run(Self.add(["extend-all", "1h"]))
            #expect(added.exitCode == 0, "\(added.errors)")
            #expect(added.output.contains("IF IT FIRED NOW  8 groups would change"), "\(added.output)")
            #expect(added.output.contains("NOTE  it adds to the hours"), "\(added.output)")
            #expect(added.output.contains("--leave-out recent"), "\(added.output)")
            let left = try await program.run(Self.add(["extend-all", "1h"], ["--replace", "--leave-out", "recent"]))
            #expect(left.output.contains("IF IT FIRED NOW") && !left.output.contains("NOTE  it adds"), "\(left.output)")
            let json = try await program.run(Self.add(["extend-all", "1h"], ["--replace", "--json"]))
            #expect(json.errors.contains("IF IT FIRED NOW  8 groups"), "\(json.errors)")
            #expect(server.requests(to: Self.update) == 0)
            #expect(try await program.run(["runs", "list", "--json"]).document()["runs"] as? [String] == [])
        }
    }

    @Test func `changes that would add up at each firing are told, with how to say it instead`() async throws {
        try await Program.withServer { program, folder, _ in
            func add(_ script: [String], _ cron: String) async throws -> String {
                let rules = ["--cron", cron, "--zone", "America/Toronto", "--replace"]
                let added = try await program.run(["schedule", "add", "nightly"] + script + rules)
                #expect(added.exitCode == 0, "\(added.errors)")
                return added.output
            }
            #expect(try await program.run(Self.add(["sunday-checkout"])).exitCode == 0)
            let daily = try await add(["extend-all", "2h"], "0 3 * * *")
            #expect(
                daily.contains(
                    #/WARNING  \d of them last beyond the firing after that, which adds once more: BK-\d+ \w+ ends .* 11:00 now, then .* 13:00, then .* 15:00\./#
                ),
                "\(daily)"
            )
            // Nobody writes a script that ships anew: another schedule is what helps, and none at all.
            #expect(!daily.contains("extend_to"), "\(daily)")
            let line =
                "keyshift schedule add nightly checkout-at today 13:00 --at 03:00 --zone America/Toronto --replace"
            #expect(daily.contains("    \(line)\n"), "\(daily)")
            #expect(daily.contains("    keyshift schedule remove nightly\n"), "\(daily)")
            let own = try Program.write(
                "for g in groups.all():each() do g:extend('2h') end",
                in: folder,
                name: "own.lua"
            )
            let written = try await add([own], "0 3 * * *")
            #expect(written.contains("in the script extend_to or set_clock instead of extend or shift"), "\(written)")
            let hourly = try await add(["extend-all", "2h"], "0 * * * *")
            #expect(hourly.contains("which is refused for them (recent)"), "\(hourly)")
            let labelled = try Program.write(
                "for g in groups.all():each() do g:extend('2h', { once = 'storm' }) end",
                in: folder
            )
            for (script, cron) in [
                // None of them lasts until the firing after, has a label twice, or gets an end that depends on the present one.
                (["extend-all", "2h"], "0 0 1 1 *"), ([labelled], "0 3 * * *"),
                (["sunday-checkout", "13:00"], "0 3 * * *"),
            ] {
                let output = try await add(script, cron)
                #expect(!output.contains("adds once more"), "\(output)")
            }
        }
    }

    @Test func `that a length adds up is said where nobody is in it now, with lines that are taken`() async throws {
        let seed = """
            { "format": 1, "workspaces": [ { "name": "W", "devices": [ { "name": "Room 1", "time_zone": "America/Toronto" } ] } ] }
            """
        try await NightHouse.open(seed: seed) { house in
            let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try await Self.expectAdding(house.program, folder, isEmpty: true)
        }
    }

    @Test func `that a length adds up is said without Seam, too`() async throws {
        try await Program.withHome { program, folder in
            try await Self.expectAdding(program, folder, isEmpty: false)
        }
    }

    /// Expects what is said of schedules by which nobody gets time now.
    private static func expectAdding(_ program: Program, _ folder: URL, isEmpty: Bool) async throws {
        func add(_ script: [String], _ options: [String]) async throws -> String {
            let zone = ["--zone", "America/Toronto", "--replace"]
            let added = try await program.run(["schedule", "add", "nightly"] + script + options + zone)
            #expect(added.exitCode == 0, "\(added.told)")
            return added.output
        }
        #expect(try await program.run(Self.add(["sunday-checkout"])).exitCode == 0)
        let words = "each firing adds to the hours that it finds: a stay that several firings find gets the time again"
        let storm = try await add(["storm", "2h"], ["--at", "23:00", "--leave-out", "recent,overlap"])
        let head = isEmpty ? "WARNING  nobody is in it now, but " : "WARNING  "
        #expect(storm.contains("\(head)\(words) at each of them.\n"), "\(storm)")
        #expect(storm.contains("  --leave-out recent leaves out only who was moved in the 12 hours before"), "\(storm)")
        let lines = NightHouse.commands(in: storm)
        #expect(lines.count == 2 && lines[0].prefix(4) == ["schedule", "add", "nightly", "checkout-at"], "\(storm)")
        for line in lines { #expect(try await program.run(line).exitCode == 0, "\(line)") }
        #expect(try await program.run(Self.add(["sunday-checkout"])).exitCode == 0)
        let hourly = try await add(["storm", "2h"], ["--cron", "0 * * * *"])
        #expect(hourly.contains("\(words), every 12 hours at most (recent).\n"), "\(hourly)")
        // A day that is written down is the same each night, and today is another one.
        #expect(try await add(["late-checkout", "2031-01-02", "2h"], ["--at", "02:00"]).contains(words))
        let own = try Program.write("for g in groups.all():each() do g:shift('1h') end", in: folder, name: "own.lua")
        let shifted = try await add([own], ["--at", "02:00"])
        #expect(shifted.contains(words) && !shifted.contains("checkout-at"), "\(shifted)")
        let labelled = try Program.write(
            "for g in groups.all():each() do g:extend('2h', { once = 'storm' }) end",
            in: folder
        )
        for (script, options) in [
            (["late-checkout", "today", "2h"], ["--at", "02:00"]), (["sunday-checkout"], ["--at", "02:00"]),
            ([labelled], ["--at", "02:00"]), (["storm", "2h"], ["--cron", "0 3 1 1 *"]),
        ] {
            let output = try await add(script, options)
            #expect(!output.contains("each firing adds"), "\(script): \(output)")
        }
        #expect(try await add(["late-checkout", "today", "2h"], ["--cron", "0 */8 * * *"]).contains(words))
    }

    @Test func `one extension of the last hours is told, with what leaves it out`() async throws {
        try await Program.withServer { program, folder, _ in
            let one = try Program.write("groups.all():list()[1]:extend('1h')", in: folder)
            #expect(try await program.run(["run", one, "--yes"]).exitCode == 0)
            let added = try await program.run(Self.add(["extend-all", "1h"]))
            #expect(added.exitCode == 0, "\(added.errors)")
            #expect(added.output.contains("WARNING  if it fired now, it would be refused (recent)"), "\(added.output)")
            let line =
                "keyshift schedule add nightly extend-all 1h --cron \"0 0 1 1 *\" --zone America/Toronto --replace --leave-out recent"
            #expect(added.output.contains("To have it leave such stays out:\n    \(line)\n"), "\(added.output)")
            let left = try await program.run(Self.add(["extend-all", "1h"], ["--replace", "--leave-out", "recent"]))
            #expect(left.output.contains("IF IT FIRED NOW  7 groups would change, 1 left out"), "\(left.output)")
        }
    }

    @Test func `other checks, a limit and a hold are told as well`() async throws {
        try await Program.withServer { program, _, _ in
            let few = try await program.run(Self.add(["extend-all", "1h"], ["--max-groups", "3"]))
            #expect(few.exitCode == 0)
            #expect(few.output.contains("refused (max_groups)"), "\(few.output)")
            let held = try await program.run(Self.add(["extend-all", "1h"], ["--replace", "--hold-above", "7"]))
            #expect(held.output.contains("the plan would wait for a person"), "\(held.output)")
        }
    }

    @Test(arguments: [
        ("2026-01-02", "WARNING  the argument \"date\" is 2026-01-02 at each firing, and that day is over"),
        ("2031-01-02", "NOTE  the argument \"date\" is 2031-01-02 at each firing"),
    ])
    func `a day among the arguments is told, because it is the same at each firing`(day: String, words: String)
        async throws
    {
        try await Program.withServer { program, _, _ in
            let added = try await program.run(Self.add(["late-checkout", day, "2h"]))
            #expect(added.exitCode == 0 && added.output.contains(words), "\(added.output) \(added.errors)")
            #expect(added.output.contains("today is the day of each firing"))
            let today = try await program.run(Self.add(["late-checkout", "today", "2h"], ["--replace"]))
            #expect(today.exitCode == 0 && !today.output.contains("at each firing"), "\(today.output)")
        }
    }

    @Test func `a script that fails by what it finds is added with a warning`() async throws {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("groups.all():booking('BK-none'):one()", in: folder)
            let added = try await program.run(Self.add([script]))
            #expect(added.exitCode == 0, "\(added.errors)")
            #expect(added.output.contains("WARNING  if it fired now, it would fail (script_error): test.lua:1"))
        }
    }

    @Test func `without Seam the schedule is added, and it is said that only the arguments were tried`() async throws {
        try await Program.withHome { program, _ in
            let added = try await program.run(Self.add(["extend-all", "1h"]))
            #expect(added.exitCode == 0, "\(added.errors)")
            #expect(added.output.contains("NOTE  Seam was not asked"), "\(added.output)")
            #expect(added.output.contains("SEAM_API_KEY"), "\(added.output)")
        }
    }
}

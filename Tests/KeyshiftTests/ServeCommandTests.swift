import CivilTime
import Foundation
import Journal
import Model
import RunEngine
import SQLJournal
import SeamSandbox
import Testing

struct ServeCommandTests {
    private static let update = "/access_codes/update_multiple"

    /// An instant before which exactly one full hour comes.
    private static var inAnHour: String { Date.now.addingTimeInterval(3600).formatted(.iso8601) }

    /// The newest firing of a schedule, as its history shows it.
    private func newest(_ name: String, _ program: Program) async throws -> [String: Any] {
        let document = try await program.run(["schedule", "history", name, "--json"]).document()
        return try #require((document["firings"] as? [[String: Any]])?.first)
    }

    private func add(
        _ name: String,
        _ script: String,
        _ options: [String] = [],
        to program: Program,
    ) async throws {
        let added = try await program.run(
            ["schedule", "add", name, script, "--cron", "@hourly", "--zone", "America/Toronto"] + options
        )
        #expect(added.exitCode == 0, "\(added.errors)")
    }

    @Test func `a schedule fires once, in a process of its own, and its history says so`() async throws {
        try await Program.withServer { program, _, server in
            let script = Program.automation("extend-all.lua")
            let added = try await program.run(
                ["schedule", "add", "nightly", script, "1h", "--cron", "@hourly", "--zone", "America/Toronto"]
            )
            #expect(added.exitCode == 0, "\(added.errors)")
            #expect(added.output.contains("nightly is scheduled"))
            #expect(added.output.split(separator: "\n").count { $0.contains("America/Toronto (UTC") } == 5)
            let soon = Self.inAnHour
            let first = try await program.run(["serve", "--once", "--now", soon])
            #expect(first.exitCode == 0, "\(first.errors)")
            #expect(first.output.contains("done (exit 0)"), "\(first.errors)")
            #expect(server.requests(to: Self.update) == 8)
            let second = try await program.run(["serve", "--once", "--now", soon])
            #expect(second.output == "nothing is due\n")
            #expect(first.errors.contains("is fired for real"), "\(first.errors)")
            let list = try await program.run(["schedule", "list", "--json"]).document()
            let schedule = try #require((list["schedules"] as? [[String: Any]])?.first)
            let (last, next) = (schedule["last_fired_at"] as? String, schedule["next_at"] as? String)
            #expect(last != nil && next != nil && next ?? "" > last ?? "", "\(schedule)")
            let paused = try await program.run(["schedule", "pause", "nightly"])
            #expect(paused.output.contains("PAUSED since") && !paused.output.contains("NEXT"), "\(paused.output)")
            #expect(try await program.run(["schedule", "resume", "nightly"]).output.contains("NEXT"))
            #expect(server.requests(to: Self.update) == 8)
            let history = try await program.run(["schedule", "history", "nightly"])
            #expect(history.output.split(separator: "\n").count == 2)
            #expect(history.output.contains("\n  8 moved, none failed: keyshift runs show "), "\(history.output)")
            let firing = try await newest("nightly", program)
            let runs = try await program.run(["runs", "list", "--json"]).document()["runs"] as? [[String: Any]]
            #expect(runs?.first?["schedule"] as? String == "nightly")
            #expect(runs?.first?["run_id"] as? String == firing["run_id"] as? String)
            let home = try #require(program.environment["KEYSHIFT_HOME"])
            let run = try #require(firing["run_id"] as? String)
            let log = try String(contentsOfFile: "\(home)/logs/nightly/\(run).log", encoding: .utf8)
            #expect(log.contains("8 groups change"))
        }
    }

    @Test func `an instant that is still to come is refused where something real would miss its firing`() async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write("print(1)", in: folder)
            try await add("hourly", script, ["--skip-check"], to: program)
            var (real, local) = (program, program)
            real.environment["SEAM_API_KEY"] = "seam_test"
            local.environment["SEAM_API_KEY"] = "seam_test"
            local.environment["SEAM_ENDPOINT"] = "http://127.0.0.1:1"
            let refused = try await real.run(["serve", "--once", "--now", Self.inAnHour])
            #expect(refused.exitCode == 1, "\(refused.told)")
            #expect(
                refused.errors.contains("is still to come") && refused.errors.contains("keyshift schedule next NAME")
            )
            let history = try await program.run(["schedule", "history", "hourly", "--json"]).document()
            #expect((history["firings"] as? [Any])?.isEmpty == true, "\(history)")
            let past = Date.now.addingTimeInterval(-1).formatted(.iso8601)
            #expect(try await real.run(["serve", "--once", "--now", past]).exitCode == 0)
            // A server on this machine may be put ahead, unless the journal is one of real runs.
            #expect(try await local.run(["serve", "--once", "--now", Self.inAnHour]).exitCode == 0)
            let home = try #require(program.environment["KEYSHIFT_HOME"])
            let journal = try SQLJournal(directory: home)
            let record = RunRecord(
                id: "80aa",
                script: "run",
                scriptHash: "",
                arguments: [],
                startedAt: Instant(milliseconds: 1_790_000_000_000),
                operatorName: "ana",
                processID: 1,
                endpoint: "https://connect.getseam.com",
                workspaceID: "w",
            )
            try await journal.openRun(record)
            journal.close()
            let mixed = try await local.run(["serve", "--once", "--now", Self.inAnHour])
            #expect(mixed.exitCode == 1 && mixed.errors.contains("is still to come"), "\(mixed.told)")
        }
    }

    @Test func `a firing whose script fails is recorded as failed, and is not tried again`() async throws {
        try await Program.withServer { program, folder, _ in
            try await add("broken", try Program.write("error('broken')", in: folder), ["--skip-check"], to: program)
            let outcome = try await program.run(["serve", "--once", "--now", Self.inAnHour])
            #expect(outcome.output.contains("failed (exit 1)"))
            #expect(outcome.errors.contains("broken"))
        }
    }

    @Test func `a script that was deleted fails its firing with a sentence`() async throws {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("print(1)", in: folder)
            try await add("gone", script, to: program)
            try FileManager.default.removeItem(atPath: script)
            let outcome = try await program.run(["serve", "--once", "--now", Self.inAnHour])
            #expect(outcome.output.contains("failed (exit 1)"), "\(outcome.errors)")
            let detail = try await newest("gone", program)["detail"] as? String
            #expect(detail?.contains("cannot be read") == true, "\(detail ?? "none")")
        }
    }

    @Test func `scripts that hang, eat memory and log without end each have their outcome`() async throws {
        try await Program.withServer { program, folder, _ in
            let scripts = [
                ("hang", "while true do end"),
                ("eat", "local t = {} while true do t[#t + 1] = string.rep('x', 100000) .. #t end"),
                ("talk", "while true do log.info('again and again and again and again') end"),
                ("print", "while true do print('again and again and again and again') end"),
            ]
            for (name, source) in scripts {
                let script = try Program.write(source, in: folder, name: "\(name).lua")
                let limits = [
                    "--time-limit", name == "hang" ? "1s" : "4m", "--memory-limit", "64MB", "--retries", "0",
                ]
                try await add(name, script, limits, to: program)
            }
            let outcome = try await program.run(["serve", "--once", "--now", Self.inAnHour])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            for (name, code) in [
                ("hang", "limit_time"), ("eat", "limit_memory"), ("talk", "limit_output"), ("print", "limit_output"),
            ] {
                let firing = try await newest(name, program)
                #expect(firing["state"] as? String == "failed", "\(name)")
                let detail = firing["detail"] as? String ?? ""
                #expect(detail.hasPrefix(code), "\(name): \(detail)")
            }
            let home = try #require(program.environment["KEYSHIFT_HOME"])
            let logs = try FileManager.default.subpathsOfDirectory(atPath: "\(home)/logs").filter {
                $0.hasSuffix("log")
            }
            #expect(logs.count == 4)
            for log in logs {
                let size = try FileManager.default.attributesOfItem(atPath: "\(home)/logs/\(log)")[.size] as? Int
                #expect((size ?? .max) < 6 << 20, "\(log)")
            }
        }
    }

    @Test func `a plan above the schedule's number of groups waits for a person, and serve begins it then`()
        async throws
    {
        try await Program.withServer { program, _, server in
            let script = Program.automation("extend-all.lua")
            let added = try await program.run(
                ["schedule", "add", "nightly", "--cron", "@hourly", "--zone", "UTC", "--hold-above", "7", script, "1h"]
            )
            #expect(added.exitCode == 0, "\(added.errors)")
            let outcome = try await program.run(["serve", "--once", "--now", Self.inAnHour])
            #expect(outcome.output.contains("held (exit 4)"), "\(outcome.errors)")
            #expect(server.requests(to: Self.update) == 0)
            let firing = try await newest("nightly", program)
            let detail = try #require(firing["detail"] as? String)
            #expect(detail.contains("8 groups would change"))
            let status = try await program.run(["status"])
            #expect(status.exitCode == 3)
            #expect(status.output.contains("HELD  nightly") && status.output.contains("WAITING  plan "))
            let plans = try await program.run(["plans", "--json"]).document()["plans"] as? [[String: Any]]
            let hash = try #require(plans?.first?["hash"] as? String)
            let shown = try await program.run(["plans", "show", String(hash.prefix(12))])
            #expect(shown.output.contains("keyshift approve \(hash.prefix(12))"), "\(shown.output)")
            let approved = try await program.run(["approve", hash])
            #expect(approved.exitCode == 0, "\(approved.errors)")
            #expect(approved.output.contains("keyshift apply \(hash.prefix(12))"))
            let served = try await program.run(["serve", "--once"])
            #expect(served.exitCode == 0, "\(served.errors)")
            #expect(server.requests(to: Self.update) == 8, "\(served.errors)")
            #expect(served.output.hasPrefix("plan \(hash.prefix(12))  nightly, "), "\(served.output)")
            #expect(served.output.contains(": completed") && !served.output.contains("nothing is due"))
            #expect(try await newest("nightly", program)["state"] as? String == "done")
            let again = try await program.run(["apply", hash, "--yes", "--json"])
            #expect(try again.failure().code == "plan_over")
            #expect(server.requests(to: Self.update) == 8)
        }
    }

    @Test func `an approved plan of which nothing is left to change is completed, and so is its firing`() async throws {
        try await Program.withServer { program, folder, server in
            let script = try Program.write(
                "for g in groups.all():each() do g:set{ ends_at = time.parse('2031-01-01T11:00:00Z') } end",
                in: folder
            )
            let limits = ["--max-shift", "90000h", "--allow", "overlap"]
            try await add("nightly", script, ["--hold-above", "always"] + limits, to: program)
            #expect(
                try await program.run(["serve", "--once", "--now", Self.inAnHour]).output.contains("held (exit 4)")
            )
            let plans = try await program.run(["plans", "--json"]).document()["plans"] as? [[String: Any]]
            let hash = try #require(plans?.first?["hash"] as? String)
            #expect(try await program.run(["approve", hash]).exitCode == 0)
            // Somebody does the same by hand meanwhile.
            let byHand = try await program.run(["run", script, "--yes"] + limits)
            #expect(byHand.exitCode == 0, "\(byHand.errors)")
            let sent = server.requests(to: Self.update)
            let served = try await program.run(["serve", "--once"])
            #expect(served.output.contains("there was nothing to change any more"), "\(served.output) \(served.errors)")
            #expect(server.requests(to: Self.update) == sent)
            #expect(try await newest("nightly", program)["state"] as? String == "done")
            let shown = try await program.run(["plans", "show", hash, "--json"]).document()
            #expect((shown["plan"] as? [String: Any])?["state"] as? String == "completed", "\(shown)")
            #expect(try await program.run(["status"]).exitCode == 0)
        }
    }

    @Test func `a direct effect needs the schedule's own grant`() async throws {
        try await Program.withServer { program, folder, _ in
            let source =
                "local d = seam.devices.list{}[1]\nseam.access_codes.create{ device_id = d.device_id, name = 'x' }"
            let script = try Program.write(source, in: folder)
            try await add("without", script, to: program)
            try await add("with", script, ["--allow-direct", "access_codes.create"], to: program)
            try await add("other", script, ["--allow-direct", "locks.unlock_door,access_codes.delete"], to: program)
            let shown = try await program.run(["schedule", "show", "other"])
            #expect(shown.output.contains("may call, with effect at once: access_codes.delete, locks.unlock_door"))
            let kept = try await program.run(["schedule", "show", "with", "--json"]).document()
            #expect(kept["direct_functions"] as? [String] == ["access_codes.create"])
            _ = try await program.run(["serve", "--once", "--now", Self.inAnHour])
            let granted = try await newest("with", program)
            #expect(granted["state"] as? String == "done", "\(granted)")
            let refused = try await newest("without", program)
            #expect(refused["state"] as? String == "failed")
            #expect((refused["detail"] as? String)?.hasPrefix("direct_effect") == true)
            let unlisted = try await newest("other", program)
            #expect(unlisted["state"] as? String == "failed")
            let detail = unlisted["detail"] as? String ?? ""
            #expect(detail.contains("may make only access_codes.delete, locks.unlock_door"), "\(detail)")
            let anew = "--allow-direct access_codes.delete,locks.unlock_door,access_codes.create"
            #expect(detail.contains("If each firing may do that: keyshift schedule add other "), "\(detail)")
            #expect(detail.contains(anew), "\(detail)")
        }
    }

    @Test func `a schedule is fired by hand, and its exit code is the run's`() async throws {
        try await Program.withServer { program, folder, server in
            let script = Program.automation("extend-all.lua")
            _ = try await program.run(
                ["schedule", "add", "nightly", script, "1h", "--cron", "0 0 1 1 *", "--zone", "UTC"]
            )
            let triggered = try await program.run(["schedule", "trigger", "nightly", "--json"])
            #expect(triggered.exitCode == 0, "\(triggered.errors)")
            #expect(triggered.output.contains("\"cause\":\"hand\""))
            #expect(server.requests(to: Self.update) == 8)
            try await add("broken", try Program.write("error('broken')", in: folder), ["--skip-check"], to: program)
            #expect(try await program.run(["schedule", "trigger", "broken"]).exitCode == 1)
            let unknown = try await program.run(["schedule", "trigger", "nightli"])
            #expect(unknown.exitCode == 1)
        }
    }

    @Test(arguments: [
        (
            "30 1 * * *", "2026-10-31T12:00:00Z", "shift",
            "go back on Sun 1 Nov, from 02:00 to 01:00: 01:30 happens twice, and fires the first time"
        ),
        ("30 1 * * *", "2026-10-31T12:00:00Z", "twice", "01:30 happens twice, and fires both times"),
        (
            "30 2 * * *", "2027-03-13T12:00:00Z", "shift",
            "go forward on Sun 14 Mar, from 02:00 to 03:00: 02:30 is left out, and fires at 03:00"
        ),
        ("30 2 * * *", "2027-03-13T12:00:00Z", "skip", "02:30 is left out, and not fired"),
        ("0 11 * * *", "2026-10-31T12:00:00Z", "shift", "none of its times is there twice"),
        ("*/30 * * * *", "2026-11-01T04:00:00Z", "shift", "it fires in both hours, because real minutes count"),
        ("10,20 1 * * *", "2026-10-31T12:00:00Z", "shift", "01:10, 01:20 happen twice, and fire the first time"),
    ])
    func `a clock change within the list is told, with what becomes of the times`(
        cron: String,
        after: String,
        rule: String,
        words: String,
    ) async throws {
        try await Program.withHome { program, _ in
            let line = [
                "schedule", "next", "--cron", cron, "--zone", "America/New_York", "--after", after, "--dst", rule,
            ]
            let outcome = try await program.run(line)
            #expect(outcome.output.contains("NOTE  the clocks "), "\(outcome.output)")
            #expect(outcome.output.contains(words), "\(outcome.output)")
            let quiet = try await program.run(line + ["--json"])
            #expect(try quiet.document().keys.sorted() == ["next"])
        }
    }

    @Test func `a list without a clock change says nothing of one`() async throws {
        try await Program.withHome { program, _ in
            let line = ["schedule", "next", "--cron", "0 11 * * *", "--zone", "America/New_York"]
            let outcome = try await program.run(line + ["--after", "2026-11-02T12:00:00Z"])
            #expect(outcome.exitCode == 0 && !outcome.output.contains("clocks"), "\(outcome.output)")
        }
    }

    @Test(arguments: ["2026-11-02 12:00", "2026-11-02T12:00", "2026-11-02T17:00:00Z", "2026-11-02"])
    func `the list begins after a time on the clock of the zone`(after: String) async throws {
        try await Program.withHome { program, _ in
            let line = ["schedule", "next", "--cron", "0 11 * * *", "--zone", "America/New_York", "--count", "1"]
            let outcome = try await program.run(line + ["--after", after])
            let day = after == "2026-11-02" ? "Mon 2 Nov" : "Tue 3 Nov"
            #expect(outcome.exitCode == 0 && outcome.output.contains(day), "\(outcome.told)")
        }
    }

    @Test func `the next instants are told in UTC`() async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run([
                "schedule", "next", "--cron", "30 1 * * *", "--zone", "America/New_York",
                "--after", "2026-10-31T12:00:00Z", "--count", "2", "--json",
            ])
            let next = try outcome.document()["next"] as? [String]
            #expect(next == ["2026-11-01T05:30:00.000Z", "2026-11-02T06:30:00.000Z"])
        }
    }
}

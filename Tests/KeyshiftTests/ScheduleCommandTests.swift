import Foundation
import Testing

struct ScheduleCommandTests {
    private func withSchedule(_ body: (Program, String) async throws -> Void) async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write("print(1)", in: folder)
            let added = try await program.run([
                "schedule", "add", "nightly", "--cron", "30 2 * * *", "--zone", "America/New_York", "--dst", "twice",
                "--missed", "all", "--grace", "30m", "--overlap", "queue", "--retries", "5", "--max-groups", "40",
                "--max-shift", "3h", "--time-limit", "30s", "--on-failure", "https://hooks.example/secret?k=1",
                "--json",
                "--", script, "a b", "x=1",
            ])
            #expect(added.exitCode == 0, "\(added.errors)")
            #expect((try added.document()["next"] as? [String])?.count == 5)
            try await body(program, script)
        }
    }

    @Test func `a schedule's document has its rules, and hides what may be secret`() async throws {
        try await withSchedule { program, script in
            let document = try await program.run(["schedule", "show", "nightly", "--json"]).document()
            #expect(document["args"] as? [String] == ["a b", "x=1"])
            #expect((document["script"] as? String)?.hasSuffix("test.lua") == true)
            #expect(document["dst"] as? String == "twice")
            #expect(document["missed"] as? String == "all")
            #expect(document["grace"] as? String == "30m")
            #expect(document["overlap"] as? String == "queue")
            #expect(document["retries"] as? Int == 5)
            #expect(
                document["options"] as? [String] == ["--max-groups", "40", "--max-shift", "3h", "--time-limit", "30s"]
            )
            #expect(document["on_failure"] as? String == "https://hooks.example/…")
            let shown = try await program.run(["schedule", "show", "nightly"])
            #expect(!shown.output.contains("secret"))
            #expect(shown.output.contains("NEXT"))
            let list =
                try await program.run(["schedule", "list", "--json"]).document()["schedules"] as? [[String: Any]]
            #expect(list?.count == 1)
            #expect(list?.first?["next_at"] is String)
        }
    }

    @Test func `a schedule that was fired by hand is listed with when that was`() async throws {
        try await withSchedule { program, _ in
            let before = try await program.run(["schedule", "list"])
            #expect(before.output.contains("never"), "\(before.told)")
            _ = try await program.run(["schedule", "trigger", "nightly"])
            let list = try await program.run(["schedule", "list"])
            #expect(list.output.contains(" by hand") && !list.output.contains("never"), "\(list.told)")
            let all = try await program.run(["schedule", "list", "--json"]).document()["schedules"] as? [[String: Any]]
            let listed = try #require(all?.first)
            #expect(listed["last_fired_at"] is NSNull && listed["last_triggered_at"] is String, "\(listed)")
            let shown = try await program.run(["schedule", "show", "nightly", "--json"]).document()
            #expect(shown["last_triggered_at"] as? String == listed["last_triggered_at"] as? String)
        }
    }

    @Test func `a pause has a note, is shown, and ends`() async throws {
        try await withSchedule { program, _ in
            let paused = try await program.run([
                "schedule", "pause", "nightly", "--note", "locks are changed", "--json",
            ])
            #expect(try paused.document()["pause_note"] as? String == "locks are changed")
            #expect(try await program.run(["schedule", "list"]).output.contains("paused"))
            #expect(try await program.run(["status"]).output.contains("PAUSED  nightly"))
            let resumed = try await program.run(["schedule", "resume", "nightly", "--json"])
            #expect(try resumed.document()["paused_at"] is NSNull)
        }
    }

    @Test func `a schedule that is removed names its history where it has fired`() async throws {
        try await withSchedule { program, _ in
            let removed = try await program.run(["schedule", "remove", "nightly"])
            #expect(removed.output == "nightly is removed.\n", "\(removed.output) \(removed.errors)")
        }
        try await withSchedule { program, _ in
            // There is no key, so that it fires and fails.
            _ = try await program.run(["schedule", "trigger", "nightly"])
            let removed = try await program.run(["schedule", "remove", "nightly"])
            let words = "nightly is removed. Its history stays: keyshift schedule history nightly\n"
            #expect(removed.output == words, "\(removed.output) \(removed.errors)")
        }
    }

    @Test func `a change is made with --replace, and shows the next instants again`() async throws {
        try await withSchedule { program, script in
            let arguments = ["schedule", "add", "nightly", script, "--cron", "0 4 1 * SUN", "--zone", "UTC"]
            let refused = try await program.run(arguments)
            #expect(refused.exitCode == 1)
            #expect(refused.errors.contains("--replace"))
            let changed = try await program.run(arguments + ["--replace"])
            #expect(changed.exitCode == 0, "\(changed.errors)")
            #expect(changed.output.contains("day-of-month or day-of-week"))
            #expect(changed.output.split(separator: "\n").count { $0.contains("04:00") } == 5)
            let document = try await program.run(["schedule", "remove", "nightly", "--json"]).document()
            #expect(document["cron"] as? String == "0 4 1 * SUN")
            let history = try await program.run(["schedule", "history", "nightly", "--json"])
            #expect(history.exitCode == 1)
            #expect(history.errors.contains("There is no schedule"))
        }
    }

    @Test(arguments: [
        (["--cron", "61 * * * *", "--zone", "UTC"], "minute"),
        (["--cron", "@daily", "--zone", "localtime"], "depends on the machine"),
        (["--cron", "@daily", "--zone", "EST"], "did you mean America/New_York, America/Toronto?"),
        (["--cron", "@daily", "--zone", "EST"], "without summer time"),
        (["--cron", "@daily", "--zone", "MST"], "America/Denver"),
        (["--cron", "@daily", "--zone", "HST"], "did you mean Pacific/Honolulu?"),
        (["--cron", "@daily", "--zone", "EST5EDT"], "did you mean America/New_York, America/Toronto?"),
        (["--cron", "@daily", "--zone", "CET"], "Europe/Berlin"),
        (["--cron", "@daily", "--zone", "pst"], "America/Los_Angeles"),
        (["--cron", "@daily", "--zone", "UTC", "--grace", "1d"], "24h"),
        (["--cron", "@daily", "--zone", "UTC", "--max-shift", "soon"], "--max-shift"),
        (["--cron", "@daily", "--zone", "UTC", "--on-failure", "hooks.example"], "--on-failure"),
        (["--cron", "@daily", "--zone", "UTC", "--retries", "99"], "--retries"),
        (["--cron", "@daily", "--zone", "UTC", "--missed", "never"], "missed"),
        (["--cron", "@daily"], "zone"),
        (["--cron", "@daily", "--zone", "UTC", "--allow-direct"], "--allow-direct access_codes.create"),
        (["--cron", "@daily", "--allow-direct", "--zone", "UTC"], "--allow-direct access_codes.create"),
        (["--cron", "@daily", "--zone", "UTC", "--allow-direct", "access_codes.crate"], "access_codes.create?"),
        (["--cron", "@daily", "--zone", "UTC", "--allow-direct", "devices.list"], "only reads"),
        (["--cron", "@daily", "--zone", "UTC", "--on-failure", "env:SEAM_API_KEY"], "sent nowhere"),
    ])
    func `a rule that cannot be is refused when the schedule is made`(options: [String], word: String) async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write("print(1)", in: folder)
            let outcome = try await program.run(["schedule", "add", "nightly", script] + options)
            #expect(outcome.exitCode == 64, "\(outcome.errors)")
            #expect(outcome.errors.contains(word), "\(outcome.errors)")
        }
    }

    @Test func `a schedule in a zone that the zone data has wrong is not added without a word`() async throws {
        try await Program.withHome { program, folder in
            var program = program
            program.environment["TZDIR"] = Program.oldZones
            let script = try Program.write("print(1)", in: folder)
            let line = ["schedule", "add", "nightly", script, "--cron", "0 2 * * *", "--zone", "America/Vancouver"]
            let refused = try await program.run(line)
            #expect(refused.exitCode == 4, "\(refused.output) \(refused.errors)")
            #expect(refused.errors.contains("America/Vancouver needs zone data 2026f"), "\(refused.errors)")
            #expect(refused.errors.contains("--allow zone_data"), "\(refused.errors)")
            #expect(try await program.run(line + ["--allow", "zone_data"]).exitCode == 0)
            let other = ["schedule", "add", "other", script, "--cron", "0 2 * * *", "--zone", "America/New_York"]
            #expect(try await program.run(other).exitCode == 0)
        }
    }

    @Test func `doctor warns of old zone data and finds what has to be mended`() async throws {
        try await Program.withHome { program, _ in
            var program = program
            program.environment["TZDIR"] = Program.oldZones
            let outcome = try await program.run(["doctor"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.output.contains("the zone data is 2025b"))
            #expect(outcome.output.contains("SEAM_API_KEY"))
            let healthy = try await program.run(["doctor", "--sandbox", "--json"])
            #expect(healthy.exitCode == 0, "\(healthy.output)")
            let findings = try healthy.document()["findings"] as? [[String: String]] ?? []
            let warned = findings.filter { $0["state"] == "warning" }.compactMap { $0["area"] }
            #expect(warned == ["zone data"])
        }
    }
}

import CivilTime
import Foundation
import Journal
import Model
import SQLJournal
import Testing

/// Schedules that cannot be read, as a person meets them.
struct UnreadableScheduleCommandTests {
    /// Calls `body` with a program whose journal was written by the version before, where `by-hand` cannot be read.
    private func withOldJournal(_ body: (Program) async throws -> Void) async throws {
        try await Program.withHome { program, _ in
            let home = URL(filePath: try #require(program.environment["KEYSHIFT_HOME"]))
            try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
            let old = Program.package.appending(path: "Tests/SQLJournalTests/Databases/version-8.db")
            try FileManager.default.copyItem(at: old, to: home.appending(path: "keyshift.db"))
            try await body(program)
        }
    }

    /// Calls `body` with two schedules; the zone of `gone` is not in the zone data any more.
    private func withGoneZone(_ body: @escaping @Sendable (Program, URL) async throws -> Void) async throws {
        try await Program.withHome { program, folder in
            var program = program
            let zones = folder.appending(path: "zones")
            let current = Program.package.appending(path: "Tests/ZoneFixture/Current")
            try FileManager.default.copyItem(at: current, to: zones)
            program.environment["TZDIR"] = zones.path()
            let script = try Program.write("print(1)", in: folder)
            for (name, zone) in [("gone", "America/Toronto"), ("here", "UTC")] {
                let added = try await program.run(
                    ["schedule", "add", name, script, "--cron", "@hourly", "--zone", zone]
                )
                #expect(added.exitCode == 0, "\(added.errors)")
            }
            try FileManager.default.removeItem(at: zones.appending(path: "America/Toronto"))
            try await body(program, folder)
        }
    }

    @Test func `every list says it, with what to do`() async throws {
        try await withOldJournal { program in
            let sentence =
                "CANNOT BE READ  by-hand does not fire: its options cannot be read (an older keyshift had kept them as "
                + "\"--future on\"). Remove it (keyshift schedule remove by-hand) and add it again."
            for line in [["schedule", "list"], ["schedule", "history", "by-hand"], ["status"]] {
                let outcome = try await program.run(line)
                #expect(outcome.exitCode == (line == ["status"] ? 3 : 0), "\(line): \(outcome.errors)")
                #expect(outcome.output.split(separator: "\n").contains { $0 == sentence }, "\(line): \(outcome.output)")
            }
            #expect(try await program.run(["schedule", "list"]).output.contains("plain"))
            let doctor = try await program.run(["doctor", "--sandbox"])
            #expect(doctor.exitCode == 1)
            #expect(doctor.output.contains("by-hand does not fire"), "\(doctor.output)")
        }
    }

    @Test func `every document says it`() async throws {
        try await withOldJournal { program in
            let list = try await program.run(["schedule", "list", "--json"]).document()
            let unreadable = try #require(list["unreadable"] as? [[String: String]])
            #expect(unreadable.map { $0["name"] } == ["by-hand"])
            #expect(unreadable.map { $0["problem"] } == ["unmigrated"])
            #expect((list["schedules"] as? [Any])?.count == 2)
            let status = try await program.run(["status", "--json"]).document()
            #expect((status["unreadable_schedules"] as? [[String: String]])?.first?["field"] == "options")
            let history = try await program.run(["schedule", "history", "by-hand", "--json"]).document()
            #expect((history["unreadable"] as? [String: String])?["message"]?.contains("--future on") == true)
            let other = try await program.run(["schedule", "history", "plain", "--json"]).document()
            #expect(other["unreadable"] is NSNull)
        }
    }

    @Test(arguments: ["show", "pause", "resume", "trigger"])
    func `a command that needs its rules is refused`(verb: String) async throws {
        try await withOldJournal { program in
            let outcome = try await program.run(["schedule", verb, "by-hand", "--json"])
            #expect(outcome.exitCode == 1)
            let error = try outcome.document()["error"] as? [String: Any]
            #expect(error?["code"] as? String == "unreadable_schedule")
            #expect(outcome.errors.contains("keyshift schedule remove by-hand"), "\(outcome.errors)")
        }
    }

    @Test func `it is removed, or changed in place`() async throws {
        try await withOldJournal { program in
            let removed = try await program.run(["schedule", "remove", "by-hand", "--json"])
            #expect(removed.exitCode == 0, "\(removed.errors)")
            #expect(try removed.document()["problem"] as? String == "unmigrated")
            #expect(try await !program.run(["schedule", "list"]).output.contains("by-hand"))
        }
        try await withOldJournal { program in
            let script = Program.automation("extend-all.lua")
            let line = ["schedule", "add", "by-hand", script, "30m", "--cron", "@daily", "--zone", "UTC"]
            let refused = try await program.run(line)
            #expect(refused.exitCode == 1)
            let changed = try await program.run(line + ["--replace"])
            #expect(changed.exitCode == 0, "\(changed.errors)")
            #expect(try await !program.run(["schedule", "list"]).output.contains("CANNOT BE READ"))
        }
    }

    @Test func `options of the version before are shown in today's words`() async throws {
        try await withOldJournal { program in
            let document = try await program.run(["schedule", "show", "every-option", "--json"]).document()
            #expect(
                document["options"] as? [String] == [
                    "--max-groups", "40", "--max-shift", "2h30m", "--settings", "/srv/keyshift/night.json",
                    "--allow", "lockout", "--allow", "overlap", "--leave-out", "recent", "--leave-out", "busy",
                    "--stop-at", "10%", "--memory-limit", "64MB", "--time-limit", "1m30.5s",
                    "--allow-read", "/srv/keyshift/exports", "--allow-read", "/srv",
                ]
            )
            #expect(document["allow_direct"] as? Bool == true)
        }
    }

    @Test func `a firing says it in its log, and the others fire`() async throws {
        try await withGoneZone { program, _ in
            var program = program
            program.environment["SEAM_API_KEY"] = "seam_test"
            program.environment["SEAM_ENDPOINT"] = "http://127.0.0.1:1"
            let soon = Date.now.addingTimeInterval(3600).formatted(.iso8601)
            let outcome = try await program.run(["serve", "--once", "--now", soon])
            #expect(outcome.output.contains("here  "), "\(outcome.output)")
            #expect(!outcome.output.contains("gone  "), "\(outcome.output)")
            let said = outcome.errors.split(separator: "\n").filter { $0.contains("gone does not fire: its zone") }
            #expect(said.count == 1, "\(outcome.errors)")
            #expect(said.first?.contains("Bring the zone data up to date") == true)
        }
    }

    @Test(arguments: [
        ("gone", "unreadable_schedule: gone does not fire: its zone cannot be read"),
        ("here", "unknown_schedule: There is no schedule here"),
    ])
    func `a firing that was claimed does nothing without the rules of its schedule`(
        name: String,
        detail: String,
    ) async throws {
        try await withGoneZone { program, _ in
            let journal = try SQLJournal(directory: try #require(program.environment["KEYSHIFT_HOME"]))
            defer { journal.close() }
            let schedule = try #require(try await journal.schedules().first { $0.name == name })
            let claim = FiringClaim(schedule, nominal: .now(), runID: "80aa41c2", at: .now())
            guard case .start = try await journal.claimFiring(claim) else { throw CancellationError() }
            if name == "here" { try await journal.removeSchedule(name) }
            let outcome = try await program.run(["run", "--firing", "80aa41c2", "--", schedule.script])
            #expect(outcome.exitCode == 1)
            #expect(outcome.output.isEmpty)
            let firing = try await journal.firing(ofRun: "80aa41c2")
            #expect(firing?.state == .failed)
            #expect(firing?.detail?.hasPrefix(detail) == true, "\(firing?.detail ?? "none")")
        }
    }

    @Test func `health and metrics tell it`() async throws {
        try await withGoneZone { program, folder in
            let log = folder.appending(path: "serve.log")
            _ = try await ServeProcess.with(program, ["--port", "0"], log: log) { serve in
                while try await serve.get("/health").status != 200 {}
                let health = try await serve.get("/health")
                let document = try JSONSample(parsing: health.text)
                #expect(try JSONSchema("health.json").problems(of: document).isEmpty)
                #expect(document["status"]?.text?.contains("gone does not fire") == true, "\(health.text)")
                #expect(document["unreadable_schedules"]?.elements.count == 1)
                #expect(try await serve.metric("keyshift_unreadable_schedules") == 1)
                #expect(try await serve.metric("keyshift_schedules{paused=\"false\"}") == 1)
            }
            #expect(try String(contentsOf: log, encoding: .utf8).contains("gone does not fire"))
        }
    }
}

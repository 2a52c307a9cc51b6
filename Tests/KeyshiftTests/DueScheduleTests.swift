import CivilTime
import Foundation
import Journal
import Model
import SQLJournal
import Testing

/// What is due while nobody serves, as a person meets it.
struct DueScheduleTests {
    /// Adds a schedule of every full hour, as it was added two hours and a half ago.
    private func addHourly(_ program: Program, _ script: String, _ change: (inout Schedule) -> Void = { _ in })
        async throws
    {
        let journal = try SQLJournal(directory: try #require(program.environment["KEYSHIFT_HOME"]))
        defer { journal.close() }
        var schedule = Schedule(
            name: "late hours",
            script: script,
            arguments: [],
            cron: try CronExpression(parsing: "0 * * * *"),
            zone: .utc,
            addedAt: .now() - TimeSpan(milliseconds: 9_000_000),
        )
        // Whatever the minute is, the newest instant is within it.
        schedule.grace = TimeSpan(milliseconds: 3_660_000)
        change(&schedule)
        try await journal.addSchedule(schedule)
    }

    @Test func `what is due and was not fired is told, with how late it is and what fires it`() async throws {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("print(1)", in: folder)
            try await addHourly(program, script)
            let status = try await program.run(["status"])
            #expect(status.exitCode == 3)
            #expect(
                status.output.contains("DUE  late hours") && !status.output.contains("All quiet"),
                "\(status.output)"
            )
            #expect(status.output.contains("nobody serves") && status.output.contains("keyshift serve --once"))
            let due = try await program.run(["status", "--json"]).document()["due"] as? [[String: Any]]
            #expect(due?.first?["fires"] as? Bool == true && (due?.first?["count"] as? Int ?? 0) >= 2)
            let list = try await program.run(["schedule", "list"])
            #expect(list.output.contains("due now") && list.output.contains("DUE  late hours"), "\(list.output)")
            #expect(try await program.run(["schedule", "show", "late hours"]).output.contains("DUE  late hours"))
            // What is named mends it.
            #expect(try await program.run(["serve", "--once"]).output.contains("done (exit 0)"))
            let after = try await program.run(["status"])
            #expect(!after.output.contains("DUE"), "\(after.output)")
            #expect(try await program.run(["status"]).exitCode == 0)
        }
    }

    @Test func `what is too late to fire has the command that makes up for it`() async throws {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("print(1)", in: folder)
            try await addHourly(program, script) {
                $0.cron = (try? CronExpression(parsing: "0 0 1 1 *")) ?? $0.cron
                $0.addedAt = .now() - TimeSpan(milliseconds: 366 * 86_400_000)
            }
            let status = try await program.run(["status"])
            #expect(status.exitCode == 3 && status.output.contains("fires what is up to 1h1m late"), "\(status.output)")
            let line = try #require(status.output.split(separator: "\n").first { $0.hasPrefix("DUE") })
            let words = try #require(line.components(separatedBy: "keyshift ").last)
            #expect(words.hasPrefix("schedule trigger \"late hours\" --missed "))
            let instant = try #require(words.split(separator: " ").last.map(String.init))
            let made = try await program.run(["schedule", "trigger", "late hours", "--missed", instant])
            #expect(made.exitCode == 0, "\(made.errors)")
        }
    }

    @Test func `a paused schedule owes nothing`() async throws {
        try await Program.withServer { program, folder, _ in
            try await addHourly(program, try Program.write("print(1)", in: folder)) { $0.pausedAt = .now() }
            let status = try await program.run(["status"])
            #expect(status.exitCode == 0 && !status.output.contains("DUE"), "\(status.output)")
        }
    }
}

import Foundation
import Subprocess
import Testing

/// Schedules that nobody fires, and that are said to be such.
struct UnservedScheduleTests {
    private static let words = "nobody serves: start keyshift serve"

    private func withSchedule(_ body: @escaping @Sendable (Program) async throws -> Void) async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write("print(1)", in: folder)
            let line = ["schedule", "add", "yearly", script, "--cron", "0 0 1 1 *", "--zone", "America/Vancouver"]
            let added = try await program.run(line)
            #expect(added.exitCode == 0 && added.output.contains(Self.words), "\(added.output) \(added.errors)")
            try await body(program)
        }
    }

    @Test func `add, show and doctor say when nobody serves, and are silent while somebody does`() async throws {
        try await withSchedule { program in
            #expect(try await program.run(["schedule", "show", "yearly"]).output.contains(Self.words))
            #expect(try await program.run(["doctor"]).output.contains(Self.words))
            let status = try await ServeProcess.with(program, ["--port", "0"]) { serve in
                while try await serve.get("/health").status != 200 {}
                let shown = try await program.run(["schedule", "show", "yearly"]).output
                #expect(!shown.contains(Self.words), "\(shown)")
                let document = try await program.run(["schedule", "show", "yearly", "--json"]).document()
                #expect(document["is_served"] as? Bool == true)
                let doctor = try await program.run(["doctor"]).output
                #expect(doctor.contains("1 schedule, and somebody serves"), "\(doctor)")
            }
            #expect(status == .exited(0))
            let document = try await program.run(["schedule", "show", "yearly", "--json"]).document()
            #expect(document["is_served"] as? Bool == false)
        }
    }

    @Test func `the next firings of a schedule are asked for by its name`() async throws {
        try await withSchedule { program in
            let next = try await program.run(["schedule", "next", "yearly", "--count", "2"])
            #expect(next.exitCode == 0, "\(next.errors)")
            let lines = next.output.split(separator: "\n")
            #expect(
                lines.count == 2 && lines.allSatisfy { $0.contains("1 Jan") && $0.contains("00:00") },
                "\(next.output)"
            )
            #expect(next.errors.contains(Self.words), "\(next.errors)")
            let wrong = try await program.run(["schedule", "next", "yearli"])
            #expect(wrong.exitCode == 1 && wrong.errors.contains("did you mean yearly?"), "\(wrong.errors)")
            for line in [["yearly", "--zone", "UTC"], [], ["--zone", "UTC"]] {
                let refused = try await program.run(["schedule", "next"] + line)
                #expect(refused.exitCode == 64, "\(line): \(refused.output)")
            }
        }
    }

    @Test func `a paused schedule needs nobody, and firing once is no serving`() async throws {
        try await withSchedule { program in
            let once = try await program.run(["serve", "--once"])
            #expect(once.exitCode == 0, "\(once.errors)")
            #expect(try await program.run(["schedule", "show", "yearly"]).output.contains(Self.words))
            #expect(try await program.run(["schedule", "pause", "yearly"]).exitCode == 0)
            #expect(try await !program.run(["schedule", "show", "yearly"]).output.contains(Self.words))
            #expect(try await !program.run(["doctor"]).output.contains(Self.words))
        }
    }
}

import Foundation
import Glibc
import Journal
import Model
import RunEngine
import SQLJournal
import Subprocess
import Testing

/// The long-running server by its endpoints, its signals and its end.
struct ServeProcessTests {
    @Test func `it tells that it is well, counts, reads the zone data again and ends by SIGTERM`() async throws {
        try await Program.withHome { program, folder in
            let log = folder.appending(path: "serve.log")
            let script = try Program.write("print(1)", in: folder)
            _ = try await program.run(
                ["schedule", "add", "yearly", script, "--cron", "0 0 1 1 *", "--zone", "America/Vancouver"]
            )
            let status = try await ServeProcess.with(program, ["--port", "0"], log: log) { serve in
                while try await serve.get("/health").status != 200 {}
                let health = try await serve.get("/health")
                #expect(health.text.contains("\"status\":\"ok\""))
                let metrics = try await serve.get("/metrics", accept: "application/openmetrics-text; version=1.0.0")
                #expect(metrics.status == 200)
                #expect(metrics.type.hasPrefix("application/openmetrics-text"))
                #expect(metrics.text.hasSuffix("# EOF\n"))
                let plain = try await serve.get("/metrics")
                #expect(plain.type.hasPrefix("text/plain; version=0.0.4"))
                #expect(plain.text.contains("# TYPE keyshift_journal_failures_total counter\n"))
                #expect(!plain.text.contains("# EOF"))
                #expect(try await serve.metric("keyshift_schedules{paused=\"false\"}") == 1)
                #expect(try await serve.metric("keyshift_zone_data_age_seconds") ?? -1 >= 0)
                #expect(try await serve.get("/other").status == 404)
                kill(serve.processID, SIGHUP)
                while ProcessState.isAlive(serve.processID), try await serve.get("/health").status != 200 {}
            }
            #expect(status == .exited(0))
            let said = try String(contentsOf: log, encoding: .utf8)
            #expect(said.contains("the zone data was read again"), "\(said)")
            #expect(said.contains("nothing new is started"), "\(said)")
        }
    }

    @Test func `the log is a JSON document a line where that was asked for`() async throws {
        try await Program.withHome { program, folder in
            let log = folder.appending(path: "serve.log")
            let status = try await ServeProcess.with(program, ["--log", "json"], log: log) { serve in
                while try await serve.get("/health").status != 200 {}
                kill(serve.processID, SIGHUP)
                while ProcessState.isAlive(serve.processID), try await serve.get("/health").status != 200 {}
            }
            #expect(status == .exited(0))
            let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
            #expect(lines.count >= 2)
            var said: [String] = []
            for line in lines {
                let document = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
                let fields = try #require(document, "\(line)")
                #expect(fields.keys.sorted() == ["message", "time"])
                #expect(fields["time"]?.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/#) != nil, "\(line)")
                said.append(fields["message"] ?? "")
            }
            #expect(said.contains { $0.contains("the zone data was read again") }, "\(said)")
            #expect(said.contains { $0.contains("nothing new is started") }, "\(said)")
        }
    }

    @Test func `a port that is taken is said, and nothing is served`() async throws {
        try await Program.withHome { program, _ in
            _ = try await ServeProcess.with(program) { serve in
                let port = try #require(serve.address.split(separator: ":").last)
                let second = try await program.run(["serve", "--port", String(port)])
                #expect(second.exitCode == 1)
                #expect(second.errors.contains(port), "\(second.errors)")
            }
        }
    }

    @Test func `a child that is killed is told, and leaves the server well`() async throws {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("task.sleep(600)", in: folder)
            _ = try await program.run([
                "schedule", "add", "stuck", "--cron", "@hourly", "--zone", "UTC", "--retries", "0", "--time-limit",
                "20m", "--skip-check",
                script,
            ])
            let home = try #require(program.environment["KEYSHIFT_HOME"])
            let journal = try SQLJournal(directory: home)
            defer { journal.close() }
            let now = Date.now.addingTimeInterval(3600).formatted(.iso8601)
            async let served = program.run(["serve", "--once", "--now", now])
            var child: Int32?
            while child == nil { child = try await journal.firings(of: "stuck", limit: 1).first?.processID }
            kill(try #require(child), SIGKILL)
            let outcome = try await served
            #expect(outcome.exitCode == 0)
            #expect(outcome.output.contains("failed"), "\(outcome.output)")
            #expect(outcome.output.contains("signal 9"), "\(outcome.output)")
        }
    }
}

import CivilTime
import Foundation
import Glibc
import Journal
import Model
import Presentation
import RunEngine
import SQLJournal
import Subprocess
import Testing

enum ServeMinutes {
    /// How many real minutes the test takes, 0 for not at all.
    static let count = ProcessInfo.processInfo.environment["KEYSHIFT_SERVE_MINUTES"].flatMap(Int.init) ?? 0
}

/// Two real servers on one database, one of them killed at random moments, while schedules fire each minute.
///
/// It takes `KEYSHIFT_SERVE_MINUTES` real minutes, which `scripts/test --serve-minutes N` sets; without them it is not
/// run.
@Suite(.serialized, .enabled(if: ServeMinutes.count > 0, "scripts/test --serve-minutes N runs it, in real time"))
struct ServeKillTests {
    private static let schedules = 3

    /// A group of its own for each schedule, moved by a minute at each firing.
    private static let script = """
        local key = ...
        local g = groups.get(key)
        g:extend("1m", { again = true, because = "minute by minute" })
        """

    @Test(.timeLimit(.minutes(60)))
    func `every minute fires once, and moves its group once, whatever is killed`() async throws {
        let options = ["--groups", "12", "--devices", "12", "--rng-seed", "8", "--latency", "40"]
        try await SandboxProcess.with(options) { program, folder, sandbox in
            let before = try await GroupEnds.read(program, in: folder)
            let script = try Program.write(Self.script, in: folder, name: "minute.lua")
            let keys = Array(before.keys.prefix(Self.schedules))
            for (number, key) in keys.enumerated() {
                let added = try await program.run([
                    "schedule", "add", "minute-\(number)", "--cron", "* * * * *", "--zone", "America/Vancouver",
                    "--overlap", "queue", script, key,
                ])
                try #require(added.exitCode == 0, "\(added.errors)")
            }
            let kills = try await Self.serve(
                program,
                until: Date.now.addingTimeInterval(Double(ServeMinutes.count) * 60)
            )
            try await Self.settle(program)
            try await Self.check(program, folder, before, keys, kills: kills)
        }
    }

    /// Keeps one server alive and kills the other one, or a child of both, again and again.
    private static func serve(_ program: Program, until end: Date) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                _ = try await ServeProcess.with(program) { _ in
                    try await Task.sleep(for: .seconds(end.timeIntervalSinceNow))
                }
                return 0
            }
            group.addTask {
                var random = KillRandom(seed: UInt64(Date.now.timeIntervalSince1970))
                var kills = 0
                while Date.now < end {
                    let isChild = random.number(in: 0...3) == 0
                    let milliseconds = random.number(in: 500...25_000)
                    _ = try await ServeProcess.with(program) { serve in
                        try await Task.sleep(for: .milliseconds(milliseconds))
                        if isChild, let child = try await child(program) {
                            kill(child, SIGKILL)
                            print("serve kill test: killed the child \(child) of a firing")
                        } else {
                            kill(serve.processID, SIGKILL)
                            print("serve kill test: killed the server after \(milliseconds) ms")
                        }
                    }
                    kills += 1
                }
                return kills
            }
            return try await group.reduce(0, +)
        }
    }

    /// The process of a firing that runs, nil where there is none.
    private static func child(_ program: Program) async throws -> Int32? {
        let journal = try journal(of: program)
        defer { journal.close() }
        return try await journal.openFirings().compactMap(\.processID).first
    }

    private static func journal(of program: Program) throws -> SQLJournal {
        try SQLJournal(directory: try #require(program.environment["KEYSHIFT_HOME"]))
    }

    /// Lets a last server finish what the others left, without new firings.
    private static func settle(_ program: Program) async throws {
        let journal = try journal(of: program)
        defer { journal.close() }
        _ = try await ServeProcess.with(program) { _ in
            for _ in 0..<100 {
                try await Task.sleep(for: .seconds(2))
                if try await journal.openFirings().isEmpty, try await journal.unfinishedRuns().isEmpty { return }
            }
        }
    }

    private static func check(
        _ program: Program,
        _ folder: URL,
        _ before: GroupEnds,
        _ keys: [String],
        kills: Int,
    ) async throws {
        let after = try await GroupEnds.read(program, in: folder)
        let journal = try journal(of: program)
        defer { journal.close() }
        var total = 0
        for (number, key) in keys.enumerated() {
            let firings = try await journal.firings(of: "minute-\(number)", limit: 10_000)
            let minutes = firings.map { $0.nominal.milliseconds / 60_000 }.sorted()
            let first = try #require(minutes.first)
            let last = try #require(minutes.last)
            #expect(minutes == Array(first...last), "minute-\(number): a minute is lost or doubled")
            #expect(firings.count >= ServeMinutes.count - 1)
            let other = firings.filter { $0.state != .done }
            #expect(other.isEmpty, "minute-\(number): \(other.map { $0.lines(in: nil) })")
            let moved = try #require(after.ends[key]).timeIntervalSince(try #require(before.ends[key]))
            #expect(moved == Double(firings.count * 60), "minute-\(number): \(firings.count) firings, moved \(moved) s")
            total += firings.count
        }
        print("serve kill test: \(ServeMinutes.count) minutes, \(kills) kills, \(total) firings, each done once")
    }
}

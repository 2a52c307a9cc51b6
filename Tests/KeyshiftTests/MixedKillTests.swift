import Foundation
import FoundationNetworking
import Journal
import Model
import SQLJournal
import Subprocess
import Testing

/// A plan with rows of every kind, killed at random moments while answers are lost, late and doubled: the world is the wanted
/// one, with no code too many and none too few, and there is one story of each stay.
///
/// `KEYSHIFT_MIXED_KILLS` is the number of runs, 1 unless set; so many at a time as `KEYSHIFT_KILLS_AT_ONCE` says, 1 unless set.
/// A call that makes a code and was under way when its process died is waited for, two minutes of the real clock.
@Suite(.serialized)
struct MixedKillTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let rounds = environment["KEYSHIFT_MIXED_KILLS"].flatMap(Int.init) ?? 1
    private static let atOnce = environment["KEYSHIFT_KILLS_AT_ONCE"].flatMap(Int.init) ?? 1
    private static let seed = environment["KEYSHIFT_KILL_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0..<1_000_000)
    private static let options = ["--pace", "off", "--json"]
    private static let allowed = ["--allow", "lockout,shorten,overlap"]

    /// What one run went through.
    private struct Story: Sendable {
        var kills = 0
        var resumes = 0
        var calls: [String: Int] = [:]
    }

    @Test(.timeLimit(.minutes(60)))
    func
        `shifts, new stays, ends, cancellations and room moves come to their end once, whenever the process is killed`()
        async throws
    {
        print("mixed kill test: seed \(Self.seed), \(Self.rounds) runs of \(MixedHouse.names.count) stays")
        var random = KillRandom(seed: Self.seed)
        let seeds = (1...Self.rounds).map { _ in random.next() }
        var total = Story()
        try await withThrowingTaskGroup(of: Story.self) { group in
            var waiting = seeds.enumerated().makeIterator()
            func start() {
                guard let (place, seed) = waiting.next() else { return }
                group.addTask { try await Self.round(seed, number: place + 1) }
            }
            for _ in 0..<Self.atOnce { start() }
            while let story = try await group.next() {
                total.kills += story.kills
                total.resumes += story.resumes
                total.calls.merge(story.calls) { $0 + $1 }
                start()
            }
        }
        print(
            "mixed kill test: \(Self.rounds) runs, \(total.kills) kills, \(total.resumes) resumes, calls \(total.calls)"
        )
    }

    private static func round(_ seed: UInt64, number: Int) async throws -> Story {
        var random = KillRandom(seed: seed)
        let latency = random.number(in: 10...40)
        let house = MixedHouse()
        let file = try Program.write(
            house.seed,
            in: FileManager.default.temporaryDirectory,
            name: "mixed-\(UUID().uuidString).json"
        )
        defer { try? FileManager.default.removeItem(atPath: file) }
        let line = ["--seed", file, "--settle", "0", "--latency", "\(latency)", "--rate-limits", "off"]
        return try await SandboxProcess.with(line) { [random] program, folder, sandbox in
            var random = random
            let before = try await codes(sandbox)
            let script = try Program.write(house.script, in: folder, name: "mixed.lua")
            for fault in faults { try await sandbox.fault(fault) }
            var story = try await work(program, sandbox, script, &random)
            try await sandbox.clearFaults()
            let wrong = house.faults(in: try await codes(sandbox), since: before)
            #expect(wrong.isEmpty, "round \(number), seed \(seed): \(wrong.count) stays are wrong: \(wrong.prefix(3))")
            try await checkStories(program, number)
            let requests = try await sandbox.stats().requests
            story.calls = requests.filter {
                ["create", "delete", "update_multiple", "update"].contains($0.key.suffixWord)
            }
            print("mixed kill test: round \(number), latency \(latency) ms, \(story)")
            return story
        }
    }

    /// Answers that are lost after the change, changes that arrive later, records that show them late, and a 429.
    private static let faults = ["create", "delete", "update_multiple"].flatMap { call in
        [
            #"{"path":"/access_codes/CALL","kind":"reset","after_effect":true,"probability":0.08}"#,
            #"{"path":"/access_codes/CALL","kind":"late","delay_ms":700,"probability":0.05}"#,
            #"{"path":"/access_codes/CALL","kind":"stale","delay_ms":1500,"probability":0.05}"#,
            #"{"path":"/access_codes/CALL","kind":"status","status":429,"probability":0.02}"#,
        ].map { $0.replacing("CALL", with: call) }
    }

    /// Runs and resumes, with a kill in most of them, until a process comes to its end.
    private static func work(
        _ program: Program,
        _ sandbox: SandboxProcess,
        _ script: String,
        _ random: inout KillRandom,
    ) async throws -> Story {
        var story = Story()
        var kills = 1 + random.number(in: 0...2)
        while true {
            let begun = try await newestRun(of: program)
            if let begun, begun.state == .completed { return story }
            let first = ["run", script, "--yes"] + allowed
            let arguments = begun == nil ? first : ["resume", "last", "--yes"] + allowed
            if begun != nil { story.resumes += 1 }
            guard kills > 0 else {
                let outcome = try await program.run(arguments + options)
                // What waits for an answer that may still come is gone on with.
                if outcome.exitCode == 3, story.resumes < 9 { continue }
                try #require(outcome.exitCode == 0, "\(outcome.errors) \(outcome.output.suffix(3000))")
                return story
            }
            kills -= 1
            let range = begun == nil ? 95...420 : 20...250
            let moment = try await sandbox.stats().total + random.number(in: range)
            switch try await KillTests.start(program, arguments + options, killedAt: moment, sandbox) {
            case .signaled: story.kills += 1
            case .exited(let code):
                guard code != 0, code != 3 else { continue }
                let again = try await program.run(arguments + options)
                try #require(code == 0, "\(arguments), and once more: \(again.exitCode) \(again.errors)")
            }
        }
    }

    private static func newestRun(of program: Program) async throws -> RunRecord? {
        let journal = try SQLJournal(directory: try #require(program.environment["KEYSHIFT_HOME"]))
        defer { journal.close() }
        return try await journal.runs(limit: 1).first
    }

    /// One run, completed, and one story of each stay.
    private static func checkStories(_ program: Program, _ number: Int) async throws {
        let journal = try SQLJournal(directory: try #require(program.environment["KEYSHIFT_HOME"]))
        defer { journal.close() }
        let runs = try await journal.runs(limit: 9)
        #expect(runs.map(\.state) == [.completed], "round \(number)")
        let rows = try await journal.rows(of: try #require(runs.first?.id))
        #expect(rows.count == MixedHouse.names.count)
        for row in rows {
            let stories = try await journal.history(of: row.madeKey ?? row.target.identifier)
            #expect(stories.count == 1, "round \(number): \(row.label) has \(stories.count) stories")
            #expect(row.status == .applied, "round \(number): \(row.label) is \(row.status)")
        }
        for name in ["N7", "M3", "C2"] {
            let story = try await program.run(["explain", name])
            #expect(story.exitCode == 0 && !story.output.contains("not by a run"), "round \(number): \(story.output)")
        }
    }

    /// Every code of every door, as the API lists them.
    private static func codes(_ sandbox: SandboxProcess) async throws -> [MixedHouse.Code] {
        let devices = try await ask(sandbox, "devices/list", [:])["devices"] as? [[String: Any]] ?? []
        var codes: [MixedHouse.Code] = []
        for device in devices {
            let id = try #require(device["device_id"] as? String)
            let list =
                try await ask(sandbox, "access_codes/list", ["device_id": id])["access_codes"] as? [[String: Any]]
            codes += (list ?? []).map { code in
                func text(_ name: String) -> String { code[name] as? String ?? "" }
                return MixedHouse.Code(
                    name: text("name"),
                    door: device["display_name"] as? String ?? "",
                    starts: text("starts_at"),
                    ends: text("ends_at"),
                    pin: text("code")
                )
            }
        }
        return codes
    }

    private static func ask(
        _ sandbox: SandboxProcess,
        _ path: String,
        _ parameters: [String: String],
    ) async throws -> [String: Any] {
        var request = URLRequest(url: try #require(URL(string: "\(sandbox.endpoint)/\(path)")))
        request.httpMethod = "POST"
        request.httpBody = try JSONSerialization.data(withJSONObject: parameters)
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue("Bearer seam_sandbox_key", forHTTPHeaderField: "Authorization")
        let (data, _) = try await URLSession.shared.data(for: request)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
}

extension String {
    /// What stands behind the last slash.
    fileprivate var suffixWord: String { split(separator: "/").last.map(String.init) ?? self }
}

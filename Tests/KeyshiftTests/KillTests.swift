import Foundation
import Journal
import Model
import Presentation
import RunEngine
import SQLJournal
import Subprocess
import Testing

/// The real binary against a real sandbox process, killed at random moments: nothing moves twice, and nothing is lost.
///
/// `KEYSHIFT_KILLS` is the number of runs, 2 unless set, and `KEYSHIFT_KILL_SEED` repeats one; `scripts/test --kills N`
/// sets the first.
@Suite(.serialized)
struct KillTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let rounds = environment["KEYSHIFT_KILLS"].flatMap(Int.init) ?? 2
    static let seed = environment["KEYSHIFT_KILL_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0..<1_000_000)
    private static let script = Program.automation("extend-all.lua")
    private static let options = ["--pace", "off", "--json"]

    /// What is moved, and when the process may be killed: counted in requests, from the first run or from a resume.
    struct House: Sendable {
        var groups: Int
        var options: [String]
        /// The call that moves one.
        var path: String
        var first: ClosedRange<Int>
        var later: ClosedRange<Int>

        /// The index takes 61 requests, the rows some 330; a resume has fewer.
        static let groups = House(
            groups: 300,
            options: ["--groups", "300", "--devices", "60"],
            path: "/access_codes/update_multiple",
            first: 55...420,
            later: 0...200,
        )

        /// The index takes 63 requests, the rows some 44.
        static let grants = House(
            groups: 40,
            options: ["--groups", "40", "--devices", "20", "--grants", "all"],
            path: "/access_grants/update",
            first: 60...112,
            later: 0...100,
        )
    }

    /// What one run went through.
    struct Story: Sendable {
        var kills = 0
        var resumes = 0
        var requests = 0
        var intents = 0
    }

    @Test(.timeLimit(.minutes(60)))
    func `300 groups move by exactly two hours, whenever the process is killed and whatever answer is lost`()
        async throws
    {
        try await rounds(of: .groups)
    }

    @Test(.timeLimit(.minutes(60)))
    func `40 access grants move by exactly two hours, whenever the process is killed and whatever answer is lost`()
        async throws
    {
        try await rounds(of: .grants)
    }

    private func rounds(of house: House) async throws {
        print("kill test: seed \(Self.seed), \(Self.rounds) runs of \(house.groups) groups")
        var random = KillRandom(seed: Self.seed)
        var total = Story()
        for round in 1...Self.rounds {
            let story = try await Self.round(random.next(), number: round, house)
            total.kills += story.kills
            total.resumes += story.resumes
            total.requests += story.requests
            total.intents += story.intents
        }
        print(
            "kill test: \(Self.rounds) runs, \(total.kills) kills, \(total.resumes) resumes, "
                + "\(total.requests) updates seen by the server, \(total.intents) intents in the journals"
        )
    }

    /// One run, on a folder of its own or on a database.
    static func round(
        _ seed: UInt64,
        number: Int,
        _ house: House,
        on database: ProgramDatabase? = nil,
    ) async throws -> Story {
        var random = KillRandom(seed: seed)
        let latency = random.number(in: 20...80)
        let options =
            house.options + [
                "--rng-seed", "\(seed % 100_000)", "--latency", "\(latency)", "--rate-limits", "off",
            ]
        return try await SandboxProcess.with(options) { [random] program, folder, sandbox in
            var random = random
            let program = try await database?.journal(of: program) ?? program
            let before = try await GroupEnds.read(program, in: folder)
            try #require(before.keys.count == house.groups)
            for fault in faults { try await sandbox.fault(fault.replacing("PATH", with: house.path)) }
            var story = try await work(program, sandbox, house, &random, database)
            try await sandbox.clearFaults()

            let after = try await GroupEnds.read(program, in: folder)
            let wrong = after.wrong(since: before, seconds: 7200)
            #expect(wrong.isEmpty, "round \(number), seed \(seed): \(wrong.count) groups are wrong, \(wrong.prefix(3))")
            let stats = try await sandbox.stats()
            story.requests = stats.updates
            story.intents = try await checkJournal(program, before.keys, stats, round: number)
            print("kill test: round \(number), latency \(latency) ms, \(story)")
            return story
        }
    }

    /// An answer that is lost after the change, a change that arrives later, a record that shows a change late, a 429.
    private static let faults = [
        #"{"path":"PATH","kind":"reset","after_effect":true,"probability":0.08}"#,
        #"{"path":"PATH","kind":"late","delay_ms":700,"probability":0.05}"#,
        #"{"path":"PATH","kind":"stale","delay_ms":1500,"probability":0.05}"#,
        #"{"path":"PATH","kind":"status","status":429,"probability":0.02}"#,
    ]

    /// Runs and resumes, with a kill in most of them, until a process comes to its end.
    private static func work(
        _ program: Program,
        _ sandbox: SandboxProcess,
        _ house: House,
        _ random: inout KillRandom,
        _ database: ProgramDatabase?,
    ) async throws -> Story {
        var story = Story()
        var kills = 1 + random.number(in: 0...2)
        while true {
            let begun = try await runs(of: program).first
            // A process that was killed after its last word has done its work.
            if let begun, begun.state == .completed { return story }
            let isBegun = begun != nil
            let arguments = isBegun ? ["resume", "last", "--yes"] : ["run", script, "2h", "--yes"]
            if isBegun { story.resumes += 1 }
            guard kills > 0 else {
                let outcome = try await program.run(arguments + options)
                try #require(outcome.exitCode == 0, "\(outcome.errors) \(outcome.output.prefix(2000))")
                return story
            }
            kills -= 1
            let moment = try await sandbox.stats().total + random.number(in: isBegun ? house.later : house.first)
            switch try await start(program, arguments + options, killedAt: moment, sandbox) {
            case .signaled:
                story.kills += 1
                try database?.endLeases()
            case .exited(let code):
                try #require(code == 0)
                return story
            }
        }
    }

    /// Starts the program and kills it when the server has seen so many requests, unless it ends before.
    static func start(
        _ program: Program,
        _ arguments: [String],
        killedAt moment: Int,
        _ sandbox: SandboxProcess,
    ) async throws -> TerminationStatus {
        let result = try await Subprocess.run(
            program.configuration(arguments),
            input: .none,
            output: .discarded,
            error: .discarded,
        ) { execution in
            try await sandbox.wait(for: execution.processIdentifier.value) { $0.total >= moment }
            try? execution.send(signal: .kill)
        }
        return result.terminationStatus
    }

    private static func runs(of program: Program) async throws -> [RunRecord] {
        let journal = try journal(of: program)
        defer { journal.close() }
        return try await journal.runs(limit: 9)
    }

    private static func journal(of program: Program) throws -> SQLJournal {
        let home = try #require(program.environment["KEYSHIFT_HOME"])
        guard let place = program.environment["KEYSHIFT_JOURNAL"] else { return try SQLJournal(directory: home) }
        return try SQLJournal(server: try PostgresPlace(place), folder: home)
    }

    /// The journal knows every update, and tells one story of each group.
    /// - Returns: The number of intents.
    private static func checkJournal(
        _ program: Program,
        _ keys: [String],
        _ stats: SandboxProcess.Stats,
        round: Int,
    ) async throws -> Int {
        let journal = try journal(of: program)
        defer { journal.close() }
        let runs = try await journal.runs(limit: 9)
        #expect(runs.count == 1)
        let run = try #require(runs.first)
        #expect(run.state == .completed)
        let events = try await journal.events(of: run.id)
        let intents = events.filter { $0.kind == .intent }
        #expect(stats.updates <= intents.count, "round \(round): the server saw more updates than there are intents")
        let rows = try await journal.rows(of: run.id)
        var intended: [String: Int] = [:]
        for intent in intents {
            for member in rows[try #require(intent.row)].members { intended[member.deviceID, default: 0] += 1 }
        }
        for (device, count) in stats.updatesByDevice {
            #expect(count <= intended[device] ?? 0, "round \(round): device \(device)")
        }
        for key in keys {
            let story = try await journal.history(of: key)
            #expect(story.count == 1, "round \(round): \(key) has \(story.count) stories")
            guard let group = story.first else { continue }
            #expect(group.row.status == .applied, "round \(round): \(key) is \(group.row.status)")
            #expect(group.events.last?.kind == .outcome && group.events.last?.status == .applied)
            let attempts = group.events.filter { $0.kind == .intent }.compactMap(\.attempt)
            #expect(attempts == Array(1...max(1, attempts.count)), "round \(round): \(key) tried \(attempts)")
        }
        return intents.count
    }
}

/// What the system says of a process.
enum ProcessState {
    /// Whether a process runs or is stopped, and has not ended.
    static func isAlive(_ processID: Int32) -> Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8) else { return false }
        let state = text.split(separator: ")").last?.split(separator: " ").first
        return state != "Z" && state != "X"
    }
}

/// A small generator, the same for a seed everywhere.
struct KillRandom: Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }
}

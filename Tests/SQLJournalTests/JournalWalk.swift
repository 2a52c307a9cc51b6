import CivilTime
import Journal
import JournalTesting
import Model
import Testing

/// A walk over crash points of a journal on a database.
///
/// Two processes do what runs do, and at any point one of them dies, is taken over while it does not notice, or loses its
/// connections. Beside each goes one on the journal in memory, and after each step both have to say the same of everything.
struct JournalWalk {
    /// One process, on the journal that is tried and on the one in memory.
    private struct Process {
        let id: Int32
        var tried: any Journal
        var memory: MemoryJournal
        /// The run that it works on, and its rows.
        var run: (id: String, rows: Int)?
    }

    private let world: any JournalWorld
    private let cut: @Sendable () throws -> Void
    private let storage = MemoryStorage()
    private var processes: [Process] = []
    private var dice: Dice
    /// How many rows each run has.
    private var runs: [(id: String, rows: Int, keys: [String])] = []
    private var now: Int64 = 0
    private var lastID: Int32 = 100
    /// What was done, for whoever has to find out what went wrong.
    private(set) var story: [String] = []

    /// Begins a walk; `cut` ends the connections to a server.
    init(_ world: any JournalWorld, seed: UInt64, cut: @escaping @Sendable () throws -> Void = {}) throws {
        self.world = world
        self.cut = cut
        dice = Dice(state: seed)
        processes = try [open(), open()]
    }

    private mutating func open() throws -> Process {
        lastID += 1
        return Process(
            id: lastID,
            tried: try world.open(processID: lastID),
            memory: MemoryJournal(storage, processID: lastID),
        )
    }

    /// Takes so many steps; what differs is an issue of the test that runs.
    mutating func take(_ steps: Int) async throws {
        for step in 1...steps {
            now += dice.roll(4) == 0 ? Int64(dice.roll(7200)) : Int64(dice.roll(40))
            if dice.roll(6) == 0 {
                story.append("cut")
                try cut()
            }
            try await self.step()
            let (tried, memory) = try await (look(processes[0].tried), look(processes[0].memory))
            #expect(tried == memory, "step \(step): \(story.suffix(12).joined(separator: ", "))")
            guard tried == memory else { break }
        }
        for process in processes {
            process.tried.close()
            process.memory.close()
        }
    }

    private var instant: Instant { JournalSample.later(now) }

    // MARK: - Steps

    private mutating func step() async throws {
        let place = dice.roll(processes.count)
        switch dice.roll(12) {
        case 0, 1: try await begin(place)
        case 2, 3, 4: try await intend(place)
        case 5, 6: try await settle(place)
        case 7: try await finish(place)
        case 8: try die(place)
        case 9: try await adopt(place)
        case 10: try await takeOver(place)
        default: try await abandon(place)
        }
    }

    private mutating func begin(_ place: Int) async throws {
        guard processes[place].run == nil else { return try await settle(place) }
        let id = "run\(runs.count)"
        var rows: [Row] = []
        for key in ["k1", "k2", "k3"] where dice.roll(2) == 0 {
            rows.append(
                [JournalSample.row(key), JournalSample.relativeRow(key), JournalSample.labelledRow(key)][dice.roll(3)]
            )
        }
        var record = JournalSample.run(id, startedAt: instant)
        record.processID = processes[place].id
        if dice.roll(3) == 0, let undone = runs.last(where: { $0.rows > 0 }) {
            record.origin = .undo(of: undone.id)
            rows = undone.keys.map(Self.back)
        }
        story.append("\(processes[place].id) begins \(id) with \(rows.map(\.target.identifier))")
        let (asked, made) = (record, rows)
        let isDone = await same(place) { journal in try await journal.beginRun(asked, rows: made) }
        runs.append((id, isDone ? rows.count : 0, rows.map(\.target.identifier)))
        if isDone { processes[place].run = (id, rows.count) }
    }

    private mutating func intend(_ place: Int) async throws {
        guard let run = processes[place].run, run.rows > 0 else { return try await begin(place) }
        let (row, at) = (dice.roll(run.rows), instant)
        let attempt = 1 + dice.roll(2)
        let devices = dice.roll(2) == 0 ? [:] : ["front door": 1 + dice.roll(6)]
        story.append("\(processes[place].id) intends \(run.id)[\(row)] \(devices)")
        let intent = RowIntent(row: row, attempt: attempt, devices: devices)
        _ = await same(place) { journal in
            _ = try await journal.recordIntents([intent], run: run.id, at: at)
        }
    }

    private mutating func settle(_ place: Int) async throws {
        guard let run = processes[place].run, run.rows > 0 else { return }
        let status = [RowStatus.applied, .applied, .failed, .pending, .conflict, .look][dice.roll(6)]
        var outcome = RowOutcome(dice.roll(run.rows), status)
        if status == .pending { outcome.unansweredAt = instant }
        if status == .failed { outcome.isUntouched = dice.roll(2) == 0 }
        let (kept, at) = (outcome, instant)
        story.append("\(processes[place].id) keeps \(run.id)[\(outcome.row)] \(status)")
        _ = await same(place) { journal in
            try await journal.recordOutcomes([kept], run: run.id, at: at)
        }
    }

    private mutating func finish(_ place: Int) async throws {
        guard let run = processes[place].run else { return }
        let at = instant
        story.append("\(processes[place].id) finishes \(run.id)")
        _ = await same(place) { journal in
            _ = try await journal.finishRun(run.id, state: .partial, at: at)
        }
        processes[place].run = nil
    }

    /// The process is gone, with whatever it had written.
    private mutating func die(_ place: Int) throws {
        story.append("\(processes[place].id) dies")
        processes[place].tried.close()
        processes[place].memory.close()
        processes[place] = try open()
    }

    private mutating func adopt(_ place: Int) async throws {
        guard processes[place].run == nil, !runs.isEmpty else { return try die(place) }
        let (run, at) = (runs[dice.roll(runs.count)], instant)
        story.append("\(processes[place].id) adopts \(run.id)")
        let isDone = await same(place) { journal in _ = try await journal.adoptRun(run.id, at: at) }
        if isDone { processes[place].run = (run.id, run.rows) }
    }

    /// The other process loses its run to this one, does not notice, and writes on; then it is gone.
    private mutating func takeOver(_ place: Int) async throws {
        let other = 1 - place
        guard processes[place].run == nil, let run = processes[other].run, run.rows > 0 else { return try die(place) }
        let at = instant
        story.append("\(processes[place].id) takes \(run.id) from \(processes[other].id)")
        try world.loseLock(of: run.id)
        storage.loseLock(of: run.id)
        let isDone = await same(place) { journal in _ = try await journal.adoptRun(run.id, at: at) }
        guard isDone else { return try die(other) }
        processes[place].run = run
        let intent = RowIntent(row: 0, attempt: 3)
        _ = await same(other) { journal in _ = try await journal.recordIntents([intent], run: run.id, at: at) }
        let outcome = RowOutcome(0, .applied)
        _ = await same(other) { journal in try await journal.recordOutcomes([outcome], run: run.id, at: at) }
        _ = await same(other) { journal in try await journal.recordLate([0], run: run.id, at: at) }
        try die(other)
    }

    private mutating func abandon(_ place: Int) async throws {
        guard !runs.isEmpty else { return }
        let (run, at) = (runs[dice.roll(runs.count)], instant)
        guard processes.allSatisfy({ $0.run?.id != run.id }) else { return try await finish(place) }
        story.append("\(processes[place].id) abandons \(run.id)")
        _ = await same(place) { journal in try await journal.abandonRun(run.id, at: at) }
    }

    /// Asks both journals for the same; both have to do it, or to refuse it with the same word.
    private func same(_ place: Int, _ body: (any Journal) async throws -> Void) async -> Bool {
        let tried = await journalError { try await body(processes[place].tried) }
        let memory = await journalError { try await body(processes[place].memory) }
        #expect(tried?.code == memory?.code, "\(story.suffix(12)): \(tried?.message ?? "")")
        return tried == nil && memory == nil
    }

    private static func back(_ key: String) -> Row {
        var row = JournalSample.row(key)
        for place in row.members.indices {
            (row.members[place].before, row.members[place].after) = (
                row.members[place].after, row.members[place].before
            )
        }
        return row
    }

    // MARK: - Looking

    /// All that a journal says of the runs, a line for each thing.
    private func look(_ journal: any Journal) async throws -> [String] {
        var lines: [String] = []
        let scope = JournalSample.run("run0").scope
        for run in runs where run.rows > 0 {
            let rows = try await journal.rows(of: run.id)
            lines.append("\(run.id) \(try await journal.run(run.id).state): \(rows.map(\.status))")
            lines.append("\(run.id) \(rows.map { $0.members.map(\.status) })")
            let events = try await journal.events(of: run.id)
            lines.append("\(run.id) events \(events.map { "\($0.kind) \($0.row ?? -1) \($0.recordedAt)" }.sorted())")
            let past = try await journal.past(of: run.id, at: instant)
            lines.append("\(run.id) intents \(past.intents.sorted { $0.key < $1.key })")
            lines.append("\(run.id) closed \(past.quarantine.byOthers.sorted { $0.key < $1.key })")
            lines.append("\(run.id) waits \(past.quarantine.byItself.sorted { $0.key < $1.key })")
        }
        lines.append("unfinished \(try await journal.unfinishedRuns().map(\.id).sorted())")
        let asked = ["k1", "k2", "k3"].flatMap { [JournalSample.relativeRow($0), JournalSample.labelledRow($0)] }
        let priors = try await journal.priors(of: asked, scope: scope, at: instant)
        lines.append("priors \(priors.map { "\($0.kind) \($0.row) \($0.run.id) \($0.progress)" })")
        let codes = ["k1-1", "k1-2", "k2-1", "k2-2", "k3-1", "k3-2"]
        let sent = try await journal.sentHours(to: codes, in: scope)
        lines.append("sent \(sent.map { "\($0.accessCodeID) \($0.at) \($0.bounds.endsAt?.iso8601 ?? "")" }.sorted())")
        let doors = try await journal.busyDoors(of: scope.endpoint, at: instant)
        lines.append("doors \(doors.sorted { $0.key < $1.key })")
        return lines
    }

    /// Numbers that follow from a seed.
    private struct Dice {
        var state: UInt64

        /// A number below `sides`.
        mutating func roll(_ sides: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
        }
    }
}

extension JournalWalk {
    /// The seed of the walks, which KEYSHIFT_WALK_SEED names; else another one each time.
    static func seed(_ variable: String?) -> UInt64 {
        variable.flatMap(UInt64.init) ?? UInt64.random(in: 1...999_999)
    }
}

internal import CivilTime
internal import Journal
internal import Model

/// All that a journal in memory remembers.
struct MemoryContents: Sendable {
    /// A run with its rows, its history and its calls.
    struct Run: Sendable {
        var record: RunRecord
        var rows: [AdoptedRun.Entry] = []
        var events: [JournalEvent] = []
        var effects: [DirectEffect] = []
        var stop: ControlRule.Stop?
        /// What seals texts that were forgotten, of the run and of its rows by their places.
        var seal: PersonalSeal?
        var rowSeals: [Int: PersonalSeal] = [:]
    }

    /// A label that was used for a group.
    struct Label: Hashable {
        var scope: WorkspaceScope
        var identifier: String
        var text: String
    }

    /// Which row of which run did something.
    struct Place: Hashable {
        var run: String
        var row: Int
    }

    /// A change of hours that was sent.
    struct Send: Hashable {
        var delta: HoursDelta
        var place: Place
    }

    /// A device of a server.
    struct Door: Hashable {
        var endpoint: String
        var device: String
    }

    /// A group or a code of a workspace.
    struct Target: Hashable {
        var scope: WorkspaceScope
        var identifier: String
    }

    /// A firing of a schedule.
    struct FiringKey: Hashable {
        var schedule: String
        var nominal: Instant
    }

    /// A notice, and when it is told next.
    struct KeptNotice: Sendable {
        var notice: Notice
        var nextTryAt: Instant?
    }

    /// An alarm, a way, and how much the alarm mattered.
    struct Told: Hashable {
        var alarm: Int64
        var way: String
        var level: Alarm.Level
    }

    /// What a run keeps for the next one.
    struct Memory: Sendable {
        var scope: String
        var run: String
        var value: String
        var recordedAt: Instant
        var isKept = false
    }

    var runs: [String: Run] = [:]
    var holds: [Target: String] = [:]
    var claims: [String: OwnershipRule.Claim] = [:]
    var labels: [Label: (place: Place, at: Instant)] = [:]
    var sends: [Target: [Send: Instant]] = [:]
    var closures: [Target: QuarantineRule.Closure] = [:]
    var doors: [Door: DoorBook] = [:]
    var schedules: [String: Schedule] = [:]
    var keptFiles: KeptFile.Contents = [:]
    var nodes: [NodeRecord] = []
    var firings: [FiringKey: Firing] = [:]
    var notices: [KeptNotice] = []
    var memories: [Memory] = []
    var groups: [WorkspaceScope: [KnownGroup]] = [:]
    var readings: [WorkspaceScope: StayReading] = [:]
    var seen: Set<String> = []
    var people = MemoryPeople()
    var alarms: [Alarm] = []
    var tellings: [Told: AlarmRule.Telling] = [:]
    var plans: [String: KeptPlan] = [:]
    var planEvents: [PlanEvent] = []
    var chain: [RunChain.Link] = []
    var freeze: Freeze?
    var drains: [String: Instant] = [:]
    var loss: JournalLoss?
    var lastNumber: Int64 = 0

    /// A number that was not given before.
    mutating func nextNumber() -> Int64 {
        lastNumber += 1
        return lastNumber
    }

    /// - Throws: `unknownRun`.
    func run(_ id: String) throws(JournalError) -> Run {
        guard let run = runs[id] else { throw JournalError.unknownRun(id) }
        return run
    }

    /// - Throws: `unknownRow`.
    func row(_ place: Int, of run: String) throws(JournalError) -> AdoptedRun.Entry {
        guard let entry = runs[run]?.rows[safe: place] else { throw JournalError.unknownRow(place, of: run) }
        return entry
    }

    /// Whether a row of a run keeps it unfinished.
    func hasOpenRows(_ run: String) -> Bool {
        runs[run]?.rows.contains { entry in
            RunRule.isOpen(entry.row.status, intentIsOpen: entry.lastIntent?.isOpen == true)
        } ?? false
    }

    /// All runs, newest first.
    var newestRuns: [Run] {
        runs.values.sorted { ($0.record.startedAt, $0.record.id) > ($1.record.startedAt, $1.record.id) }
    }

    /// Keeps bytes of files, and forgets those that no schedule names any more.
    mutating func keep(_ files: KeptFile.Contents) {
        let named = Set(schedules.values.flatMap { $0.options.files.map(\.hash) })
        keptFiles = keptFiles.merging(files) { known, _ in known }.filter { named.contains($0.key) }
    }

    mutating func append(_ event: JournalEvent) {
        runs[event.run]?.events.append(event)
    }
}

extension Array {
    subscript(safe place: Int) -> Element? {
        indices.contains(place) ? self[place] : nil
    }
}

import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import SQLJournal
import Seam
import SeamSandbox
import Synchronization

@testable import RunEngine

/// A small house on a sandbox of its own, an engine on it, and a second process that can be in the way.
struct MatrixWorld: Sendable {
    let server: SandboxServer
    let environment: Engine.Environment
    let journals: JournalFixture
    /// How far the engine's clock is ahead of the server's.
    let lead: Mutexed<Int64>
    /// Who holds the three bookings.
    var holder = Holder.keys

    /// Who holds the codes of a booking.
    enum Holder: String, Sendable, CaseIterable {
        /// A key that they share.
        case keys
        /// An access grant.
        case grants
    }

    /// The grants that hold the bookings, by the keys that they have in the other house.
    static let grantIDs = [
        "ito": "11111111-1111-4111-8111-111111111111", "haas": "22222222-2222-4222-8222-222222222222",
        "mori": "33333333-3333-4333-8333-333333333333",
    ]

    /// A value that tests change while others read it.
    final class Mutexed<Value: Sendable>: Sendable {
        private let storage: Mutex<Value>

        init(_ value: Value) { storage = Mutex(value) }

        var value: Value {
            get { storage.withLock { $0 } }
            set { storage.withLock { $0 = newValue } }
        }
    }

    /// Tuesday 24 November 2026, 08:00 UTC: BK-1 is inside, BK-3 comes in an hour, and BK-2 follows BK-1 in Room 1.
    private static func seed(_ holder: Holder) -> String {
        guard holder == .grants else { return linked }
        var seed = linked.replacing("\"groups\": [", with: "\"grants\": [")
        for (key, id) in grantIDs {
            let common = key == "ito" ? "\"common_code_key\": \"held\", " : ""
            seed = seed.replacing("\"common_code_key\": \"\(key)\",", with: "\(common)\"id\": \"\(id)\",")
        }
        return seed
    }

    private static let linked = """
        { "format": 1, "workspaces": [ { "name": "Harbour House",
          "devices": [
            { "name": "Front", "type": "schlage_lock", "time_zone": "America/Vancouver" },
            { "name": "Side", "type": "schlage_lock", "time_zone": "America/Vancouver" },
            { "name": "Room 1", "type": "schlage_lock", "time_zone": "America/Vancouver" },
            { "name": "Room 2", "type": "schlage_lock", "time_zone": "America/Vancouver" },
            { "name": "Hall 1", "time_zone": "America/Vancouver" }, { "name": "Hall 2", "time_zone": "America/Vancouver" },
            { "name": "Hall 3", "time_zone": "America/Vancouver" }, { "name": "Hall 4", "time_zone": "America/Vancouver" },
            { "name": "Hall 5", "time_zone": "America/Vancouver" }, { "name": "Hall 6", "time_zone": "America/Vancouver" },
            { "name": "Loft", "type": "schlage_lock", "time_zone": "America/Vancouver", "max_codes": 1 }
          ],
          "groups": [
            { "name": "BK-1 Ito", "devices": ["Front", "Room 1"], "common_code_key": "ito",
              "starts_at": "2026-11-23T23:00:00Z", "ends_at": "2026-11-26T19:00:00Z" },
            { "name": "BK-2 Haas", "devices": ["Side", "Room 1"], "common_code_key": "haas",
              "starts_at": "2026-11-26T23:00:00Z", "ends_at": "2026-11-28T19:00:00Z" },
            { "name": "BK-3 Mori", "devices": ["Front", "Room 2"], "common_code_key": "mori",
              "starts_at": "2026-11-24T09:00:00Z", "ends_at": "2026-11-27T19:00:00Z" }
          ],
          "codes": [ \(halls) ] } ] }
        """

    private static let halls = (1...6).map { number in
        """
        { "name": "SX-\(number)", "device": "Hall \(number)", "code": "11\(number)4",
          "starts_at": "2026-12-01T23:00:00Z", "ends_at": "2026-12-04T19:00:00Z" }
        """
    }.joined(separator: ",")

    /// How many worlds may be there at the same time: each has a server, connections and a journal, which are open files.
    private static let open = Permits(40)

    /// Makes the world and calls `body` with it; a clock that stands still goes on by the waits of the test alone.
    static func with<Result: Sendable>(
        clockStandsStill: Bool = false,
        rateLimits: SandboxRateLimits = .documented,
        settle: Int = 0,
        holder: Holder = .keys,
        _ body: @escaping @Sendable (MatrixWorld) async throws -> Result
    ) async throws -> Result {
        await open.acquire(Permits.Turn(isSend: false, batch: 0))
        defer { open.release() }
        var options = SandboxOptions(rngSeed: 7, startInstant: 1_795_507_200_000, settleMilliseconds: settle)
        options.clockStandsStill = clockStandsStill
        options.rateLimits = rateLimits
        options.seed = try SandboxSeed(text: seed(holder), source: "matrix")
        let server = try SandboxServer(options: options)
        let journals = try JournalFixture()
        let journal = try journals.open()
        let lead = Mutexed<Int64>(0)
        return try await server.withServer { endpoint in
            let connection = try Connection(apiKey: server.apiKey, endpoint: endpoint, concurrency: 8)
            let environment = Engine.Environment(
                connection: connection,
                journal: { journal },
                clock: .reading { server.now() + lead.value },
                operatorName: "ana",
                processID: 4711,
                output: { _ in },
            )
            var world = MatrixWorld(server: server, environment: environment, journals: journals, lead: lead)
            world.holder = holder
            let result = try await body(world)
            await connection.close()
            return result
        }
    }

    // MARK: - Engines

    /// An engine with other options than the ordinary ones, and another version of the zone data.
    func engine(
        zoneData: String? = "2026f",
        of person: String? = nil,
        _ change: (inout Engine.Options) -> Void = { _ in },
    ) -> Engine {
        var options = Engine.Options()
        options.pace = .off
        change(&options)
        var environment = environment
        environment.zoneDataVersion = zoneData
        environment.person = Self.person(person, at: environment.clock.now())
        return Engine(environment, options: options)
    }

    /// Runs a script to its end with every row check allowed, for what a test needs to have happened.
    @discardableResult
    func happen(_ source: String, id: String) async throws -> RunReport {
        let engine = engine { $0.limits.allowed = Set(RowCheck.allowable) }
        let report = await engine.drive(.script(script(source)), .given, runID: id)
        guard report.failure == nil else { throw Unexpected(words: report.failure?.message ?? "") }
        return report
    }

    /// Begins a run of a script and stops it before it sends anything.
    func stopEarly(_ source: String, id: String) async throws {
        let stop = StopSignal()
        stop.set()
        let report = await engine().drive(.script(script(source)), .given, runID: id, stop: stop)
        guard report.state == .interrupted else { throw Unexpected(words: report.failure?.message ?? "it ended") }
    }

    /// The plan file of a script, as it is now.
    func file(_ source: String, shortenFrom: Int = 5, zoneData: String? = "2026f") async throws -> PlanFile {
        let engine = engine(zoneData: zoneData) { $0.limits.shortenFrom = shortenFrom }
        var pipeline = engine.pipeline(
            .script(script(source)),
            consent: .planOnly,
            runID: "file",
            keepsPlan: true
        )
        while true {
            switch await pipeline.next() {
            case .keep(let file): return file
            case .finished(let report): throw Unexpected(words: report.failure?.message ?? "no plan was kept")
            default: break
            }
        }
    }

    static func script(_ source: String) -> Engine.Script {
        Engine.Script(name: "test.lua", source: source, arguments: [])
    }

    /// The same with the ids of grants in place of keys, where grants hold the bookings.
    func script(_ source: String) -> Engine.Script {
        var source = source
        if holder == .grants {
            for (key, id) in Self.grantIDs { source = source.replacing("'\(key)'", with: "'\(id)'") }
        }
        return Self.script(source)
    }

    /// The target of a booking's changes, by its key.
    func target(_ key: String) -> Row.Target {
        switch holder {
        case .keys: .group(commonCodeKey: key)
        case .grants: .grant(accessGrantID: Self.grantIDs[key] ?? key)
        }
    }

    // MARK: - What others do

    /// Changes a group as somebody at Seam's console would.
    func elsewhere(_ key: String, starts: String, ends: String) async throws {
        let hours: [String: JSONValue] = ["starts_at": .string(starts), "ends_at": .string(ends)]
        let client = environment.connection.client
        switch target(key) {
        case .grant(let id):
            let call = hours.merging(["access_grant_id": .string(id)]) { $1 }
            _ = try await client.call("/access_grants/update", .object(call))
        default:
            let call = hours.merging(["common_code_key": .string(key)]) { $1 }
            _ = try await client.call("/access_codes/update_multiple", .object(call))
        }
    }

    /// Gives BK-1 an hour as another installation would.
    func extendElsewhere() async throws {
        try await elsewhere("ito", starts: "2026-11-23T23:00:00Z", ends: "2026-11-26T20:00:00Z")
    }

    /// Has Seam tell no events, as to a credential that may not read them.
    func silenceEvents() async throws {
        let fault: JSONValue = ["path": "/events/list", "kind": "status", "status": .int(403)]
        _ = try await environment.connection.client.call("/_sandbox/faults", fault)
    }

    /// The same house as another installation has it, with a journal of its own.
    func installation() throws -> MatrixWorld {
        let journals = try JournalFixture()
        let journal = try journals.open(processID: 4720)
        var environment = environment
        environment.journal = { journal }
        var other = MatrixWorld(server: server, environment: environment, journals: journals, lead: lead)
        other.holder = holder
        return other
    }

    /// Gives one code of BK-2 another end than the other has.
    func mix() async throws {
        let code = try await codes().first { $0.state.name == "BK-2 Haas" }
        _ = try await environment.connection.client.call(
            "/access_codes/update",
            [
                "access_code_id": .string(code?.accessCodeID ?? ""), "starts_at": "2026-11-26T23:00:00Z",
                "ends_at": "2026-11-28T17:00:00Z",
            ],
        )
    }

    /// Gives the lock of the loft, which holds one, a code until shortly before others come.
    func fillLoft() async throws {
        let doors = try await WorkspaceReader(engine()).index().doors.values
        guard let loft = doors.first(where: { $0.name == "Loft" }) else { throw Unexpected(words: "no loft") }
        _ = try await environment.connection.client.call(
            "/access_codes/create",
            [
                "device_id": .string(loft.deviceID), "name": "Safe", "starts_at": "2026-12-01T23:00:00Z",
                "ends_at": "2026-12-04T19:00:00Z",
            ],
        )
    }

    /// Puts the server's clock forward.
    func pass(minutes: Int64) async throws {
        _ = try await environment.connection.client.call("/_sandbox/clock", ["advance_seconds": .int(minutes * 60)])
    }

    /// Keeps the intents of rows as a process does that dies before it sends them.
    func intend(run: String, rows: Range<Int>) async throws {
        let dying = try journals.open(processID: 4713)
        let now = environment.clock.now()
        _ = try await dying.adoptRun(run, at: now)
        try await dying.recordIntents(rows.map { RowIntent(row: $0, attempt: 1) }, run: run, at: now)
        dying.close()
    }

    /// Another process works on some groups.
    func occupy(_ keys: String...) async throws {
        let rival = try journals.open(processID: 4712)
        let rows = keys.map { key in
            var row = JournalSample.row(key)
            row.target = target(key)
            return row
        }
        try await rival.beginRun(try await record("81bb"), rows: rows)
    }

    /// Somebody froze everything.
    func freeze() async throws {
        let freeze = Freeze(since: environment.clock.now(), operatorName: "ben", reason: "storm")
        _ = try await journals.open(processID: 4712).freeze(freeze)
    }

    /// What is in the journal is less than what had been written.
    func loseCommits() async throws {
        try journals.loseCommits()
    }

    /// A record of this workspace, or of another server.
    func record(_ id: String, endpoint: String? = nil) async throws -> RunRecord {
        let workspaceID = try await WorkspaceReader(engine()).workspace().workspace.workspaceID
        var record = JournalSample.run(id, startedAt: environment.clock.now())
        record.endpoint = endpoint ?? environment.connection.endpoint
        record.workspaceID = workspaceID
        return record
    }

    // MARK: - Looking

    /// Every code of the house.
    func codes() async throws -> [IndexedCode] {
        try await WorkspaceReader(engine()).index().codes.values.sorted { $0.accessCodeID < $1.accessCodeID }
    }

    /// How many updates have arrived.
    var updates: Int {
        [
            "/access_codes/update_multiple", "/access_codes/update", "/access_grants/update", "/access_codes/create",
            "/access_codes/delete",
        ].reduce(0) { $0 + server.requests(to: $1) }
    }

    /// Something that a test needs did not happen.
    struct Unexpected: Error, CustomStringConvertible {
        let words: String

        var description: String { words }
    }
}

internal import CivilTime
internal import Model
internal import Seam

/// Reads what a plan needs of its workspace, when no script has read it.
struct WorkspaceReader: Sendable {
    /// The workspace of the credential, and how far this machine's clock is ahead of the server's.
    struct Answer: Sendable {
        let workspace: Workspace
        /// Nil where the server did not tell its time.
        let clockLead: TimeSpan?
    }

    /// How many devices are asked for by id; with more, all of them are listed.
    private static let namedDevices = 40
    private static let ownMachine = "http://127.0.0.1:"

    let client: SeamClient
    let endpoint: String
    let concurrency: Int
    let clock: EngineClock
    let settings: Settings
    let told: ReadingProgress.Listener
    /// Whether the server is a sandbox that began with this command, on a port of its own.
    private let isSandbox: Bool

    init(_ engine: Engine) {
        client = engine.environment.connection.client
        endpoint = engine.environment.connection.endpoint
        concurrency = engine.options.concurrency
        clock = engine.environment.clock
        settings = engine.options.settings
        told = engine.environment.reading
        isSandbox = engine.environment.isSandbox
    }

    /// The workspace of the credential, which must be the one of the settings.
    /// - Throws: `unauthorized` or `connection`; `stale_plan` for another workspace than that of the settings.
    func workspace() async throws(PlanError) -> Answer {
        told(ReadingProgress(done: 0, total: nil))
        let answer = try await Self.reading { () async throws(SeamError) in
            let response = try await client.call("/workspaces/get", [:])
            let lead = response.dateInMilliseconds.map { clock.now() - Instant(milliseconds: $0) }
            return Answer(workspace: try Workspace(response.body["workspace"] ?? .null), clockLead: lead)
        }
        try settings.refuseForeign(answer.workspace.workspaceID, name: answer.workspace.name)
        return answer
    }

    /// The workspace, after what was made for another server or workspace was refused.
    /// - Throws: `stale_plan` with both; `unauthorized` or `connection` when the workspace cannot be read.
    func workspace(for what: String, endpoint: String, workspaceID: String) async throws(PlanError) -> Answer {
        // Another command's sandbox is gone; the workspace tells whether this one is the same.
        guard endpoint == self.endpoint || isSandbox && endpoint.hasPrefix(Self.ownMachine) else {
            throw PlanError(
                .stalePlan,
                "\(what) was made for \(endpoint), and this is \(self.endpoint).",
                remedy: .server(endpoint),
            )
        }
        let answer = try await workspace()
        // A run without a plan never asked for its workspace, and has no rows.
        guard workspaceID.isEmpty || workspaceID == answer.workspace.workspaceID else {
            throw PlanError(
                .stalePlan,
                "\(what) was made for the workspace \(workspaceID), and this key is for "
                    + "\(answer.workspace.name) (\(answer.workspace.workspaceID)); use the key of that workspace",
            )
        }
        return answer
    }

    /// The whole workspace: every door and every code.
    /// - Throws: `unauthorized` or `connection`.
    func index() async throws(PlanError) -> WorkspaceIndex {
        try await Self.reading { () async throws(SeamError) in
            try await WorkspaceIndex.read(
                from: client,
                concurrency: concurrency,
                now: clock.now(),
                settings: settings,
                told: told,
            )
        }
    }

    /// The houses of the workspace's doors, by device id; no code is read.
    /// - Throws: `unauthorized` or `connection`.
    func homes() async throws(PlanError) -> [String: String] { try await doors().compactMapValues(\.house) }

    /// The workspace's doors, by device id; no code is read.
    /// - Throws: `unauthorized` or `connection`.
    func doors() async throws(PlanError) -> [String: Door] {
        let doors = try await Self.reading { () async throws(SeamError) in
            try await WorkspaceIndex.readDoors(from: client, settings: settings)
        }
        return Dictionary(doors.map { ($0.deviceID, $0) }) { first, _ in first }
    }

    /// The doors of some rows with every code on them, and the rows' codes wherever they are now.
    /// - Throws: `unauthorized` or `connection`.
    func index(of rows: [Row]) async throws(PlanError) -> WorkspaceIndex {
        let devices = Set(rows.lazy.flatMap(\.members).map(\.deviceID))
        let grants = Set(rows.filter(\.isOfGrant).map(\.target.identifier))
        return try await adding(rows, to: try await index(ofDevices: devices, grants: .ofDoors(including: grants)))
    }

    /// The whole workspace, and the rows' codes wherever they are now.
    /// - Throws: `unauthorized` or `connection`.
    func wholeIndex(with rows: [Row]) async throws(PlanError) -> WorkspaceIndex {
        try await adding(rows, to: try await index())
    }

    /// Adds the codes of rows that are on no door that was read.
    private func adding(_ rows: [Row], to index: WorkspaceIndex) async throws(PlanError) -> WorkspaceIndex {
        var index = index
        let lost = rows.map { row in
            row.members.filter(\.hasCode).map(\.accessCodeID).filter { index.codes[$0] == nil }
        }
        for code in try await codes(lost.filter { !$0.isEmpty }).values {
            index.add(try await Self.reading { () async throws(SeamError) in try IndexedCode(code) })
        }
        return index
    }

    /// Some doors with every code on them; a device that is not there any more is left out.
    /// - Throws: `unauthorized` or `connection`.
    func index(
        ofDevices devices: Set<String>,
        grants: GrantScope = .ofDoors(),
    ) async throws(PlanError) -> WorkspaceIndex {
        guard !devices.isEmpty else { return WorkspaceIndex(doors: [], codes: []) }
        return try await Self.reading { () async throws(SeamError) in
            try await WorkspaceIndex.read(
                from: client,
                concurrency: concurrency,
                now: clock.now(),
                settings: settings,
                devices: devices,
                byID: devices.count <= Self.namedDevices,
                grants: grants,
                told: told,
            )
        }
    }

    /// The codes of some rows that exist, by id; lists of 25 rows are read at the same time.
    ///
    /// What stands for a code that was never made is no id, and none that exists.
    /// - Throws: `unauthorized` or `connection`.
    func codes(_ ids: [[String]]) async throws(PlanError) -> [String: AccessCode] {
        let idsOfRows = ids.map { $0.filter { !CodelessID.isOne($0) } }.filter { !$0.isEmpty }
        let pieces = stride(from: 0, to: idsOfRows.count, by: 25).map { start in
            idsOfRows[start..<min(start + 25, idsOfRows.count)].flatMap(\.self)
        }
        let lists = await withTaskGroup(of: Result<[AccessCode], SeamError>.self) { group in
            var waiting = pieces.makeIterator()
            func addNext() {
                guard let ids = waiting.next() else { return }
                group.addTask {
                    do throws(SeamError) {
                        return .success(try await client.accessCodes.list(accessCodeIDs: ids))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            for _ in 0..<max(1, concurrency) { addNext() }
            var lists: [Result<[AccessCode], SeamError>] = []
            while let list = await group.next() {
                lists.append(list)
                if case .success = list { addNext() }
            }
            return lists
        }
        var codes: [String: AccessCode] = [:]
        for list in lists {
            let list = try await Self.reading { () async throws(SeamError) in try list.get() }
            for code in list { codes[code.accessCodeID] = code }
        }
        return codes
    }

    /// Turns an error of the API into one that a command ends with.
    /// - Throws: `unauthorized` or `connection`.
    static func reading<Value>(_ body: () async throws(SeamError) -> Value) async throws(PlanError) -> Value {
        do throws(SeamError) {
            return try await body()
        } catch {
            throw PlanError(error)
        }
    }
}

extension PlanError {
    /// What a request that nothing can do without failed with.
    init(_ error: SeamError) {
        let code = error.status == 401 || error.code == .unauthorized ? PlanError.Code.unauthorized : .connection
        self.init(code, ForeignText.sentence(error.description))
    }
}

internal import CivilTime
internal import GRDB
import Glibc
internal import Journal
package import Model

/// A journal in SQL, on one SQLite file.
///
/// That one group is held by one run is kept by the database; that one run is worked on by one process is kept by a lock
/// on a file per run.
package final class SQLJournal: Journal {
    /// The release of the SQLite that was loaded, such as `3.40.1`.
    package static var libraryVersion: String {
        let number = Int(Database.sqliteLibVersionNumber)
        return "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
    }

    /// The folder that holds the database and the locks.
    package let directory: String

    let store: any SQLStore
    let permissions = PermissionQueue()
    let locks: any RunLocks
    let mark: JournalMark
    let processID: Int32
    let files: JournalDirectory
    /// This process, in the history of a run that it goes on with.
    let workerName: String
    private let isTemporary: Bool

    /// Opens the journal of a folder, and makes both where there are none; `patience` is how many seconds another program's
    /// lock is waited for.
    /// - Throws: `newerDatabase`, `readOnly`, `diskFull`, or `storage` with what the system says.
    package convenience init(
        directory: String,
        processID: Int32 = getpid(),
        patience: Double = 10,
    ) throws(JournalError) {
        let files = JournalDirectory(path: directory)
        try self.init(
            files: files,
            processID: processID,
            isTemporary: false,
            schema: .current,
            patience: patience,
        )
    }

    /// Opens the journal of a server; `folder` is where this node keeps a note of it.
    /// - Throws: `storage` when the server cannot be reached, libpq is missing, or the tables are to be migrated;
    ///   `newerDatabase`.
    package convenience init(
        server place: PostgresPlace,
        folder: String,
        processID: Int32 = getpid(),
        node: NodeSelf = NodeSelf(),
    ) throws(JournalError) {
        try self.init(
            server: place,
            folder: folder,
            processID: processID,
            node: node,
            limits: PostgresLane.Limits(),
            timing: Lease.Timing(),
        )
    }

    init(
        server place: PostgresPlace,
        folder: String,
        processID: Int32,
        node: NodeSelf,
        limits: PostgresLane.Limits,
        timing: Lease.Timing,
    ) throws(JournalError) {
        files = JournalDirectory(path: folder)
        directory = folder
        self.processID = processID
        isTemporary = false
        try files.createFolder()
        let mark = try JournalMark(file: files.serverMark(of: place.shown))
        self.mark = mark
        var worker = Self.worker(processID)
        if let name = node.name { worker.label = "\(name), process \(processID)" }
        (worker.version, worker.zoneData) = (node.version, node.zoneData)
        workerName = worker.label
        let application = "keyshift \(worker.label)"
        let store = PostgresStore(place, application: application, limits: limits) { mark.write($0) }
        self.store = store
        let lane = PostgresLane(place, name: "lease", application: application, limits: limits.ofLease(timing))
        locks = LeaseLocks(store: store, worker: worker, lane: lane, timing: timing)
        let schema = PostgresSchema.current
        let found = try store.withConnection { try schema.found($0) }
        try schema.requireUsable(found, of: place)
        try store.withConnection { _ = try ServerClock.follow($0) }
        try Self.compare(store, with: mark, hasWork: false)
    }

    init(
        files: JournalDirectory,
        processID: Int32,
        isTemporary: Bool,
        schema: Schema,
        patience: Double = 10,
    ) throws(JournalError) {
        self.directory = files.path
        self.files = files
        self.processID = processID
        self.isTemporary = isTemporary
        workerName = "process \(processID)"
        locks = FileLocks(files: files, worker: Self.worker(processID))
        try files.create()
        // Two processes that make the same database would both run its first migration, or meet a lock in WAL set-up.
        let opening = try RunLock.wait(for: files.openLock, patience: patience)
        (store, mark) = try withExtendedLifetime(opening) { () throws(JournalError) in
            let mark = try JournalMark(file: files.mark)
            let store = try SQLiteStore(
                file: files.database,
                schema: schema,
                patience: patience,
                mark: { sql in try JournalTable(sql: sql).count() },
                committed: { mark.write($0) },
            )
            try Self.compare(store, with: mark, hasWork: files.hasRuns)
            return (store, mark)
        }
    }

    /// Notices a journal that is not what was noted of it, and gives a new one its identity.
    private static func compare(_ store: any SQLStore, with mark: JournalMark, hasWork: Bool) throws(JournalError) {
        let noted = mark.read()
        let found = try store.prepare { sql in
            let table = JournalTable(sql: sql)
            let found = try table.content()
            if found == nil { try table.begin(LossRule.Mark(identity: RandomName.make(), operation: 0)) }
            // A database of an older version has its runs, and no identity yet.
            let isNew = try found == nil && !sql.finds("SELECT 1 AS one FROM run LIMIT 1")
            let known = try found ?? (isNew ? nil : table.content())
            let loss =
                try LossRule.loss(found: known, noted: noted, hasWork: hasWork, at: .now()) ?? table.loss(of: noted)
            if let loss { try table.lose(loss) }
            return try table.content()
        }
        if let found { mark.write(found) }
    }

    private static func worker(_ processID: Int32) -> Worker {
        Worker(id: RandomName.make(), label: "\(hostName), process \(processID)", startedAt: .now())
    }

    /// The name of this machine, for people.
    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&name, name.count - 1) == 0 else { return "this machine" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        close()
    }

    /// Makes an empty journal in a new folder, which is deleted when the journal is closed or no longer used.
    /// - Throws: `storage` with what the system says.
    package static func temporary() throws(JournalError) -> SQLJournal {
        let files = try JournalDirectory.temporary()
        do {
            return try SQLJournal(files: files, processID: getpid(), isTemporary: true, schema: .current)
        } catch {
            files.remove()
            throw error
        }
    }

    /// Deletes what journals leave in a folder, and the folder when nothing else is in it.
    package static func delete(_ directory: String) {
        JournalDirectory(path: directory).remove()
    }

    package func close() {
        store.close()
        locks.releaseAll()
        if isTemporary { files.remove() }
    }

    /// Keeps the database locked for all writers while `body` runs, for tests of what they do then.
    package func keepLocked(_ body: @escaping @Sendable () -> Void) async throws(JournalError) {
        try await store.write { _ in body() }
    }

    /// The token of this process's claim to a run, which the transaction then compares.
    /// - Throws: `notOwned`.
    func token(of id: String) throws(JournalError) -> String {
        guard let token = locks.token(of: id) else { throw OwnershipRule.notOwned(id) }
        return token
    }
}

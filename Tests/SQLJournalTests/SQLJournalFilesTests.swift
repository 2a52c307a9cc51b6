import CivilTime
import Glibc
import Journal
import JournalFixture
import JournalTesting
import Model
import Testing

@testable import SQLJournal

struct SQLJournalFilesTests {
    let fixture: JournalFixture

    init() throws {
        fixture = try JournalFixture()
    }

    @Test func `a commit waits for the disk, in a new database and in an old one`() async throws {
        for _ in 1...2 {
            let journal = try fixture.open()
            #expect(try await (journal.store as! SQLiteStore).writerValue("PRAGMA synchronous") == "2")
            #expect(try await (journal.store as! SQLiteStore).writerValue("PRAGMA journal_mode") == "wal")
            #expect(try await (journal.store as! SQLiteStore).writerValue("PRAGMA busy_timeout") == "10000")
            journal.close()
        }
    }

    @Test func `the folder and the database are for their owner only`() throws {
        let folder = fixture.directory + "/deep/folder"
        let journal = try SQLJournal(directory: folder)
        #expect(permissions(of: fixture.directory + "/deep") == 0o700)
        #expect(permissions(of: folder) == 0o700)
        #expect(permissions(of: folder + "/keyshift.db") == 0o600)
        #expect(permissions(of: folder + "/keyshift.db-wal") == 0o600)
        journal.close()
        JournalDirectory(path: folder).remove()
        unsafe rmdir(fixture.directory + "/deep")
    }

    @Test(arguments: 1...10)
    func `several journals can make one database at the same time`(round: Int) async throws {
        let fixture = fixture
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 1...4 {
                group.addTask { try await fixture.open().runs(limit: round).count }
            }
            for try await count in group { #expect(count == 0) }
        }
    }

    @Test func `a database of a newer version is refused and stays as it was`() async throws {
        let steps = Schema.current.steps + [Schema.Step(name: "approvals", sql: "CREATE TABLE approval (id TEXT)")]
        try fixture.open(schema: Schema(steps: steps)).close()
        let error = await journalError { _ = try fixture.open() }
        #expect(error?.code == .newerDatabase)
        #expect(error?.message.contains("version \(steps.count) (\"approvals\")") == true)
        #expect(error?.message.contains("up to \(steps.count - 1)") == true)
        #expect(error?.message.contains(fixture.directory + "/keyshift.db") == true)
        #expect(try await fixture.open(schema: Schema(steps: steps)).runs(limit: 1).isEmpty)
    }

    @Test func `a folder under a file is refused with its name`() async throws {
        let journal = try fixture.open()
        let folder = journal.directory + "/keyshift.db/home"
        let error = await journalError { _ = try SQLJournal(directory: folder) }
        #expect(error?.code == .storage)
        #expect(error?.message.contains("\(folder) for the journal cannot be made") == true)
        #expect(error?.message.contains("KEYSHIFT_HOME") == true)
    }

    @Test func `a file that is no database is refused as damaged`() async throws {
        let file = fixture.directory + "/keyshift.db"
        let text = String(repeating: "no database, ", count: 200)
        let descriptor = unsafe open(file, O_WRONLY | O_CREAT, 0o600)
        #expect(unsafe write(descriptor, text, text.utf8.count) == text.utf8.count)
        close(descriptor)
        let error = await journalError { _ = try fixture.open() }
        #expect(error?.code == .storage)
        #expect(error?.message.contains("damaged") == true)
        JournalDirectory(path: fixture.directory).remove()
    }

    @Test(arguments: [
        ("PRAGMA query_only = 1", JournalError.Code.readOnly, "read-only"),
        ("PRAGMA max_page_count = 1", JournalError.Code.diskFull, "is full"),
    ])
    func `a write that the disk refuses has a sentence of its own and writes nothing`(
        setting: String,
        code: JournalError.Code,
        words: String,
    ) async throws {
        let journal = try fixture.open()
        _ = try await (journal.store as! SQLiteStore).writerValue(setting)
        let rows = (0..<200).map { JournalSample.row("k\($0)") }
        let error = await journalError { try await journal.beginRun(JournalSample.run("80aa"), rows: rows) }
        #expect(error?.code == code)
        #expect(error?.message.contains(words) == true)
        #expect(error?.message.contains(journal.directory + "/keyshift.db") == true)
        #expect(try await journal.runs(limit: 9).isEmpty)
        #expect(try await !journal.isHeld("80aa"))
    }

    @Test func `a temporary journal is deleted when it is closed`() async throws {
        let journal = try SQLJournal.temporary()
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        #expect(permissions(of: journal.directory) == 0o700)
        journal.close()
        #expect(permissions(of: journal.directory) == nil)
    }

    @Test func `the database refuses to change or delete a line of the history`() async throws {
        let journal = try fixture.open()
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: "80aa", at: JournalSample.later(1))
        for statement in ["DELETE FROM event", "UPDATE event SET attempt = 7"] {
            let refusal = await journalError { _ = try await (journal.store as! SQLiteStore).writerValue(statement) }
            #expect(refusal?.message.contains("events are never") == true)
        }
    }

    @Test func `a text with a NUL is refused, not cut`() async throws {
        let journal = try fixture.open()
        let row = JournalSample.row("k1", name: "BK\0-1")
        let error = await journalError { try await journal.beginRun(JournalSample.run("80aa"), rows: [row]) }
        #expect(error?.code == .storage)
        #expect(try await journal.runs(limit: 1).isEmpty)
    }

    private func permissions(of path: String) -> mode_t? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return status.st_mode & 0o777
    }
}

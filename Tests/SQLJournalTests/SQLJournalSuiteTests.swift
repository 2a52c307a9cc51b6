import Glibc
import Journal
import JournalFixture
import JournalTesting
import SQLJournal
import Testing

/// The journal on SQLite, held to what every journal does.
struct SQLJournalSuiteTests {
    private struct SQLiteWorld: JournalWorld {
        private let fixture: JournalFixture

        init() throws {
            fixture = try JournalFixture()
        }

        func open(processID: Int32) throws -> any Journal {
            try fixture.open(processID: processID)
        }

        func loseLock(of run: String) {
            unsafe unlink("\(fixture.directory)/runs/\(run).lock")
        }

        func loseCommits() throws {
            try fixture.loseCommits()
        }
    }

    @Test(arguments: JournalSuite.all)
    func `a journal on SQLite`(does this: JournalCase) async throws {
        try await this.run(in: SQLiteWorld())
    }
}

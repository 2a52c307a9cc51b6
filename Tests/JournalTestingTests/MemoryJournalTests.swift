import Journal
import JournalTesting
import Model
import Testing

/// The journal in memory, held to what every journal does.
struct MemoryJournalTests {
    private struct MemoryWorld: JournalWorld {
        private let storage = MemoryStorage()

        func open(processID: Int32) -> any Journal {
            MemoryJournal(storage, processID: processID)
        }

        func loseLock(of run: String) {
            storage.loseLock(of: run)
        }

        func loseCommits() {
            storage.lose(JournalLoss(noticedAt: JournalSample.evening, what: "it ends with transaction 1"))
        }
    }

    @Test(arguments: JournalSuite.all)
    func `a journal in memory`(does this: JournalCase) async throws {
        try await this.run(in: MemoryWorld())
    }

    @Test func `no two cases of the suite have one name`() {
        #expect(Set(JournalSuite.all.map(\.name)).count == JournalSuite.all.count)
    }
}

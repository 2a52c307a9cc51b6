import Glibc
import Journal
import JournalTesting
import Model
import Testing

@testable import SQLJournal

/// The journal on PostgreSQL, held to what every journal does.
///
/// Tests/PostgreSQL/run starts the server and names it; without one this suite is skipped.
@Suite(
    .serialized,
    .enabled(if: PostgresWorld.server != nil, "KEYSHIFT_TEST_POSTGRES names no server: see Tests/PostgreSQL/run"),
)
struct PostgresSuiteTests {
    @Test(arguments: JournalSuite.all)
    func `a journal on PostgreSQL`(does this: JournalCase) async throws {
        try await this.run(in: PostgresWorld())
    }
}

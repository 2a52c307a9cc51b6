import CivilTime
import Journal
import Model
import PaceSimulation
import Synchronization
import Testing

@testable import RunEngine
@testable import Seam

/// The applier on many threads at once; time stands still, so that nothing sleeps.
struct ApplierThreadTests {
    /// Answers at once.
    private final class QuickGateway: CodeGateway {
        private let codes: Mutex<[String: CodeState]>
        private let groups: [Row.Target: [String]]
        private let sends = Mutex(0)

        init(_ rows: [Row]) {
            let pairs = rows.flatMap(\.members).map { ($0.accessCodeID, $0.before) }
            codes = Mutex(Dictionary(pairs) { first, _ in first })
            let targets = rows.map { ($0.target, $0.members.map(\.accessCodeID)) }
            groups = Dictionary(targets) { first, _ in first }
        }

        var sendCount: Int { sends.withLock { $0 } }

        func read(
            accessCodeIDs: [String],
            accessGrantIDs: [String],
        ) async throws(SeamError) -> [String: CodeState] {
            await Task.yield()
            return codes.withLock { codes in codes.filter { accessCodeIDs.contains($0.key) } }
        }

        func read(doors deviceIDs: [String]) async throws(SeamError) -> [String: [DoorCode]] { [:] }

        func send(_ call: CodeCall, notAfter limit: TimeSpan) async throws(SeamError) -> String? {
            await Task.yield()
            guard let update = call.update else { return nil }
            sends.withLock { $0 += 1 }
            codes.withLock { codes in
                for id in groups[update.target] ?? [] { codes[id]?.endsAt = update.endsAt }
            }
            return nil
        }
    }

    @Test(arguments: [1, 5, 64])
    func `all rows are applied once, however many threads take part`(concurrency: Int) async throws {
        let rows = Row.groups(200)
        let gateway = QuickGateway(rows)
        let journal = TestJournal()
        let reports = Mutex<[Int]>([])
        let applier = Applier(
            gateway: gateway,
            journal: journal,
            clock: EngineClock(now: { Row.evening }, elapsed: { .zero }, sleep: { _ in await Task.yield() }),
            options: ApplyOptions(concurrency: concurrency, pace: .off, batchSize: 7),
            progress: { report in reports.withLock { $0.append(report.settled) } },
        )
        let applied = try await applier.apply(rows, run: "80aa")
        #expect(applied.allSatisfy { $0.status == .applied })
        #expect(gateway.sendCount == 200)
        #expect(journal.outcomes.count == 200)
        #expect(reports.withLock { $0 } == Array(1...200))
    }
}

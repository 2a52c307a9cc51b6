import CivilTime
import Journal
import JournalTesting
import Model
import Synchronization

@testable import RunEngine

/// An apply against a scripted API in virtual time.
final class ApplyWorld: Sendable {
    let simulation: Simulation
    let seam: FakeSeam
    let journal: TestJournal
    let stop = StopSignal()
    private let reports = Mutex<[ApplyProgress]>([])

    init(before kept: MemoryJournal? = nil) {
        simulation = Simulation()
        seam = FakeSeam(simulation)
        journal = TestJournal(before: kept)
    }

    var progress: [ApplyProgress] { reports.withLock { $0 } }

    /// The time since the world began.
    var elapsed: TimeSpan { simulation.now - Simulation.start }

    /// Applies rows to their end.
    func apply(
        _ rows: [Row],
        options: ApplyOptions = ApplyOptions(pace: .off),
    ) throws -> Result<[Row], JournalError> {
        // What a test hung into the fake holds this world, and this world holds the fake.
        defer { seam.forgetHooks() }
        return try simulation.run {
            let applier = Applier(
                gateway: self.seam,
                journal: self.journal,
                clock: self.simulation.clock,
                options: options,
                stop: self.stop,
                progress: { report in self.reports.withLock { $0.append(report) } },
            )
            do throws(JournalError) {
                return .success(try await applier.apply(rows, run: "80aa"))
            } catch {
                return .failure(error)
            }
        }
    }
}

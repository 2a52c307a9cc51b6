import Synchronization
import Testing

@testable import RunEngine

struct PermitsTests {
    /// Who had a permit, in order.
    private final class Served: Sendable {
        private let list = Mutex<[String]>([])

        var names: [String] { list.withLock { $0 } }

        func add(_ name: String) {
            list.withLock { $0.append(name) }
        }
    }

    @Test func `reads go before sends, older batches before newer ones, and equals by arrival`() throws {
        let simulation = Simulation()
        let order = try simulation.run { () -> [String] in
            let permits = Permits(1)
            let served = Served()
            await permits.acquire(Permits.Turn(isSend: true, batch: 0))
            await withDiscardingTaskGroup { group in
                let turns = [
                    ("send 2", true, 2), ("send 1", true, 1), ("read 3", false, 3), ("read 1", false, 1),
                    ("send 1 again", true, 1),
                ]
                for (name, isSend, batch) in turns {
                    group.addTask {
                        await permits.acquire(Permits.Turn(isSend: isSend, batch: batch))
                        served.add(name)
                        permits.release()
                    }
                }
                // All of them wait by then: the tasks run on one thread, in the order in which they were added.
                group.addTask { permits.release() }
            }
            return served.names
        }
        #expect(order == ["read 1", "read 3", "send 1", "send 1 again", "send 2"])
    }
}

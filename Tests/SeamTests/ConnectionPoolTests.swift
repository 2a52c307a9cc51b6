import NIOCore
import Testing

@testable import Seam

struct ConnectionPoolTests {
    private let start = NIODeadline.uptimeNanoseconds(1)

    private func pool(_ limit: Int) -> ConnectionPool {
        ConnectionPool(limit: limit, idleLimit: TimeAmount(SeamClientOptions().idleLimit))
    }

    /// The single steps of an action, with those that do nothing left out.
    private func steps(_ action: ConnectionPool.Action) -> [ConnectionPool.Action] {
        switch action {
        case .none: []
        case .all(let actions): actions.flatMap(steps)
        default: [action]
        }
    }

    @Test func `the newest idle connection is used first`() {
        var pool = pool(2)
        #expect(steps(pool.request(1, now: start)) == [.connect(1)])
        #expect(steps(pool.request(2, now: start)) == [.connect(2)])
        #expect(steps(pool.connected(1, now: start)) == [.run(request: 1, on: 1)])
        #expect(steps(pool.connected(2, now: start)) == [.run(request: 2, on: 2)])
        #expect(steps(pool.released(1, isReusable: true, now: start)).isEmpty)
        #expect(steps(pool.released(2, isReusable: true, now: start)).isEmpty)
        #expect(steps(pool.request(3, now: start)) == [.run(request: 3, on: 2)])
    }

    @Test func `requests beyond the limit wait in order`() {
        var pool = pool(1)
        #expect(steps(pool.request(1, now: start)) == [.connect(1)])
        #expect(steps(pool.request(2, now: start)).isEmpty)
        #expect(steps(pool.request(3, now: start)).isEmpty)
        #expect(steps(pool.connected(1, now: start)) == [.run(request: 1, on: 1)])
        #expect(steps(pool.released(1, isReusable: true, now: start)) == [.run(request: 2, on: 1)])
        #expect(steps(pool.released(1, isReusable: false, now: start)) == [.connect(2)])
        #expect(steps(pool.connected(2, now: start)) == [.run(request: 3, on: 2)])
        #expect(pool.connectionCount == 1)
        #expect(pool.waitingCount == 0)
    }

    @Test(arguments: [(3, true), (4, true), (5, false), (20, false), (86_400, false)])
    func `connections that were idle for more than 4 s are closed, not used`(seconds: Int64, isUsed: Bool) {
        var pool = pool(2)
        _ = pool.request(1, now: start)
        _ = pool.connected(1, now: start)
        _ = pool.released(1, isReusable: true, now: start)
        let expected: [ConnectionPool.Action] = isUsed ? [.run(request: 2, on: 1)] : [.close(1), .connect(2)]
        #expect(steps(pool.request(2, now: start + .seconds(seconds))) == expected)
    }

    @Test func `a used connection that was forgotten takes the idle ones with it, and the next request opens one`() {
        var pool = pool(3)
        for number in 1...3 {
            _ = pool.request(number, now: start)
            _ = pool.connected(number, now: start)
        }
        for number in 1...3 { _ = pool.released(number, isReusable: true, now: start) }
        #expect(steps(pool.request(4, now: start)) == [.run(request: 4, on: 3)])
        let ended = steps(pool.released(3, isReusable: false, wasForgotten: true, now: start))
        #expect(ended == [.close(1), .close(2)])
        #expect(steps(pool.request(5, now: start)) == [.connect(4)])
        #expect(pool.connectionCount == 1)
    }

    @Test func `a request that waits gets a new connection in place of a forgotten one`() {
        var pool = pool(1)
        _ = pool.request(1, now: start)
        _ = pool.connected(1, now: start)
        _ = pool.request(2, now: start)
        #expect(steps(pool.released(1, isReusable: false, wasForgotten: true, now: start)) == [.connect(2)])
    }

    @Test func `waiting requests fail only when no connection is left to hope for`() {
        var pool = pool(2)
        _ = pool.request(1, now: start)
        _ = pool.request(2, now: start)
        #expect(steps(pool.connectFailed(1)).isEmpty)
        #expect(
            steps(pool.connectFailed(2)) == [.fail(request: 1, .cannotConnect), .fail(request: 2, .cannotConnect)]
        )
        #expect(pool.connectionCount == 0)
        #expect(steps(pool.request(3, now: start)) == [.connect(3)])
    }

    @Test func `a connection that works brings on the next one for those who wait`() {
        var pool = pool(2)
        _ = pool.request(1, now: start)
        _ = pool.request(2, now: start)
        _ = pool.connectFailed(1)
        #expect(steps(pool.connected(2, now: start)) == [.run(request: 1, on: 2), .connect(3)])
    }

    @Test func `a cancelled request leaves the queue`() {
        var pool = pool(1)
        _ = pool.request(1, now: start)
        _ = pool.request(2, now: start)
        #expect(steps(pool.cancel(1)) == [.fail(request: 1, .cancelled)])
        #expect(steps(pool.cancel(1)).isEmpty)
        #expect(steps(pool.connected(1, now: start)) == [.run(request: 2, on: 1)])
    }

    @Test func `a shutdown fails who waits, closes what is idle and ends with the last answer`() {
        var pool = pool(2)
        _ = pool.request(1, now: start)
        _ = pool.connected(1, now: start)
        _ = pool.request(2, now: start)
        _ = pool.connected(2, now: start)
        _ = pool.released(2, isReusable: true, now: start)
        #expect(steps(pool.shutdown()) == [.close(2)])
        #expect(steps(pool.request(3, now: start)) == [.fail(request: 3, .shutDown)])
        #expect(steps(pool.released(1, isReusable: true, now: start)) == [.close(1), .stopped])
        #expect(steps(pool.shutdown()).isEmpty)
    }

    @Test func `a shutdown without anything under way is over at once`() {
        var pool = pool(1)
        _ = pool.request(1, now: start)
        #expect(steps(pool.shutdown()) == [.fail(request: 1, .shutDown), .stopped])
        #expect(steps(pool.connected(1, now: start)) == [.close(1)])
    }

    @Test(arguments: [1 as UInt64, 2, 3, 4])
    func `no order of events breaks the limit or loses a request`(seed: UInt64) {
        var random = seed
        func roll(_ sides: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % sides
        }
        var pool = pool(3)
        var connecting: [Int] = []
        var busy: [Int] = []
        var idle: [Int] = []
        var (asked, settled) = (0, 0)
        func apply(_ action: ConnectionPool.Action) {
            for step in steps(action) {
                switch step {
                case .connect(let number): connecting.append(number)
                case .run(_, let number):
                    idle.removeAll { $0 == number }
                    busy.append(number)
                    settled += 1
                case .fail: settled += 1
                case .close(let number): idle.removeAll { $0 == number }
                default: break
                }
            }
        }
        for _ in 0..<5000 {
            switch roll(6) {
            case 0, 1:
                asked += 1
                apply(pool.request(asked, now: start))
            case 2 where !connecting.isEmpty:
                let number = connecting.remove(at: roll(connecting.count))
                idle.append(number)
                apply(pool.connected(number, now: start))
            case 3 where !connecting.isEmpty: apply(pool.connectFailed(connecting.remove(at: roll(connecting.count))))
            case 4 where !busy.isEmpty:
                let number = busy.remove(at: roll(busy.count))
                let isReusable = roll(2) == 0
                if isReusable { idle.append(number) }
                apply(pool.released(number, isReusable: isReusable, now: start))
            case 5 where !idle.isEmpty: pool.closed(idle.remove(at: roll(idle.count)))
            default: break
            }
            #expect(pool.connectionCount <= 3)
            #expect(pool.connectionCount == connecting.count + busy.count + idle.count)
            #expect(asked - settled == pool.waitingCount)
            #expect(pool.waitingCount == 0 || pool.connectionCount > 0)
        }
    }
}

import CivilTime
import Testing

@testable import RunEngine

/// The board and its pacer against a server that counts strictly, in a simulated time without any task.
struct MakespanTests {
    /// Which devices the groups are on.
    enum Workload: CaseIterable {
        /// Each group on a room and on one of ten front doors.
        case frontDoors
        /// Each group on a room and on the same device.
        case hotDevice
        /// Each group on two of sixty devices.
        case random
    }

    private struct Server {
        var arrivals: [String: [Instant]] = [:]
        var refusals = 0

        mutating func receive(_ row: Row, at now: Instant) {
            for member in row.members {
                arrivals[member.deviceID, default: []].removeAll { now - $0 >= Pacer.window }
                if arrivals[member.deviceID, default: []].count >= Pacer.limit { refusals += 1 }
                arrivals[member.deviceID, default: []].append(now)
            }
        }
    }

    private enum Event {
        case read([Int])
        case sent([Int])
        case shown
        case ended
    }

    @Test(arguments: Workload.allCases, [false, true])
    func `the time is little more than the busiest device must take, and nothing is refused`(
        workload: Workload,
        hasDeadlines: Bool
    ) {
        let rows = Self.rows(workload, hasDeadlines: hasDeadlines)
        let loads = Dictionary(rows.flatMap(\.members).map { ($0.deviceID, 1) }, uniquingKeysWith: +)
        let bound = Int64(((loads.values.max() ?? 1) - 1) / Pacer.limit) * Pacer.window.milliseconds
        let course = Self.apply(rows)
        #expect(course.refusals == 0)
        let percent = course.elapsed.milliseconds * 100
        #expect(percent <= bound * (hasDeadlines ? 110 : 102), "\(course.elapsed) for a bound of \(bound) ms")
    }

    private static func rows(_ workload: Workload, hasDeadlines: Bool) -> [Row] {
        var random = SplitMix(seed: 11)
        let count = workload == .hotDevice ? 300 : 1000
        return (0..<count).map { number in
            let devices: [String]
            switch workload {
            case .frontDoors: devices = ["front\(number % 10)", "room\(number / 5)"]
            case .hotDevice: devices = ["hot", "room\(number)"]
            case .random:
                let first = Int.random(in: 0..<60, using: &random)
                let second = (first + Int.random(in: 1..<60, using: &random)) % 60
                devices = ["d\(first)", "d\(second)"]
            }
            let hours = Int64.random(in: 0..<12, using: &random)
            let deadline = hasDeadlines ? Row.oldEnd + TimeSpan(milliseconds: hours * 3_600_000) : nil
            return Row.group("k\(number)", devices: devices, deadline: deadline)
        }
    }

    /// How an apply went.
    struct Course {
        /// When each row's send was answered.
        var sentAt: [Instant]
        var refusals = 0

        var elapsed: TimeSpan { (sentAt.max() ?? Simulation.start) - Simulation.start }
    }

    /// Does what the batches of an apply do, with 150 ms for each request.
    static func apply(_ rows: [Row]) -> Course {
        let latency = TimeSpan(milliseconds: 150)
        var now = Simulation.start
        var sentAt = Array(repeating: now, count: rows.count)
        var server = Server()
        var events: [(at: Instant, event: Event)] = []
        var board = ApplyBoard(
            rows: rows,
            pasts: rows.map { _ in RowPast() },
            lastSends: [:],
            options: ApplyOptions(concurrency: 64),
            at: now,
        )
        while true {
            var alarm: Instant?
            switch board.next(at: now, stopping: false) {
            case .start(let batch):
                events.append((now + latency, .read(batch)))
                continue
            case .wait(let until): alarm = until
            case .done: return Course(sentAt: sentAt, refusals: server.refusals)
            }
            let earliest = events.map(\.at).min()
            now = min(alarm ?? earliest ?? now, earliest ?? alarm ?? now)
            let due = events.filter { $0.at <= now }
            events.removeAll { $0.at <= now }
            for (_, event) in due {
                switch event {
                case .read(let batch):
                    for row in batch {
                        let members = rows[row].members
                        let states = Dictionary(members.map { ($0.accessCodeID, $0.before) }) { first, _ in first }
                        _ = board.found(row, states, at: now)
                        server.receive(rows[row], at: now)
                    }
                    events.append((now + latency, .sent(batch)))
                case .sent(let batch):
                    for row in batch {
                        _ = board.accepted(row, requestID: nil, at: now)
                        sentAt[row] = now
                    }
                    events.append((now + latency, .shown))
                case .shown:
                    board.openedBatch()
                    events.append((now, .ended))
                case .ended: board.endedBatch()
                }
            }
        }
    }
}

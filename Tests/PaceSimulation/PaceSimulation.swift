package import CivilTime
package import Model
internal import RunEngine

/// The board of an apply and its pacer against a server that counts strictly, in a simulated time without any task.
package struct PaceSimulation {
    /// How an apply went.
    package struct Course {
        /// When each row's send was answered.
        package var sentAt: [Instant]
        /// The updates that the server would have refused with 429.
        package var refusals = 0

        package var elapsed: TimeSpan { (sentAt.max() ?? PaceSimulation.start) - PaceSimulation.start }

        /// The rows that were sent after they were due.
        package func late(_ rows: [Row]) -> [Int] {
            rows.indices.filter { row in rows[row].deadline.map { sentAt[row] > $0 } ?? false }
        }
    }

    private enum Event {
        case read([Int])
        case sent([Int])
        case shown
        case ended
    }

    /// 2026-11-23T22:08:00.000Z, a Monday.
    package static let start = Instant(milliseconds: 1_795_471_680_000)

    /// What a request takes.
    static let latency = TimeSpan(milliseconds: 150)

    private let rows: [Row]
    private var board: ApplyBoard
    private var now = Self.start
    private var server = StrictServer()
    private var events: [(at: Instant, event: Event)] = []
    private var sentAt: [Instant]

    /// Does what the batches of an apply do.
    package static func apply(_ rows: [Row]) -> Course {
        var simulation = PaceSimulation(rows)
        return simulation.run()
    }

    private init(_ rows: [Row]) {
        self.rows = rows
        sentAt = Array(repeating: Self.start, count: rows.count)
        board = ApplyBoard(
            rows: rows,
            pasts: rows.map { _ in RowPast() },
            busyDoors: [:],
            options: ApplyOptions(concurrency: 64),
            at: Self.start,
        )
    }

    private mutating func run() -> Course {
        while true {
            switch board.next(at: now, stopping: false) {
            case .start(let batch): events.append((now + Self.latency, .read(batch)))
            case .wait(let alarm): moveOn(to: alarm)
            case .done: return Course(sentAt: sentAt, refusals: server.refusals)
            }
        }
    }

    /// Goes to the next event, or to the alarm if that is earlier.
    private mutating func moveOn(to alarm: Instant?) {
        let earliest = events.map(\.at).min()
        now = min(alarm ?? earliest ?? now, earliest ?? alarm ?? now)
        let due = events.filter { [now] in $0.at <= now }
        events.removeAll { [now] in $0.at <= now }
        for (_, event) in due { perform(event) }
    }

    private mutating func perform(_ event: Event) {
        switch event {
        case .read(let batch):
            for row in batch { send(row) }
            events.append((now + Self.latency, .sent(batch)))
        case .sent(let batch):
            for row in batch {
                _ = board.accepted(row, requestID: nil, at: now)
                sentAt[row] = now
            }
            events.append((now + Self.latency, .shown))
        case .shown:
            board.openedBatch()
            events.append((now, .ended))
        case .ended: board.endedBatch()
        }
    }

    private mutating func send(_ row: Int) {
        let members = rows[row].members
        let states = Dictionary(members.map { ($0.accessCodeID, $0.before) }) { first, _ in first }
        _ = board.found(row, RowReading(states: states), at: now)
        server.receive(rows[row], at: now)
    }
}

/// A server that counts the updates of each device in each minute.
struct StrictServer {
    private var arrivals: [String: [Instant]] = [:]
    /// The updates that it would have refused with 429.
    private(set) var refusals = 0

    mutating func receive(_ row: Row, at now: Instant) {
        for member in row.members {
            arrivals[member.deviceID, default: []].removeAll { now - $0 >= Pacer.window }
            if arrivals[member.deviceID, default: []].count >= Pacer.limit { refusals += 1 }
            arrivals[member.deviceID, default: []].append(now)
        }
    }
}

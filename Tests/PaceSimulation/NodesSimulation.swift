internal import CivilTime
internal import Journal
package import Model
internal import RunEngine

/// Several nodes that send at the same time to the same doors, against a server that counts strictly, in a simulated time.
///
/// Each has a board of its own, and asks for slots as a run asks the journal; there is one clock, as of a database.
package struct NodesSimulation {
    private struct Node {
        var board: ApplyBoard
        let rows: [Row]
        let taker: DoorBook.Taker
        var isDone = false
    }

    private enum Event {
        case read([Int])
        case sent([Int])
        case shown
        case ended
    }

    private var nodes: [Node]
    private var books: [String: DoorBook] = [:]
    private var server = StrictServer()
    private var now = PaceSimulation.start
    private var events: [(at: Instant, node: Int, event: Event)] = []
    private var sentAt: [Instant] = []

    /// Has nodes send rows, each every so manieth of them.
    package static func apply(_ rows: [Row], nodes count: Int = 2) -> PaceSimulation.Course {
        var simulation = NodesSimulation(rows, count)
        return simulation.run()
    }

    private init(_ rows: [Row], _ count: Int) {
        nodes = (0..<count).map { number in
            let own = rows.indices.filter { $0 % count == number }.map { rows[$0] }
            let board = ApplyBoard(
                rows: own,
                pasts: own.map { _ in RowPast() },
                busyDoors: [:],
                options: ApplyOptions(concurrency: 64),
                at: PaceSimulation.start,
            )
            return Node(board: board, rows: own, taker: DoorBook.Taker(run: "run\(number)", token: "token\(number)"))
        }
    }

    private mutating func run() -> PaceSimulation.Course {
        while true {
            var alarms: [Instant] = []
            for node in nodes.indices where !nodes[node].isDone { alarms += start(node) }
            let next = (events.map(\.at) + alarms).min()
            guard let next else { return PaceSimulation.Course(sentAt: sentAt, refusals: server.refusals) }
            now = max(next, now)
            let due = events.filter { [now] in $0.at <= now }
            events.removeAll { [now] in $0.at <= now }
            for (_, node, event) in due { perform(event, of: node) }
        }
    }

    /// Starts what a node can start now, and answers when it is to be asked again.
    private mutating func start(_ node: Int) -> [Instant] {
        while true {
            switch nodes[node].board.next(at: now, stopping: false) {
            case .start(let batch): events.append((now + PaceSimulation.latency, node, .read(batch)))
            case .wait(let alarm): return alarm.map { [$0] } ?? []
            case .done:
                nodes[node].isDone = true
                return []
            }
        }
    }

    private mutating func perform(_ event: Event, of node: Int) {
        switch event {
        case .read(let batch):
            let granted = grant(compare(batch, of: node), to: node)
            for row in granted { server.receive(nodes[node].rows[row], at: now) }
            events.append((now + PaceSimulation.latency, node, .sent(granted)))
        case .sent(let rows):
            for row in rows {
                _ = nodes[node].board.accepted(row, requestID: nil, at: now)
                sentAt.append(now)
            }
            events.append((now + PaceSimulation.latency, node, .shown))
        case .shown:
            settle(node)
            nodes[node].board.openedBatch()
            events.append((now, node, .ended))
        case .ended: nodes[node].board.endedBatch()
        }
    }

    private mutating func compare(_ batch: [Int], of node: Int) -> [Int] {
        batch.filter { row in
            let states = nodes[node].rows[row].members.map { ($0.accessCodeID, $0.before) }
            let reading = RowReading(states: Dictionary(states) { first, _ in first })
            return nodes[node].board.found(row, reading, at: now) == .send
        }
    }

    /// What the transaction of a batch's intents does.
    private mutating func grant(_ rows: [Int], to node: Int) -> [Int] {
        settle(node)
        let taker = nodes[node].taker
        let intents = rows.map { nodes[node].board.intent(of: $0, isNamed: false) }
        var seen: [String: DoorBook] = [:]
        for device in SlotRule.devices(of: intents) { seen[device] = books[device] ?? DoorBook() }
        let grants = SlotRule.grants(intents, to: taker, seen, at: now)
        for taken in grants.slots { books[taken.device, default: DoorBook()].slots.append(taken.slot) }
        if grants.verdict.waits.isEmpty {
            for device in books.keys { books[device]?.waits.removeAll { $0.run == taker.run } }
        }
        for waiting in grants.waits {
            books[waiting.device, default: DoorBook()].waits.removeAll { $0.run == taker.run }
            books[waiting.device, default: DoorBook()].waits.append(waiting.wait)
        }
        nodes[node].board.heard(grants.verdict, of: rows)
        return rows.filter(grants.verdict.granted.contains)
    }

    /// Tells how sends ended, as the next transaction of a run does.
    private mutating func settle(_ node: Int) {
        for end in nodes[node].board.takeEnds() {
            for device in Set(nodes[node].rows[end.row].members.map(\.deviceID)) {
                books[device]?.settle(end, run: nodes[node].taker.run)
                books[device]?.prune(at: now)
            }
        }
    }
}

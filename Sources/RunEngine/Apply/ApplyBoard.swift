package import CivilTime
package import Journal
package import Model

/// Which rows are waiting, under way and settled, and what may start now; the rules of an apply without its actions.
///
/// `ApplySession` owns it and asks it after every event; it has no clock and waits for nothing, so that a simulation of hours
/// takes milliseconds:
///
///     switch board.next(at: now, stopping: false) {
///     case .start(let rows): begin(rows)             // later: openedBatch(), endedBatch()
///     case .wait(until: let instant): sleep(until: instant)
///     case .done: return
///     }
///
/// What holds: a row is in one batch at a time, and in none once it is settled; rows start in the order of their deadlines,
/// as far as their doors have slots; a row that starts has taken its slots, which its end or `putBack(_:until:)` gives back.
/// The board's slots are a forecast: what the journal grants, `heard(_:of:)` takes over, and rows that it refuses go
/// back. After a failure of the journal (`failure`) or a code without an end (`hasLostEnd`) nothing new starts.
package struct ApplyBoard {
    /// What the apply does next.
    package enum Step: Hashable {
        /// These rows start as one batch; their slots are taken.
        case start([Int])
        /// Nothing can start before this instant, or, without one, before something ends.
        case wait(until: Instant?)
        /// Nothing is under way, and nothing is left to start.
        case done
    }

    /// How long slots that free one by one are gathered, so that a read serves many rows.
    static let gathering = TimeSpan(milliseconds: 250)

    var machines: [any RowMachine]
    /// What each row needs of the devices.
    let demands: [[Pacer.Demand]]
    /// The name of each device's door.
    let doors: [String]
    /// The devices' ids.
    let devices: [String]
    /// How sends ended that the journal has not been told of yet.
    private(set) var ends: [SendEnd] = []
    /// Nil without a pace.
    var pacer: Pacer?
    /// The slots that each device still has to give to rows that wait.
    var loads: [Int]
    /// The first error of the journal; nothing starts after it.
    var failure: JournalError?

    /// Whether a code that was sent hours has no end now: the server may do that to every other one, so nothing starts
    /// after it.
    var hasLostEnd = false

    private let batchSize: Int
    private let openBatches: Int
    /// A row's place in the order of sending.
    private let ranks: [Int]
    /// The rows that wait, in the order of sending.
    private(set) var waiting: [Int]
    private var notBefore: [Int: Instant] = [:]
    private var closed: [Int: Instant] = [:]
    private var gatherUntil: Instant?
    private var open = 0
    private var running = 0

    package init(
        rows: [Row],
        pasts: [RowPast],
        busyDoors: [String: DoorState],
        options: ApplyOptions,
        at now: Instant,
    ) {
        machines = zip(rows, pasts).map { $0.machine(past: $1, at: now) }
        let devices = DeviceTable(rows)
        demands = devices.demands
        doors = devices.doors
        self.devices = devices.ids
        var layout: SlotLayout?
        if options.pace == .documented {
            let busy = devices.numbered(busyDoors)
            pacer = Pacer(deviceCount: doors.count, busy: busy)
            layout = SlotLayout(deviceCount: doors.count, busy: busy, at: now)
        }
        batchSize = max(1, options.batchSize)
        openBatches = options.openBatches
        let order = SendOrder(rows, demands: demands, deviceCount: doors.count, layout: layout)
        ranks = order.ranks
        loads = order.loads
        waiting = order.rows
        for row in order.rows {
            guard let until = pasts[row].closedUntil, until > now else { continue }
            notBefore[row] = until
            closed[row] = until
        }
    }

    /// The rows that wait because a send of another run may still arrive, and for how long.
    func quarantine(at now: Instant) -> ApplyProgress.Quarantine? {
        let left = closed.values.filter { $0 > now }
        return left.max().map { ApplyProgress.Quarantine(rows: left.count, left: $0 - now) }
    }

    /// When a row that is not settled can be done at the earliest, if its doors take it next.
    func earliestEnd(of row: Int, at now: Instant) -> Instant {
        guard isWaiting(row) else { return now }
        // Without an answer it is not known when a slot frees: at the earliest a minute from now.
        let slot = pacer.map { $0.nextSlot(for: demands[row], at: now) ?? now + Pacer.window } ?? now
        return max(slot, notBefore[row] ?? now) + SlotLayout.answer
    }

    private func isWaiting(_ row: Int) -> Bool {
        let place = place(of: row)
        return place < waiting.endIndex && waiting[place] == row
    }

    /// Where a row stands among those that wait, or would.
    private func place(of row: Int) -> Int {
        var places = waiting.startIndex..<waiting.endIndex
        while !places.isEmpty {
            let middle = places.lowerBound + places.count / 2
            places = ranks[waiting[middle]] < ranks[row] ? middle + 1..<places.upperBound : places.lowerBound..<middle
        }
        return places.lowerBound
    }

    /// Decides what starts now.
    package mutating func next(at now: Instant, stopping: Bool) -> Step {
        if stopping || waiting.isEmpty { return running == 0 ? .done : .wait(until: nil) }
        guard open < openBatches else { return .wait(until: nil) }
        let batch = takeReady(at: now)
        guard !batch.isEmpty else {
            gatherUntil = nil
            return .wait(until: nextReady(at: now))
        }
        if batch.count < batchSize, batch.count < waiting.count {
            let deadline = gatherUntil ?? now + Self.gathering
            gatherUntil = deadline
            if now < deadline {
                for row in batch { pacer?.giveBack(demands[row]) }
                return .wait(until: deadline)
            }
        }
        start(batch)
        return .start(batch)
    }

    /// A batch waits for nothing but slow read-backs now; another one may start.
    package mutating func openedBatch() {
        open -= 1
    }

    /// A batch is over.
    package mutating func endedBatch() {
        running -= 1
    }

    /// Puts a row without slots back, to start not before an instant.
    mutating func putBack(_ row: Int, until instant: Instant? = nil) {
        notBefore[row] = instant
        waiting.insert(row, at: place(of: row))
        for demand in demands[row] { loads[demand.device] += demand.slots }
    }

    /// What a row's next attempt asks of the journal.
    package func intent(of row: Int, isNamed: Bool) -> RowIntent {
        var intent = RowIntent(row: row, attempt: machines[row].attempt + 1, isNamed: isNamed)
        intent.deadline = machines[row].row.deadline
        guard pacer != nil else { return intent }
        for demand in demands[row] { intent.devices[devices[demand.device], default: 0] += demand.slots }
        if machines[row].row.changesDoors, let call = machines[row].call, let device = call.deviceID {
            intent.call = call.paced
            intent.devices = [device: 1]
        }
        return intent
    }

    /// Takes over what the journal said of intents: granted ones count as attempts, the others wait for their doors.
    package mutating func heard(_ verdict: IntentVerdict, of rows: [Int]) {
        for (device, id) in devices.enumerated() {
            if let state = verdict.doors[id] { pacer?.learn(state, of: device) }
        }
        for row in rows {
            if verdict.granted.contains(row) {
                machines[row].intend()
            } else if let reason = verdict.taken[row] {
                release(row)
                take(row, away: reason)
            } else {
                release(row)
                putBack(row, until: verdict.waits[row])
            }
        }
    }

    /// Leaves a row to the run that has taken it out of this one.
    mutating func take(_ row: Int, away reason: RowError) {
        machines[row].leave(to: reason)
    }

    /// Notes how a send ended, for the journal.
    mutating func note(_ end: SendEnd) {
        if pacer != nil { ends.append(end) }
    }

    /// Takes the ends that the journal has not been told of.
    package mutating func takeEnds() -> [SendEnd] {
        defer { ends = [] }
        return ends
    }

    private mutating func start(_ batch: [Int]) {
        // The batch is in the order of those that wait, and mostly the first of them: a look at all would cost more with
        // every row of the run.
        if waiting.starts(with: batch) {
            waiting.removeFirst(batch.count)
        } else {
            for row in batch { waiting.remove(at: place(of: row)) }
        }
        for row in batch {
            notBefore[row] = nil
            for demand in demands[row] { loads[demand.device] -= demand.slots }
        }
        gatherUntil = nil
        open += 1
        running += 1
    }

    private mutating func takeReady(at now: Instant) -> [Int] {
        var batch: [Int] = []
        // Most rows wait for a few busy devices, which need to be asked once.
        var isFull = Array(repeating: false, count: pacer == nil ? 0 : doors.count)
        for row in waiting {
            if let instant = notBefore[row], instant > now { continue }
            if pacer != nil {
                if demands[row].contains(where: { isFull[$0.device] }) { continue }
                guard pacer?.take(demands[row], at: now) ?? true else {
                    for demand in demands[row] where pacer?.isFull(demand.device, at: now) == true {
                        isFull[demand.device] = true
                    }
                    continue
                }
            }
            batch.append(row)
            if batch.count == batchSize { break }
        }
        return batch
    }

    private func nextReady(at now: Instant) -> Instant? {
        var earliest: Instant?
        for row in waiting {
            var instant = notBefore[row] ?? now
            if let pacer {
                guard let slot = pacer.nextSlot(for: demands[row], at: now) else { continue }
                instant = max(instant, slot)
            }
            earliest = min(earliest ?? instant, instant)
        }
        return earliest
    }
}

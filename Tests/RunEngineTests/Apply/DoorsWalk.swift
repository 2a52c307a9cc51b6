import CivilTime
import Journal
import Model
import PaceSimulation

@testable import RunEngine

/// Walks through every state that rows which make and end codes can reach under crashes, lost and late answers, hidden
/// codes, slow locks and a foreign writer; and collects what must never be.
struct DoorsWalk {
    struct Budget {
        var crashes: UInt8 = 1
        var badFates: UInt8 = 1
        var foreign = false
        var time: Int8 = 3
    }

    enum Fate: CaseIterable {
        case good, goodButHidden, lostBefore, lostAfter, late, refused, collision, notSent, throttled
    }

    private static let mostStates = 1_500_000

    let kind: DoorsCase
    let budget: Budget
    private(set) var violations: [String] = []
    private(set) var sendCount = 0
    private(set) var endCount = 0
    private let table = DoorsTable()
    private var seen: Set<DoorsWorld> = []
    private var queue: [DoorsWorld] = []

    var stateCount: Int { seen.count }

    init(_ kind: DoorsCase, stays: Int, budget: Budget) {
        self.kind = kind
        self.budget = budget
        var world = DoorsWorld()
        for stay in 0..<stays {
            let row = kind.row(stay)
            for member in row.members where member.part != .add {
                let code = DoorsCode(id: member.accessCodeID, key: "key\(stay)", pin: stay + 1)
                world.doors[member.deviceID, default: []].append(code)
            }
            world.rows.append(DoorsRow(row: table.number(row)))
        }
        for index in world.rows.indices { start(&world.rows[index], at: 0) }
        visit(world)
    }

    /// Walks until nothing new is reached, or something is wrong.
    mutating func run() {
        while violations.isEmpty, let world = queue.popLast() {
            expand(world)
            if seen.count > Self.mostStates { violate("more states than the walk was meant for", world) }
        }
    }

    private mutating func visit(_ world: DoorsWorld) {
        guard seen.insert(world).inserted else { return }
        checkAlways(world)
        queue.append(world)
    }

    private mutating func violate(_ what: String, _ world: DoorsWorld) {
        let rows = world.rows.map { "\(table.rows[Int($0.row)].status)" }
        violations.append("\(kind): \(what): \(rows) \(world)")
    }

    // MARK: - Steps

    private mutating func expand(_ world: DoorsWorld) {
        environment(world)
        if world.isDead {
            var next = world
            next.isDead = false
            for index in next.rows.indices { start(&next.rows[index], at: world.time) }
            return visit(next)
        }
        if world.rows.allSatisfy({ $0.phase == .done }) { checkEnd(world) }
        for index in world.rows.indices { work(world, index) }
        guard world.crashes < budget.crashes, world.rows.contains(where: { $0.phase != .done }) else { return }
        var dead = world
        dead.crashes += 1
        dead.isDead = true
        for index in dead.rows.indices where dead.rows[index].phase != .done { dead.rows[index].machine = nil }
        visit(dead)
    }

    private mutating func work(_ world: DoorsWorld, _ index: Int) {
        switch world.rows[index].phase {
        case .idle where world.rows[index].waitsUntil <= world.time: read(world, index)
        case .intent: keepIntent(world, index)
        case .send: for fate in Fate.allCases { send(world, index, fate) }
        case .reading: for isLast in [false, true] { readBack(world, index, isLast: isLast) }
        case .outcome: keepOutcome(world, index)
        case .idle, .done: break
        }
    }

    private mutating func read(_ world: DoorsWorld, _ index: Int) {
        var next = world
        let now = DoorsWorld.instant(world.time)
        tell(&next.rows[index]) { $0.found(world.reading, at: now) }
        visit(next)
    }

    private mutating func keepIntent(_ world: DoorsWorld, _ index: Int) {
        var next = world
        tell(&next.rows[index]) { machine in
            machine.intend()
            return nil
        }
        next.rows[index].attempt += 1
        next.rows[index].sentAt = world.time
        next.rows[index].isOpen = true
        next.rows[index].phase = .send
        visit(next)
    }

    private mutating func send(_ world: DoorsWorld, _ index: Int, _ fate: Fate) {
        var next = world
        if fate != .good {
            guard world.badFates < budget.badFates else { return }
            next.badFates += 1
        }
        guard let call = machine(of: world.rows[index])?.call else { return violate("a send of nothing", world) }
        if fate == .collision, call.isRepeatable { return }
        sendCount += 1
        let now = DoorsWorld.instant(world.time)
        let error = RowError(code: .init(rawValue: "model"), message: "as the model says")
        let verdict: SendVerdict?
        switch fate {
        case .good, .goodButHidden:
            next.perform(call)
            if fate == .goodButHidden, case .create = call { next.hidden["made\(next.made)"] = world.time + 2 }
            verdict = nil
        case .lostBefore, .lostAfter, .late:
            if fate == .lostAfter { next.perform(call) }
            if fate == .late { next.flights.insert(DoorsFlight(call: call, sentAt: world.time)) }
            verdict = .uncertain
        case .refused: verdict = .refused
        case .collision: verdict = .collision
        case .notSent: verdict = .unsent
        case .throttled: verdict = .throttled(DoorsWorld.step)
        }
        tell(&next.rows[index]) { machine in
            verdict.map { machine.refused(error, $0, at: now) } ?? machine.accepted(requestID: nil)
        }
        visit(next)
    }

    private mutating func readBack(_ world: DoorsWorld, _ index: Int, isLast: Bool) {
        var next = world
        let now = DoorsWorld.instant(world.time)
        tell(&next.rows[index]) { $0.showed(world.reading, isLast: isLast, at: now) }
        visit(next)
    }

    private mutating func keepOutcome(_ world: DoorsWorld, _ index: Int) {
        var next = world
        guard let machine = machine(of: world.rows[index]) else { return }
        let outcome = machine.outcome(at: index)
        next.rows[index].row = table.number(machine.row)
        next.rows[index].isOpen = false
        if let instant = outcome.unansweredAt {
            next.rows[index].ownUntil = DoorsWorld.time(QuarantineRule.end(ofSendGivenUpAt: instant))
        }
        next.rows[index].phase = .done
        next.rows[index].machine = nil
        visit(next)
        // Somebody resumes what is pending, once.
        guard machine.row.status == .pending, world.crashes < budget.crashes else { return }
        next.crashes += 1
        next.isDead = true
        visit(next)
    }

    private func machine(of row: DoorsRow) -> DoorsMachine? { row.machine.map { table.machines[Int($0)] } }

    /// Tells a row's machine something, and does what it says.
    private func tell(_ row: inout DoorsRow, _ body: (inout DoorsMachine) -> RowAction?) {
        guard var machine = machine(of: row) else { return }
        let action = body(&machine)
        row.machine = table.number(machine)
        if let action { follow(action, &row) }
    }

    private func follow(_ action: RowAction, _ row: inout DoorsRow) {
        switch action {
        case .send, .sendAgain: row.phase = .intent
        case .readBack: row.phase = .reading
        case .wait(let until), .throttled(let until):
            row.phase = .idle
            // Waits of seconds end in the same step.
            row.waitsUntil = DoorsWorld.time(until - TimeSpan(milliseconds: 30_000))
        case .settled: row.phase = .outcome
        }
    }

    private func start(_ row: inout DoorsRow, at time: Int8) {
        let planned = table.rows[Int(row.row)]
        guard planned.status == .planned || planned.status == .pending else { return row.phase = .done }
        var past = RowPast(
            attempt: Int(row.attempt),
            sentAt: row.sentAt < 0 ? nil : DoorsWorld.instant(row.sentAt),
            isOpen: row.isOpen,
        )
        past.ownUntil = row.ownUntil < 0 ? nil : DoorsWorld.instant(row.ownUntil)
        row.machine = table.number(DoorsMachine(planned, past: past, at: DoorsWorld.instant(time)))
        row.phase = .idle
        row.waitsUntil = -1
    }

    // MARK: - What happens by itself

    private mutating func environment(_ world: DoorsWorld) {
        for flight in world.flights {
            var next = world
            next.flights.remove(flight)
            next.perform(flight.call)
            visit(next)
        }
        for (door, codes) in world.doors {
            for place in codes.indices { locks(world, door, place) }
        }
        // What was read is sent within seconds, or not at all.
        let isSending = !world.isDead && world.rows.contains { $0.phase == .intent || $0.phase == .send }
        if world.time < budget.time, !isSending { advance(world) }
    }

    /// A lock takes a code, or forgets one; somebody else changes a code.
    private mutating func locks(_ world: DoorsWorld, _ door: String, _ place: Int) {
        var next = world
        switch world.doors[door]?[place].stage {
        case .setting:
            next.doors[door]?[place].stage = .ready
            visit(next)
        case .leaving:
            next.doors[door]?.remove(at: place)
            visit(next)
        default: break
        }
        guard budget.foreign, !world.isForeign else { return }
        next = world
        next.isForeign = true
        next.doors[door]?[place].isForeign = true
        visit(next)
    }

    private mutating func advance(_ world: DoorsWorld) {
        var next = world
        next.time += 1
        next.flights = next.flights.filter { next.time - $0.sentAt < 2 }
        next.hidden = next.hidden.filter { $0.value > next.time }
        visit(next)
    }

    // MARK: - What must hold

    private mutating func checkAlways(_ world: DoorsWorld) {
        guard !world.isForeign else { return }
        for stay in world.rows.indices {
            if kind.promisesADoor, !opensARoom(world, stay) {
                violate("the guest of stay \(stay) stands outside", world)
            }
        }
    }

    /// Whether a lock of the stay's own doors has one of its codes: one that is leaving opens until the lock forgets it.
    private func opensARoom(_ world: DoorsWorld, _ stay: Int) -> Bool {
        kind.rooms(stay).contains { room in
            (world.doors[room] ?? []).contains { $0.stage != .setting && isOf(stay, $0) }
        }
    }

    private func isOf(_ stay: Int, _ code: DoorsCode) -> Bool {
        code.key == "key\(stay)" || code.key.hasPrefix(kind.madeKey(stay))
    }

    private mutating func checkEnd(_ world: DoorsWorld) {
        endCount += 1
        guard !world.isForeign, world.flights.isEmpty, world.hidden.isEmpty else { return }
        for stay in world.rows.indices {
            let row = table.rows[Int(world.rows[stay].row)]
            for member in row.members { check(member, of: row, stay, world) }
            let made = row.members.filter { $0.after.exists }.flatMap { world.doors[$0.deviceID] ?? [] }
            let pins = Set(made.filter { isOf(stay, $0) && $0.stage != .leaving }.map(\.pin))
            if row.status == .applied, pins.count > 1 { violate("two PINs", world) }
        }
    }

    private mutating func check(_ member: Row.Member, of row: Row, _ stay: Int, _ world: DoorsWorld) {
        let here = (world.doors[member.deviceID] ?? []).filter { isOf(stay, $0) && $0.stage != .leaving }
        let made = here.filter { $0.id.hasPrefix("made") }
        let old = here.filter { !$0.id.hasPrefix("made") }
        switch row.status {
        case .applied, .already:
            if member.part == .add, made.count != 1 { violate("done with \(made.count) codes", world) }
            if member.part == .drop, !old.isEmpty { violate("done, and the old code opens", world) }
            if member.part == .keep, old.count != 1 { violate("a code that stays is gone", world) }
        case .failed, .conflict:
            if member.part == .add, !made.isEmpty { violate("failed, and a code is left", world) }
            if member.part != .add, row.change == .doors, old.count != 1 { violate("failed, and lost a code", world) }
        default:
            if made.count > 1 { violate("two codes on one door", world) }
        }
    }
}

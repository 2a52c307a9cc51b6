import CivilTime
import Journal
import Model
import PaceSimulation

@testable import RunEngine

/// Walks through every state that the machines of three rows can reach under crashes, lost and late answers, stale reads,
/// a foreign writer, and two runs; and collects what must never be.
struct CrashWalk {
    /// How much may go wrong on one way.
    struct Budget {
        var crashes: UInt8
        var badFates: UInt8
        var badFatesOfGroup: UInt8
        var foreign: Bool
        var time: Int8
    }

    private static let mostStates = 2_000_000

    let second: SecondRun
    let budget: Budget
    /// What a row of the walk is addressed to.
    let target: Row.Target
    private(set) var violations: [String] = []
    private(set) var stateCount = 0
    private(set) var sendCount = 0
    private let table = MachineTable()
    private var seen: Set<[UInt64]> = []
    private var queue: [ModelWorld] = []

    init(
        _ second: SecondRun,
        groups: Int,
        budget: Budget,
        of target: Row.Target = .group(commonCodeKey: "k"),
    ) {
        self.second = second
        self.budget = budget
        self.target = target
        var world = ModelWorld(groups: Array(repeating: ModelGroup(), count: groups))
        for index in world.groups.indices { start(&world.groups[index], at: 0) }
        visit(world)
    }

    /// Walks until nothing new is reached, or something is wrong.
    mutating func run() {
        while violations.isEmpty, let world = queue.popLast() {
            expand(world)
            if seen.count > Self.mostStates { violate("more states than the walk was meant for", world) }
        }
        stateCount = seen.count
    }

    private mutating func visit(_ world: ModelWorld) {
        guard seen.insert(world.key).inserted else { return }
        queue.append(world)
    }

    private mutating func violate(_ what: String, _ world: ModelWorld) {
        violations.append("\(what): \(world)")
    }

    // MARK: - Steps of a world

    private mutating func expand(_ world: ModelWorld) {
        switch world.stage {
        case .first, .second: work(world)
        case .firstDead:
            resume(world)
            abandon(world)
        case .secondDead: resume(world)
        case .between: beginSecond(world)
        case .over: checkEnd(world)
        }
        environment(world)
    }

    /// What a batch does next: one read of all, one transaction of intents, the sends, one read back, one of outcomes.
    private mutating func work(_ world: ModelWorld) {
        let groups = world.groups
        if let reading = idle(world) {
            visit(reading)
        } else if groups.contains(where: { $0.phase == .intent }) {
            keepIntents(world)
        } else if let index = groups.firstIndex(where: { $0.phase == .send }) {
            for fate in ModelFate.allCases { send(world, index, fate) }
        } else if groups.contains(where: { $0.phase == .reading }) {
            for isLast in [false, true] { readBack(world, isLast: isLast) }
            if world.badFates < budget.badFates { readBack(world, isLast: nil) }
        } else if groups.contains(where: { $0.phase == .outcome }) {
            keepOutcomes(world)
        }
        if world.crashes < budget.crashes {
            var dead = world
            dead.crashes += 1
            dead.stage = world.stage == .first ? .firstDead : .secondDead
            for index in dead.groups.indices { stop(&dead.groups[index]) }
            visit(dead)
        }
        if world.groups.allSatisfy({ $0.phase == .done }) { finish(world) }
    }

    private mutating func environment(_ world: ModelWorld) {
        for index in world.groups.indices {
            for run in 0...1 where world.groups[index].inFlight[run] > 0 {
                var next = world
                next.groups[index].inFlight[run] -= 1
                next.groups[index].record = run == 0 ? .new : world.groups[index].after
                visit(next)
            }
            if world.groups[index].stale != nil {
                var next = world
                next.groups[index].stale = nil
                visit(next)
            }
            if budget.foreign, !world.isForeign {
                var next = world
                next.isForeign = true
                next.groups[index].record = .foreign
                next.groups[index].stale = nil
                visit(next)
            }
        }
        if world.time < budget.time {
            var next = world
            next.time += 1
            for index in next.groups.indices {
                next.groups[index].inFlight = [0, 0]
                next.groups[index].stale = nil
            }
            visit(next)
        }
    }

    // MARK: - Steps of a group

    /// The world after all groups that have not begun, and that need not wait, were read; nil when there is none.
    private mutating func idle(_ world: ModelWorld) -> ModelWorld? {
        var next = world
        var isRead = false
        for index in world.groups.indices where world.groups[index].phase == .idle {
            let group = world.groups[index]
            let (machine, action) = table.step(group.machine, .found(group.shown), at: world.time)
            if case .wait = action { continue }
            if world.stage == .second, group.inFlight[0] > 0 {
                violate("the second run decides while a send of the first may still arrive", world)
            }
            if action == .send, group.shown != group.before, group.shown != group.after {
                violate("a send over a value that nobody planned from", world)
            }
            next.groups[index].machine = machine
            move(&next.groups[index], action)
            isRead = true
        }
        return isRead ? next : nil
    }

    private mutating func keepIntents(_ world: ModelWorld) {
        var next = world
        for index in world.groups.indices where world.groups[index].phase == .intent {
            var group = world.groups[index]
            group.machine = table.step(group.machine, .intend, at: world.time).machine
            group.attempt = UInt8(clamping: table.machines[Int(group.machine)].attempt)
            group.isOpen = true
            group.sentAt = world.time
            if world.stage == .first { group.isRemembered = true }
            group.phase = .send
            next.groups[index] = group
        }
        visit(next)
    }

    private mutating func send(_ world: ModelWorld, _ index: Int, _ fate: ModelFate) {
        var next = world
        var group = world.groups[index]
        if !fate.isGood {
            guard world.badFates < budget.badFates, group.badFates < budget.badFatesOfGroup else { return }
            next.badFates += 1
            group.badFates += 1
        }
        let machine = table.machines[Int(group.machine)]
        guard machine.update?.endsAt == group.after.state.endsAt, machine.update?.target == machine.row.target else {
            violate("a send of something else than the plan's value to the plan's group", world)
            return
        }
        sendCount += 1
        let input: MachineTable.Input
        switch fate {
        case .good, .goodButStale:
            if fate == .goodButStale { group.stale = group.shown }
            group.record = group.after
            input = .accepted
        case .lostBefore: input = .refused(.lost)
        case .lostAfter:
            group.record = group.after
            input = .refused(.lost)
        case .late:
            group.inFlight[world.stage == .first ? 0 : 1] += 1
            input = .refused(.lost)
        case .refused: input = .refused(.refused)
        case .notSent: input = .refused(.notSent)
        case .throttled: input = .refused(.throttled)
        }
        let (number, action) = table.step(group.machine, input, at: world.time)
        group.machine = number
        move(&group, action)
        next.groups[index] = group
        visit(next)
    }

    /// Reads all groups back; nil stands for a last read that fails.
    private mutating func readBack(_ world: ModelWorld, isLast: Bool?) {
        var next = world
        if isLast == nil { next.badFates += 1 }
        for index in world.groups.indices where world.groups[index].phase == .reading {
            let group = world.groups[index]
            let input: MachineTable.Input =
                isLast.map { .showed(group.shown, isLast: $0) } ?? .couldNotReadBack
            let (machine, action) = table.step(group.machine, input, at: world.time)
            guard action == .settled else { continue }
            next.groups[index].machine = machine
            next.groups[index].phase = .outcome
        }
        visit(next)
    }

    private mutating func keepOutcomes(_ world: ModelWorld) {
        var next = world
        for index in world.groups.indices where world.groups[index].phase == .outcome {
            var group = world.groups[index]
            let outcome = table.machines[Int(group.machine)].outcome(at: index)
            group.status = outcome.status
            group.isOpen = false
            if let instant = outcome.unansweredAt {
                let until = Int8((instant - Simulation.start).milliseconds / QuarantineRule.length.milliseconds) + 1
                group.ownUntil = max(group.ownUntil, until)
            }
            if outcome.isUntouched, world.stage == .first { group.isRemembered = false }
            group.phase = .done
            group.machine = -1
            next.groups[index] = group
        }
        visit(next)
    }

    private func move(_ group: inout ModelGroup, _ action: RowAction?) {
        switch action {
        case .send, .sendAgain: group.phase = .intent
        case .readBack: group.phase = .reading
        case .wait, .throttled: group.phase = .idle
        case .settled: group.phase = .outcome
        case nil: break
        }
    }

    // MARK: - Beginnings and ends of runs

    private func start(_ group: inout ModelGroup, at time: Int8) {
        guard group.status == .planned || group.status == .pending else {
            group.phase = .done
            return
        }
        var row = Row.group("k", devices: ["front"])
        row.target = target
        row.members[0].before = group.before.state
        row.members[0].after = group.after.state
        row.status = group.status
        var past = RowPast()
        past.attempt = Int(group.attempt)
        past.sentAt = group.sentAt < 0 ? nil : MachineTable.instant(group.sentAt)
        past.isOpen = group.isOpen
        past.ownUntil = group.ownUntil < 0 ? nil : MachineTable.instant(group.ownUntil)
        past.closedUntil = group.closedUntil < 0 ? nil : MachineTable.instant(group.closedUntil)
        group.machine = table.number(HoursMachine(row, past: past, at: MachineTable.instant(time)))
        group.phase = .idle
    }

    private func stop(_ group: inout ModelGroup) {
        group.machine = -1
        group.phase = .idle
    }

    private mutating func resume(_ world: ModelWorld) {
        var next = world
        next.stage = world.stage == .firstDead ? .first : .second
        for index in next.groups.indices { start(&next.groups[index], at: world.time) }
        visit(next)
    }

    private mutating func abandon(_ world: ModelWorld) {
        var next = world
        next.stage = .between
        next.wasAbandoned = true
        for index in next.groups.indices where next.groups[index].isOpen {
            next.groups[index].ownUntil = world.time + 1
        }
        visit(next)
    }

    private mutating func finish(_ world: ModelWorld) {
        var next = world
        let isUnfinished = world.groups.contains { $0.status == .pending }
        if world.stage == .first {
            next.stage = isUnfinished ? .firstDead : .between
        } else {
            next.stage = isUnfinished ? .secondDead : .over
        }
        for index in next.groups.indices { stop(&next.groups[index]) }
        visit(next)
    }

    private mutating func beginSecond(_ world: ModelWorld) {
        check(world, "the first run")
        var next = world
        next.stage = .second
        for index in next.groups.indices {
            var group = next.groups[index]
            let isPlanned = second == .other || group.status == .applied
            group.before = second == .other ? group.shown : .new
            group.after = second == .other ? .third : .old
            group.closedUntil = group.ownUntil
            group.ownUntil = -1
            group.status = isPlanned ? .planned : .look
            group.isPlanned = isPlanned
            group.attempt = 0
            group.sentAt = -1
            group.isOpen = false
            start(&group, at: world.time)
            next.groups[index] = group
        }
        visit(next)
    }

    private mutating func checkEnd(_ world: ModelWorld) {
        guard world.groups.allSatisfy({ !$0.isPlanned || $0.inFlight[0] == 0 }) else {
            violate("the second run is over, and a send of the first may still arrive", world)
            return
        }
        check(world, "the second run")
    }

    /// What an outcome promises must be so, and what happened must not be forgotten.
    private mutating func check(_ world: ModelWorld, _ run: String) {
        for group in world.groups where !world.isForeign && group.isPlanned {
            let isDone = group.status == .applied || group.status == .already
            if isDone, group.record != group.after { violate("\(run) says done, and it is not", world) }
            if group.status == .conflict, world.stage == .between {
                violate("\(run) says conflict, and nobody was there", world)
            }
            let mayShow = group.record == .new || group.inFlight[0] > 0
            if world.stage == .between, mayShow, !group.isRemembered {
                violate("the change happened, and a second one like it would not be refused", world)
            }
        }
    }
}

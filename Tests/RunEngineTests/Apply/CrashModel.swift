import CivilTime
import Journal
import Model
import PaceSimulation

@testable import RunEngine

/// What the record of a group can hold in the model.
enum ModelValue: UInt8, Hashable, CaseIterable {
    case old, new, third, foreign

    var state: CodeState {
        let hours: Int64 =
            switch self {
            case .old: 0
            case .new: 2
            case .third: 5
            case .foreign: 9
            }
        let end = Row.oldEnd + TimeSpan(milliseconds: hours * 3_600_000)
        return CodeState(startsAt: Row.start, endsAt: end, name: "Ito")
    }
}

/// What the second run does.
enum SecondRun: CaseIterable {
    /// Takes the first run back where it was applied.
    case undo
    /// Sets a third end, planned from what it reads when it begins.
    case other
}

/// What becomes of one send.
enum ModelFate: CaseIterable {
    case good, goodButStale, lostBefore, lostAfter, late, refused, notSent, throttled

    var isGood: Bool { self == .good }
}

/// One group: the server's record, what is under way, the journal's row, and the process that works on it.
struct ModelGroup {
    enum Phase: UInt8 { case idle, intent, send, reading, outcome, done }

    var record = ModelValue.old
    var stale: ModelValue?
    /// How many sends of the first run, and of the second, may still arrive; all of a run bring one value.
    var inFlight: [UInt8] = [0, 0]

    // The journal, of the run that is at work or was.
    var before = ModelValue.old
    var after = ModelValue.new
    var status = RowStatus.planned
    var attempt: UInt8 = 0
    var sentAt: Int8 = -1
    var isOpen = false
    var ownUntil: Int8 = -1
    var closedUntil: Int8 = -1
    /// What the check of repeated changes knows of the first run's change.
    var isRemembered = false

    /// Whether the run that is at work has a row for it.
    var isPlanned = true

    // The process.
    var phase = Phase.idle
    var machine: Int32 = -1
    var badFates: UInt8 = 0

    var shown: ModelValue { stale ?? record }

    /// All of it in one number; the checks keep every part small enough.
    var packed: UInt64 {
        let statuses = RowStatus.allCases
        var packed: UInt64 = 0
        func add(_ value: Int, _ bits: UInt64) { packed = packed << bits | UInt64(value) }
        add(Int(record.rawValue), 2)
        add(stale.map { Int($0.rawValue) + 1 } ?? 0, 3)
        add(Int(inFlight[0]), 3)
        add(Int(inFlight[1]), 3)
        add(Int(before.rawValue), 2)
        add(Int(after.rawValue), 2)
        add(statuses.firstIndex(of: status) ?? 0, 4)
        add(Int(attempt), 4)
        add(Int(sentAt) + 1, 3)
        add(isOpen ? 1 : 0, 1)
        add(Int(ownUntil) + 1, 3)
        add(Int(closedUntil) + 1, 3)
        add(isRemembered ? 1 : 0, 1)
        add(isPlanned ? 1 : 0, 1)
        add(Int(phase.rawValue), 3)
        add(Int(machine) + 1, 20)
        add(Int(badFates), 3)
        return packed
    }
}

/// The three groups, the two runs over them, and what was used of the budgets.
struct ModelWorld {
    enum Stage: UInt8 { case first, firstDead, between, second, secondDead, over }

    var groups: [ModelGroup]
    var stage = Stage.first
    /// In units of 90 s.
    var time: Int8 = 0
    var crashes: UInt8 = 0
    var badFates: UInt8 = 0
    var isForeign = false
    var wasAbandoned = false

    /// The same world for whichever order of its groups: which of them is which does not matter.
    var key: [UInt64] {
        var bits = UInt64(stage.rawValue) << 32 | UInt64(time) << 24 | UInt64(crashes) << 16 | UInt64(badFates) << 8
        bits |= (isForeign ? 1 : 0) | (wasAbandoned ? 2 : 0)
        return groups.map(\.packed).sorted() + [bits]
    }
}

/// Machines of rows by number, so that a world is small and its steps are remembered.
final class MachineTable {
    enum Input: Hashable {
        case found(ModelValue)
        case intend
        case accepted
        case refused(ModelFateError)
        case showed(ModelValue, isLast: Bool)
        case couldNotReadBack
    }

    enum ModelFateError: Hashable { case lost, refused, notSent, throttled }

    private struct Key: Hashable {
        var machine: Int32
        var input: Input
        var time: Int8
    }

    private var numbers: [HoursMachine: Int32] = [:]
    private(set) var machines: [HoursMachine] = []
    private var steps: [Key: (machine: Int32, action: RowAction?)] = [:]

    static func instant(_ time: Int8) -> Instant {
        Simulation.start + TimeSpan(milliseconds: Int64(time) * QuarantineRule.length.milliseconds)
    }

    func number(_ machine: HoursMachine) -> Int32 {
        if let number = numbers[machine] { return number }
        let number = Int32(machines.count)
        numbers[machine] = number
        machines.append(machine)
        return number
    }

    /// The machine after an input, and what it wants to be done.
    func step(_ machine: Int32, _ input: Input, at time: Int8) -> (machine: Int32, action: RowAction?) {
        let key = Key(machine: machine, input: input, time: time)
        if let known = steps[key] { return known }
        var next = machines[Int(machine)]
        let action = Self.feed(input, to: &next, at: Self.instant(time))
        let result = (number(next), action)
        steps[key] = result
        return result
    }

    private static func feed(
        _ input: Input,
        to machine: inout HoursMachine,
        at now: Instant,
    ) -> RowAction? {
        let id = machine.row.stateID(of: machine.row.members[0])
        switch input {
        case .found(let value): return machine.found([id: value.state], at: now)
        case .intend:
            machine.intend()
            return nil
        case .accepted: return machine.accepted(requestID: nil)
        case .refused(let error):
            let row = RowError(code: .init(rawValue: "model"), message: "as the model says")
            return machine.refused(row, verdict(error), at: now)
        case .showed(let value, let isLast): return machine.showed([id: value.state], isLast: isLast)
        case .couldNotReadBack:
            return machine.couldNotReadBack(
                RowError(code: .init(rawValue: "model"), message: "no answer"),
                isLast: true
            )
        }
    }

    private static func verdict(_ error: ModelFateError) -> SendVerdict {
        switch error {
        case .lost: .uncertain
        case .refused: .refused
        case .notSent: .unsent
        case .throttled: .throttled(SendVerdict.defaultWait)
        }
    }
}

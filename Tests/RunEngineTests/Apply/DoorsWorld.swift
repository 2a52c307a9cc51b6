import CivilTime
import Journal
import Model
import PaceSimulation

@testable import RunEngine

/// A row of one stay that makes or ends codes, and what its world looks like before.
enum DoorsCase: CaseIterable {
    /// A new stay on a shared door and a room.
    case create
    /// The end of a stay on a shared door and a room.
    case cancel
    /// Another room for a guest who is inside; the shared door stays.
    case changeRoom
    /// A new PIN on both doors.
    case newPIN

    static let start = Simulation.start - TimeSpan(milliseconds: 3_600_000)
    static let hours = CodeState(
        startsAt: start,
        endsAt: start + TimeSpan(milliseconds: 40 * 3_600_000),
        name: "Ito",
    )

    private func member(_ stay: Int, _ door: String, _ part: Row.Member.Part) -> Row.Member {
        let id = part == .add ? CodelessID.make(key: madeKey(stay), device: door) : "\(stay)-\(door)"
        return Row.Member(
            accessCodeID: id,
            deviceID: door,
            door: door,
            before: part == .add ? .absent : Self.hours,
            after: part == .drop ? .absent : Self.hours,
        )
    }

    /// The key of what the stay's row makes.
    func madeKey(_ stay: Int) -> String { self == .newPIN ? "new\(stay)" : "key\(stay)" }

    /// The stay's own doors, one of which must open while its guest is inside.
    func rooms(_ stay: Int) -> Set<String> { ["room\(stay)", "other\(stay)"] }

    /// The row of a stay; the front door is shared by all stays.
    func row(_ stay: Int) -> Row {
        let room = "room\(stay)"
        let members: [Row.Member] =
            switch self {
            case .create: [member(stay, "front", .add), member(stay, room, .add)]
            case .cancel: [member(stay, "front", .drop), member(stay, room, .drop)]
            case .changeRoom:
                [member(stay, "front", .keep), member(stay, room, .drop), member(stay, "other\(stay)", .add)]
            case .newPIN: ["front", room].flatMap { [member(stay, $0, .drop), member(stay, $0, .add)] }
            }
        var row = Row(
            target: .group(commonCodeKey: self == .create ? madeKey(stay) : "key\(stay)"),
            name: "Ito \(stay)",
            zone: nil,
            changes: [.startsAt, .endsAt],
            members: members,
            isInHouse: true,
            deadline: nil,
        )
        row.change = self == .create ? .create : self == .cancel ? .cancel : .doors
        row.madeKey = self == .cancel ? nil : madeKey(stay)
        row.keepsPIN = self == .changeRoom
        return row
    }

    /// Whether a guest is inside who must not lose the last door.
    var promisesADoor: Bool { self == .changeRoom || self == .newPIN }
}

/// One code on one door of the model.
struct DoorsCode: Hashable {
    var id: String
    var key: String
    var pin: Int
    var stage: DoorCode.Stage = .ready
    var isForeign = false

    var shown: DoorCode {
        var hours = DoorsCase.hours
        if isForeign { hours.endsAt = hours.startsAt.map { $0 + TimeSpan(milliseconds: 7_200_000) } }
        return DoorCode(
            accessCodeID: id,
            commonCodeKey: key,
            state: hours,
            pin: HeldPIN("\(pin)"),
            stage: stage,
        )
    }
}

/// A call that left and was not answered.
struct DoorsFlight: Hashable {
    var call: CodeCall
    var sentAt: Int8
}

/// One row of the model: the journal's, and the process that works on it.
struct DoorsRow: Hashable {
    enum Phase: UInt8 { case idle, intent, send, reading, outcome, done }

    var phase = Phase.idle
    /// The machine's number in the table, nil where no process works on the row.
    var machine: Int32?
    /// When it is read again, in whole steps of time.
    var waitsUntil: Int8 = -1
    var badFates: UInt8 = 0

    // The journal; the row is a number in the table.
    var row: Int32
    var attempt: UInt8 = 0
    var sentAt: Int8 = -1
    var isOpen = false
    var ownUntil: Int8 = -1
}

/// Rows and machines by number, so that a world is small.
final class DoorsTable {
    private var rowNumbers: [Row: Int32] = [:]
    private var machineNumbers: [DoorsMachine: Int32] = [:]
    private(set) var rows: [Row] = []
    private(set) var machines: [DoorsMachine] = []

    func number(_ row: Row) -> Int32 {
        if let number = rowNumbers[row] { return number }
        rowNumbers[row] = Int32(rows.count)
        rows.append(row)
        return Int32(rows.count - 1)
    }

    func number(_ machine: DoorsMachine) -> Int32 {
        if let number = machineNumbers[machine] { return number }
        machineNumbers[machine] = Int32(machines.count)
        machines.append(machine)
        return Int32(machines.count - 1)
    }
}

/// Everything: the doors, what is under way, the rows, and what was used of the budgets.
struct DoorsWorld: Hashable {
    var doors: [String: [DoorsCode]] = [:]
    var flights: Set<DoorsFlight> = []
    /// Codes that reads do not show yet, by id, with when that ends.
    var hidden: [String: Int8] = [:]
    var rows: [DoorsRow] = []
    var made: UInt8 = 0
    var time: Int8 = 0
    var crashes: UInt8 = 0
    var badFates: UInt8 = 0
    var isForeign = false
    var isDead = false

    /// The length of a step of time: two of them are as long as a call without an answer may take to arrive.
    static let step = TimeSpan(milliseconds: 60_000)

    static func instant(_ time: Int8) -> Instant {
        Simulation.start + TimeSpan(milliseconds: Int64(time) * step.milliseconds)
    }

    static func time(_ instant: Instant) -> Int8 {
        let span = (instant - Simulation.start).milliseconds
        return Int8(clamping: (span + step.milliseconds - 1) / step.milliseconds)
    }

    /// What a read shows.
    var reading: RowReading {
        RowReading(doors: doors.mapValues { codes in codes.filter { hidden[$0.id] == nil }.map(\.shown) })
    }

    /// Does what a call says.
    mutating func perform(_ call: CodeCall) {
        switch call {
        case .create(let creation):
            made += 1
            let pins = doors.values.joined().filter { $0.key == creation.commonCodeKey }.map(\.pin)
            let pin = creation.pin.flatMap { Int($0.digits) } ?? pins.first ?? 100 + Int(made)
            let code = DoorsCode(id: "made\(made)", key: creation.commonCodeKey, pin: pin, stage: .setting)
            doors[creation.deviceID, default: []].append(code)
        case .delete(let id, let device):
            for place in (doors[device] ?? []).indices where doors[device]?[place].id == id {
                doors[device]?[place].stage = .leaving
            }
        case .update: break
        }
    }
}

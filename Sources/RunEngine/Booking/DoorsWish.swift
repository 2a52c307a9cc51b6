internal import CivilTime
internal import Model
internal import Spelling

/// What a command asks for that changes the doors or the codes of a stay that has some, as it was typed.
package enum DoorsWish: Hashable, Sendable {
    /// Its codes end for good.
    case cancel
    /// It gets other doors; without `from` the one door that it shares with nobody goes, and none where it has no such door.
    case changeRoom(to: [String], from: [String], by: String?)
    /// Its doors stay, and all get a new PIN.
    case newPIN

    /// The command that asks for it.
    var command: RunRecord.BookingCommand {
        switch self {
        case .cancel: .cancel
        case .changeRoom: .changeRoom
        case .newPIN: .newPIN
        }
    }
}

/// What a command asks for that makes the codes of a stay which has none, as it was typed.
package enum StayWish: Hashable, Sendable {
    /// A stay that is not there yet, on doors of some houses where any are named.
    case create(doors: [String], houses: [String] = [], starts: String?, ends: String)
    /// A stay that has ended gets its doors again, until then; one that has lost the code of a door gets that again.
    case readmit(to: String?)

    /// The command that asks for it.
    var command: RunRecord.BookingCommand {
        switch self {
        case .create: .create
        case .readmit: .readmit
        }
    }
}

/// Works out which doors of a workspace are meant.
struct DoorChoice {
    let index: WorkspaceIndex
    /// What the settings say of houses.
    var described: [House] = []

    /// The devices that some texts name: each exactly one door, of one of some houses where any are named.
    /// - Throws: `no_match` with the nearest name, `invalid_value` for a text that several doors have.
    func devices(_ texts: [String], ofHouses houses: [String] = []) throws(PlanError) -> [String] {
        let doors = try doors(of: houses)
        var found: [String] = []
        for text in texts {
            let device = try Self.door(text, among: doors).deviceID
            if !found.contains(device) { found.append(device) }
        }
        return found
    }

    /// The doors of some houses, all where none is named; by their names.
    func doors(of houses: [String]) throws(PlanError) -> [Door] {
        let all = index.doors.values.sorted { ($0.name, $0.deviceID) < ($1.name, $1.deviceID) }
        guard !houses.isEmpty else { return all }
        var asked = RowSelection(houses: houses)
        asked.described = described
        asked.homes = index.doors.compactMapValues(\.house)
        let places = all.map { (name: $0.name, deviceID: $0.deviceID) }
        let resolved = asked.resolved(among: places)
        if let unmatched = resolved.unmatchedPlace(among: places) { throw PlanError(unmatched) }
        return all.filter { resolved.containsDoor(in: [($0.name, $0.deviceID)]) }
    }

    /// The one of some doors that a text names: by its name, a pattern or its id, else by words of its name.
    /// - Throws: `no_match` with the nearest name, `invalid_value` for a text that several doors have.
    static func door(_ text: String, among doors: [Door]) throws(PlanError) -> Door {
        let wanted = DoorText(text)
        let named = doors.filter { wanted.names(door: $0.name, deviceID: $0.deviceID) }
        let found = named.isEmpty ? doors.filter { wanted.hasWords(in: $0.name) } : named
        guard let first = found.first else {
            throw PlanError(.init(what: .door, text: text, among: doors.map(\.name)))
        }
        guard found.count == 1 else {
            let names = found.prefix(mostNamed).map { "\"\($0.name.shown)\"" }.joined(separator: ", ")
            let more = found.count > mostNamed ? " and \(found.count - mostNamed) more" : ""
            throw PlanError(
                .invalidValue,
                "\(found.count.counted("door")) are named \"\(text.shown)\": \(names)\(more); name one of them, or its device id",
                remedy: remedy(text, found),
            )
        }
        return first
    }

    /// The doors in the place of a text that means several; nil for more than a few.
    private static func remedy(_ text: String, _ found: [Door]) -> Remedy? {
        guard found.count <= mostOffered else { return nil }
        let isUnique = Set(found.map(\.name)).count == found.count
        return .oneOf(of: text, found.map { isUnique ? $0.name : $0.deviceID })
    }

    /// So many doors are named where a text may mean several.
    private static let mostNamed = 12
    /// For so many of them a line is made.
    private static let mostOffered = 6

    /// The doors that a stay gives up for others: those that are named, else the one that it shares with nobody.
    ///
    /// A door of which its code was lost is still its own: who has lost the room keeps the front door. Nothing goes of a stay that
    /// has only doors which others share.
    /// - Throws: `no_match` for a door that it does not have, `invalid_value` where it is open which is meant, with the `line` that
    ///   gives up each.
    func dropped(
        _ texts: [String],
        of target: Row.Target,
        lost: [Stay.Door] = [],
        line: ((String) -> [String])? = nil,
    ) throws(PlanError) -> Set<String> {
        let index = index.holding(lost, for: target)
        let own = index.guestCodes(of: target).map { (name: index.doorName($0.deviceID), deviceID: $0.deviceID) }
        guard texts.isEmpty else {
            let selection = RowSelection(doors: texts).resolved(among: own)
            if let unmatched = selection.unmatchedPlace(among: own) { throw PlanError(unmatched) }
            return Set(own.filter { selection.containsDoor(in: [$0]) }.map(\.deviceID))
        }
        let shared = DoorCalendar(index, rows: [], isOfAllDoors: true).shared
        let rooms = own.filter { !shared.contains($0.deviceID) }
        if rooms.isEmpty, !own.isEmpty { return [] }
        guard rooms.count == 1, let room = rooms.first else {
            let names = own.map { "\"\($0.name.shown)\"" }.joined(separator: ", ")
            throw PlanError(
                .invalidValue,
                "the stay has \(names), and it is open which of them goes; name it with --from",
                remedy: line.map { line in .commands(rooms.prefix(Self.mostNamed).map { line(typed($0, own)) }) },
            )
        }
        return [room.deviceID]
    }
}

extension DoorChoice {
    /// How one of a stay's doors is typed: by its name where that names no other, else by its id.
    private func typed(_ door: (name: String, deviceID: String), _ own: [(name: String, deviceID: String)]) -> String {
        let isOne = own.count { DoorText(door.name).names(door: $0.name, deviceID: $0.deviceID) } == 1
        return isOne && TypedStay.isPlain(door.name) ? door.name : door.deviceID
    }
}

extension WorkspaceIndex {
    /// The index as it was with some codes of a group that were lost.
    fileprivate func holding(_ lost: [Stay.Door], for target: Row.Target) -> WorkspaceIndex {
        guard case .group(let key) = target, !lost.isEmpty else { return self }
        var index = self
        for door in lost {
            let (id, device) = (door.accessCodeID, door.deviceID)
            index.add(IndexedCode(accessCodeID: id, deviceID: device, commonCodeKey: key, state: door.state))
        }
        return index
    }
}

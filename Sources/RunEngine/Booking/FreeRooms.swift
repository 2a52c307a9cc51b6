internal import CivilTime
internal import Journal
internal import Model

/// The rooms that nobody has in some hours, for a command whose door is missing, is not there, or is another guest's.
struct FreeRooms {
    private let look: StayDesk.Look

    /// Looks at a workspace that was read as a whole, and at what the journal remembers of it.
    static func read(_ facts: WorkspaceFacts, _ engine: Engine, at now: Instant) async throws -> FreeRooms {
        let environment = engine.environment
        let fresh = StayReading(facts, endpoint: environment.connection.endpoint, clock: environment.clock)
        let last = try await environment.journal().lastReading(
            endpoint: fresh.scope.endpoint,
            workspaceID: facts.workspaceID,
        )
        let reading = ReadingRule.merged(fresh, after: last)
        return FreeRooms(
            look: StayDesk.Look(reading: reading, doors: facts.index.doors, now: now, staleBecause: nil)
        )
    }

    private init(look: StayDesk.Look) { self.look = look }

    /// Whether another guest has a door that guests do not share.
    func isTaken(_ deviceID: String, in hours: Range<Instant>) -> Bool {
        let use = RoomUse(look: look)
        return !use.isShared(deviceID) && !use.isFree(deviceID, in: hours)
    }

    /// The free room of a house whose name is nearest to another one in the order of names, the one behind it before the one
    /// before it; nil where none is free.
    ///
    /// It takes codes and is online; it has a number in its name where the other one, or any door of the house, has one.
    func nearest(
        to name: String?,
        ofHouse house: String?,
        besides own: Set<String> = [],
        in hours: (Door) -> Range<Instant>?,
    ) -> Door? {
        let all = look.doors.values.filter { $0.house == house }
        let hasNumbers = all.contains { $0.name.contains(where: \.isNumber) }
        let rooms = all.filter { room in
            !room.isShared && room.trouble == nil && room.isOnline != false
                && room.takesCodes != false && room.errorCodes.isEmpty
                && room.name.contains(where: \.isNumber) == hasNumbers
        }
        let ordered = rooms.sorted { ($0.name, $0.deviceID) < ($1.name, $1.deviceID) }
        let before = name.map { name in ordered.filter { $0.name < name }.reversed() } ?? []
        let behind = name.map { name in ordered.filter { $0.name > name } } ?? ordered
        let use = RoomUse(look: look)
        let near = (0..<max(before.count, behind.count)).flatMap { place in
            [behind, before].compactMap { place < $0.count ? $0[place] : nil }
        }
        return near.first { room in
            !own.contains(room.deviceID) && (hours(room).map { use.isFree(room.deviceID, in: $0) } ?? false)
        }
    }

    /// How a door is typed: by its name where that names no other, else by its id.
    func typed(_ door: Door) -> String {
        let isOne = look.doors.values.count { DoorText(door.name).names(door: $0.name, deviceID: $0.deviceID) } == 1
        return isOne && TypedStay.isPlain(door.name) ? door.name : door.deviceID
    }
}

/// What a command asks for rooms, so that one that is free is offered in the place of one that is not.
struct RoomWish {
    /// The option that names the rooms.
    let option: String
    /// The rooms as they were typed.
    let texts: [String]
    /// The doors among which they are looked for.
    let among: [Door]
    /// The houses of the stay, where it has doors already.
    var houses: Set<String?> = []
    /// The name of the room that it has.
    var oldRoom: String?
    /// The doors that it has.
    var own: Set<String> = []
    /// The words of the command.
    let words: [String]
    /// The hours of the stay on a door; nil where they cannot be read.
    let hours: (Door) -> Range<Instant>?

    /// So many lines are offered.
    private static let mostOffered = 6

    /// The refusal of a wish without a room, or with one that is not there, with the rooms that are free; nil where it is of
    /// something else.
    func refusal(_ error: PlanError, _ rooms: FreeRooms, at now: Instant) -> PlanError? {
        guard case .findStays? = error.remedy, [.noMatch, .usage].contains(error.code) else { return nil }
        let text = texts.first { (try? DoorChoice.door($0, among: among)) == nil }
        guard text != nil || texts.isEmpty else { return nil }
        let houses = houses(of: text)
        guard houses.count <= Self.mostOffered else { return nil }
        let free = houses.compactMap { house in
            rooms.nearest(to: text ?? oldRoom, ofHouse: house, besides: own, in: hours)
        }
        let what = text.map { "No door is named \"\($0.shown)\"" } ?? error.message
        guard !free.isEmpty else {
            guard text == nil || houses.count == 1 else { return nil }
            let place = houses.count == 1 ? houses[0].map { " of \($0.shown)" } ?? "" : ""
            return PlanError(
                error.code,
                "\(what); no room\(place) is free in the hours of the stay.",
                remedy: .findStays,
            )
        }
        let names = free.map { "\"\($0.name.shown)\"" }.joined(separator: ", ")
        let lines = free.map { line(rooms.typed($0), instead: text) }
        return PlanError(
            error.code,
            "\(what); free in the hours of the stay: \(names).",
            remedy: lines.count == 1 ? .command(lines[0]) : .commands(lines),
        )
    }

    /// What is said where another guest has the room: the nearest that is free, with the line; nil where it is nobody's.
    func note(_ rooms: FreeRooms, at now: Instant) -> String? {
        let devices = texts.compactMap { text in
            (try? DoorChoice.door(text, among: among)).map { (text: text, door: $0) }
        }
        let taken = devices.filter { one in hours(one.door).map { rooms.isTaken(one.door.deviceID, in: $0) } ?? false }
        guard let first = taken.first, taken.count == 1 else { return nil }
        let others = own.union(devices.map(\.door.deviceID))
        let place = first.door.house.map { " of \($0.shown)" } ?? ""
        guard let free = rooms.nearest(to: first.door.name, ofHouse: first.door.house, besides: others, in: hours)
        else {
            return "No other room\(place) is free in the hours of the stay."
        }
        let line = line(rooms.typed(free), instead: first.text)
        return "\(free.name.shown) is free in the hours of the stay: keyshift \(ShellWords.line(line))"
    }

    /// The houses that a room is looked for in: the one that its text begins with, else those of the stay, else all.
    private func houses(of text: String?) -> [String?] {
        let all = Set(among.map(\.house))
        let folded = text?.lowercased() ?? ""
        let begun = all.compactMap(\.self).filter { folded.hasPrefix($0.lowercased()) }
        if let longest = begun.max(by: { ($0.count, $1) < ($1.count, $0) }) { return [longest] }
        let own = houses.intersection(all)
        return (own.isEmpty ? all : own).sorted { ($0 ?? "") < ($1 ?? "") }
    }

    private func line(_ room: String, instead text: String?) -> [String] {
        guard let text, let place = words.firstIndex(of: text) else {
            return Array(words.prefix(2)) + [option, room] + words.dropFirst(2)
        }
        var line = words
        line[place] = room
        return line
    }
}

internal import CivilTime
internal import Model

extension StaySteps {
    /// What helps where another guest has a door of the stay: another room that is free, and, where both are meant to have
    /// that one, the command that says so.
    ///
    /// Nobody is let into a room that is somebody else's: no step unlocks it but one that asks first who stands there.
    func instead(_ taken: Taken, until end: Instant, allowing command: [String]) -> [StayAnswer.Step] {
        // Of one name it is the guest who has the door already, by other codes: nobody is to share it with himself.
        if let name = stay.name, let other = taken.guest.stay.name, FoldedName(name) == FoldedName(other) { return [] }
        return [room(instead: taken.door, until: end)].compactMap(\.self) + [sharing(taken, command)]
    }

    /// A room of the same house that nobody has until an end, for the guest of a door.
    func room(instead door: Stay.Door, until end: Instant) -> StayAnswer.Step? {
        guard let free = freeRoom(like: door, until: end) else { return nil }
        let words = HoursWords(zone: door.zone, now: look.now)
        let name = doorName(free)
        let until = words.time(end)
        if !hasNoHours, isLost(door) || stay.doors.contains(where: { $0.deviceID == door.deviceID }) {
            return .init(
                "To give it \(free.name.shown) instead, which nobody has until \(until), with the same PIN:",
                ["change-room", self.name, "--to", name, "--from", doorName(door)],
            )
        }
        guard let guest = stay.name, ForeignText.line(guest) == guest, !guest.hasPrefix("-") else { return nil }
        // Its other doors, such as a front door, it gets again where it has none.
        let others =
            hasNoHours
            ? (stay.doors + stay.lost).filter { $0.deviceID != door.deviceID && taken([$0], until: end) == nil } : []
        let doors = ([name] + others.map(doorName)).flatMap { ["--door", $0] }
        return .init(
            "To give it \(free.name.shown) instead, which nobody has until \(until), with a PIN of its own:",
            ["create", guest] + doors + ["--ends", words.typed(end)],
        )
    }

    private func sharing(_ taken: Taken, _ command: [String]) -> StayAnswer.Step {
        let other = taken.guest.stay.handle.shown
        var step = StayAnswer.Step("Only where \(other) and this guest are meant to share \(taken.door.name.shown):")
        step.exception = command + ["--allow", RowCheck.overlap.rawValue]
        return step
    }

    /// The first room of the house of a door, by its name, that takes codes, is online and has no guest until an end.
    private func freeRoom(like door: Stay.Door, until end: Instant) -> Stay.Door? {
        guard let lock = look.doors[door.deviceID], look.now < end else { return nil }
        let own = Set((stay.doors + stay.lost).map(\.deviceID))
        let rooms = look.doors.values.filter { room in
            room.house == lock.house && room.zone == lock.zone && !room.isShared && !own.contains(room.deviceID)
                && room.trouble == nil && room.isOnline != false && room.takesCodes != false && room.errorCodes.isEmpty
                && room.name.contains(where: \.isNumber) == lock.name.contains(where: \.isNumber)
        }
        let free = rooms.sorted { ($0.name, $0.deviceID) < ($1.name, $1.deviceID) }
            .first { RoomUse(look: look).isFree($0.deviceID, in: look.now..<end) }
        return free.map { room in
            Stay.Door(
                accessCodeID: "",
                deviceID: room.deviceID,
                name: room.name,
                zone: room.zone,
                state: door.state,
            )
        }
    }
}

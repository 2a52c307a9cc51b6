internal import CivilTime
internal import Journal
internal import Model

extension MemoryContents {
    func book(_ device: String, of endpoint: String) -> DoorBook {
        doors[Door(endpoint: endpoint, device: device)] ?? DoorBook()
    }

    /// Keeps how sends ended, and closes the doors that were asked to be left alone.
    mutating func settle(_ ends: [SendEnd], of run: RunRecord) {
        for end in ends {
            for door in doors.keys { doors[door]?.settle(end, run: run.id) }
            guard let until = end.closedUntil, let row = runs[run.id]?.rows[safe: end.row]?.row else { continue }
            for member in row.members {
                let door = Door(endpoint: run.endpoint, device: member.deviceID)
                doors[door, default: DoorBook()].close(until: until)
            }
        }
    }

    /// Gives slots to the intents whose doors have a place.
    mutating func grant(
        _ intents: [RowIntent],
        to taker: DoorBook.Taker,
        of endpoint: String,
        at now: Instant,
    ) -> IntentVerdict {
        let devices = SlotRule.devices(of: intents)
        guard !devices.isEmpty else { return IntentVerdict(granted: Set(intents.map(\.row))) }
        let books = Dictionary(uniqueKeysWithValues: devices.map { ($0, book($0, of: endpoint)) })
        let grants = SlotRule.grants(intents, to: taker, books, at: now)
        grants.slots.forEach { take($0, of: endpoint) }
        if grants.verdict.waits.isEmpty {
            for door in doors.keys { doors[door]?.waits.removeAll { $0.run == taker.run } }
        }
        for waiting in grants.waits {
            let door = Door(endpoint: endpoint, device: waiting.device)
            doors[door, default: DoorBook()].waits.removeAll { $0.run == taker.run }
            doors[door, default: DoorBook()].waits.append(waiting.wait)
        }
        return grants.verdict
    }

    mutating func take(_ taken: SlotRule.Taken, of endpoint: String) {
        doors[Door(endpoint: endpoint, device: taken.device), default: DoorBook()].slots.append(taken.slot)
    }

    /// The doors that are busy with updates or closed.
    func busy(of endpoint: String, at now: Instant) -> [String: DoorState] {
        var busy: [String: DoorState] = [:]
        for (door, book) in doors where door.endpoint == endpoint {
            let state = book.likelyState(of: .update, at: now)
            if state != DoorState() { busy[door.device] = state }
        }
        return busy
    }
}

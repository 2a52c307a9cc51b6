package import CivilTime
internal import Journal
package import Model
internal import Seam

extension StayDesk {
    /// The most events that Seam tells at a time.
    private static let mostEvents = 500

    /// The present instant by the engine's clock.
    package var now: Instant { engine.environment.clock.now() }

    /// Who could open a door in a span of time, and who did.
    ///
    /// It is told by Seam's events, by what is on the door now, and by what the journal remembers of codes that are gone.
    /// - Throws: `no_match` for a door that is not there, or of which there are several; `connection`, `unauthorized`.
    package func story(ofDoor text: String, from: Instant, to: Instant) async throws -> DoorStory {
        let look = try await look()
        if let reason = look.staleBecause { throw PlanError(.connection, reason) }
        let door = try Self.door(text, in: look)
        var story = DoorStory(deviceID: door.deviceID, door: door.name, zone: door.zone, from: from, to: to)
        let events = try await events(of: door.deviceID, from: from, to: to, &story)
        var holders = Self.holders(in: look, of: door.deviceID)
        for event in events {
            guard let code = event.accessCodeID, holders[code] == nil else { continue }
            holders[code] = try await forgottenHolder(code)
        }
        for change in events.compactMap(CodeEvent.init).reversed() where !change.from.isEmpty {
            holders[change.accessCodeID]?.had(change.from.startsAt, change.from.endsAt, until: change.at)
        }
        story.passages = events.compactMap { Self.passage($0, holders) }
        let known = Set(story.passages.compactMap(\.accessCodeID))
        story.holders = holders.values
            .filter { known.contains($0.accessCodeID) || $0.couldOpen(from, to) }
            .sorted { $0.order < $1.order }
        return story
    }

    private static func door(_ text: String, in look: Look) throws(PlanError) -> Door {
        let doors = look.doors.values.sorted { ($0.name, $0.deviceID) < ($1.name, $1.deviceID) }
        do throws(PlanError) {
            return try DoorChoice.door(text, among: doors)
        } catch  where error.code == .noMatch {
            var refusal = PlanError(door: text, ofStayAmong: look.reading.stays, at: look.now) ?? error
            if refusal.remedy == nil || refusal.remedy == .findStays, let name = booking(text, in: look) {
                refusal.message += "\n  If the booking is meant, explain tells every change of it."
                refusal.remedy = .command(["explain", name])
            }
            throw refusal
        }
    }

    /// How many digits a number has at least that is hardly that of a room.
    private static let bookingDigits = 5

    /// What a text names that looks like a booking: the stay, or a long number as it was typed; nil where it does not.
    private static func booking(_ text: String, in look: Look) -> String? {
        let named = StayQuery(text: text).named(in: look.reading.stays, at: look.now)
        if named.count == 1 { return StayQuery.handle(of: named[0], among: look.reading.stays, at: look.now) }
        let hasNumber = text.count(where: \.isNumber) >= bookingDigits
        return (!named.isEmpty || hasNumber) && !text.hasPrefix("-") ? text : nil
    }

    /// The codes of a device that are there, and those that were when the workspace was last read.
    private static func holders(in look: Look, of device: String) -> [String: DoorStory.Holder] {
        var holders: [String: DoorStory.Holder] = [:]
        for stay in look.reading.stays {
            for member in stay.doors where member.deviceID == device {
                holders[member.accessCodeID] = DoorStory.Holder(
                    accessCodeID: member.accessCodeID,
                    name: stay.name,
                    hours: member.state,
                    isGone: stay.isGone,
                )
            }
        }
        return holders
    }

    /// A code that Seam has no more, as the newest run of the journal had it.
    private func forgottenHolder(_ code: String) async throws -> DoorStory.Holder {
        let history = try await engine.environment.journal().history(of: code)
        let row = history.last { $0.row.members.contains { $0.accessCodeID == code } }?.row
        let member = row?.members.first { $0.accessCodeID == code }
        return DoorStory.Holder(accessCodeID: code, name: row?.name, hours: member?.after, isGone: true)
    }

    /// What happened at a door in a span, oldest first.
    private func events(
        of device: String,
        from: Instant,
        to: Instant,
        _ story: inout DoorStory,
    ) async throws -> [SeamEvent] {
        let parameters: [String: JSONValue] = [
            "device_id": .string(device), "limit": .int(Int64(Self.mostEvents)),
            "between": .array([.string(from.iso8601), .string(to.iso8601)]),
        ]
        let client = reader.client
        let answer = try await WorkspaceReader.reading { () async throws(SeamError) in
            try await client.call("/events/list", .object(parameters))
        }
        let list = answer.body["events"]?.array ?? []
        story.isWhole = list.count < Self.mostEvents
        var told: [(at: Instant, event: SeamEvent)] = []
        for json in list {
            guard let event = try? SeamEvent(json), let at = event.instant, from <= at, at <= to else { continue }
            told.append((at, event))
        }
        return told.sorted { $0.at < $1.at }.map(\.event)
    }

    private static func passage(_ event: SeamEvent, _ holders: [String: DoorStory.Holder]) -> DoorStory.Passage? {
        guard ["lock.unlocked", "lock.access_denied"].contains(event.eventType), let at = event.instant else {
            return nil
        }
        return DoorStory.Passage(
            at: at,
            opened: event.eventType == "lock.unlocked",
            method: event.json["method"]?.string,
            accessCodeID: event.accessCodeID,
            name: event.accessCodeID.flatMap { holders[$0]?.name },
        )
    }
}

extension DoorStory.Holder {
    /// Where it stands among others: by the start of its hours.
    fileprivate var order: (Int64, String) { (hours?.startsAt?.milliseconds ?? 0, accessCodeID) }

    /// Takes what it had before a change; the bounds that Seam does not tell are those that it had after it.
    ///
    /// Changes are taken from the newest to the oldest, and one that is told several times counts once.
    fileprivate mutating func had(_ startsAt: Instant?, _ endsAt: Instant?, until instant: Instant) {
        let later = earlier.last.map { ($0.startsAt, $0.endsAt) } ?? (hours?.startsAt, hours?.endsAt)
        let (start, end) = (startsAt ?? later.0, endsAt ?? later.1)
        guard start != later.0 || end != later.1 else { return }
        earlier.append(DoorStory.Earlier(until: instant, startsAt: start, endsAt: end))
    }

    /// Whether it had hours in a span that meet it: those of now since the last change, and those of before until it.
    ///
    /// Hours that nobody knows may.
    fileprivate func couldOpen(_ from: Instant, _ to: Instant) -> Bool {
        guard let hours else { return true }
        let since = earlier.first.map { max(from, $0.until) } ?? from
        if since <= to, Self.meet(hours.startsAt, hours.endsAt, since, to) { return true }
        return earlier.indices.contains { place in
            let (had, before) = (earlier[place], earlier.dropFirst(place + 1).first)
            let (begin, end) = (before.map { max(from, $0.until) } ?? from, min(to, had.until))
            return begin <= end && Self.meet(had.startsAt, had.endsAt, begin, end)
        }
    }

    private static func meet(_ start: Instant?, _ end: Instant?, _ from: Instant, _ to: Instant) -> Bool {
        (start.map { $0 <= to } ?? true) && (end.map { $0 >= from } ?? true)
    }
}

extension SeamEvent {
    /// When it happened.
    fileprivate var instant: Instant? {
        (occurredAt ?? createdAt).flatMap { try? Instant(iso8601: $0) }
    }
}

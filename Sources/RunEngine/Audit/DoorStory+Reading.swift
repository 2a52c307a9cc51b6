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
    /// The span is asked for once the door is known, with its zone, nil where Seam does not know it, and the present instant. The
    /// story is told by Seam's events, by what is on the door now, and by what the journal remembers of codes that are gone.
    /// - Throws: `no_match` for a door that is not there, or of which there are several; `connection`, `unauthorized`; what
    ///   `span` throws.
    package func story(
        ofDoor text: String,
        in span: @Sendable (_ zone: Zone?, _ now: Instant) throws(PlanError) -> ClosedRange<Instant>,
    ) async throws -> DoorStory {
        let look = try await look()
        if let reason = look.staleBecause { throw PlanError(.connection, reason) }
        let door = try Self.door(text, in: look)
        let asked = try span(door.zone.flatMap { try? Zone.named($0) }, now)
        let (from, to) = (asked.lowerBound, asked.upperBound)
        var story = DoorStory(deviceID: door.deviceID, door: door.name, zone: door.zone, from: from, to: to)
        let events = try await events(of: door.deviceID, from: from, to: to, &story)
        var holders = Self.holders(in: look, of: door.deviceID)
        for code in events.compactMap(\.accessCodeID) where holders[code] == nil {
            holders[code] = DoorHolder(DoorStory.Holder(accessCodeID: code, name: nil, hours: nil, isGone: true))
        }
        let since = min(from, look.now - Stay.memory)
        let changes = await CodeEvent.read(of: holders.keys.sorted(), from: reader.client, since: since)
        for code in holders.keys.sorted() {
            if holders[code]?.told.isGone == true {
                let history = try await engine.environment.journal().history(of: code)
                holders[code]?.take(history, lead: look.reading.clockLead)
            }
            holders[code]?.take(changes.filter { $0.accessCodeID == code }, now: look.now)
        }
        story.passages = events.compactMap { Self.passage($0, holders) }
        let known = Set(story.passages.compactMap(\.accessCodeID))
        story.holders = holders.values
            .filter { known.contains($0.told.accessCodeID) || $0.couldOpen(from, to) }
            .map(\.told)
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
    private static func holders(in look: Look, of device: String) -> [String: DoorHolder] {
        var holders: [String: DoorHolder] = [:]
        for stay in look.reading.stays {
            let lost = Set(stay.lost.map(\.accessCodeID))
            for member in stay.doors + stay.lost where member.deviceID == device {
                let code = member.accessCodeID
                let isGone = stay.isGone || lost.contains(code)
                guard holders[code] == nil || !isGone else { continue }
                let holder = DoorStory.Holder(
                    accessCodeID: code,
                    name: stay.name,
                    hours: member.state,
                    isGone: isGone,
                )
                // When a code was last seen whose stay is there still is not kept.
                holders[code] = DoorHolder(holder, seenAt: stay.isGone ? stay.seenAt : nil)
            }
        }
        return holders
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

    private static func passage(_ event: SeamEvent, _ holders: [String: DoorHolder]) -> DoorStory.Passage? {
        guard ["lock.unlocked", "lock.access_denied"].contains(event.eventType), let at = event.instant else {
            return nil
        }
        return DoorStory.Passage(
            at: at,
            opened: event.eventType == "lock.unlocked",
            method: event.json["method"]?.string,
            accessCodeID: event.accessCodeID,
            name: event.accessCodeID.flatMap { holders[$0]?.told.name },
        )
    }
}

extension DoorStory.Holder {
    /// Where it stands among others: by the start of its hours.
    fileprivate var order: (Int64, String) { (hours?.startsAt?.milliseconds ?? 0, accessCodeID) }
}

extension SeamEvent {
    /// When it happened.
    fileprivate var instant: Instant? {
        (occurredAt ?? createdAt).flatMap { try? Instant(iso8601: $0) }
    }
}

package import CivilTime
package import Model

/// Which intents get slots of their doors, and what their answers mean for the slots.
///
/// Slots are counted in the transaction that keeps the intents, for all runs together: limit and intent cannot come apart.
package enum SlotRule {
    /// What a batch of intents gets.
    package struct Grants: Hashable, Sendable {
        /// What the run is told.
        package var verdict = IntentVerdict(granted: [])
        /// The slots that it takes, each with its device.
        package var slots: [Taken] = []
        /// That it waits for a door, each with its device.
        package var waits: [Waiting] = []
    }

    /// A slot of a device.
    package struct Taken: Hashable, Sendable {
        /// The device.
        package var device: String
        /// The slot.
        package var slot: DoorBook.Slot
    }

    /// That a run waits for a device.
    package struct Waiting: Hashable, Sendable {
        /// The device.
        package var device: String
        /// What it waits with.
        package var wait: DoorBook.Wait
    }

    /// The slots of one kind of call at a device.
    private struct Lane: Hashable {
        let device: String
        let call: PacedCall
    }

    /// The devices of intents, in the order in which they are asked about.
    package static func devices(of intents: [RowIntent]) -> [String] {
        Set(intents.flatMap(\.devices.keys)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Gives slots to the intents whose doors have a place, in their order; `books` has the books of their devices.
    package static func grants(
        _ intents: [RowIntent],
        to taker: DoorBook.Taker,
        _ books: [String: DoorBook],
        at now: Instant,
    ) -> Grants {
        let rivals = books.mapValues { $0.rivals(of: taker.run, at: now) }
        let likely = lanes(of: intents) { books[$0.device]?.likelyState(of: $0.call, at: now) }
        var states = lanes(of: intents) { books[$0.device]?.state(of: $0.call, at: now) }
        var grants = Grants()
        for intent in intents {
            guard opening(for: intent, states, rivals, at: now) <= now else {
                let next = max(opening(for: intent, likely, rivals, at: now), now + PaceRule.turn)
                wait(intent, taker, until: next, books, at: now, &grants)
                continue
            }
            grants.verdict.granted.insert(intent.row)
            for (device, slot) in slots(of: intent, taker, at: now) {
                states[Lane(device: device, call: intent.call), default: DoorState()].frees += Array(
                    repeating: slot.freesAt,
                    count: slot.count
                )
                grants.slots.append(Taken(device: device, slot: slot))
            }
        }
        return grants
    }

    private static func lanes(of intents: [RowIntent], _ state: (Lane) -> DoorState?) -> [Lane: DoorState] {
        var states: [Lane: DoorState] = [:]
        for intent in intents {
            for device in intent.devices.keys {
                let lane = Lane(device: device, call: intent.call)
                if states[lane] == nil { states[lane] = state(lane) }
            }
        }
        return states
    }

    /// When there is a place for one call by a script; nil where it takes one now.
    package static func opening(
        for call: PacedCall,
        of taker: DoorBook.Taker,
        _ book: DoorBook,
        at now: Instant,
    ) -> Instant? {
        let asker = PaceRule.Rival(isNamed: false, deadline: nil, slots: 1)
        let rivals = book.rivals(of: taker.run, at: now)
        let state = book.state(of: call, at: now)
        guard PaceRule.opening(for: asker, call, state, rivals: rivals, at: now) > now else { return nil }
        let likely = book.likelyState(of: call, at: now)
        return max(PaceRule.opening(for: asker, call, likely, rivals: [], at: now), now + PaceRule.turn)
    }

    /// The slot of a call by a script that is about to be sent.
    package static func slot(
        of call: PacedCall,
        at device: String,
        _ taker: DoorBook.Taker,
        effect: Int64,
        sentAt now: Instant,
    ) -> Taken {
        slot(of: call, at: device, taker, effect, until: PaceRule.worstEnd(ofSendAt: now), isAnswered: false)
    }

    /// The slot of a call by a script that was answered already, nil for one that no device counts.
    package static func slot(of effect: DirectEffect, _ taker: DoorBook.Taker) -> Taken? {
        guard let call = PacedCall(path: effect.path), let device = effect.deviceID else { return nil }
        let end = PaceRule.end(ofSendAnsweredAt: effect.answeredAt ?? effect.sentAt)
        return slot(of: call, at: device, taker, effect.id, until: end, isAnswered: true)
    }

    private static func slot(
        of call: PacedCall,
        at device: String,
        _ taker: DoorBook.Taker,
        _ effect: Int64,
        until end: Instant,
        isAnswered: Bool,
    ) -> Taken {
        let slot = DoorBook.Slot(
            call,
            taker: taker,
            row: DoorBook.Slot.ofCall,
            attempt: Int(effect),
            count: 1,
            freesAt: end,
            isAnswered: isAnswered,
        )
        return Taken(device: device, slot: slot)
    }

    /// The end of a call by a script for the slot that it took; nil while it may still arrive.
    package static func end(of effect: DirectEffect) -> SendEnd? {
        guard effect.state != .unknown, let answeredAt = effect.answeredAt else { return nil }
        return SendEnd(row: DoorBook.Slot.ofCall, attempt: Int(effect.id), answeredAt: answeredAt)
    }

    private static func slots(of intent: RowIntent, _ taker: DoorBook.Taker, at now: Instant)
        -> [(device: String, slot: DoorBook.Slot)]
    {
        let end = PaceRule.worstEnd(ofSendAt: now)
        return intent.devices.map { device, count in
            let slot = DoorBook.Slot(
                intent.call,
                taker: taker,
                row: intent.row,
                attempt: intent.attempt,
                count: count,
                freesAt: end,
            )
            return (device, slot)
        }
    }

    private static func wait(
        _ intent: RowIntent,
        _ taker: DoorBook.Taker,
        until next: Instant,
        _ books: [String: DoorBook],
        at now: Instant,
        _ grants: inout Grants,
    ) {
        grants.verdict.waits[intent.row] = next
        let seen = grants.verdict.doors
        for (device, slots) in intent.devices where intent.call != .update || seen[device] == nil {
            let book = books[device] ?? DoorBook()
            if intent.call == .update {
                grants.verdict.doors[device] = book.likelyState(of: .update, except: taker.token, at: now)
            }
            let wait = DoorBook.Wait(run: taker.run, rival: intent.asRival(slots), until: next + PaceRule.courtesy)
            grants.waits.append(Waiting(device: device, wait: wait))
        }
    }

    /// When all doors of a row take it.
    private static func opening(
        for intent: RowIntent,
        _ doors: [Lane: DoorState],
        _ rivals: [String: [PaceRule.Rival]],
        at now: Instant,
    ) -> Instant {
        intent.devices.map { device, slots in
            PaceRule.opening(
                for: intent.asRival(slots),
                intent.call,
                doors[Lane(device: device, call: intent.call)] ?? DoorState(),
                rivals: rivals[device] ?? [],
                at: now,
            )
        }.max() ?? now
    }
}

extension DoorBook {
    /// Keeps how a send ended: its slots free a minute after the answer, and those of a send of which nothing has left are
    /// given back.
    package mutating func settle(_ end: SendEnd, run: String) {
        guard let answeredAt = end.answeredAt else {
            slots.removeAll { $0.isOf(end, run) }
            return
        }
        let freesAt = PaceRule.end(ofSendAnsweredAt: answeredAt)
        for place in slots.indices where slots[place].isOf(end, run) && slots[place].freesAt > freesAt {
            slots[place].freesAt = freesAt
            slots[place].isAnswered = true
        }
    }

    /// Closes the door; a later instant stays.
    package mutating func close(until instant: Instant) {
        closedUntil = max(closedUntil ?? instant, instant)
    }

    /// Forgets what is over.
    package mutating func prune(at now: Instant) {
        slots.removeAll { $0.freesAt < now }
        waits.removeAll { $0.until < now }
    }
}

extension DoorBook.Slot {
    fileprivate func isOf(_ end: SendEnd, _ run: String) -> Bool {
        taker.run == run && row == end.row && attempt == end.attempt
    }
}

extension RowIntent {
    fileprivate func asRival(_ slots: Int) -> PaceRule.Rival {
        PaceRule.Rival(isNamed: isNamed, deadline: deadline, slots: slots)
    }
}

package import CivilTime

/// When a door has a place for a call, by what all runs have sent to it.
///
/// It is a log of sends and no token bucket: ten tokens with a refill would let nineteen pass in one minute. A slot frees a
/// minute after the answer, so that the server, which counts the arrival, never sees more.
package enum PaceRule {
    /// Who waits for a place at the same door.
    package struct Rival: Hashable, Sendable {
        /// Whether a person has named its booking.
        package var isNamed: Bool
        /// When it has to be done at the latest.
        package var deadline: Instant?
        /// The slots that it needs.
        package var slots: Int

        /// Makes a rival of its parts.
        package init(isNamed: Bool, deadline: Instant?, slots: Int) {
            self.isNamed = isNamed
            self.deadline = deadline
            self.slots = slots
        }

        /// Whether it goes before another one: a named booking first, then by the deadline.
        package func goesBefore(_ other: Rival) -> Bool {
            if isNamed != other.isNamed { return isNamed }
            guard let deadline else { return false }
            return other.deadline.map { deadline < $0 } ?? true
        }
    }

    /// The documented minute.
    package static let window = Trial.span(60_000)
    /// The longest time that a request is waited for.
    package static let requestLimit = Trial.span(30_000)
    /// How long others leave a slot to whoever comes first but has not come yet.
    package static let courtesy = Trial.span(5000)
    /// How soon to ask again where somebody else comes first.
    package static let turn = Trial.span(1000)

    /// When the slot of a send frees that has no answer yet: as if it came as late as a request can.
    package static func worstEnd(ofSendAt instant: Instant) -> Instant {
        QuarantineRule.end(ofSendGivenUpAt: instant + requestLimit) + window
    }

    /// When a slot with this worst end is likely to free: mostly the answer comes within a second.
    package static func likelyEnd(ofSlotUntil end: Instant, at now: Instant) -> Instant {
        max(now + courtesy, end - requestLimit - QuarantineRule.length + turn)
    }

    /// When the slot of a send frees that was answered.
    package static func end(ofSendAnsweredAt instant: Instant) -> Instant { instant + window }

    /// When a door takes a call: `now` if it does; `rivals` are the others that wait for it.
    package static func opening(
        for asker: Rival,
        _ call: PacedCall,
        _ door: DoorState,
        rivals: [Rival],
        at now: Instant,
    ) -> Instant {
        if let closed = door.closedUntil, closed > now { return closed }
        let used = door.frees.drop { $0 <= now }
        let wanted = min(asker.slots, call.limit)
        let missing = wanted - (call.limit - used.count)
        if missing > 0 { return used[used.startIndex + min(missing, used.count) - 1] }
        let earlier = rivals.filter { $0.goesBefore(asker) }.reduce(0) { $0 + min($1.slots, call.limit) }
        return earlier > 0 && wanted + earlier > call.limit - used.count ? now + turn : now
    }
}

package import CivilTime
package import Model

/// What stays known of a workspace when it is read anew.
package enum ReadingRule {
    /// Stays whose codes were last seen before this are forgotten, unless they ended after it.
    package static func endOfMemory(at instant: Instant) -> Instant { instant - Stay.memory }

    /// The new reading, with the stays and the doors of the one before that are not in it any more and still known.
    package static func merged(_ reading: StayReading, after earlier: StayReading?) -> StayReading {
        var merged = reading
        let targets = Set(reading.stays.map(\.target))
        let limit = endOfMemory(at: reading.readAt)
        let codes = Set(reading.stays.lazy.flatMap(\.doors).map(\.accessCodeID))
        let before = Dictionary(earlier?.stays.map { ($0.target, $0) } ?? []) { first, _ in first }
        for place in merged.stays.indices {
            guard let old = before[merged.stays[place].target] else { continue }
            merged.stays[place].lost = (old.doors + old.lost).filter { door in
                !codes.contains(door.accessCodeID) && max(door.state.endsAt ?? old.seenAt, old.seenAt) >= limit
            }
        }
        for stay in earlier?.stays ?? [] where !targets.contains(stay.target) {
            var gone = stay
            // A code that has left its key is there still, by itself or under another one.
            gone.doors.removeAll { door in
                codes.contains(door.accessCodeID) || max(door.state.endsAt ?? stay.seenAt, stay.seenAt) < limit
            }
            gone.isGone = true
            if !gone.doors.isEmpty { merged.stays.append(gone) }
        }
        return ordered(merged)
    }

    /// The reading with its stays and doors in their order: by name, then by key.
    package static func ordered(_ reading: StayReading) -> StayReading {
        var reading = reading
        reading.stays.sort { ($0.name ?? "", $0.target.identifier) < ($1.name ?? "", $1.target.identifier) }
        for place in reading.stays.indices {
            reading.stays[place].doors.sort { ($0.name, $0.accessCodeID) < ($1.name, $1.accessCodeID) }
            reading.stays[place].lost.sort { ($0.name, $0.accessCodeID) < ($1.name, $1.accessCodeID) }
        }
        return reading
    }
}

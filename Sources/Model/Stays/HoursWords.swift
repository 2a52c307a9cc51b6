package import CivilTime

/// Hours in a few words, on the clock of a door.
package struct HoursWords {
    private let zone: String?
    private let now: Instant

    /// Makes words for a zone, near an instant.
    package init(zone: String?, now: Instant) {
        self.zone = zone
        self.now = now
    }

    /// `Mon 12:00`.
    package func time(_ instant: Instant) -> String { LocalTime.brief(instant, zone, near: now) }

    /// The same of something that happened, to the minute.
    package func moment(_ instant: Instant) -> String { time(instant.toTheMinute) }

    /// `ends Mon 12:00 → Tue 11:00`, for each bound that moves.
    package func change(_ from: OutsideChange.Bounds, _ to: OutsideChange.Bounds) -> String {
        let parts = [bound("starts", from.startsAt, to.startsAt), bound("ends", from.endsAt, to.endsAt)]
        if to.isEmpty, from.endsAt != nil { return "no end any more" }
        let words = parts.compactMap(\.self).joined(separator: ", ")
        return words.isEmpty ? "no other hours" : words
    }

    /// The hours of a stay whose doors have different ones: `Front Fri 15:00 – Mon 11:00, Room 204 Fri 15:00 – Tue 13:00`.
    package func each(of stay: Stay) -> String {
        stay.doorsByHours.map { doors in
            let words = HoursWords(zone: doors[0].zone, now: now)
            let (start, end) = (doors[0].state.startsAt, doors[0].state.endsAt)
            let hours = [start, end].map { $0.map(words.time) }
            let place = stay.zone == nil ? " \(doors[0].zone?.shown ?? "UTC")" : ""
            let names = doors.map(\.name.shown).joined(separator: ", ")
            guard let from = hours[0], let until = hours[1] else { return "\(names) without an end" }
            return "\(names) \(from) – \(until)\(place)"
        }.joined(separator: "; ")
    }

    /// What somebody else did to a code, on the door of a name.
    package func change(_ change: OutsideChange, on door: String?) -> String {
        if let removal = change.removal {
            let place = removal == .onLock ? ", on the lock itself" : ""
            return "the code\(door.map { " on \($0.shown)" } ?? "") was deleted\(place)"
        }
        if let renaming = change.renaming {
            func words(_ name: String?) -> String { name.map { "\"\($0.shown)\"" } ?? "none" }
            return "the name \(words(renaming.from)) → \(words(renaming.to))"
        }
        return change.changesPIN ? "another PIN" : self.change(change.from, change.to)
    }

    private func bound(_ word: String, _ from: Instant?, _ to: Instant?) -> String? {
        guard let to, from != to else { return nil }
        return "\(word) \(from.map { "\(time($0)) → " } ?? "")\(time(to))"
    }

    /// A time as it is typed for a door: `2026-11-27 13:00` on its clock, else with an offset.
    package func typed(_ instant: Instant) -> String {
        guard let zone, let known = try? Zone.named(zone) else { return instant.iso8601 }
        let wall = known.civil(at: instant)
        guard let back = try? known.instant(for: wall), back == instant else { return instant.iso8601 }
        return wall.description
    }
}

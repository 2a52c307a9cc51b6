internal import CivilTime
internal import Journal
internal import Model

/// A code of a door whose hours are put together from what was read, what runs sent and what Seam tells of changes.
struct DoorHolder {
    /// What is told of it.
    private(set) var told: DoorStory.Holder
    /// When its hours were last read, nil where nobody knows.
    private let seenAt: Instant?
    /// When a run sent the hours that it has, nil where none did since they were read.
    private var sentAt: Instant?

    /// Makes it of what was read of it.
    init(_ holder: DoorStory.Holder, seenAt: Instant? = nil) {
        (told, self.seenAt) = (holder, seenAt)
    }

    /// Takes what runs sent to a code that is gone, and what they found: what a conflict has kept from it was never its own.
    mutating func take(_ histories: [GroupHistory], lead: TimeSpan) {
        guard told.isGone else { return }
        let (code, history) = (told.accessCodeID, StayHistory(histories, lead: lead))
        let rows = histories.map(\.row).filter { $0.members.contains { $0.accessCodeID == code } }
        told.name = told.name ?? rows.last?.name
        told.goneAt = history.ending(of: code)?.at
        if let given = history.given(code), given.state.exists, given.at > seenAt ?? .never {
            change(to: OutsideChange.Bounds(given.state), kind: given.state.kind, at: given.at)
            sentAt = given.at
        }
        let found = rows.flatMap(\.members).last { $0.accessCodeID == code && $0.before.exists }
        told.hours = told.hours ?? found?.before
    }

    /// Takes what Seam tells of its hours, oldest first, and when it went.
    mutating func take(_ changes: [CodeEvent], now: Instant) {
        if told.isGone {
            let read = max(seenAt ?? .never, sentAt ?? .never)
            if let last = changes.last(where: { !$0.to.isEmpty && $0.at > read }) {
                let before = told.hours.map(OutsideChange.Bounds.init) ?? last.from
                change(to: last.to.filled(from: before), kind: .timeBound, at: nil)
            }
            told.goneAt = changes.last { $0.removal != nil }?.at ?? told.goneAt
            let end = told.hours?.endsAt.flatMap { $0 <= now ? $0 : nil }
            told.goneAt = [told.goneAt, end].compactMap(\.self).min()
        }
        for change in changes.reversed() where !change.from.isEmpty { had(change.from, until: change.at) }
        told.earlier.sort { $0.until > $1.until }
    }

    /// Whether it had hours in a span that meet it: those of now since the last change, and those of before until it.
    ///
    /// Hours that nobody knows may.
    func couldOpen(_ from: Instant, _ until: Instant) -> Bool {
        let to = min(until, told.goneAt ?? until)
        guard from <= to else { return false }
        guard let hours = told.hours else { return true }
        let earlier = told.earlier
        let since = earlier.first.map { max(from, $0.until) } ?? from
        if since <= to, Self.meet(hours.startsAt, hours.endsAt, since, to) { return true }
        return earlier.indices.contains { place in
            let (had, before) = (earlier[place], earlier.dropFirst(place + 1).first)
            let (begin, end) = (before.map { max(from, $0.until) } ?? from, min(to, had.until))
            return begin <= end && Self.meet(had.startsAt, had.endsAt, begin, end)
        }
    }

    /// Gives it other hours than those that were read; `at` is nil where the change is told once more.
    private mutating func change(to bounds: OutsideChange.Bounds, kind: CodeState.Kind, at: Instant?) {
        if let hours = told.hours, let at, OutsideChange.Bounds(hours) != bounds {
            told.earlier.insert(
                DoorStory.Earlier(until: at, startsAt: hours.startsAt, endsAt: hours.endsAt),
                at: 0
            )
        }
        told.hours = CodeState(startsAt: bounds.startsAt, endsAt: bounds.endsAt, name: told.name, kind: kind)
    }

    /// Takes what it had before a change; the bounds that Seam does not tell are those that it had after it.
    ///
    /// Changes are taken from the newest to the oldest, and one that is told several times counts once.
    private mutating func had(_ bounds: OutsideChange.Bounds, until instant: Instant) {
        let later =
            told.earlier.last.map { OutsideChange.Bounds(startsAt: $0.startsAt, endsAt: $0.endsAt) }
            ?? told.hours.map(OutsideChange.Bounds.init) ?? OutsideChange.Bounds()
        let before = bounds.filled(from: later)
        guard before != later else { return }
        told.earlier.append(
            DoorStory.Earlier(until: instant, startsAt: before.startsAt, endsAt: before.endsAt)
        )
    }

    private static func meet(_ start: Instant?, _ end: Instant?, _ from: Instant, _ to: Instant) -> Bool {
        (start.map { $0 <= to } ?? true) && (end.map { $0 >= from } ?? true)
    }
}

extension Instant {
    /// Before anything that is known.
    fileprivate static let never = Instant(milliseconds: .min)
}

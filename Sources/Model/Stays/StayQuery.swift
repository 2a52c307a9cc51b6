package import CivilTime

/// Which stays are looked for; empty, it asks for all.
package struct StayQuery: Hashable, Sendable {
    /// A surname, the number of a booking, a room: words of a name or of a door, a whole key, or the id of a code.
    package var text: String?
    /// The doors and the houses of which one must be the stay's.
    package var places: RowSelection
    /// A day on the clock of the doors that the stay touches.
    package var day: StayDay?
    /// Whether only stays are asked for that can open a door now.
    package var isInside: Bool
    /// Whether a door of which the code left is still one of its stay.
    package var takesLost = false

    /// Makes a query of its parts.
    package init(
        text: String? = nil,
        doors: [String] = [],
        houses: [String] = [],
        day: StayDay? = nil,
        isInside: Bool = false,
    ) {
        self.text = text
        places = RowSelection(doors: doors, houses: houses)
        self.day = day
        self.isInside = isInside
    }

    /// The stays that are asked for, of all that are known at an instant: current ones first, then those ahead, then those
    /// that have ended in the last 48 hours.
    ///
    /// Of a text, whole words go before their beginnings, and these before parts of words: `204` is room 204 where there
    /// is one, and not 2041.
    package func found(in stays: [Stay], at now: Instant) -> [Stay] {
        let admitted = admitted(of: stays, at: now)
        guard let text else { return Self.ordered(admitted, at: now) }
        for reach in StayText.Reach.allCases {
            let found = known(by: text, reach, among: admitted)
            if !found.isEmpty { return Self.ordered(found, at: now) }
        }
        return []
    }

    /// The stays that the text names, by a key or an id, else by whole words: those of which a command may change one.
    ///
    /// One that has ended is named only where no other is.
    package func named(in stays: [Stay], at now: Instant) -> [Stay] {
        guard let text else { return [] }
        let named = known(by: text, .words, among: admitted(of: stays, at: now))
        let standing = named.filter { !$0.isEnded(at: now) }
        return Self.ordered(standing.isEmpty ? named : standing, at: now)
    }

    /// How a stay is named on a command line: by its name where that names no other, else by its key.
    package static func handle(of stay: Stay, among stays: [Stay], at now: Instant) -> String {
        guard let name = stay.name, ForeignText.line(name) == name, !name.hasPrefix("-"), !name.contains("*"),
            StayQuery(text: name).named(in: stays, at: now).map(\.target) == [stay.target]
        else { return stay.target.identifier }
        return name
    }

    private func known(by text: String, _ reach: StayText.Reach, among stays: [Stay]) -> [Stay] {
        let keyed = stays.filter { $0.target.identifier == text || doors(of: $0).contains { $0.accessCodeID == text } }
        guard keyed.isEmpty, let needle = StayText(text) else { return keyed }
        return stays.filter { stay in
            needle.isFound(name: stay.name, doors: stay.otherNames + doors(of: stay).map(\.name), reach)
        }
    }

    private func doors(of stay: Stay) -> [Stay.Door] { takesLost ? stay.doors + stay.lost : stay.doors }

    /// Whether a name is one that the text may mean.
    package func mayName(_ name: String) -> Bool {
        guard let needle = text.flatMap(StayText.init) else { return false }
        return StayText.Reach.allCases.contains { needle.isFound(name: name, doors: [], $0) }
    }

    private func admitted(of stays: [Stay], at now: Instant) -> [Stay] {
        let places = places.resolved(among: stays.lazy.flatMap(doors).map { ($0.name, $0.deviceID) })
        return stays.filter { admits($0, places, at: now) }
    }

    private func admits(_ stay: Stay, _ places: RowSelection, at now: Instant) -> Bool {
        if stay.isEnded(at: now), now - stay.endedAt(by: now) > Stay.memory { return false }
        if isInside, !stay.isInside(at: now) { return false }
        guard places.containsDoor(in: doors(of: stay).map { ($0.name, $0.deviceID) }) else { return false }
        return day.map { $0.touches(stay, now: now) } ?? true
    }

    /// Current stays first, then those ahead, then those that have ended.
    package static func ordered(_ stays: [Stay], at now: Instant) -> [Stay] {
        func rank(_ stay: Stay) -> Int { stay.isEnded(at: now) ? 2 : stay.isInside(at: now) ? 0 : 1 }
        return stays.map { (rank($0), $0.handle, $0.doors.first?.name ?? "", $0.target.identifier, $0) }
            .sorted { ($0.0, $0.1, $0.2, $0.3) < ($1.0, $1.1, $1.2, $1.3) }
            .map(\.4)
    }
}

/// A day, as it is typed: a date, or one that is counted from today on the clock of each door.
package enum StayDay: Hashable, Sendable {
    /// A date.
    case date(CivilDate)
    /// So many days after today.
    case fromToday(Int)

    /// Reads `2026-11-27`, `27.11.2026`, `today`, `tomorrow`, `yesterday` or `+3`.
    /// - Throws: `date` that shows the forms, or both days of a text that can be two.
    package init(parsing text: String) throws(CivilTimeError) {
        switch text.lowercased() {
        case "today": self = .fromToday(0)
        case "tomorrow": self = .fromToday(1)
        case "yesterday": self = .fromToday(-1)
        default:
            let isSigned = text.hasPrefix("+") || text.hasPrefix("-")
            if isSigned, let days = Int(text), (-3650...3650).contains(days) {
                self = .fromToday(days)
                return
            }
            let days = Self.days(text)
            guard days.count < 2 else {
                let forms = days.map(\.description).joined(separator: " or ")
                throw CivilTimeError(code: .date, message: "\"\(text.shown)\" can be two days; write \(forms)")
            }
            guard let date = days.first else {
                throw CivilTimeError(
                    code: .date,
                    message: "\"\(text.shown)\" is no day; write 2026-11-27, today, tomorrow or +3",
                )
            }
            self = .date(date)
        }
    }

    /// The days that a text can be, in any form that tables have.
    package static func days(_ text: String) -> [CivilDate] {
        if let date = try? CivilDate(parsing: text) { return [date] }
        return Set((try? WrittenDate(text))?.readings.values.map(\.self) ?? []).sorted()
    }

    /// The day as it is typed: `2026-11-27`, `today`, `tomorrow`, `yesterday` or `+3`.
    package var words: String {
        switch self {
        case .date(let date): date.description
        case .fromToday(0): "today"
        case .fromToday(1): "tomorrow"
        case .fromToday(-1): "yesterday"
        case .fromToday(let days): days < 0 ? "\(days)" : "+\(days)"
        }
    }

    /// Whether a stay has a part of this day, on the clock of one of its doors.
    func touches(_ stay: Stay, now: Instant) -> Bool {
        stay.doors.contains { door in
            let zone = LocalTime.zone(door.zone)
            guard let day = date(in: zone, now: now) else { return false }
            let from = door.state.startsAt.map { zone.civil(at: $0).date } ?? day
            let to = door.state.endsAt.map { zone.civil(at: $0).date } ?? day
            return from <= day && day <= to
        }
    }

    private func date(in zone: Zone, now: Instant) -> CivilDate? {
        switch self {
        case .date(let date): date
        case .fromToday(let days): try? zone.civil(at: now).date.adding(days: days)
        }
    }
}

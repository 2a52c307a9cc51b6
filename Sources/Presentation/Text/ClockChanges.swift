internal import CivilTime
internal import Model

/// The changes of the clocks of a zone within a day of an hour that a plan moves: times around them look wrong and are not.
struct ClockChanges {
    private static let near = TimeSpan(milliseconds: 86_400_000)

    private let zone: Zone?
    private let hours: [Instant]

    /// Looks at the rows of one zone.
    init(_ rows: [Row]) {
        zone = rows.first?.zone.flatMap { try? Zone.named($0) }
        let hours = rows.lazy.filter(\.changesHours).flatMap(\.members).flatMap { member in
            [(member.before.startsAt, member.after.startsAt), (member.before.endsAt, member.after.endsAt)]
                .filter { $0 != $1 }.flatMap { [$0, $1] }
        }
        self.hours = Set(hours.compactMap(\.self)).sorted()
    }

    /// A line for each change.
    var lines: [String] {
        guard let zone else { return [] }
        var changes: [ClockChange] = []
        for hour in hours {
            guard let change = zone.clockChange(after: hour - Self.near, upTo: hour + Self.near) else { continue }
            if !changes.contains(change) { changes.append(change) }
        }
        return changes.map { change in
            let before = change.at - TimeSpan(milliseconds: 1)
            let way = change.isForward ? "FORWARD" : "BACK"
            return "THE CLOCKS GO \(way)  \(LocalTime.day(before, zone.name)), from \(change.from) to \(change.to): "
                + "\(zone.offsetDescription(at: before)) before it, \(zone.offsetDescription(at: change.at)) after it"
        }
    }
}

package import CivilTime
package import Model

/// Whether a day that is counted from the day of a firing, such as `today`, is the same one at all doors that a schedule is for.
///
/// The doors of two continents have two days for some hours: a schedule that fires then would stop each time.
package struct FiringDays {
    /// So far ahead firings are looked at, and so many of them at most.
    private static let reach = TimeSpan(milliseconds: 14 * 86_400_000)
    private static let most = 48
    /// Of firings that follow each other within an hour one is looked at.
    private static let step = TimeSpan(milliseconds: 50 * 60_000)
    private static let shownHouses = 6

    private let schedule: Schedule
    private let way: ScheduleWay
    /// What was typed for the day, such as `today`.
    private let text: String
    private let zones: [DoorZone]
    private let takesHouse: Bool
    private let firings: [Instant]

    /// Makes it of the zones of the doors that the schedule is for.
    package init(
        of schedule: Schedule,
        by way: ScheduleWay,
        day text: String,
        zones: [DoorZone],
        takesHouse: Bool,
        now: Instant,
    ) {
        self.schedule = schedule
        self.way = way
        self.text = text
        self.zones = zones
        self.takesHouse = takesHouse
        var firings: [Instant] = []
        var last = now
        while firings.count < Self.most, let firing = schedule.next(after: last) {
            firings.append(firing)
            last = firing + Self.step
            if firing - now > Self.reach, firings.count > 1 { break }
        }
        self.firings = firings
    }

    /// The next firing at which it is one day at all doors; nil for none.
    package var clear: Instant? { firings.first { !isSplit($0) } }

    /// Whether it is two days at the present instant.
    package func isSplit(_ instant: Instant) -> Bool { days(at: instant).count > 1 }

    /// Why each firing would stop, with a line for each house that works; nil where one would not.
    package var refusal: String? {
        guard let first = firings.first, firings.allSatisfy(isSplit) else { return nil }
        return (["each firing would stop: \(sentence(first))."] + advice).joined(separator: "\n")
    }

    /// That some firings would stop, with the same lines; none where none would.
    package var lines: [String] {
        guard clear != nil, let first = firings.first(where: isSplit) else { return [] }
        return [
            "WARNING  a firing such as the one of \(LocalTime.full(first, schedule.zone.name)) would stop: \(sentence(first))."
        ]
            + advice
    }

    private func days(at instant: Instant) -> [(day: String, zone: DoorZone)] {
        var seen: Set<CivilDate> = []
        return zones.compactMap { door in
            guard let date = (try? Zone.named(door.zone))?.civil(at: instant).date, seen.insert(date).inserted else {
                return nil
            }
            return ("\(date)", door)
        }
        .sorted { $0.day < $1.day }
    }

    private func sentence(_ firing: Instant) -> String {
        let days = days(at: firing).map { "\($0.day) in \($0.zone.zone.shown)" }
        return "at \(LocalTime.clock(firing, schedule.zone.name)) \(schedule.zone.name) it is "
            + "\(days.joined(separator: " and ")), so that \(text.shown) is not one day"
    }

    private var advice: [String] {
        guard takesHouse else {
            return [
                "  With house = args.text{ optional = true } in the script and house=… here it is the day of one house."
            ]
        }
        let houses = zones.flatMap { door in door.houses.map { (house: $0, zone: door.zone) } }
        let lines = houses.prefix(Self.shownHouses).compactMap { house in
            (try? Zone.named(house.zone)).flatMap { way.words(ofHouse: house.house, in: $0) }.map(ScheduleWay.set)
        }
        guard !lines.isEmpty else { return ["  With the argument house=… it is the day of one house."] }
        return ["  One for each house, at that hour on its own clock:"] + lines
    }
}

internal import CivilTime
internal import Model

/// Stays of one name, told apart by their houses, doors or days: no key has to be typed.
struct StaysApart {
    private let stays: [Stay]
    private let doors: [String: Door]
    private let houses: [House]
    private let now: Instant
    private let countsEnded: Bool
    private let takesDay: Bool

    /// Makes it of all stays that a command chooses from, of the doors by device id, and of what the settings say of houses.
    ///
    /// `countsEnded` says whether the command tells of a stay that has ended also where another one has its name, and `takesDay`
    /// whether it takes `--on`.
    init(
        _ stays: [Stay],
        _ doors: [String: Door],
        houses: [House],
        at now: Instant,
        countsEnded: Bool = false,
        takesDay: Bool = false,
    ) {
        self.takesDay = takesDay
        (self.stays, self.doors, self.houses) = (stays, doors, houses)
        (self.now, self.countsEnded) = (now, countsEnded)
    }

    /// The name of a stay with the option that only it fits; nil where its name is enough, or nothing tells it apart.
    func words(for stay: Stay) -> [String]? {
        guard let name = stay.name, TypedStay.isPlain(name), chosen(StayQuery(text: name)).count > 1 else { return nil }
        let own = Set(stay.doors.compactMap { doors[$0.deviceID]?.house })
        if own.count == 1, let house = own.first, isAlone(stay, StayQuery(text: name, houses: [house])) {
            return [name, "--house", house]
        }
        let door = stay.doors.first { door in
            TypedStay.isPlain(door.name) && isAlone(stay, StayQuery(text: name, doors: [door.name]))
        }
        if let door { return [name, "--door", door.name] }
        guard takesDay else { return nil }
        let day = stay.daysOfBounds.first { isAlone(stay, StayQuery(text: name, day: .date($0))) }
        return day.map { [name, "--on", $0.description] }
    }

    private func isAlone(_ stay: Stay, _ query: StayQuery) -> Bool { chosen(query).map(\.target) == [stay.target] }

    private func chosen(_ asked: StayQuery) -> [Stay] {
        var query = asked
        query.places.described = houses
        query.places.homes = doors.compactMapValues(\.house)
        return countsEnded ? query.found(in: stays, at: now) : query.named(in: stays, at: now)
    }
}

internal import CivilTime
internal import Model

/// Stays of one name, told apart by their houses or doors: no key has to be typed.
struct StaysApart {
    private let stays: [Stay]
    private let doors: [String: Door]
    private let now: Instant

    /// Makes it of the stays that are meant, and of the doors by device id.
    init(_ stays: [Stay], _ doors: [String: Door], at now: Instant) {
        (self.stays, self.doors, self.now) = (stays, doors, now)
    }

    /// The name of a stay with the option that only it fits; nil where its name is enough, or nothing tells it apart.
    func words(for stay: Stay) -> [String]? {
        guard let name = stay.name, TypedStay.isPlain(name) else { return nil }
        let named = StayQuery(text: name).named(in: stays, at: now)
        guard named.count > 1 else { return nil }
        let others = named.filter { $0.target != stay.target }
        let houses = houses(of: stay)
        if houses.count == 1, let house = houses.first, !others.contains(where: { self.houses(of: $0).contains(house) })
        {
            return [name, "--house", house]
        }
        let taken = Set(others.flatMap(\.doors).map(\.name))
        let door = stay.doors.first { !taken.contains($0.name) && TypedStay.isPlain($0.name) }
        return door.map { [name, "--door", $0.name] }
    }

    private func houses(of stay: Stay) -> Set<String> {
        Set(stay.doors.compactMap { doors[$0.deviceID]?.house })
    }
}

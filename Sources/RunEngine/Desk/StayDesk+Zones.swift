internal import Model

/// A zone in which doors stand, with their houses.
package struct DoorZone: Hashable, Sendable {
    /// The IANA name of the zone.
    package var zone: String
    /// The houses of its doors, by their names.
    package var houses: [String]
}

extension StayDesk {
    /// The zones of the doors of a house, of all doors where none is named; those of the most doors first.
    /// - Throws: `no_match` for a house that is not there; `unauthorized` or `connection`.
    package func zones(ofHouse house: String?) async throws -> [DoorZone] {
        let doors = try DoorChoice(index: try await reader.index(), described: engine.options.settings.houses)
            .doors(of: house.map { [$0] } ?? [])
        let zones = Dictionary(grouping: doors) { $0.zone }
        return zones.compactMap { zone, doors in
            zone.map { (doors.count, DoorZone(zone: $0, houses: Set(doors.compactMap(\.house)).sorted())) }
        }
        .sorted { ($1.0, $0.1.zone) < ($0.0, $1.1.zone) }.map(\.1)
    }
}

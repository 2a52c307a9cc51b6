package import Model

extension StayDesk {
    /// The zones of the doors of a house, of all doors where none is named; those of the most doors first.
    ///
    /// No code is read.
    /// - Throws: `no_match` for a house that is not there; `unauthorized` or `connection`.
    package func zones(ofHouse house: String?) async throws(PlanError) -> [DoorZone] {
        let index = WorkspaceIndex(doors: Array(try await reader.doors().values), codes: [])
        let doors = try DoorChoice(index: index, described: engine.options.settings.houses)
            .doors(of: house.map { [$0] } ?? [])
        let zones = Dictionary(grouping: doors) { $0.zone }
        return zones.compactMap { zone, doors in
            zone.map { (doors.count, DoorZone(zone: $0, houses: Set(doors.compactMap(\.house)).sorted())) }
        }
        .sorted { ($1.0, $0.1.zone) < ($0.0, $1.1.zone) }.map(\.1)
    }
}

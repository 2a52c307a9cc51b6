internal import Lua
internal import Model

/// The doors that a run is for: those of the house that its script was given, and those that its command chooses.
struct ChosenDoors {
    /// The house that the script was given, nil for none.
    let house: String?
    /// What the command chooses among the rows of the plan.
    let selection: RowSelection

    /// The zones of the doors with their houses, by the names of the zones.
    /// - Throws: `script_error` for a house that is not there.
    func zones(in builder: PlanBuilder) throws(LuaError) -> [DoorZone] {
        let zones = Dictionary(grouping: try doors(in: builder)) { $0.zone }
        return zones.compactMap { zone, doors in
            zone.map { DoorZone(zone: $0, houses: Set(doors.compactMap(\.house)).sorted()) }
        }
        .sorted { $0.zone < $1.zone }
    }

    private func doors(in builder: PlanBuilder) throws(LuaError) -> [Door] {
        let index = builder.index
        var doors = Array(index.doors.values)
        if let house {
            let filter = GroupFilter.ofHouse(house)
            try filter.refuseUnknown(in: builder)
            let own = filter.devices(in: index)
            doors = doors.filter { own.contains($0.deviceID) }
        }
        guard !selection.doors.isEmpty || !selection.houses.isEmpty else { return doors }
        let asked = selection.resolved(among: Selectable(index))
        let chosen = doors.filter { asked.containsDoor(in: [(name: $0.name, deviceID: $0.deviceID)]) }
        // What names no door is refused with the plan.
        return chosen.isEmpty ? doors : chosen
    }
}

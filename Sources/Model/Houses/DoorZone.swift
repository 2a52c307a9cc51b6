/// A zone in which doors stand, with their houses.
package struct DoorZone: Hashable, Sendable {
    /// The IANA name of the zone.
    package var zone: String
    /// The houses of its doors, by their names.
    package var houses: [String]

    /// Makes it of both.
    package init(zone: String, houses: [String]) {
        self.zone = zone
        self.houses = houses
    }
}

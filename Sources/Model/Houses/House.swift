package import CivilTime

/// A house as `keyshift.json` describes it: its doors, its hours, and who works there.
package struct House: Hashable, Sendable {
    /// What people call it.
    package var name: String
    /// Its doors: names, patterns with `*`, or ids of devices.
    package var doors: [String] = []
    /// The IANA name of the zone of its doors, nil where it is left to Seam.
    package var zone: String?
    /// When guests get in, on the clock of its doors.
    package var checkIn: ClockTime?
    /// When guests leave.
    package var checkOut: ClockTime?
    /// The doors that all stays share, such as the front door: names, patterns or ids.
    package var sharedDoors: [String] = []
    /// How long somebody needs to get there.
    package var reach: TimeSpan?
    /// Patterns for the names of codes that are no guest's; nil where nothing is laid down.
    package var staff: [String]?

    /// Makes a house of which nothing is known but its name.
    package init(name: String) {
        self.name = name
    }

    /// Whether a door is one of the house.
    package func has(door: String, deviceID: String) -> Bool {
        Self.isOne(of: doors + sharedDoors, door, deviceID)
    }

    /// Whether the settings say that stays share a door.
    package func shares(door: String, deviceID: String) -> Bool {
        Self.isOne(of: sharedDoors, door, deviceID)
    }

    private static func isOne(of texts: [String], _ door: String, _ deviceID: String) -> Bool {
        texts.contains { DoorText($0).names(door: door, deviceID: deviceID) }
    }
}

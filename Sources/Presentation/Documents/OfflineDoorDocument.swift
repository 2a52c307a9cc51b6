package import CivilTime
internal import Model

/// A door whose lock cannot be reached, so that nothing on it can be confirmed.
package struct OfflineDoorDocument: Document {
    /// The name of the door.
    package var door: String
    /// The device.
    package var deviceID: String
    /// Since when it is offline, null where Seam does not tell.
    package var since: Instant?

    enum CodingKeys: String, CodingKey {
        case door
        case deviceID = "device_id"
        case since
    }

    init(_ door: OfflineDoor) {
        self.door = door.name
        deviceID = door.deviceID
        since = door.since
    }
}

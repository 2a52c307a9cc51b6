package import CivilTime
package import Model

/// A group as it was last seen, so that one booking can be moved without reading the whole workspace.
///
/// It says where the codes are and not what their hours are: those are read before anything is decided.
package struct KnownGroup: Hashable, Sendable {
    /// One code of the group and its door.
    package struct Member: Hashable, Sendable {
        /// The code.
        package var accessCodeID: String
        /// The device that it is on.
        package var deviceID: String
        /// The name of that device, as a person knows it.
        package var door: String
        /// The IANA name of the zone that the door stands in, nil where it is not known.
        package var zone: String?

        /// Makes a member of its parts.
        package init(accessCodeID: String, deviceID: String, door: String, zone: String?) {
            self.accessCodeID = accessCodeID
            self.deviceID = deviceID
            self.door = door
            self.zone = zone
        }
    }

    /// How long a group is believed to be where it was seen.
    package static let lifetime = TimeSpan(milliseconds: 24 * 3_600_000)

    /// The group or the single code.
    package var target: Row.Target
    /// Its name.
    package var name: String?
    /// Its codes.
    package var members: [Member]
    /// When it was seen.
    package var seenAt: Instant

    /// Makes a group of its parts.
    package init(target: Row.Target, name: String?, members: [Member], seenAt: Instant) {
        self.target = target
        self.name = name
        self.members = members
        self.seenAt = seenAt
    }
}

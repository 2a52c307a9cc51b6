/// A device as a person knows it: a door with a name, somewhere.
package struct Door: Hashable, Sendable {
    /// The device.
    package var deviceID: String
    /// The name that the operator gave it.
    package var name: String
    /// The IANA name of the zone that it stands in, nil where Seam does not know it.
    package var zone: String?
    /// Whether it can be reached now; nil where that is not known.
    package var isOnline: Bool?

    /// Makes a door of its parts.
    package init(deviceID: String, name: String, zone: String?, isOnline: Bool?) {
        self.deviceID = deviceID
        self.name = name
        self.zone = zone
        self.isOnline = isOnline
    }
}

/// One access code as the index keeps it; the PIN is not kept.
package struct IndexedCode: Hashable, Sendable {
    /// The code.
    package var accessCodeID: String
    /// The device that it is on.
    package var deviceID: String
    /// The key of its group, nil for a code that stands alone.
    package var commonCodeKey: String?
    /// Its hours and its name, with the rows that were recorded so far.
    package var state: CodeState
    /// Whether it was made for a lock without a connection; such a code cannot be changed.
    package var isOffline: Bool

    /// Makes a code of its parts.
    package init(accessCodeID: String, deviceID: String, commonCodeKey: String?, state: CodeState, isOffline: Bool) {
        self.accessCodeID = accessCodeID
        self.deviceID = deviceID
        self.commonCodeKey = commonCodeKey
        self.state = state
        self.isOffline = isOffline
    }
}

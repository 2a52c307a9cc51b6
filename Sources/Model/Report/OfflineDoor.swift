package import CivilTime

/// A door whose lock cannot be reached, so that nobody can say what it has.
package struct OfflineDoor: Hashable, Sendable {
    /// A guest who can open it now, as far as Seam knows.
    package struct Guest: Hashable, Sendable {
        /// The stay.
        package var target: Row.Target
        /// Its name.
        package var name: String?

        /// Makes it of both.
        package init(target: Row.Target, name: String?) {
            self.target = target
            self.name = name
        }
    }

    /// The device.
    package var deviceID: String
    /// The name of the door.
    package var name: String
    /// Since when it is offline, nil where Seam does not tell.
    package var since: Instant?
    /// The zone that it stands in.
    package var zone: String?
    /// The guests who have it now, among those that were looked at.
    package var guests: [Guest] = []
    /// The codes that are on its lock as far as Seam knows, and are not over: nobody can confirm that now.
    package var codes: Set<String> = []
    /// When that was read, by the server's clock.
    package var readAt: Instant

    /// Makes it of its parts, without guests.
    package init(deviceID: String, name: String, since: Instant?, zone: String?, readAt: Instant) {
        self.deviceID = deviceID
        self.name = name
        self.since = since
        self.zone = zone
        self.readAt = readAt
    }
}

extension [OfflineDoor] {
    /// Whether what a row gave is on its locks as far as Seam knows, and one of those is of these doors, so that nobody can
    /// confirm it.
    package func hide(_ row: Row) -> Bool {
        row.status == .onDevice
            && row.members.contains { member in
                contains { $0.deviceID == member.deviceID && $0.codes.contains(member.accessCodeID) }
            }
    }
}

package import CivilTime

/// PINs of a stay on their way to the eyes of one person; no document and no journal has them.
package struct ShownPIN: Sendable {
    /// One door and what opens it.
    package struct Door: Sendable {
        /// The door.
        package var name: String
        /// The PIN, nil where Seam tells none.
        package var digits: String?
        /// Until when it opens, nil for ever.
        package var endsAt: Instant?
        /// The zone of the door.
        package var zone: String?
        /// Whether the lock has it.
        package var isOnLock: Bool

        /// Makes it of its parts.
        package init(name: String, digits: String?, endsAt: Instant?, zone: String?, isOnLock: Bool) {
            self.name = name
            self.digits = digits
            self.endsAt = endsAt
            self.zone = zone
            self.isOnLock = isOnLock
        }
    }

    /// The stay.
    package var stay: String
    /// Its doors.
    package var doors: [Door]

    /// Makes it of its parts.
    package init(stay: String, doors: [Door]) {
        self.stay = stay
        self.doors = doors
    }
}

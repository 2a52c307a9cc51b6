package import CivilTime

/// How busy a door is with what others send to it.
package struct DoorState: Hashable, Sendable {
    /// When the slots that others use free, earliest first.
    package var frees: [Instant]
    /// Until when the server has asked to leave it alone, nil when it has not.
    package var closedUntil: Instant?

    /// Makes a state of its parts.
    package init(frees: [Instant] = [], closedUntil: Instant? = nil) {
        self.frees = frees
        self.closedUntil = closedUntil
    }
}

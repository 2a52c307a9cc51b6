package import CivilTime
package import Model

/// The PIN of a stay as one person sees it, once.
package struct PINText {
    private let shown: ShownPIN
    private let now: Instant

    /// Makes the text of what is shown at an instant.
    package init(_ shown: ShownPIN, now: Instant) {
        self.shown = shown
        self.now = now
    }

    /// The stay with its PIN, and a line for each door; each door has its own where they differ.
    package var lines: [String] {
        let pins = Set(shown.doors.map(\.digits))
        guard pins.count == 1, let pin = pins.first ?? nil else {
            return ["PIN  \(shown.stay.shown)"] + shown.doors.map { "  \($0.digits?.shown ?? "none")   \(line($0))" }
        }
        return ["PIN  \(shown.stay.shown)   \(pin.shown)"] + shown.doors.map { "  \(line($0))" }
    }

    private func line(_ door: ShownPIN.Door) -> String {
        let until = door.endsAt.map { "until \(LocalTime.zoned($0, door.zone, near: now))" } ?? "without an end"
        return "\(door.name.shown)   \(until)\(door.isOnLock ? "" : ", not on the lock yet")"
    }
}

package import CivilTime

/// Who could open a door in a span of time, and who did.
package struct DoorStory: Hashable, Sendable {
    /// A code that opened the door in the span, or could have.
    package struct Holder: Hashable, Sendable {
        /// The code.
        package var accessCodeID: String
        /// The name of its stay, nil where it has none or nobody knows it any more.
        package var name: String?
        /// Its hours now, or as they were last known; nil where nothing is known of them.
        package var hours: CodeState?
        /// The hours that it had before, each with the instant until which it had them.
        package var earlier: [Earlier] = []
        /// Whether Seam has it no more.
        package var isGone: Bool
        /// When it went, nil where it is there or nobody knows.
        package var goneAt: Instant?

        /// Makes it of its parts.
        package init(accessCodeID: String, name: String?, hours: CodeState?, isGone: Bool) {
            self.accessCodeID = accessCodeID
            self.name = name
            self.hours = hours
            self.isGone = isGone
        }
    }

    /// Hours that a code does not have any more.
    package struct Earlier: Hashable, Sendable {
        /// When they were changed.
        package var until: Instant
        /// The start that it had, nil where Seam does not tell it.
        package var startsAt: Instant?
        /// The end that it had, nil where Seam does not tell it.
        package var endsAt: Instant?

        /// Makes it of its parts.
        package init(until instant: Instant, startsAt: Instant?, endsAt: Instant?) {
            until = instant
            self.startsAt = startsAt
            self.endsAt = endsAt
        }
    }

    /// One time that somebody was at the door, as its lock told it.
    package struct Passage: Hashable, Sendable {
        /// When.
        package var at: Instant
        /// Whether it opened; if not, somebody was refused.
        package var opened: Bool
        /// How, in Seam's words, such as `keycode`; nil where it does not say.
        package var method: String?
        /// The code, nil where the lock does not tell it.
        package var accessCodeID: String?
        /// The name of its stay.
        package var name: String?

        /// Makes it of its parts.
        package init(at instant: Instant, opened: Bool, method: String?, accessCodeID: String?, name: String?) {
            at = instant
            self.opened = opened
            self.method = method
            self.accessCodeID = accessCodeID
            self.name = name
        }
    }

    /// The device.
    package var deviceID: String
    /// What the operator calls it.
    package var door: String
    /// Its zone, nil where it is not known.
    package var zone: String?
    /// From when on.
    package var from: Instant
    /// Until when.
    package var to: Instant
    /// Who could open it, by the start of their hours.
    package var holders: [Holder] = []
    /// Who did, oldest first.
    package var passages: [Passage] = []
    /// Whether Seam told all that it knows of the span.
    package var isWhole = true

    /// Makes a story of a door in which nothing happens.
    package init(deviceID: String, door: String, zone: String?, from: Instant, to: Instant) {
        self.deviceID = deviceID
        self.door = door
        self.zone = zone
        self.from = from
        self.to = to
    }
}

package import CivilTime
package import Model

/// Hours that a run of this journal sent to a code.
package struct SentHours: Hashable, Sendable {
    /// The code.
    package var accessCodeID: String
    /// When it was about to be sent last.
    package var at: Instant
    /// The hours.
    package var bounds: OutsideChange.Bounds

    /// Makes it of its parts.
    package init(accessCodeID: String, at: Instant, bounds: OutsideChange.Bounds) {
        self.accessCodeID = accessCodeID
        self.at = at
        self.bounds = bounds
    }
}

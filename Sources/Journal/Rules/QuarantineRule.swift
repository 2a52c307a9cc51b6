package import CivilTime

/// How long a send without an answer may still arrive, so that no other value must be sent to its group.
package enum QuarantineRule {
    /// The time after which a send without an answer arrives no more.
    package static let length = TimeSpan(milliseconds: 90_000)

    /// When a send that was given up at an instant arrives no more.
    package static func end(ofSendGivenUpAt instant: Instant) -> Instant { instant + length }
}

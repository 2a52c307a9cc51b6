package import CivilTime

/// That nothing is sent, by anybody, until somebody ends it.
package struct Freeze: Hashable, Sendable {
    /// Since when.
    package var since: Instant
    /// Who wanted it.
    package var operatorName: String
    /// Why, nil where no reason was given.
    package var reason: String?

    /// Makes a freeze of its parts.
    package init(since: Instant, operatorName: String, reason: String?) {
        self.since = since
        self.operatorName = operatorName
        self.reason = reason
    }
}

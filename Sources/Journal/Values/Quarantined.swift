package import CivilTime

/// Until when sends without an answer may still arrive, by the ids of groups and codes.
package struct Quarantined: Hashable, Sendable {
    /// Those of other runs, which would bring other hours.
    package var byOthers: [String: Instant]
    /// Those of the run itself.
    package var byItself: [String: Instant]

    /// Makes a quarantine of its two parts.
    package init(byOthers: [String: Instant] = [:], byItself: [String: Instant] = [:]) {
        self.byOthers = byOthers
        self.byItself = byItself
    }

    /// Whether nothing is closed.
    package var isEmpty: Bool { byOthers.isEmpty && byItself.isEmpty }
}

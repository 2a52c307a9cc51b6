package import CivilTime

/// How long a send without an answer may still arrive, so that no other value must be sent to its group.
package enum QuarantineRule {
    /// That a group or a code is closed to other values.
    package struct Closure: Hashable, Sendable {
        /// The key of the group or the id of the code.
        package var identifier: String
        /// The run whose send may still arrive.
        package var run: String
        /// Until when.
        package var until: Instant

        /// Makes a closure of its parts.
        package init(identifier: String, run: String, until: Instant) {
            self.identifier = identifier
            self.run = run
            self.until = until
        }
    }

    /// The time after which a send without an answer arrives no more.
    package static let length = Trial.span(90_000)

    /// When a send that was given up at an instant arrives no more.
    package static func end(ofSendGivenUpAt instant: Instant) -> Instant { instant + length }

    /// What is closed beyond an instant, seen from a run: by itself and by others.
    package static func closed(for run: String, _ closures: [Closure], at instant: Instant) -> Quarantined {
        var closed = Quarantined()
        for closure in closures where closure.until > instant {
            if closure.run == run {
                closed.byItself[closure.identifier] = closure.until
            } else {
                closed.byOthers[closure.identifier] = closure.until
            }
        }
        return closed
    }
}

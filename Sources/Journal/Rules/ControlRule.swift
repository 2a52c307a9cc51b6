package import CivilTime
package import Model

/// What keeps sends from leaving: a freeze of everything, and the wish that one run stops.
package enum ControlRule {
    /// That somebody asked a run to stop.
    package struct Stop: Hashable, Sendable {
        /// When.
        package var at: Instant
        /// Who.
        package var operatorName: String

        /// Makes a wish of its parts.
        package init(at: Instant, operatorName: String) {
            self.at = at
            self.operatorName = operatorName
        }
    }

    /// Makes sure that something may begin.
    /// - Throws: `frozen`.
    package static func requireThawed(_ freeze: Freeze?) throws(JournalError) {
        if let freeze { throw JournalError.frozen(freeze) }
    }

    /// Makes sure that a run may send.
    /// - Throws: `frozen`, `stopRequested`.
    package static func requireUnstopped(_ run: String, _ freeze: Freeze?, _ stop: Stop?) throws(JournalError) {
        try requireThawed(freeze)
        guard let stop else { return }
        throw JournalError(
            .stopRequested,
            "\(stop.operatorName.shown) asked run \(run) to stop at \(stop.at.iso8601).",
            remedy: .finish(run: run),
        )
    }
}

internal import Synchronization

/// Asks an apply to finish what is in flight and send nothing new; set once, from any thread.
package final class StopSignal: Sendable {
    private let requested = Atomic(false)

    /// Makes a signal that is not set.
    package init() {}

    /// Whether a stop was asked for.
    package var isSet: Bool { requested.load(ordering: .acquiring) }

    /// Asks for the stop.
    package func set() {
        requested.store(true, ordering: .releasing)
    }
}

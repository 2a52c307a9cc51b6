package import CivilTime

/// The engine's time: the machine's, the embedded sandbox's, or a test's.
package struct EngineClock: Sendable {
    /// The present instant.
    package var now: @Sendable () -> Instant
    /// Waits; throws `CancellationError` when the task is cancelled meanwhile.
    package var sleep: @Sendable (TimeSpan) async throws -> Void

    /// Makes a clock of its two functions.
    package init(
        now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (TimeSpan) async throws -> Void,
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The clock of the machine.
    package static let system = EngineClock(
        now: { .now() },
        sleep: { try await Task.sleep(for: .milliseconds($0.milliseconds)) },
    )
}

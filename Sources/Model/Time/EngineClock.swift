package import CivilTime
internal import Synchronization

/// The engine's time: the machine's, the embedded sandbox's, or a test's.
package struct EngineClock: Sendable {
    /// The present instant.
    package var now: @Sendable () -> Instant
    /// How much time has passed since a moment of its own: it goes on while the process is stopped or the machine sleeps, and
    /// nobody can set it.
    package var elapsed: @Sendable () -> TimeSpan
    /// Waits; throws `CancellationError` when the task is cancelled meanwhile.
    package var sleep: @Sendable (TimeSpan) async throws -> Void

    /// Makes a clock of its functions; without a function for it, `elapsed` is the machine's.
    package init(
        now: @escaping @Sendable () -> Instant,
        elapsed: @escaping @Sendable () -> TimeSpan = { EngineClock.elapsedOnMachine },
        sleep: @escaping @Sendable (TimeSpan) async throws -> Void,
    ) {
        self.now = now
        self.elapsed = elapsed
        self.sleep = sleep
    }

    /// The clock of the machine.
    package static let system = EngineClock(
        now: { .now() + TimeSpan(milliseconds: lead.load(ordering: .relaxed)) },
        sleep: { try await Task.sleep(for: .milliseconds($0.milliseconds)) },
    )

    /// By how many milliseconds the clock that all nodes of a journal go by is ahead of this machine's.
    private static let lead = Atomic<Int64>(0)

    /// Has this process go by the clock of a journal that several nodes use, which is so far ahead of the machine's.
    package static func follow(ahead span: TimeSpan) {
        lead.store(span.milliseconds, ordering: .relaxed)
    }

    /// The moment from which the machine's `elapsed` counts.
    package static let origin = ContinuousClock.now

    private static var elapsedOnMachine: TimeSpan { elapsedOnMachine(at: .now) }

    /// What the machine's `elapsed` is at a moment.
    package static func elapsedOnMachine(at moment: ContinuousClock.Instant) -> TimeSpan {
        let (seconds, attoseconds) = origin.duration(to: moment).components
        return TimeSpan(milliseconds: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}

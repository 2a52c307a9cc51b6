package import CivilTime

/// A moment on both clocks: what a person reads, and what an age is counted by.
package struct Moment: Hashable, Sendable {
    /// The instant.
    package var instant: Instant
    /// The clock's `elapsed` then.
    package var elapsed: TimeSpan

    /// Makes a moment of its parts.
    package init(instant: Instant, elapsed: TimeSpan) {
        self.instant = instant
        self.elapsed = elapsed
    }
}

extension EngineClock {
    /// The present moment.
    package var moment: Moment { Moment(instant: now(), elapsed: elapsed()) }

    /// How long ago a moment was.
    package func age(of moment: Moment) -> TimeSpan { elapsed() - moment.elapsed }
}

/// How a client waits before another try; tests put their own in place, and never wait.
struct RetryPause: Sendable {
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// The present, which moves on by at least what was slept.
    var now: @Sendable () -> ContinuousClock.Instant = { .now }
    /// A number from 0 up to 1.
    var jitter: @Sendable () -> Double = { Double.random(in: 0..<1) }
}

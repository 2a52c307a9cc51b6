/// The clock that tasks sleep by, as times since it was given to the state.
struct TaskClock: Sendable {
    /// The time since the start.
    let now: @Sendable () -> Duration
    /// Returns at a time since the start, or when its Swift task is cancelled.
    let sleep: @Sendable (Duration) async -> Void

    init(_ clock: some Clock<Duration>) {
        let start = clock.now
        now = { start.duration(to: clock.now) }
        sleep = { time in try? await clock.sleep(until: start.advanced(by: time), tolerance: nil) }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The sandbox's clock: a base instant, the time that really passed, and what a test advanced it by.
struct SandboxClock: Sendable {
    /// Milliseconds since 1970 at the start.
    let base: Int64
    /// Milliseconds that passed since the start.
    private let elapsed: @Sendable () -> Int64
    private var advanced: Int64 = 0

    init(base: Int64, elapsed: @escaping @Sendable () -> Int64) {
        self.base = base
        self.elapsed = elapsed
    }

    /// A clock that starts at `instant`, or at the machine's time, and runs as fast as the machine's.
    ///
    /// With `passed` it has run for so many milliseconds already.
    static func running(from instant: Int64?, passed: Int64 = 0) -> SandboxClock {
        let start = ContinuousClock.now
        return SandboxClock(base: instant ?? wallClock()) {
            let (seconds, attoseconds) = start.duration(to: .now).components
            return passed + seconds * 1000 + attoseconds / 1_000_000_000_000_000
        }
    }

    /// A clock that stands at `instant`, or at the machine's time, until it is advanced.
    static func still(at instant: Int64?) -> SandboxClock {
        SandboxClock(base: instant ?? wallClock()) { 0 }
    }

    var now: Int64 { base + elapsed() + advanced }

    mutating func advance(milliseconds: Int64) {
        advanced += milliseconds
    }

    mutating func reset() {
        advanced = 0
    }

    static func wallClock() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

import CLuaSupport

/// What a script may use: memory in its state, and time and output in each run.
///
/// A hit limit ends the run with a ``LuaError`` of its own code. A script cannot catch it: neither `pcall` nor a message
/// handler, a coroutine or a to-be-closed variable goes on behind it.
public struct LuaLimits: Sendable, Hashable {
    /// The bytes that the state may hold; one operation in progress may hold three times as much and 32 MB.
    public var memory: Int
    /// The wall time of one run, with all its waits.
    public var time: Duration
    /// The bytes that one run may print.
    public var output: Int

    /// Makes limits; without arguments, those of an ordinary script.
    public init(memory: Int = 256 << 20, time: Duration = .seconds(300), output: Int = 4 << 20) {
        self.memory = memory
        self.time = time
        self.output = output
    }

    /// The same for the C side.
    var native: clua_limits {
        let (seconds, attoseconds) = time.components
        let (whole, overflow) = max(0, seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (nanoseconds, isTooLong) = whole.addingReportingOverflow(max(0, attoseconds) / 1_000_000_000)
        return clua_limits(
            memory: max(1, memory),
            time: overflow || isTooLong ? .max : nanoseconds,
            output: max(0, output),
        )
    }
}

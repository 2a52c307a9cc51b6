package import CivilTime
package import Seam

/// What a script needs of the world around it.
package struct ScriptContext: Sendable {
    /// The client that its calls go through.
    package var client: SeamClient
    /// The engine's clock.
    package var clock: EngineClock
    /// The number of requests that run at the same time.
    package var concurrency: Int
    /// The id of the run, which `run.id` is.
    package var runID: String
    /// The run's nominal instant, which `run.time` is.
    package var time: Instant
    /// The script's arguments, which `run.args` is.
    package var arguments: [String]
    /// Whether a call that changes more than hours may be sent.
    package var allowsDirectEffects: Bool

    /// Makes a context of its parts.
    package init(
        client: SeamClient,
        clock: EngineClock,
        concurrency: Int,
        runID: String,
        time: Instant,
        arguments: [String],
        allowsDirectEffects: Bool,
    ) {
        self.client = client
        self.clock = clock
        self.concurrency = concurrency
        self.runID = runID
        self.time = time
        self.arguments = arguments
        self.allowsDirectEffects = allowsDirectEffects
    }
}

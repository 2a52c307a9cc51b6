package import CivilTime
package import Model
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
    /// Whether that instant is one of a schedule, and not the present one.
    var isTimeGiven = false
    /// What its command chooses among the rows of its plan.
    var selection = RowSelection()
    /// The script's arguments, which `run.args` is.
    package var arguments: [String]
    /// Whether a call that changes more than hours may be sent.
    package var allowsDirectEffects: Bool
    /// Sends calls that take effect at once; nil where none may be sent.
    var direct: DirectCalls?
    /// Which calls it may send.
    var directGrant = DirectGrant.all
    /// The schedule that fires the run, nil for none.
    var scheduleName: String?
    /// Whether every call is sent as the script makes it.
    var isUnplanned = false
    /// What the script may use of the machine.
    package var limits = ScriptLimits()
    /// The script's folder, from which it may read; nil for the REPL.
    package var folder: String?
    /// The bytes of the files that it reads, by their full paths, where they were kept for it.
    var kept: [String: [UInt8]]?
    /// The folders to which it may write.
    var writableFolders: [String] = []
    /// Whether PINs may be shown, which is for a person at a terminal.
    package var showsPINs = false
    /// Whether statements are typed one by one, which gives them `help`.
    package var isPrompt = false
    /// What the house has laid down.
    package var settings = Settings()
    /// What the script kept from its last firing that completed, as JSON; nil where there is none.
    package var memory: @Sendable () async throws(JournalError) -> String? = { () throws(JournalError) in nil }
    /// What runs have changed of a group, oldest first, by its key.
    var history: @Sendable (String) async throws(JournalError) -> [GroupHistory] = { _ throws(JournalError) in [] }
    /// The stays as they were seen last, by the id of the workspace: those that have ended are known by it.
    var lastStays: @Sendable (String) async -> [Stay] = { _ in [] }
    /// Where `log` goes, a line at a time.
    package var log: @Sendable (String) -> Void = { _ in }
    /// Hears how far the reading of the workspace is.
    package var reading: ReadingProgress.Listener = { _ in }
    /// Called on another thread when a script cannot be stopped; what is left is to end the process.
    package var onUnresponsive: @Sendable () -> Void = {}

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

package import CivilTime
package import Journal
package import Model

/// Tells an address that `serve` is well, once a minute while it is: whoever listens notices when it falls silent.
package struct Heartbeat: Sendable {
    /// The time between two.
    package static let period = TimeSpan(milliseconds: 60_000)
    /// How old the last look at the schedules may be.
    package static let patience = TimeSpan(milliseconds: 60_000)
    /// After which silence a listener takes it for dead: four that did not come, and a minute for the way.
    package static let silence = TimeSpan(milliseconds: 300_000)

    /// What goes with one.
    package struct Facts: Sendable {
        /// When it is sent.
        package var at: Instant
        /// When the schedules were looked at last.
        package var lastLook: Instant
        /// How many alarms need a person.
        package var alarms: Int
        /// The newest hash of the chain of runs, nil before there is one.
        package var runHash: String?
    }

    private let journal: any Journal
    private let clock: EngineClock
    private let lastLook: @Sendable () async -> Instant?
    private let post: @Sendable (Facts) async -> String?
    private let log: @Sendable (String) -> Void

    /// Makes a heart; `lastLook` says when the schedules were looked at last, and `post` sends and answers what went wrong.
    package init(
        journal: any Journal,
        clock: EngineClock,
        lastLook: @escaping @Sendable () async -> Instant?,
        post: @escaping @Sendable (Facts) async -> String?,
        log: @escaping @Sendable (String) -> Void,
    ) {
        self.journal = journal
        self.clock = clock
        self.lastLook = lastLook
        self.post = post
        self.log = log
    }

    /// Sends one, unless the schedules were not looked at for a minute or the journal cannot be read.
    package func beat() async {
        let now = clock.now()
        guard let lastLook = await lastLook(), now - lastLook < Self.patience else {
            return log("no heartbeat: the schedules were not looked at for a minute")
        }
        do throws(JournalError) {
            let alarms = try await journal.alarms(clearedSince: nil).count { $0.needsPerson(at: now) }
            let hash = try await journal.sealRuns(at: now)?.hash
            let facts = Facts(at: now, lastLook: lastLook, alarms: alarms, runHash: hash)
            if let error = await post(facts) { log("the heartbeat could not be posted: \(error)") }
        } catch {
            log("no heartbeat: the journal: \(error.message)")
        }
    }
}

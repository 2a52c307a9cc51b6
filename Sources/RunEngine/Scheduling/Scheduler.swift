package import CivilTime
package import Journal
package import Model

/// Fires schedules: each firing is claimed in the journal first, so that of all who try, one starts it.
///
/// Any number of schedulers may use one journal. A scheduler keeps nothing that the journal does not have, but for the
/// runs that are its own: a killed one loses nothing, and another one settles what it left.
///
///     let scheduler = Scheduler(journal: journal, clock: .system, launcher: launcher, options: options)
///     await scheduler.run { isDraining.load(ordering: .relaxed) }
///
/// What holds, however many there are and whenever one is killed: each nominal instant of a schedule is claimed at most
/// once; a schedule has one firing under way, and the others wait, are left out or are missed, as it says. A firing is a
/// process of its own, which the launcher starts and the scheduler waits for. What goes wrong is said in `options.log` and
/// counted in `watch`, and never ends `run(isDraining:)`: a journal that cannot be used is tried again at the next look,
/// and a schedule that cannot be read is told and does not keep the others.
package actor Scheduler {
    /// How a scheduler works.
    package struct Options: Sendable {
        /// The most firings that run at the same time; more wait.
        package var places = 4
        /// How long it waits between two looks at the clock.
        package var step = TimeSpan(milliseconds: 500)
        /// Whether it begins plans that were approved, for which it needs the key of the workspace.
        package var beginsPlans = true
        /// The version of the zone data of this process.
        package var zoneData: @Sendable () -> String? = { Zone.dataVersion }
        /// Makes a new id for a run.
        package var newRunID: @Sendable () -> String
        /// Where it says what an operator may want to know, a sentence each.
        package var log: @Sendable (String) -> Void = { _ in }

        /// Makes the options of `keyshift serve`.
        package init(newRunID: @escaping @Sendable () -> String) {
            self.newRunID = newRunID
        }
    }

    let journal: any Journal
    let clock: EngineClock
    let launcher: any FiringLauncher
    let options: Options
    /// What those who watch are told.
    package private(set) var watch = SchedulerWatch()
    /// The schedules that could not be read at the last look.
    package private(set) var unreadable: [UnreadableSchedule] = []
    /// The plans that it has begun, as they stood afterwards.
    package internal(set) var begunPlans: [WaitingPlan] = []
    /// The runs that it has resumed, as they stood afterwards.
    package internal(set) var resumedRuns: [RunRecord] = []
    var own: [String: Firing] = [:]
    var suspects: Set<String> = []
    var resumes = ResumeRounds()
    var locks = LockRounds()
    var beginning: Set<String> = []
    var lastSettled: Instant?
    /// The newer zone data of another node that fires the schedules, which this one then does not; nil where there is none.
    private var newerZoneData: String?
    /// Whether somebody has asked this machine to take nothing new.
    private var isDraining = false

    /// Makes a scheduler over a journal; `launcher` runs the scripts.
    package init(journal: any Journal, clock: EngineClock, launcher: any FiringLauncher, options: Options) {
        self.journal = journal
        self.clock = clock
        self.launcher = launcher
        self.options = options
    }

    /// Fires whatever comes due until `isDraining` answers true or the task is cancelled, then waits for what runs.
    ///
    /// A journal that cannot be used is said and tried again: what came due meanwhile is late or missed, by the rule of
    /// its schedule.
    package func run(isDraining: @escaping @Sendable () -> Bool) async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled, !isDraining() {
                for work in await tick() { group.addTask { await work() } }
                do { try await clock.sleep(options.step) } catch { break }
            }
        }
    }

    /// Fires what is due now, waits until nothing runs and nothing can be started, and answers the firings started.
    @discardableResult
    package func runOnce() async -> [Firing] {
        var runs: [String] = []
        while true {
            let works = await tick()
            guard !works.isEmpty else { break }
            runs += own.keys
            await withTaskGroup(of: Void.self) { group in
                for work in works { group.addTask { await work() } }
            }
        }
        var firings: [Firing] = []
        for run in runs {
            if let firing = try? await journal.firing(ofRun: run) { firings.append(firing) }
        }
        return firings.sorted { ($0.nominal, $0.schedule) < ($1.nominal, $1.schedule) }
    }

    /// Looks at the clock and the journal once, and answers the work that this look started; the caller runs it.
    package func tick() async -> [@Sendable () async -> Void] {
        var works: [@Sendable () async -> Void] = []
        let now = clock.now()
        if let jump = watch.look(at: now) { options.log(jump) }
        let failures = watch.failures
        do throws(JournalError) {
            guard try await !drains() else {
                watch.ticked(at: now)
                return []
            }
            let open = try await journal.openFirings()
            let waiting = Set(open.filter { $0.state == .queued || $0.state == .retrying }.map(\.schedule))
            sayUnreadable(try await journal.unreadableSchedules())
            let settles = lastSettled.map { now < $0 || now - $0 >= Self.settling } ?? true
            if settles { try await compareZoneData() }
            for schedule in try await journal.schedules() where schedule.pausedAt == nil && newerZoneData == nil {
                works += await start(schedule, mayWait: waiting.contains(schedule.name), at: now)
            }
            if settles {
                lastSettled = now
                works += try await settle(at: now)
                works += try await beginPlans(at: now)
            }
        } catch {
            complain(error)
        }
        if watch.failures == failures { watch.ticked(at: now) }
        return works
    }

    /// Whether this machine is to take nothing new; what it has begun goes on.
    private func drains() async throws(JournalError) -> Bool {
        let isAsked = try await journal.isDraining()
        if isAsked != isDraining {
            options.log(
                isAsked
                    ? "this node is drained: it takes nothing new until keyshift nodes undrain"
                    : "this node is drained no more, and takes firings, plans and runs again"
            )
        }
        isDraining = isAsked
        return isAsked
    }

    /// Looks whether another node that fires the schedules has newer zone data: then the same schedule can mean another
    /// instant there, and this node leaves them to that one.
    private func compareZoneData() async throws(JournalError) {
        let (own, newest) = (options.zoneData() ?? "", try await journal.nodes().newestZoneData)
        let newer = newest.flatMap { !own.isEmpty && own < $0 ? $0 : nil }
        if newer != newerZoneData {
            let what = newer.map {
                "has zone data \($0), and this one \(own): it fires nothing until its own is as new"
            }
            options.log(what.map { "another node \($0)" } ?? "the zone data is as new as that of the other nodes")
        }
        newerZoneData = newer
    }

    /// Fires or leaves out what is due of one schedule, and starts what waits.
    private func start(
        _ schedule: Schedule,
        mayWait: Bool,
        at now: Instant,
    ) async -> [@Sendable () async -> Void] {
        var works: [@Sendable () async -> Void] = []
        do throws(JournalError) {
            for firing in try await fire(schedule, at: now) { works.append(work(firing, of: schedule)) }
            if mayWait, own.count < options.places {
                let taken = try await journal.takeWaiting(of: schedule.name, runID: options.newRunID(), at: now)
                if let taken { works.append(work(taken, of: schedule)) }
            }
        } catch {
            complain(error, of: schedule.name)
        }
        return works
    }

    private func fire(_ schedule: Schedule, at now: Instant) async throws(JournalError) -> [Firing] {
        let due = CatchUp(schedule, now: now)
        try await miss(due.missed, of: schedule, at: now)
        var firings: [Firing] = []
        for nominal in due.firings where try await isFree(schedule, nominal, at: now) {
            var claim = FiringClaim(schedule, nominal: nominal, runID: options.newRunID(), at: now)
            claim.waits = own.count >= options.places
            claim.isMadeUp = schedule.missed == .all && CatchUp.isLate(nominal, at: now)
            claim.zoneDataVersion = Zone.dataVersion
            switch try await journal.claimFiring(claim) {
            case .start(let firing):
                watch.fired(after: now - nominal)
                firings.append(firing)
            case .skipped:
                options.log(
                    "\(schedule.name.shown): \(nominal.iso8601) is left out, because an earlier firing still runs"
                )
            case .queued:
                options.log("\(schedule.name.shown): \(nominal.iso8601) waits for its turn")
            case .lost: break
            }
        }
        return firings
    }

    /// Whether a firing may be claimed; a look without a write, for the minute in which each tick asks again.
    private func isFree(_ schedule: Schedule, _ nominal: Instant, at now: Instant) async throws(JournalError) -> Bool {
        guard let last = schedule.lastFiredAt, last > now else { return true }
        let known = try await journal.firing(of: schedule.name, at: nominal)
        return known.map { $0.state == .missed } ?? true
    }

    private func miss(_ nominals: [Instant], of schedule: Schedule, at now: Instant) async throws(JournalError) {
        guard let first = nominals.first, let last = nominals.last else { return }
        let late = schedule.missed == .skip ? "its schedule fires nothing late" : "it was too late for its schedule"
        let detail = "nothing fired it when it was due; found at \(now.iso8601), \(late)"
        let count = try await journal.recordMissed(nominals, of: schedule, because: detail, at: now)
        guard count > 0 else { return }
        let span = count == 1 ? last.iso8601 : "\(count) firings from \(first.iso8601) to \(last.iso8601)"
        options.log("\(schedule.name.shown): missed \(span)")
    }

    /// Says which schedules cannot be read, once each, and again when something else of them cannot be.
    private func sayUnreadable(_ found: [UnreadableSchedule]) {
        for schedule in found where !unreadable.contains(schedule) { options.log(schedule.message) }
        for schedule in unreadable where !found.contains(where: { $0.name == schedule.name }) {
            options.log("\(schedule.name.shown): it can be read again, or is gone")
        }
        unreadable = found
    }

    func complain(_ error: JournalError, of schedule: String? = nil) {
        watch.failed()
        options.log("\(schedule.map { "\($0.shown): " } ?? "")the journal: \(error.message)")
    }
}

package import CivilTime
package import Model

/// What may become of a firing, and when.
package enum FiringRule {
    /// How many firings of one schedule may wait for each other.
    private static let longestQueue = 100

    /// What a claim comes to.
    package struct Claimed: Hashable, Sendable {
        /// What whoever claims is told.
        package var verdict: FiringClaim.Verdict
        /// The firing to be written, nil for none.
        package var firing: Firing?
    }

    /// The states in which a firing has not ended.
    package static let unended: [Firing.State] = [.queued, .running, .retrying, .interrupted]

    /// Whether a schedule takes claims, which also moves its newest firing by the clock forward.
    package static func takes(_ claim: FiringClaim, _ schedule: Schedule?) -> Bool {
        guard let schedule else { return false }
        return schedule.pausedAt == nil || claim.cause == .hand
    }

    /// What becomes of a claim that its schedule takes, by the firing that is known of the same instant and by those of the
    /// schedule that have not ended.
    package static func claim(
        _ claim: FiringClaim,
        overlap: Schedule.Overlap,
        known: Firing?,
        unended: [Firing.State],
    ) -> Claimed {
        if let known, known.state != .missed { return Claimed(verdict: .lost) }
        let state = state(of: claim, overlap, unended)
        guard claim.cause == .clock || state == .running else { return Claimed(verdict: .skipped) }
        var firing = Firing(schedule: claim.schedule.name, nominal: claim.nominal, startedAt: claim.at)
        firing.cause = claim.cause
        firing.zoneDataVersion = claim.zoneDataVersion
        firing.state = state
        switch state {
        case .running:
            firing.runID = claim.runID
            return Claimed(verdict: .start(firing), firing: firing)
        case .skipped:
            firing.detail = "an earlier firing still runs"
            return Claimed(verdict: .skipped, firing: firing)
        default: return Claimed(verdict: .queued, firing: firing)
        }
    }

    private static func state(of claim: FiringClaim, _ overlap: Schedule.Overlap, _ unended: [Firing.State])
        -> Firing.State
    {
        let queued = unended.count { $0 == .queued }
        let active = unended.count - queued
        if active == 0, queued == 0 { return claim.waits ? .queued : .running }
        guard overlap == .queue || claim.isMadeUp || active == 0 else { return .skipped }
        return queued < longestQueue ? .queued : .skipped
    }

    /// The firing that is next of those of a schedule that have not ended, as a run begins it; nil while another one runs.
    ///
    /// One that is tried again comes before those that wait for their turn, and keeps them waiting until its time has come.
    package static func next(of unended: [Firing], for runID: String, at instant: Instant) -> Firing? {
        guard !unended.contains(where: { $0.state == .running || $0.state == .interrupted }) else { return nil }
        let tried = unended.filter { $0.state == .retrying }.min { $0.nominal < $1.nominal }
        let waiting = tried ?? unended.filter { $0.state == .queued }.min { $0.nominal < $1.nominal }
        guard var firing = waiting else { return nil }
        if firing.state == .retrying {
            guard let retryAt = firing.retryAt, retryAt <= instant else { return nil }
            firing.attempt += 1
        }
        firing.state = .running
        firing.runID = runID
        firing.startedAt = instant
        firing.processID = nil
        firing.finishedAt = nil
        firing.exitCode = nil
        firing.detail = nil
        firing.retryAt = nil
        return firing
    }

    /// The firing that a process enters, nil unless it runs and no other process has entered it.
    package static func entered(_ firing: Firing?, by processID: Int32) -> Firing? {
        guard var firing, firing.state == .running, firing.processID == nil else { return nil }
        firing.processID = processID
        return firing
    }

    /// A firing whose attempt has ended, nil where it has in the same way before, or waits for another attempt.
    package static func ended(_ firing: Firing?, _ ending: FiringEnding) -> Firing? {
        guard var firing, [.running, .interrupted, .partial].contains(firing.state), firing.state != ending.state else {
            return nil
        }
        firing.state = ending.state
        firing.exitCode = ending.exitCode
        firing.detail = ending.detail
        firing.retryAt = ending.retryAt
        firing.finishedAt = ending.at
        firing.rateLimited += ending.rateLimited
        return firing
    }

    /// A firing that nothing started.
    package static func missed(
        _ nominal: Instant,
        of schedule: String,
        because detail: String,
        at instant: Instant,
    ) -> Firing {
        var firing = Firing(schedule: schedule, nominal: nominal, startedAt: instant)
        firing.state = .missed
        firing.finishedAt = instant
        firing.detail = detail
        return firing
    }

    /// A firing whose schedule was removed, nil unless it waits.
    package static func removed(_ firing: Firing) -> Firing? {
        guard firing.state == .queued || firing.state == .retrying else { return nil }
        var firing = firing
        firing.state = .skipped
        firing.detail = "the schedule was removed"
        return firing
    }

    /// How often a firing is tried again whose groups another run holds; with the pauses that is a quarter of an hour.
    private static let retriesOfHeld = 5

    /// How often a firing of a schedule is tried again; a schedule that tries nothing again waits for no other run either.
    package static func retries(of schedule: Schedule?, isHeld: Bool) -> Int {
        guard let most = schedule?.retries, most > 0 else { return 0 }
        return isHeld ? max(most, retriesOfHeld) : most
    }

    /// 30 seconds, then twice as long each time, 10 minutes at most.
    package static func pause(afterAttempt attempt: Int) -> TimeSpan {
        Trial.span(min(30_000 << Int64(min(max(attempt, 1) - 1, 8)), 600_000))
    }
}

/// How often each interrupted run was resumed: at once, then after longer and longer pauses, and not for ever.
package struct ResumeRounds: Sendable {
    /// The most rounds of one run.
    package static let most = 6

    private var rounds: [String: (count: Int, next: Instant)] = [:]

    /// Makes rounds of nothing.
    package init() {}

    /// Whether a run is to be resumed now; if so, the attempt counts.
    package mutating func begin(_ run: String, at now: Instant) -> Bool {
        let (count, next) = rounds[run] ?? (0, now)
        guard count < Self.most, now >= next else { return false }
        rounds[run] = (count + 1, now + FiringRule.pause(afterAttempt: count + 1))
        return true
    }

    /// Whether a run is not resumed again.
    package func isLast(_ run: String) -> Bool {
        rounds[run].map { $0.count >= Self.most } ?? false
    }
}

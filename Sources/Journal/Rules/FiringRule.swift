package import CivilTime
package import Model

/// What may become of a firing, and when.
package enum FiringRule {
    /// How many firings of one schedule may wait for each other.
    private static let longestQueue = 100

    /// What becomes of a claim, by the firings of its schedule that have not ended.
    package static func verdict(on claim: FiringClaim, overlap: Schedule.Overlap, active: Int, queued: Int)
        -> Firing.State
    {
        if active == 0, queued == 0 { return claim.waits ? .queued : .running }
        guard overlap == .queue || claim.isMadeUp || active == 0 else { return .skipped }
        return queued < longestQueue ? .queued : .skipped
    }

    /// Whether an attempt that stands in one state can end in another.
    package static func canEnd(_ state: Firing.State, as ending: Firing.State) -> Bool {
        [.running, .interrupted, .partial].contains(state) && state != ending
    }

    /// What there is to tell of a firing, by how the one before it ended: a failure, or the first good end after one.
    package static func notice(of state: Firing.State, after previous: Firing.State?) -> Notice.Kind? {
        if state.isTrouble { return .failure }
        return state == .done && previous?.isTrouble == true ? .recovery : nil
    }

    /// How long whoever takes a notice has to tell it before somebody else may.
    package static let noticeLease = TimeSpan(milliseconds: 120_000)

    /// 30 seconds, then twice as long each time, 10 minutes at most.
    package static func pause(afterAttempt attempt: Int) -> TimeSpan {
        TimeSpan(milliseconds: min(30_000 << Int64(min(max(attempt, 1) - 1, 8)), 600_000))
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

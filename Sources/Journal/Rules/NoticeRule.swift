package import CivilTime
package import Model

/// What is told of firings, and when somebody else may tell it.
package enum NoticeRule {
    /// The ends that a later one is compared with; a firing that was left out says nothing.
    package static let ends: [Firing.State] = [.done, .partial, .failed, .refused, .held, .missed]

    /// What there is to tell of a firing, by how the one before it ended: a failure, or the first good end after one.
    ///
    /// Nothing where its schedule is gone or has no `address` for it.
    package static func notice<Failure: Error>(
        of firing: Firing,
        after previous: Firing.State?,
        others: Int,
        at instant: Instant,
        address: (Notice.Kind) throws(Failure) -> String?,
    ) throws(Failure) -> Notice? {
        guard let kind = kind(of: firing.state, after: previous), let target = try address(kind) else { return nil }
        var told = Firing(schedule: firing.schedule, nominal: firing.nominal, startedAt: instant)
        told.state = firing.state
        told.runID = firing.runID
        told.exitCode = firing.exitCode
        told.detail = firing.detail
        return Notice(id: 0, kind: kind, firing: told, others: others, tries: 0, target: target)
    }

    /// What a firing's end is compared with: one that waited for a person was told so, whatever the one before it came to.
    package static func previous(of firing: Firing, wasHeld: Bool, last: Firing.State?) -> Firing.State? {
        wasHeld ? .held : last
    }

    /// When somebody else may tell what was taken: whoever took it has so long.
    package static func nextTry(ofTakenAt instant: Instant) -> Instant { instant + lease }

    private static let lease = TimeSpan(milliseconds: 120_000)

    private static func kind(of state: Firing.State, after previous: Firing.State?) -> Notice.Kind? {
        if state.isTrouble { return .failure }
        return state == .done && previous?.isTrouble == true ? .recovery : nil
    }
}

extension Schedule {
    /// Where something of this kind is posted to, nil for nowhere.
    package func address(for kind: Notice.Kind) -> String? {
        kind == .failure ? onFailure : onRecovery
    }
}

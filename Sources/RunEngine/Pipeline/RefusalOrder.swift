internal import Model

extension Error {
    /// Whether the same script has a run that stopped before its end.
    var isOwnUnfinished: Bool { (self as? PlanError)?.code == .unfinishedRun }

    /// Whether nothing may be sent at all, whatever the plan.
    var isStop: Bool {
        guard let code = (self as? JournalError)?.code else { return false }
        return code == .frozen || code == .lostCommits
    }
}

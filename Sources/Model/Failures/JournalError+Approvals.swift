package import CivilTime

extension JournalError {
    /// The error for a hash that no plan has.
    package static func unknownPlan(_ hash: String) -> JournalError {
        JournalError(.unknownPlan, "There is no plan \(hash.shown).", remedy: .listPlans)
    }

    /// The refusal of somebody who would approve their own plan.
    package static func ownPlan(_ plan: WaitingPlan) -> JournalError {
        JournalError(
            .ownPlan,
            "The plan \(plan.shortHash) is of \(plan.author.shown): somebody else has to approve it.",
            remedy: .breakGlass(plan.shortHash),
        )
    }

    /// The refusal to approve a plan that somebody asked for who was not signed in.
    package static func authorUnknown(_ plan: WaitingPlan) -> JournalError {
        JournalError(
            .ownPlan,
            "The plan \(plan.shortHash) was asked for before there were people, so that nobody knows whose it is.",
            remedy: .askAgain,
        )
    }

    /// The refusal to let an author approve: it is somebody else, or it is too early.
    package static func noBreakGlass(_ plan: WaitingPlan, _ why: String) -> JournalError {
        JournalError(.ownPlan, "The plan \(plan.shortHash) cannot be approved by its author: \(why).")
    }

    /// The refusal to decide about a plan, or to begin it, that is over.
    package static func planOver(_ plan: WaitingPlan, at instant: Instant) -> JournalError {
        JournalError(.planOver, "The plan \(plan.shortHash) \(plan.story(at: instant)).", remedy: .askAgain)
    }

    /// The refusal to begin a plan that nobody has approved.
    package static func needsApproval(_ plan: WaitingPlan, _ why: String) -> JournalError {
        JournalError(
            .needsApproval,
            "The plan \(plan.shortHash) of \(plan.author.shown) \(why).",
            remedy: .approve(plan.shortHash),
        )
    }
}

extension WaitingPlan {
    /// What became of it, behind its name.
    package func story(at instant: Instant) -> String {
        let by = decision.map { " by \($0.by.shown)" } ?? ""
        let reason = decision?.reason.map { ": \($0.shown)" } ?? ""
        return switch state(at: instant) {
        case .waiting: "waits for somebody to approve it"
        case .approved: "is approved\(by)\(reason)"
        case .refused: "was refused\(by)\(reason)"
        case .begun: "was begun, as run \((runID ?? "").shown)"
        case .expired: "was good until \(LocalTime.full(expiresAt, nil)) only"
        case .replaced: "was replaced: its schedule asks for other rows"
        case .failed: "was approved\(by), and could not begin: \((detail ?? "").shown)"
        case .completed: "was approved\(by), and there was nothing to change any more"
        }
    }
}

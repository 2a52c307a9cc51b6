internal import CivilTime
internal import Model

/// That somebody, or something that may, has agreed to send a plan.
///
/// Only `ConsentRule` makes one.
package struct Consent: Sendable {
    /// The hash of the plan whose approval the run uses up, nil where it needs none.
    let approval: String?
    /// Whether a person was asked, who may have thought about it for any time: what was read for the plan is old then.
    let wasAsked: Bool

    fileprivate init(approval: String? = nil, wasAsked: Bool = false) {
        self.approval = approval
        self.wasAsked = wasAsked
    }
}

/// Who agrees to a plan, laid down before it is made.
package enum ConsentRule: Hashable, Sendable {
    /// Nobody: the plan is shown, and that is all.
    case planOnly
    /// Somebody at a terminal is asked.
    case ask
    /// The command line did, with `--yes`.
    case given
    /// A schedule's grant: plans of over `holdAbove` groups wait for a person, and with 0 all do.
    case granted(schedule: String, holdAbove: Int?)

    /// What a question was answered with.
    package enum Answer: Hashable, Sendable {
        /// Send it.
        case yes
        /// Send nothing.
        case no
        /// Nobody can be asked here.
        case nobody
    }

    /// What the rule says of a plan that would change so many groups.
    enum Verdict {
        case agreed(Consent)
        case ask
        case none
    }

    /// What the rule says of a plan that would change so many groups.
    func verdict(on count: Int) -> Verdict {
        switch self {
        case .planOnly: return .none
        // Nothing is sent, so that nobody is asked.
        case _ where count == 0: return .agreed(Consent())
        case .ask: return .ask
        case .given: return .agreed(Consent())
        case .granted: return .agreed(Consent())
        }
    }

    /// The consent of an approved plan; the transaction that begins its run asks again.
    /// - Throws: `needsApproval`, `planOver`.
    static func consent(of plan: WaitingPlan, at now: Instant) throws(JournalError) -> Consent {
        switch plan.state(at: now) {
        case .approved: return Consent(approval: plan.hash)
        case .waiting: throw JournalError.needsApproval(plan, plan.story(at: now))
        default: throw JournalError.planOver(plan, at: now)
        }
    }

    /// The consent of an answer, for a plan that was approved where that was needed.
    /// - Throws: `unconfirmed` for any other than yes.
    static func consent(of answer: Answer, approval: String? = nil) throws(PlanError) -> Consent {
        switch answer {
        case .yes: return Consent(approval: approval, wasAsked: true)
        case .no: throw PlanError(.unconfirmed, "you did not say yes")
        case .nobody: throw PlanError(.unconfirmed, "nobody can be asked here; nothing was sent", remedy: .consent)
        }
    }
}

internal import Model

/// That somebody, or something that may, has agreed to send a plan.
///
/// Only `ConsentRule` makes one.
package struct Consent: Sendable {
    fileprivate init() {}
}

/// Who agrees to a plan, laid down before it is made.
package enum ConsentRule: Hashable, Sendable {
    /// Nobody: the plan is shown, and that is all.
    case planOnly
    /// Somebody at a terminal is asked.
    case ask
    /// The command line did, with `--yes`.
    case given
    /// A schedule's grant: plans of over `holdAbove` groups wait for a person.
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
        case hold(schedule: String, most: Int)
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
        case .granted(let schedule, let most?) where count > most: return .hold(schedule: schedule, most: most)
        case .granted: return .agreed(Consent())
        }
    }

    /// The consent of an answer.
    /// - Throws: `unconfirmed` for any other than yes.
    static func consent(of answer: Answer) throws(PlanError) -> Consent {
        switch answer {
        case .yes: return Consent()
        case .no: throw PlanError(.unconfirmed, "you did not say yes")
        case .nobody: throw PlanError(.unconfirmed, "nobody can be asked here; nothing was sent", remedy: .consent)
        }
    }
}

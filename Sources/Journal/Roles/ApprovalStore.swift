package import CivilTime
package import Model

/// Plans that wait for a second person.
///
/// An approval is of a hash, and is used once: by the transaction that begins its run (`RunStore.beginRun`). Whoever decides
/// is compared with the author there and then, by `ApprovalRule`.
package protocol ApprovalStore: Sendable {
    /// Keeps that somebody asks for a plan, with its document: a new one waits, one that waits is renewed, and one that was
    /// decided stays as it is while it is good.
    /// - Returns: The plan as it stands.
    /// - Throws: `storage` when it cannot be written.
    func askApproval(of plan: WaitingPlan, document: String) async throws(JournalError) -> WaitingPlan

    /// The plans that were asked for since an instant, the newest first.
    /// - Throws: `storage` when it cannot be read.
    func waitingPlans(since instant: Instant) async throws(JournalError) -> [WaitingPlan]

    /// One plan with its document.
    /// - Throws: `unknownPlan`.
    func waitingPlan(_ hash: String) async throws(JournalError) -> (plan: WaitingPlan, document: String)

    /// Approves a plan.
    /// - Throws: `unknownPlan`, `planOver`, `notSignedIn`, `role`, `ownPlan`.
    func approvePlan(_ hash: String, by decider: PlanDecider, at instant: Instant) async throws(JournalError)
        -> WaitingPlan

    /// Refuses a plan that waits or is approved, and ends the firing that asked for it, which is told.
    /// - Throws: `unknownPlan`, `planOver`, `notSignedIn`, `role`.
    func refusePlan(_ hash: String, by decider: PlanDecider, at instant: Instant) async throws(JournalError)
        -> WaitingPlan

    /// Keeps that an approved plan could not begin, and why; one that is not approved stays as it is.
    /// - Throws: `unknownPlan`.
    func failPlan(_ hash: String, because detail: String, at instant: Instant) async throws(JournalError)

    /// Keeps that nothing of an approved plan was left to change; one that is not approved stays as it is.
    /// - Throws: `unknownPlan`.
    func completePlan(_ hash: String, at instant: Instant) async throws(JournalError)

    /// Ends the plans whose time is over, with the firings that asked for them, which are told.
    /// - Returns: The plans.
    /// - Throws: `storage` when it cannot be written.
    func expirePlans(at instant: Instant) async throws(JournalError) -> [WaitingPlan]

    /// The history of a plan, the oldest line first.
    /// - Throws: `storage` when it cannot be read.
    func planEvents(of hash: String) async throws(JournalError) -> [PlanEvent]
}

internal import CivilTime
internal import Journal
internal import Model

extension Scheduler {
    /// Ends the plans whose time is over, and begins those that were approved.
    ///
    /// The approval is used up by the transaction that begins the run, so that of several who try one begins it.
    func beginPlans(at now: Instant) async throws(JournalError) -> [@Sendable () async -> Void] {
        for plan in try await journal.expirePlans(at: now) {
            options.log("the plan \(plan.shortHash) of \(plan.author.shown) \(plan.story(at: now))")
        }
        guard options.beginsPlans else { return [] }
        var works: [@Sendable () async -> Void] = []
        for plan in try await journal.waitingPlans(since: now - ApprovedPlan.memory) {
            guard plan.state(at: now) == .approved, !beginning.contains(plan.hash),
                own.count + beginning.count < options.places, resumes.begin(plan.hash, at: now)
            else { continue }
            beginning.insert(plan.hash)
            options.log("the plan \(plan.shortHash) of \(plan.author.shown) is approved and begins")
            works.append { await self.begin(plan) }
        }
        return works
    }

    private func begin(_ plan: WaitingPlan) async {
        let end = await launcher.begin(plan)
        beginning.remove(plan.hash)
        do throws(JournalError) {
            let left = try await journal.waitingPlan(plan.hash).plan
            options.log("the plan \(plan.shortHash) \(left.story(at: clock.now()))")
            begunPlans.append(left)
            guard left.state == .approved, resumes.isLast(plan.hash) else { return }
            let why = "it was tried \(ResumeRounds.most) times; \(end.sentence)"
            try await journal.failPlan(plan.hash, because: why, at: clock.now())
        } catch {
            complain(error, of: plan.scheduleName)
        }
    }
}

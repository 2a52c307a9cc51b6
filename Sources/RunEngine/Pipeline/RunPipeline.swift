internal import CivilTime
internal import Journal
package import Model

/// The one way from a wish to its outcome: plan, check, clear, agree, apply.
///
/// Whoever drives it asks for the next action, does what the action says, and tells how that went:
///
///     var pipeline = engine.pipeline(.script(script), consent: .ask, runID: id)
///     while true {
///         switch await pipeline.next() {
///         case .show(let report): print(report)
///         case .ask(let report): pipeline.answer(confirms(report) ? .yes : .no)
///         case .keep(let file): pipeline.kept(at: try write(file))
///         case .wait(let prior): print(prior.run.id); await pipeline.wait()
///         case .apply: await pipeline.apply(stop: stop) { show($0) }
///         case .finished(let report): return report
///         }
///     }
///
/// Each stage holds the proof of the one before it: only a `Proposal` is checked, only a `CheckedPlan` is cleared, and
/// only a `ClearedPlan` with a `Consent` is applied. A refusal at any of them ends it, after the plan was shown.
///
/// It is a value that its driver owns; it keeps no task of its own and touches the screen nowhere. Whatever was printed
/// or asked, it sends nothing before `apply(stop:progress:)`, and that once: a second call does nothing. Calls that a script
/// made at once were sent before, and stand in the report. It throws nothing: a failure of the network, of the journal or of
/// the script is the report's, with `refused` or `failed` as its state, and the next action is `finished`. A driver that is
/// killed leaves a run that the journal knows, which `Way.resume` takes up.
package struct RunPipeline: Sendable {
    /// What the driver does next.
    package enum Action: Sendable {
        /// Show the plan; the report's state is `planned` or `refused`.
        case show(RunReport)
        /// Ask whether the plan is to be sent, then call `answer(_:)`.
        case ask(RunReport)
        /// Write the plan where a person finds it, then call `kept(at:)`.
        case keep(PlanFile)
        /// Say that another run has just sent the one booking a change, then call `wait()`.
        case wait(Prior)
        /// Call `apply(stop:progress:)`.
        case apply
        /// Nothing: this is the outcome.
        case finished(RunReport)
    }

    private enum Stage {
        case begun
        case waiting(Prior)
        case shown(ClearedPlan)
        case asked(ClearedPlan, approval: String?)
        case agreed(ClearedPlan, Consent)
        case over
    }

    private let engine: Engine
    private let way: Way
    private let consent: ConsentRule
    /// Whether a plan that is only shown is kept in a file, too.
    private let keepsPlan: Bool
    private var stage = Stage.begun
    private var report: RunReport
    private var effects: EffectJournal?
    private var memory: MemoryScope?
    private var witness = Witness()
    private var planHash: String?
    /// What of the workspace a script has seen, and so its alarms can be mended by.
    private var reach: AlarmLook.Reach?
    private var isLookKept = false
    /// How long another run is waited for, nil before there was need to.
    private var waitsUntil: Instant?

    fileprivate init(_ engine: Engine, _ way: Way, _ consent: ConsentRule, runID: String, keepsPlan: Bool) {
        self.engine = engine
        self.way = way
        self.consent = consent
        self.keepsPlan = keepsPlan
        let now = engine.environment.clock.now()
        report = RunReport(runID: runID, script: way.script.name, state: .planned, plan: .empty(at: now))
    }

    private var isPlanOnly: Bool { consent == .planOnly }

    /// What to do now.
    package mutating func next() async -> Action {
        switch stage {
        case .begun: return await begin()
        case .waiting(let prior): return .wait(prior)
        case .shown(let cleared): return await agree(cleared)
        case .asked: return .ask(report)
        case .agreed: return .apply
        case .over: return await finish()
        }
    }

    /// Tells what the question was answered with.
    package mutating func answer(_ answer: ConsentRule.Answer) {
        guard case .asked(let cleared, let approval) = stage else { return }
        do throws(PlanError) {
            stage = .agreed(cleared, try ConsentRule.consent(of: answer, approval: approval))
        } catch {
            refuse(error)
        }
    }

    /// Tells where the plan was kept, or why it could not be.
    package mutating func kept(at place: Result<String, PlanError>) {
        stage = .over
        if case .failure(let error) = place { report.fail(error) }
    }

    /// Sends the plan.
    ///
    /// A stop lets what is in flight finish and leaves the rest; `progress` is called after every row that is settled.
    package mutating func apply(stop: StopSignal, progress: @escaping @Sendable (ApplyProgress) -> Void) async {
        guard case .agreed(let cleared, let consent) = stage else { return }
        stage = .over
        effects?.handOver()
        let run = RunApply(engine: engine, memory: memory, effects: effects, planHash: planHash)
        let before = report
        guard let refusal = await run.apply(cleared, consent, &report, stop: stop, progress: progress) else { return }
        // Another run has sent the booking something since the plan was cleared: look again, and wait for that.
        guard record.namesOneBooking, refusal.isHold, waitsUntil == nil else { return }
        report = before
        stage = .begun
    }

    /// Waits until it is known what became of another run's change of the booking, two minutes at most; then the plan is
    /// made anew.
    package mutating func wait() async {
        guard case .waiting(let prior) = stage else { return }
        let clock = engine.environment.clock
        let end = waitsUntil ?? clock.now() + Self.longestWait
        waitsUntil = end
        do throws(JournalError) {
            repeat {
                try? await clock.sleep(Self.waitStep)
                guard try await clearing(nil).underWay(report.plan.rows, record.scope) != nil else {
                    return stage = .begun
                }
            } while clock.now() < end && !Task.isCancelled
            report.giveUp(waitingFor: prior)
            stage = .over
        } catch {
            refuse(error)
        }
    }

    private static let longestWait = TimeSpan(milliseconds: 120_000)
    private static let waitStep = TimeSpan(milliseconds: 500)

    private mutating func refuse(_ error: any Error) { refuse([error]) }

    /// Refuses the plan for all that stands in its way, so that nobody meets one check after the other.
    ///
    /// What its own run has left is resumed, and nothing that the same plan would be refused for matters beside that.
    private mutating func refuse(_ errors: [any Error]) {
        let first = errors.filter { $0.isOwnUnfinished || $0.isStop }
        report.fail(first.contains { $0.isOwnUnfinished } ? first : errors)
        stage = .over
    }
}

extension Engine {
    /// The way of a run from its wish to its outcome; with `keepsPlan` a plan that is only shown is kept, too.
    package func pipeline(
        _ way: Way,
        consent: ConsentRule,
        runID: String,
        keepsPlan: Bool = false,
    ) -> RunPipeline {
        RunPipeline(self, way, consent, runID: runID, keepsPlan: keepsPlan)
    }
}

// MARK: - The stages

extension RunPipeline {
    private mutating func begin() async -> Action {
        stage = .over
        witness = Witness()  // What was told for a plan that is made anew now is old.
        if let refusal = await refusalWithoutPlan() {
            refuse(refusal)
            return await finish()
        }
        let proposed: Planner.Proposed
        switch await Planner(engine: engine, runID: report.runID).propose(way) {
        case .success(let found): proposed = found
        case .failure(let failure):
            failure.mark(&report)
            reach = failure.facts?.alarmReach
            effects = failure.effects
            report.isUnplanned = effects?.manner == .packed
            return await finish()
        }
        take(proposed)
        return await check(proposed)
    }

    /// The refusal of calls that are sent without a plan while people are known: nobody could look at them before.
    private func refusalWithoutPlan() async -> (any Error)? {
        guard engine.options.isUnplanned, !isPlanOnly else { return nil }
        do throws(JournalError) {
            guard try await !engine.environment.journal().people().isEmpty else { return nil }
        } catch {
            return error
        }
        return PlanError(
            .needsApproval,
            "this journal knows people, and without a plan nobody could look at what is sent.",
            remedy: .withPlan,
        )
    }

    /// Checks and clears the plan; without the rows that the journal takes out of it, it is checked anew.
    private mutating func check(_ proposed: Planner.Proposed) async -> Action {
        var proposed = proposed
        do {
            try await RowChoice(engine: engine).choose(from: &proposed.proposal, ofRest: proposed.rest?.id)
            try await AbsentGuests(engine: engine).look(behind: &proposed.proposal)
        } catch {
            report.plan = proposed.proposal.plan
            refuse([proposed.refusal as (any Error)?, error].compactMap(\.self))
            return .show(report)
        }
        while true {
            switch await CheckedPlan.check(
                proposed.proposal,
                settings: engine.options.settings,
                isSandbox: engine.environment.isSandbox,
                isUnattended: engine.options.scheduleName != nil,
                pace: engine.options.pace,
                now: engine.environment.clock.now(),
            ) {
            case .refused(let errors, let plan):
                let clearing = clearing(proposed.rest)
                // A row that is to be left out for what the journal knows of it refuses nothing.
                let leaving = await clearing.leaving(plan, of: proposed.proposal)
                guard leaving.isEmpty else {
                    proposed.proposal.leaveOut(leaving)
                    continue
                }
                report.plan = plan
                let kept = await clearing.refusals(beside: plan, of: proposed.proposal)
                refuse([proposed.refusal].compactMap(\.self) + errors + kept)
                report.nameStays(in: proposed.proposal.facts?.index)
                return .show(report)
            case .checked(let checked):
                guard let reasons = await clear(checked, proposed) else {
                    if case .waiting(let prior) = stage { return .wait(prior) }
                    return .show(report)
                }
                proposed.proposal.leaveOut(reasons)
            }
        }
    }

    private mutating func take(_ proposed: Planner.Proposed) {
        effects = proposed.effects
        memory = proposed.memory
        reach = proposed.proposal.facts?.alarmReach
        planHash = proposed.planHash
        report.isUnplanned = effects?.manner == .packed
        report.script = proposed.scriptName ?? report.script
        report.runID = proposed.rest?.id ?? report.runID
        report.workspaceID = proposed.proposal.facts?.workspaceID
        report.workspaceName = proposed.proposal.facts?.workspaceName
        report.goodUntil = keepsPlan ? proposed.proposal.plan.madeAt + PlanFile.lifetime : proposed.goodUntil
    }

    /// Asks the journal; brings what it takes out of the plan, nil when nothing.
    private mutating func clear(_ checked: CheckedPlan, _ proposed: Planner.Proposed) async -> [Row.Target: Plan
        .LeftOut]?
    {
        switch await clearing(proposed.rest).clear(checked) {
        case .leftOut(let reasons): return reasons
        case .underWay(let prior, let plan):
            report.plan = plan
            stage = .waiting(prior)
        case .refused(let errors, let plan):
            report.plan = plan
            refuse([proposed.refusal].compactMap(\.self) + errors)
        case .cleared(let cleared, let plan):
            report.plan = plan
            stage = .shown(cleared)
            if let refusal = proposed.refusal { refuse([refusal]) }
        }
        report.nameStays(in: proposed.proposal.facts?.index)
        return nil
    }

    /// What asks the journal, for a new run or for the rest of one.
    private func clearing(_ rest: RunRecord?) -> Clearing {
        Clearing(
            engine: engine,
            script: way.script,
            start: rest.map { .rest(of: $0) } ?? .new(record),
            witness: witness,
            isPlanOnly: isPlanOnly,
        )
    }

    private mutating func agree(_ cleared: ClearedPlan) async -> Action {
        guard !isPlanOnly else {
            stage = .over
            return keepsPlan ? .keep(planFile) : .finished(report)
        }
        do {
            if case .approved(let plan, _) = way {
                let now = engine.environment.clock.now()
                stage = .agreed(cleared, try ConsentRule.consent(of: plan, at: now))
                return .apply
            }
            return try await agree(cleared, approval: approval(of: cleared))
        } catch {
            refuse(error)
            if report.waiting?.state == .waiting { report.state = .waiting }
            return await finish()
        }
    }

    private mutating func agree(_ cleared: ClearedPlan, approval: String?) async throws -> Action {
        let isRest = if case .rest = cleared.start { true } else { false }
        let count = cleared.checked.plan.rows.count { $0.status == .planned || (isRest && $0.status == .pending) }
        // What a run has sent without an answer is still open, whatever its rows say.
        switch consent.verdict(on: isRest ? max(1, count) : count) {
        case .none: return await finish()
        case .ask:
            stage = .asked(cleared, approval: approval)
            return .ask(report)
        case .agreed(let consent):
            stage = .agreed(cleared, approval == nil ? consent : try ConsentRule.consent(of: .yes, approval: approval))
            return .apply
        }
    }

    /// The hash of an approved plan that a plan of this size needs, nil where it needs none.
    /// - Throws: `needs_approval` where nobody has approved it; `report.waiting` is the plan that waits then.
    private mutating func approval(of cleared: ClearedPlan) async throws -> String? {
        guard let hold = Hold.of(cleared, consent, engine.options.settings) else { return nil }
        let plan = try await ApprovalAsk(engine: engine, way: way, report: report).ask()
        report.waiting = plan
        guard plan.state == .approved else {
            let story = plan.story(at: plan.askedAt)
            let again = plan.state == .waiting ? "The plan \(plan.shortHash)" : "This plan, \(plan.shortHash),"
            throw PlanError(
                .needsApproval,
                "\(hold.sentence) \(again) \(story).",
                remedy: plan.state == .waiting ? .approve(plan.shortHash) : nil,
            )
        }
        return plan.hash
    }

    private mutating func finish() async -> Action {
        stage = .over
        await endEffects()
        if !isPlanOnly, !isLookKept {
            isLookKept = true
            await AlarmKeeping(engine: engine, way: way, reach: reach).keep(&report)
        }
        return .finished(report)
    }

    /// Ends a run of which only calls that took effect at once are in the journal.
    private mutating func endEffects() async {
        guard let effects else { return }
        self.effects = nil
        let count = effects.count
        report.directCalls = RunReport.DirectCount(sent: count.sent, failed: count.failed)
        let isWhole = report.state == .completed || report.state == .planned
        do throws(JournalError) {
            try await effects.finish(isWhole ? .completed : .partial)
        } catch {
            report.plan.warnings.append(
                Warning(.journal, "the journal could not keep the last calls: \(error.message)")
            )
        }
    }

    /// The record of the run, as it begins.
    private var record: RunRecord {
        var record = engine.record(
            report.runID,
            way.script,
            workspaceID: report.workspaceID ?? "",
            origin: way.origin,
        )
        guard case .approved(let plan, _) = way else { return record }
        (record.operatorName, record.person, record.reason) = (plan.author, plan.person, plan.reason)
        record.approval = RunApproval(hash: plan.hash)
        return record
    }

    /// The plan as a file keeps it.
    private var planFile: PlanFile {
        PlanFile.of(report, by: way.script, in: engine)
    }
}

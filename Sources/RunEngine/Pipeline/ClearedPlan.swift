internal import CivilTime
internal import Journal
internal import Model

/// A checked plan that nothing in the journal stands in the way of; only `clear(_:)` makes one.
///
/// The journal asks again in the transaction that begins the run, so that nothing can come between.
package struct ClearedPlan: Sendable {
    /// The plan.
    let checked: CheckedPlan
    /// What the journal begins, or takes up again.
    let start: Start
    /// Whether the journal knows people.
    let hasPeople: Bool

    /// How the run begins.
    enum Start: Sendable {
        /// As a new run.
        case new(RunRecord)
        /// As the rest of one that stopped.
        case rest(of: RunRecord)
    }

    /// Whether a command has named one booking, and this is its only row.
    var isOfOneBooking: Bool {
        guard checked.plan.rows.count == 1 else { return false }
        let record: RunRecord
        switch start {
        case .new(let run), .rest(let run): record = run
        }
        return record.namesOneBooking
    }

    fileprivate init(_ checked: CheckedPlan, _ start: Start, hasPeople: Bool = false) {
        self.checked = checked
        self.start = start
        self.hasPeople = hasPeople
    }
}

/// Asks the journal what stands in the way of a checked plan.
struct Clearing {
    /// What the journal said.
    enum Outcome {
        /// Nothing stands in the way; the plan takes longer by what others sent.
        case cleared(ClearedPlan, Plan)
        /// Something stands in the way of rows that are to be left out: the plan without them has to be checked anew.
        case leftOut([Row.Target: Plan.LeftOut])
        /// Another run has sent the one booking a change, and it is not known yet what became of it.
        case underWay(Prior, Plan)
        /// Something does.
        case refused([any Error], Plan)
    }

    let engine: Engine
    let script: Engine.Script
    let start: ClearedPlan.Start
    /// What others did, by what Seam tells.
    let witness: Witness
    /// Whether the plan is only shown.
    let isPlanOnly: Bool

    /// What is asked for.
    ///
    /// scripts/matrix takes each line out in turn; the transaction that begins a run asks again.
    private static let kinds: Set<Prior.Kind> = [
        .busy,
        .unfinished,
        .once,
        .recent,
    ]

    /// Asks for an unfinished run of the same script, for holds, labels, and changes of the last hours.
    ///
    /// The journal is opened only when there is something to send.
    func clear(_ checked: CheckedPlan) async -> Outcome {
        var plan = checked.plan
        guard plan.hasChanges else { return .cleared(ClearedPlan(checked, start), plan) }
        do throws(JournalError) {
            let journal = try engine.environment.journal()
            var refusals: [any Error] = []
            if let refusal = try await stopped(plan, in: journal) { refusals.append(refusal) }
            let people = try await journal.people()
            if !isPlanOnly { try requireSender(people) }
            if case .rest = start {
                return refusals.isEmpty ? .cleared(ClearedPlan(checked, start), plan) : .refused(refusals, plan)
            }
            let unfinished = try await unfinished(in: journal, workspaceID: checked.workspaceID)
            if let unfinished { refusals.append(try await refusal(for: unfinished, in: journal)) }
            try await estimate(&plan, in: journal)
            let priors = try await priors(of: checked.plan.rows, checked.maker, checked.workspaceID, in: journal)
            let left = priors.filter { checked.limits.leftOut.contains($0.kind.check) }
            // What is left out for one reason is not refused for another.
            let leaving = Set(left.map(\.row))
            let inTheWay = priors.filter { !leaving.contains($0.row) }.outside(unfinished)
            let (taken, others) = yielding(inTheWay)
            for prior in taken {
                if try await prior.isDone(with: plan.rows[prior.row], in: journal) { continue }
                let hasArrived = try await prior.hasArrived(at: plan.rows[prior.row], in: journal)
                plan.warnings.append(Self.taking(prior, plan.rows, hasArrived: hasArrived == true))
            }
            if namesOneBooking, !isPlanOnly, refusals.isEmpty, let hold = others.first(where: \.isHold) {
                return .underWay(hold, plan)
            }
            plan.warnings += try await labelled(checked, in: journal)
            plan.warnings += try await undecided(checked, in: journal)
            plan.warnings += try await takenBack(checked, in: journal)
            let asked = Set(plan.rows.indices).subtracting(priors.map(\.row))
            let elsewhere = try await elsewhere(plan.rows, asked, checked, in: journal)
            plan.warnings += elsewhere.warnings
            plan.letThrough += try await letThrough(checked, elsewhere, in: journal)
            var told = others
            try await outsiders(checked.clockLead, journal).tell(&told, of: plan.rows)
            refusals += refused(plan.rows, told, checked.maker)
            refusals += [elsewhere.refusal].compactMap(\.self)
            guard refusals.isEmpty else { return .refused(refusals, plan) }
            guard left.isEmpty, elsewhere.leftOut.isEmpty else {
                return .leftOut(reasons(left, plan.rows).merging(elsewhere.leftOut) { first, _ in first })
            }
            return .cleared(ClearedPlan(checked, start, hasPeople: !people.isEmpty), plan)
        } catch {
            guard isPlanOnly else { return .refused([error], plan) }
            plan.warnings.append(Warning(.journal, "what other runs did is not known: \(error.message)"))
            return .cleared(ClearedPlan(checked, start), plan)
        }
    }

    /// The priors that leave their row to a command which names one booking, and the others.
    private func yielding(_ priors: [Prior]) -> (taken: [Prior], others: [Prior]) {
        guard namesOneBooking else { return ([], priors) }
        let now = engine.environment.clock.now()
        return (priors.filter { $0.yieldsToNamed(at: now) }, priors.filter { !$0.yieldsToNamed(at: now) })
    }

    /// What in the journal refuses rows of a plan that a check has refused already, so that all is told at once.
    ///
    /// A journal that cannot be read is told when the checks let the plan go.
    func refusals(beside plan: Plan, of proposal: Proposal) async -> [any Error] {
        guard plan.hasChanges, let journal = try? engine.environment.journal() else { return [] }
        let stopped: (any Error)? = try? await stopped(plan, in: journal)
        let first = [stopped].compactMap(\.self)
        guard case .new = start else { return first }
        let workspaceID = proposal.facts?.workspaceID ?? ""
        let unfinished = try? await unfinished(in: journal, workspaceID: workspaceID)
        if let unfinished = unfinished ?? nil, let own = try? await refusal(for: unfinished, in: journal) {
            return first + [own]
        }
        guard let priors = try? await priors(of: plan.rows, proposal.maker, workspaceID, in: journal) else {
            return first
        }
        var open = priors.outside(unfinished).filter { prior in
            !proposal.limits.leftOut.contains(prior.kind.check) && !(namesOneBooking && prior.isHold)
        }
        let asking = asking(proposal)
        try? await outsiders(asking.lead, journal).tell(&open, of: plan.rows)
        let asked = Set(plan.rows.indices).subtracting(priors.map(\.row))
        let elsewhere = try? await elsewhere(plan.rows, asked, asking, in: journal)
        return first + refused(plan.rows, open, proposal.maker) + [elsewhere?.refusal].compactMap(\.self)
    }

    /// The rows of a plan that a check has refused, and that are to be left out for what the journal knows of them.
    func leaving(_ plan: Plan, of proposal: Proposal) async -> [Row.Target: Plan.LeftOut] {
        let checks = proposal.limits.leftOut
        guard Self.kinds.contains(where: { checks.contains($0.check) }), plan.hasChanges, case .new = start,
            let journal = try? engine.environment.journal()
        else { return [:] }
        let workspaceID = proposal.facts?.workspaceID ?? ""
        guard let priors = try? await priors(of: plan.rows, proposal.maker, workspaceID, in: journal) else {
            return [:]
        }
        let left = priors.filter { checks.contains($0.kind.check) }
        let elsewhere = try? await elsewhere(
            plan.rows,
            Set(plan.rows.indices).subtracting(priors.map(\.row)),
            asking(proposal),
            in: journal,
        )
        return reasons(left, plan.rows).merging(elsewhere?.leftOut ?? [:]) { first, _ in first }
    }

    private func asking(_ proposal: Proposal) -> Asking {
        Asking(
            maker: proposal.maker,
            limits: proposal.limits,
            workspaceID: proposal.facts?.workspaceID ?? "",
            lead: WorkspaceFacts.certainLead(proposal.facts?.clockLead),
        )
    }

    /// The refusals of rows for what stands in their way.
    private func refused(_ rows: [Row], _ priors: [Prior], _ maker: Proposal.Maker) -> [JournalError] {
        guard !priors.isEmpty else { return [] }
        return JournalError.refusals(
            of: rows,
            priors,
            isOfScript: maker == .script && !script.isShipped,
            isRepeated: script.repeats(),
        )
    }

    /// The run that has sent some rows a change whose end is not known yet, nil when there is none.
    func underWay(_ rows: [Row], _ scope: WorkspaceScope) async throws(JournalError) -> Prior? {
        let now = engine.environment.clock.now()
        return try await engine.environment.journal().priors(of: rows, scope: scope, at: now)
            .first { $0.isHold && !$0.yieldsToNamed(at: now) }
    }

    /// What is told of rows with a label that add to what some run changed in the last hours: a label lets them through.
    private func labelled(_ checked: CheckedPlan, in journal: any Journal) async throws(JournalError) -> [Warning] {
        var rows = checked.plan.rows.filter { $0.status == .planned && $0.once != nil && $0.isRelative }
        guard checked.maker != .undo, !rows.isEmpty else { return [] }
        for place in rows.indices { rows[place].once = nil }
        let now = engine.environment.clock.now()
        var priors = try await priors(of: rows, checked.maker, checked.workspaceID, in: journal)
            .filter { $0.kind == .recent }
        try await outsiders(checked.clockLead, journal).tell(&priors, of: rows)
        let warnings = priors.map { prior in
            Warning(.recent, prior.addition(rows[prior.row], near: now), rows: [rows[prior.row].target.identifier])
        }
        return PreflightRule.cut(warnings, "group")
    }

    /// The rows that a label or a change of the last hours would have stopped, and that were allowed to pass.
    ///
    /// What a named booking is spared has a warning of its own.
    private func letThrough(
        _ checked: CheckedPlan,
        _ elsewhere: Elsewhere,
        in journal: any Journal,
    ) async throws(JournalError) -> [Plan.LetThrough] {
        var rows = checked.plan.rows
        let asked: [RowCheck] = [.once, .recent].filter { check in
            let isSpared = checked.maker == .booking && !checked.limits.allowed.contains(check)
            return !isSpared && rows.contains { $0.status == .planned && $0.allowed.contains(check) }
        }
        guard !asked.isEmpty else { return [] }
        for place in rows.indices { rows[place].allowed.subtract(asked) }
        let priors = try await priors(of: rows, checked.maker, checked.workspaceID, in: journal)
        return asked.compactMap { check in
            let places = Set(priors.filter { $0.kind.check == check }.map(\.row))
                .union(check == .recent ? elsewhere.meant : [])
            let meant = places.sorted().map { checked.plan.rows[$0] }.filter { $0.allowed.contains(check) }
            return meant.isEmpty ? nil : Plan.LetThrough(check, meant.map(\.label))
        }
    }

    private func outsiders(_ lead: TimeSpan, _ journal: any Journal) -> OutsideReader {
        let environment = engine.environment
        let now = environment.clock.now() - lead
        return OutsideReader(client: environment.connection.client, journal: journal, lead: lead, now: now)
    }

    var namesOneBooking: Bool {
        guard case .new(let record) = start else { return false }
        return record.namesOneBooking
    }

    private static func taking(_ prior: Prior, _ rows: [Row], hasArrived: Bool) -> Warning {
        let sent = hasArrived ? "sent it before it stopped" : "not sent it"
        return Warning(
            .taking,
            "\(rows[prior.row].label) is in the plan of run \(prior.run.id) of \(prior.run.operatorName.shown), which has "
                + "\(sent) and leaves it to this change",
            rows: [rows[prior.row].target.identifier],
        )
    }

    /// Makes sure that who is at the desk may send; what a schedule began, and what was approved, needs nobody at a desk.
    /// - Throws: `notSignedIn`, `role`.
    private func requireSender(_ people: [Person]) throws(JournalError) {
        var record: RunRecord
        switch start {
        case .new(let run), .rest(let run): record = run
        }
        // Somebody who is signed in is asked whatever run it is.
        if let person = engine.environment.person {
            (record.person, record.scheduleName, record.approval) = (person.name, nil, nil)
        }
        try PeopleRule.requireSender(of: record, among: people)
    }

    /// The refusal while everything is frozen, and of rows that add to what is there while the journal has lost what was
    /// sent; the transaction that begins the run asks again.
    private func stopped(_ plan: Plan, in journal: any Journal) async throws(JournalError) -> JournalError? {
        if !isPlanOnly, let freeze = try await journal.freeze() { return JournalError.frozen(freeze) }
        guard plan.rows.contains(where: \.isRelative), let loss = try await journal.loss() else { return nil }
        return JournalError.lostCommits(loss)
    }

    /// The run of the same script, unchanged and with the same arguments, that stopped before its end; nil when none did.
    private func unfinished(in journal: any Journal, workspaceID: String) async throws(JournalError) -> RunRecord? {
        guard !isPlanOnly, !script.hash.isEmpty else { return nil }
        let endpoint = engine.environment.connection.endpoint
        let runs = try await journal.unfinishedRuns()
        let isSame = script.isSame(choosing: engine.options.selection)
        return runs.first { isSame($0) && $0.endpoint == endpoint && $0.workspaceID == workspaceID }
    }

    /// The refusal of a script whose own run stopped before its end.
    private func refusal(for run: RunRecord, in journal: any Journal) async throws(JournalError) -> PlanError {
        let zone = try await journal.rows(of: run.id).commonZone
        return PlanError(
            .unfinishedRun,
            "the same script has an unfinished run: \(run.id) of \(run.operatorName.shown), begun "
                + "\(LocalTime.full(run.startedAt, zone)).",
            remedy: .finish(run: run.id),
        )
    }

    /// Makes the plan take as long as what other runs send to the same doors makes it take.
    private func estimate(_ plan: inout Plan, in journal: any Journal) async throws(JournalError) {
        guard engine.options.pace == .documented else { return }
        let now = engine.environment.clock.now()
        let busy = try await journal.busyDoors(of: engine.environment.connection.endpoint, at: now)
        if !busy.isEmpty { plan.estimate = ApplyEstimate(plan.rows, of: plan.stays, busyDoors: busy, at: now) }
    }

    /// What stands in the way of rows.
    private func priors(
        of rows: [Row],
        _ maker: Proposal.Maker,
        _ workspaceID: String,
        in journal: any Journal,
    ) async throws(JournalError) -> [Prior] {
        let scope = WorkspaceScope(
            endpoint: engine.environment.connection.endpoint,
            workspaceID: workspaceID,
        )
        let now = engine.environment.clock.now()
        let priors = try await journal.priors(of: rows, scope: scope, at: now)
            .filter { Self.kinds.contains($0.kind) }
        // What the undone run did is no obstacle: its rows are guarded by what they find.
        return maker == .undo ? priors.filter { $0.kind == .busy || $0.kind == .unfinished } : priors
    }

    private func reasons(_ priors: [Prior], _ rows: [Row]) -> [Row.Target: Plan.LeftOut] {
        let isRepeated = script.repeats()
        return Dictionary(
            priors.map { prior in
                let row = rows[prior.row]
                let why = "\(prior.kind.check.rawValue): \(prior.reason(row))"
                var left = Plan.LeftOut(what: row.handle, why: why, target: row.target)
                if prior.kind == .recent {
                    left.earlier = .init(
                        run: prior.run.id,
                        command: prior.run.command,
                        at: prior.at,
                        isRepeated: prior.isMoved(by: isRepeated),
                    )
                    left.earlier?.isOvertaken = !isRepeated(prior.run)
                }
                return (row.target, left)
            }
        ) { first, _ in first }
    }
}

extension [Prior] {
    /// Those of rows that a run does not hold which is told by itself: whatever else stands in the way of what it holds, that
    /// run has to be finished first.
    fileprivate func outside(_ told: RunRecord?) -> [Prior] {
        guard let told else { return self }
        let held = Set(filter { $0.isHold && $0.run.id == told.id }.map(\.row))
        return filter { !held.contains($0.row) }
    }
}

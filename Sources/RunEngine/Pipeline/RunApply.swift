internal import CivilTime
internal import Journal
internal import Model
internal import Spelling

/// Sends a cleared plan that somebody has agreed to, and keeps what became of it.
struct RunApply {
    let engine: Engine
    let memory: MemoryScope?
    let effects: EffectJournal?
    let planHash: String?

    private var environment: Engine.Environment { engine.environment }

    /// Begins the run, or takes it up again, and sends its rows; the report tells how it ended.
    /// - Returns: Why it was not begun, if so.
    @discardableResult
    func apply(
        _ cleared: ClearedPlan,
        _ consent: Consent,
        _ report: inout RunReport,
        stop: StopSignal,
        progress: @escaping @Sendable (ApplyProgress) -> Void,
    ) async -> JournalError? {
        do throws(JournalError) {
            switch cleared.start {
            case .new(let record):
                report.plan.rows = cleared.checked.plan.rows
                guard report.plan.hasChanges else {
                    try await keepMemoryOfNothing(&report)
                    return nil
                }
                let journal = try environment.journal()
                try await begin(record, &report, cleared, consent, in: journal)
                await send(&report, cleared, consent, in: journal, stop: stop, progress: progress)
            case .rest(let record):
                let journal = try environment.journal()
                let adopted = try await journal.adoptRun(record.id, at: environment.clock.now())
                let held = hold(back: adopted.entries.map(\.row), except: cleared.checked.plan.rows)
                report.plan.rows = held.rows
                report.plan.takeKeptWaits()
                await send(
                    &report,
                    cleared,
                    consent,
                    holding: held.statuses,
                    in: journal,
                    stop: stop,
                    progress: progress
                )
            }
            return nil
        } catch {
            report.fail(error)
            return error
        }
    }

    /// The rows of a run that is taken up again, with those that were left out of its plan marked as nothing to send.
    ///
    /// They stay in the journal as they are, so that the run stays unfinished.
    private func hold(back rows: [Row], except checked: [Row]) -> (rows: [Row], statuses: [Int: RowStatus]) {
        let passed = Set(checked.map(\.target))
        var rows = rows
        var statuses: [Int: RowStatus] = [:]
        for place in rows.indices where rows[place].isOpen && !passed.contains(rows[place].target) {
            statuses[place] = rows[place].status
            rows[place].status = .already
        }
        return (rows, statuses)
    }

    private func begin(
        _ record: RunRecord,
        _ report: inout RunReport,
        _ cleared: ClearedPlan,
        _ consent: Consent,
        in journal: any Journal,
    ) async throws(JournalError) {
        var record = record
        record.approval = consent.approval.map { RunApproval(hash: $0) }
        record.workspaceID = cleared.checked.workspaceID
        record.limits = cleared.checked.limits
        record.startedAt = environment.clock.now()
        if let planHash {
            record.planHash = planHash
        } else {
            let origin = Engine.Script(origin: record.script, arguments: record.arguments, hash: record.scriptHash)
            record.planHash = await PlanFile.of(report, by: origin, in: engine).hashOfPieces()
        }
        try await effects?.flush()
        try await journal.beginRun(record, rows: report.plan.rows)
        try await journal.keepLeftOut(report.plan.leftOut, run: report.runID, at: environment.clock.now())
        if environment.codeTell != nil {
            let makers = report.plan.rows.indices.filter { place in
                report.plan.rows[place].status == .planned && report.plan.rows[place].makesPIN
            }
            try await journal.owePINs(makers, run: report.runID, at: environment.clock.now())
        }
        try await memory?.propose(report.plan.memory, run: report.runID, at: environment.clock.now())
    }

    private func send(
        _ report: inout RunReport,
        _ cleared: ClearedPlan,
        _ consent: Consent,
        holding held: [Int: RowStatus] = [:],
        in journal: any Journal,
        stop: StopSignal,
        progress: @escaping @Sendable (ApplyProgress) -> Void,
    ) async {
        do throws(JournalError) {
            do throws(JournalError) {
                let known = Set(report.plan.rows.filter { $0.status == .conflict }.map(\.target))
                let open = report.plan.rows.map { $0.status == .planned || $0.status == .pending }
                let applier = applier(journal, cleared, consent, report.plan.offlineDevices, stop, progress)
                var rows = try await applier.apply(report.plan.rows, run: report.runID)
                let origin = ConflictOrigin(journal: journal, since: report.plan.madeAt, excluded: [report.runID])
                try await origin.explain(&rows, except: known)
                for (place, status) in held { rows[place].status = status }
                try await leaveTaken(&rows, of: report.runID, in: journal)
                report.plan.rows = rows
                report.state = Self.state(of: report.plan, isStopped: stop.isSet)
                if !stop.isSet, let warning = Self.stopped(rows, wasOpen: open, cleared.checked.limits) {
                    report.plan.warnings.append(warning)
                }
            } catch {
                await recover(&report, after: error, in: journal)
            }
            try await journal.finishRun(report.runID, state: report.state, at: environment.clock.now())
            await tellCodes(of: report, in: journal)
            // Who has lost a code is in `status` with what helps, and not with hours that help nobody; and a line for a stay with
            // several doors needs the hours of each.
            if report.plan.rows.contains(where: { $0.error?.isOfLostCode == true || $0.hasOpenHours }) {
                _ = try? await StayDesk(engine).look()
            }
            if report.state == .completed {
                try await journal.keepMemory(of: report.runID, at: environment.clock.now())
            }
        } catch {
            report.state = .partial
            report.failure = report.failure ?? RunReport.Failure(error)
        }
    }

    /// Gives the PINs that were made to the hooks; what cannot be told now is told by `serve`.
    private func tellCodes(of report: RunReport, in journal: any Journal) async {
        guard let tell = environment.codeTell, report.plan.rows.contains(where: \.makesPIN) else { return }
        let teller = CodeTeller(
            client: environment.connection.client,
            journal: journal,
            clock: environment.clock,
            tell: tell,
            log: environment.log,
        )
        await teller.tellDue(of: report.runID)
    }

    /// Tells which of the rows that were not begun others have taken meanwhile.
    private func leaveTaken(_ rows: inout [Row], of run: String, in journal: any Journal) async throws(JournalError) {
        guard rows.contains(where: { $0.status == .planned }) else { return }
        for (place, kept) in try await journal.rows(of: run).enumerated() where kept.status == .taken {
            rows[place] = kept
        }
    }

    private func applier(
        _ journal: any Journal,
        _ cleared: ClearedPlan,
        _ consent: Consent,
        _ offline: Set<String>,
        _ stop: StopSignal,
        _ progress: @escaping @Sendable (ApplyProgress) -> Void,
    ) -> Applier {
        var applyOptions = ApplyOptions()
        applyOptions.concurrency = engine.options.concurrency
        applyOptions.pace = engine.options.pace
        applyOptions.stopAtPercent = cleared.checked.limits.stopAtPercent
        // While a person was asked, somebody else may have changed it.
        applyOptions.seen = consent.wasAsked ? nil : cleared.checked.seen
        applyOptions.offline = OfflineLocks(offline)
        applyOptions.isNamed = cleared.isOfOneBooking
        return Applier(
            gateway: SeamGateway(client: environment.connection.client),
            journal: journal,
            clock: environment.clock,
            options: applyOptions,
            stop: stop,
            progress: progress,
        )
    }

    /// The journal failed in the middle: what was sent is known from its rows.
    private func recover(_ report: inout RunReport, after error: JournalError, in journal: any Journal) async {
        if let rows = try? await journal.rows(of: report.runID) { report.plan.rows = rows }
        report.plan.takeKeptWaits()
        report.state = .partial
        report.failure = RunReport.Failure(error)
    }

    /// Why rows were left when it was not the operator who stopped; `wasOpen` tells which this apply worked on.
    static func stopped(_ rows: [Row], wasOpen: [Bool], _ limits: Limits) -> Warning? {
        let left = rows.filter { $0.status == .planned }
        guard !left.isEmpty, let reason = reasonToStop(rows, wasOpen, limits) else { return nil }
        let count = left.count.counted("was", "were")
        return Warning(.stopped, "stopped, because \(reason); \(count) not begun", rows: left.map(\.target.identifier))
    }

    private static func reasonToStop(_ rows: [Row], _ wasOpen: [Bool], _ limits: Limits) -> String? {
        let endless = zip(rows, wasOpen).filter { $1 && $0.hasLostEnd }.map(\.0)
        if let first = endless.first {
            let more = endless.count - 1
            return "\(first.label) \(more == 0 ? "reads" : "and \(more) more read") back without an end"
        }
        guard let percent = limits.stopAtPercent else { return nil }
        let failed = rows.count { $0.status == .failed || $0.status == .look }
        return "\(failed) of \(rows.count) failed and the limit is \(percent)%"
    }

    /// Keeps the memory of a run that had nothing to change, and is completed by that.
    private func keepMemoryOfNothing(_ report: inout RunReport) async throws(JournalError) {
        report.state = report.plan.isInVain ? .partial : Self.state(of: report.plan, isStopped: false)
        report.isInJournal = false
        guard report.state == .completed, report.plan.memory != nil, let memory, memory.isKept else { return }
        let now = environment.clock.now()
        try await memory.propose(report.plan.memory, run: report.runID, at: now)
        try await environment.journal().keepMemory(of: report.runID, at: now)
    }

    /// How the run of a plan ended: a line of a list that could not be read is one that was not done.
    static func state(of plan: Plan, isStopped: Bool) -> RunRecord.State {
        let state = state(of: plan.rows, isStopped: isStopped)
        return state == .completed && plan.unreadCount > 0 ? .partial : state
    }

    /// How a run ended whose rows stand like this.
    static func state(of rows: [Row], isStopped: Bool) -> RunRecord.State {
        // What waits for a lock that was offline has come to Seam's record, and goes on by itself.
        let isDone = rows.allSatisfy { row in
            [.applied, .onDevice, .already].contains(row.status) && (row.error == nil || row.error?.code == .waiting)
        }
        if isDone { return .completed }
        let isLeft = rows.contains { $0.status == .planned || $0.changesDoors && $0.status == .pending }
        return isStopped && isLeft ? .interrupted : .partial
    }
}

extension Row {
    /// Whether it was left as others had changed it, and its doors may have different hours.
    fileprivate var hasOpenHours: Bool { status == .conflict && changesHours && members.count > 1 }
}

package import CivilTime
package import Journal
package import Model

extension MemoryJournal {
    package func openRun(_ run: RunRecord) async throws(JournalError) {
        try await beginRun(run, rows: [])
    }

    package func beginRun(_ run: RunRecord, rows: [Row]) async throws(JournalError) {
        guard RunRule.canName(run.id) else { throw JournalError.invalidRun(run.id) }
        guard run.state == .running else {
            try write { contents throws(JournalError) in try contents.insert(run, rows) }
            return
        }
        let open = token(of: run.id)
        let taken = open == nil ? lock(run.id) : nil
        guard let token = open ?? taken else { throw JournalError.duplicateRun(run.id) }
        do throws(JournalError) {
            let isOfFiring = try write { contents throws(JournalError) in
                let (run, isOfFiring) = try contents.useApproval(of: run)
                if open != nil { try OwnershipRule.require(token, of: run.id, contents.claims[run.id]) }
                try ControlRule.requireThawed(contents.freeze)
                try PeopleRule.requireSender(of: run, among: contents.people.present)
                try refusePriors(of: rows, run: run, in: &contents)
                if open == nil { try contents.insert(run, rows) } else { try contents.plan(run, rows) }
                try contents.takeHolds(for: run, rows, isAlive: isAlive)
                if open == nil { contents.claims[run.id] = claim(token, at: run.startedAt) }
                return isOfFiring
            }
            // The firing that asked for the plan is this process's from now on.
            if isOfFiring { _ = lock(Self.lockName(run.id)) }
        } catch {
            if taken != nil { unlock(run.id) }
            throw error
        }
    }

    /// Refuses rows that something earlier stands in the way of, and forgets what no longer can.
    private func refusePriors(of rows: [Row], run: RunRecord, in contents: inout MemoryContents) throws(JournalError) {
        try LossRule.requireNoLoss(contents.loss, for: rows)
        contents.prune(at: run.startedAt)
        var asker = PriorRule.Asker(scope: run.scope, run: run.id, at: run.startedAt)
        if case .undo = run.origin { asker.isUndo = true }
        let found = try contents.priors(of: rows, asker, isAlive: isAlive)
            .filter { !run.namesOneBooking || !$0.yieldsToNamed(at: run.startedAt) }
        if let refusal = JournalError(refusing: rows, found, isOfScript: run.isOfScript) { throw refusal }
    }

    private func claim(_ token: String, at instant: Instant) -> OwnershipRule.Claim {
        OwnershipRule.Claim(token: token, worker: worker, takenAt: instant)
    }

    package func adoptRun(_ id: String, at instant: Instant) async throws(JournalError) -> AdoptedRun {
        guard token(of: id) == nil else { throw JournalError.atWork(try await run(id)) }
        return try await takeOver(id, at: instant) { contents throws(JournalError) in
            try ControlRule.requireThawed(contents.freeze)
            var run = try contents.run(id)
            run.stop = nil
            run.record = RunRule.adopted(run.record, by: processID)
            contents.runs[id] = run
            let detail = "process \(processID)"
            contents.append(JournalEvent(run: id, kind: .adopted, recordedAt: instant, detail: detail))
            return AdoptedRun(record: run.record, entries: run.rows)
        }
    }

    package func abandonRun(_ id: String, at instant: Instant) async throws(JournalError) {
        try await takeOver(id, at: instant) { contents throws(JournalError) in
            let run = try contents.run(id)
            contents.claims[id] = nil
            for entry in run.rows where entry.lastIntent?.isOpen == true {
                contents.close(entry.row, of: run.record, givenUpAt: instant)
            }
            contents.releaseHolds(of: id)
            contents.runs[id]?.record = RunRule.abandoned(run.record, at: instant)
            contents.append(JournalEvent(run: id, kind: .abandoned, recordedAt: instant))
            contents.seal(id, at: instant)
        }
        unlock(id)
    }

    @discardableResult
    package func finishRun(
        _ id: String,
        state: RunRecord.State,
        at instant: Instant,
    ) async throws(JournalError) -> Bool {
        let token = try ownToken(of: id)
        let isOver = try write { contents throws(JournalError) in
            try OwnershipRule.require(token, of: id, contents.claims[id])
            contents.claims[id] = nil
            let record = try contents.run(id).record
            contents.runs[id]?.record = RunRule.finished(record, state, at: instant)
            guard !contents.hasOpenRows(id) else { return false }
            contents.releaseHolds(of: id)
            contents.seal(id, at: instant)
            return true
        }
        unlock(id)
        return isOver
    }

    /// Takes the lock of a run that holds something and does `body`; without success the lock is as it was.
    private func takeOver<T: Sendable>(
        _ id: String,
        at instant: Instant,
        _ body: (inout MemoryContents) throws(JournalError) -> T,
    ) async throws(JournalError) -> T {
        let record = try await run(id)
        let owned = token(of: id)
        let taken = owned == nil ? lock(id) : nil
        guard let token = owned ?? taken else { throw JournalError.atWork(record) }
        do throws(JournalError) {
            return try write { contents throws(JournalError) in
                guard contents.holds(by: id) else { throw JournalError.over(id) }
                if owned == nil {
                    contents.claims[id] = claim(token, at: instant)
                } else {
                    try OwnershipRule.require(token, of: id, contents.claims[id])
                }
                return try body(&contents)
            }
        } catch {
            if taken != nil { unlock(id) }
            throw error
        }
    }
}

extension MemoryContents {
    /// - Throws: `duplicateRun`.
    fileprivate mutating func insert(_ run: RunRecord, _ rows: [Row]) throws(JournalError) {
        guard runs[run.id] == nil else { throw JournalError.duplicateRun(run.id) }
        runs[run.id] = Run(record: run, rows: Self.entries(rows))
    }

    /// Gives rows to a run that was opened before they were known.
    /// - Throws: `duplicateRun` for a run that has rows.
    fileprivate mutating func plan(_ plan: RunRecord, _ rows: [Row]) throws(JournalError) {
        var run = try run(plan.id)
        guard run.rows.isEmpty else { throw JournalError.duplicateRun(plan.id) }
        run.record = RunRule.planned(run.record, as: plan)
        run.rows = Self.entries(rows)
        runs[plan.id] = run
    }

    private static func entries(_ rows: [Row]) -> [AdoptedRun.Entry] {
        rows.map { AdoptedRun.Entry(row: RunRule.kept($0), lastIntent: nil) }
    }
}

package import CivilTime
package import Journal
package import Model

extension SQLJournal {
    package func openRun(_ run: RunRecord) async throws(JournalError) {
        try await beginRun(run, rows: [])
    }

    package func beginRun(_ run: RunRecord, rows: [Row]) async throws(JournalError) {
        guard RunRule.canName(run.id) else { throw JournalError.invalidRun(run.id) }
        let works = run.state == .running
        let open = works ? locks.token(of: run.id) : nil
        let taken = works && open == nil ? try await locks.take(run.id) : nil
        if works, open == nil, taken == nil { throw JournalError.duplicateRun(run.id) }
        do {
            let parts = works && open == nil ? try await writeAhead(rows, of: run) : 0
            let isOfFiring = try await store.write { [locks] sql in
                let (run, isOfFiring) = works ? try Self.useApproval(of: run, in: sql) : (run, false)
                if let open { try ClaimTable(sql: sql).require(open, of: run.id) }
                if works {
                    try ControlTable(sql: sql).requireThawed()
                    try PeopleRule.requireSender(of: run, among: PeopleTable(sql: sql).people())
                }
                let runs = RunTable(sql: sql)
                if open != nil { try runs.replaceOpen(run) } else if parts == 0 { try runs.insert(run) }
                try runs.keepApproval(of: run)
                if works { try Self.refusePriors(of: rows, run: run, in: sql) { try locks.isHeld($0, in: sql) } }
                if parts == 0 { try RowTable(sql: sql).insert(rows, run: run.id) } else { try runs.begin(run.id) }
                if works { try HoldTable(sql: sql).take(for: run) { try locks.isHeld($0, in: sql) } }
                if let taken { try locks.claim(run.id, token: taken, at: run.startedAt, in: sql) }
                return isOfFiring
            }
            // The firing that asked for the plan is this process's from now on.
            if isOfFiring { _ = try await locks.take(Self.lockName(run.id)) }
        } catch {
            if taken != nil {
                if rows.count > Self.mostAtOnce { try? await forget(run.id) }
                await locks.release(run.id, isOver: true)
            }
            throw error
        }
    }

    /// The most rows that are written with the rest of their run: more would fill the write-ahead file.
    private static let mostAtOnce = 20_000

    /// Writes the rows of a very large run in parts, as those of a plan that holds nothing yet.
    /// - Returns: How many parts there were, none for a run of an ordinary size.
    private func writeAhead(_ rows: [Row], of run: RunRecord) async throws(JournalError) -> Int {
        guard rows.count > Self.mostAtOnce else { return 0 }
        var plan = run
        plan.state = .planned
        try await store.write { [plan] sql in try RunTable(sql: sql).insert(plan) }
        let parts = stride(from: 0, to: rows.count, by: Self.mostAtOnce).map { start in
            (start: start, rows: Array(rows[start..<min(start + Self.mostAtOnce, rows.count)]))
        }
        for part in parts {
            try await store.write { sql in try RowTable(sql: sql).insert(part.rows, run: run.id, from: part.start) }
        }
        return parts.count
    }

    /// Takes a plan back that was written ahead and then refused.
    private func forget(_ run: String) async throws(JournalError) {
        try await store.write { sql in
            try sql.change("DELETE FROM member WHERE runID = ?1", run)
            try sql.change("DELETE FROM row WHERE runID = ?1", run)
            try sql.change("DELETE FROM run WHERE id = ?1 AND state = 'planned'", run)
        }
    }

    /// Refuses rows that something earlier stands in the way of, and forgets what no longer can.
    private static func refusePriors(
        of rows: [Row],
        run: RunRecord,
        in sql: any SQLSession,
        isAlive: (String) throws -> Bool,
    ) throws {
        try LossRule.requireNoLoss(JournalTable(sql: sql).loss(), for: rows)
        try DoorTable(sql: sql, endpoint: run.endpoint).prune(at: run.startedAt)
        try ClaimTable(sql: sql).prune(at: run.startedAt)
        let priors = PriorTable(sql: sql)
        try priors.prune(at: run.startedAt)
        try QuarantineTable(sql: sql).prune(at: run.startedAt)
        var asker = PriorRule.Asker(scope: run.scope, run: run.id, at: run.startedAt)
        if case .undo = run.origin { asker.isUndo = true }
        let found = try priors.find(rows, asker, isAlive: isAlive)
            .filter { !run.namesOneBooking || !$0.yieldsToNamed(at: run.startedAt) }
        if let refusal = JournalError(refusing: rows, found, isOfScript: run.isOfScript) { throw refusal }
    }

    package func adoptRun(_ id: String, at instant: Instant) async throws(JournalError) -> AdoptedRun {
        guard locks.token(of: id) == nil else { throw JournalError.atWork(try await run(id)) }
        return try await takeOver(id, at: instant) { [processID, workerName] sql in
            try ControlTable(sql: sql).requireThawed()
            try ControlTable(sql: sql).forgetStop(of: id)
            let record = RunRule.adopted(try RunTable(sql: sql).run(id), by: processID)
            try RunTable(sql: sql).update(record)
            try EventTable(sql: sql).append(.adopted, run: id, at: instant, detail: workerName)
            return AdoptedRun(record: record, entries: try RowTable(sql: sql).entries(of: id))
        }
    }

    package func abandonRun(_ id: String, at instant: Instant) async throws(JournalError) {
        try await takeOver(id, at: instant) { sql in
            try ClaimTable(sql: sql).forget(id)
            try QuarantineTable(sql: sql).closeOpenIntents(of: id, at: instant)
            try HoldTable(sql: sql).release(id)
            let runs = RunTable(sql: sql)
            try runs.update(RunRule.abandoned(try runs.run(id), at: instant))
            try EventTable(sql: sql).append(.abandoned, run: id, at: instant)
            try ChainTable(sql: sql).seal(id, at: instant)
        }
        await locks.release(id, isOver: true)
    }

    @discardableResult
    package func finishRun(
        _ id: String,
        state: RunRecord.State,
        at instant: Instant,
    ) async throws(JournalError) -> Bool {
        let token = try token(of: id)
        let isOver = try await store.write { sql in
            let claims = ClaimTable(sql: sql)
            try claims.require(token, of: id)
            try claims.release(id, token: token)
            let runs = RunTable(sql: sql)
            try runs.update(RunRule.finished(try runs.run(id), state, at: instant))
            let holds = HoldTable(sql: sql)
            guard try !holds.hasOpenRows(id) else { return false }
            try holds.release(id)
            try ChainTable(sql: sql).seal(id, at: instant)
            return true
        }
        await locks.release(id, isOver: isOver)
        return isOver
    }

    /// Takes the lock of a run that holds something and does `body`; without success the lock is as it was.
    private func takeOver<T: Sendable>(
        _ id: String,
        at instant: Instant,
        _ body: @escaping @Sendable (any SQLSession) throws -> T,
    ) async throws(JournalError) -> T {
        let record = try await run(id)
        let owned = locks.token(of: id)
        let taken = owned == nil ? try await locks.take(id) : nil
        guard let token = owned ?? taken else { throw JournalError.atWork(record) }
        do {
            return try await store.write { [locks] sql in
                guard try HoldTable(sql: sql).exist(for: id) else { throw JournalError.over(id) }
                if owned == nil {
                    try locks.claim(id, token: token, at: instant, in: sql)
                } else {
                    try ClaimTable(sql: sql).require(token, of: id)
                }
                return try body(sql)
            }
        } catch {
            if taken != nil { await locks.release(id, isOver: false) }
            throw error
        }
    }
}

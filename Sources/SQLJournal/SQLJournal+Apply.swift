package import CivilTime
package import Journal
package import Model

extension SQLJournal {
    package func past(of run: String, at instant: Instant) async throws(JournalError) -> ApplyPast {
        try await store.read { sql in
            let record = try RunTable(sql: sql).run(run)
            return ApplyPast(
                intents: try RowTable(sql: sql).intents(of: run),
                quarantine: try QuarantineTable(sql: sql).closed(for: run, at: instant),
                doors: try DoorTable(sql: sql, endpoint: record.endpoint).busy(at: instant),
            )
        }
    }

    package func recordIntents(
        _ intents: [RowIntent],
        after ends: [SendEnd],
        run: String,
        at instant: Instant,
    ) async throws(JournalError) -> IntentVerdict {
        let token = try token(of: run)
        return try await store.writeTogether { [node] sql in
            try ClaimTable(sql: sql).require(token, of: run)
            try ControlTable(sql: sql).requireUnstopped(run)
            let record = try RunTable(sql: sql).run(run)
            let doors = DoorTable(sql: sql, endpoint: record.endpoint)
            try doors.settle(ends, run: run)
            var verdict = try doors.grant(intents, to: DoorBook.Taker(run: run, token: token), at: instant)
            let granted = intents.filter { verdict.granted.contains($0.row) }
            let taken = try Self.keep(granted, of: record, by: node, at: instant, in: sql)
            if !taken.isEmpty {
                verdict.leave(taken)
                let unsent = granted.filter { taken[$0.row] != nil }
                    .map { SendEnd(row: $0.row, attempt: $0.attempt, answeredAt: nil) }
                try doors.settle(unsent, run: run)
            }
            return verdict
        }
    }

    package func requirePermission(toSendFor run: String) async throws(JournalError) {
        try locks.requireTrust()
        try await permissions.ask(run, token: try token(of: run), in: store)
        // The answer may have been long in coming.
        try locks.requireTrust()
    }

    package var trustEnd: TimeSpan? { locks.trustEnd }

    @discardableResult
    package func recordOutcomes(
        _ outcomes: [RowOutcome],
        after ends: [SendEnd]?,
        run: String,
        at instant: Instant,
    ) async throws(JournalError) -> TakenRows {
        let token = locks.token(of: run)
        return try await store.writeTogether { sql in
            try OwnershipRule.requireOutcomes(
                token,
                of: run,
                ClaimTable(sql: sql).claim(of: run),
                holds: token != nil || HoldTable(sql: sql).exist(for: run),
                isOfApply: ends != nil,
            )
            let record = try RunTable(sql: sql).run(run)
            try DoorTable(sql: sql, endpoint: record.endpoint).settle(ends ?? [], run: run)
            var taken = TakenRows()
            for outcome in outcomes {
                taken[outcome.row] = try RowTable(sql: sql).settle(outcome, of: run)
                try Self.keepTraces(of: outcome, run: record, in: sql)
                guard taken[outcome.row] == nil else { continue }
                try EventTable(sql: sql).append(outcome, run: run, at: instant)
            }
            if token == nil { try ChainTable(sql: sql).reopen(run, at: instant) }
            return taken
        }
    }

    package func recordLate(_ rows: [Int], run: String, at instant: Instant) async throws(JournalError) {
        try await store.write { sql in
            try RunTable(sql: sql).require(run)
            for row in rows {
                try QuarantineTable(sql: sql).close(row, of: run, givenUpAt: instant)
                try RowTable(sql: sql).lookAgain(row, of: run)
                try EventTable(sql: sql).append(.late, run: run, row: row, at: instant)
            }
            try ChainTable(sql: sql).reopen(run, at: instant)
        }
    }

    /// The node that sends, where there are several.
    private var node: String? { isShared ? workerName : nil }

    /// Keeps the intents whose doors have a place.
    /// - Returns: The rows among them that others have taken out of the run.
    private static func keep(
        _ intents: [RowIntent],
        of run: RunRecord,
        by node: String?,
        at instant: Instant,
        in sql: any SQLSession,
    ) throws -> TakenRows {
        let rows = RowTable(sql: sql)
        var taken = TakenRows()
        for intent in intents { taken[intent.row] = try rows.intend(intent, of: run.id, at: instant) }
        let kept = intents.filter { taken[$0.row] == nil }
        try EventTable(sql: sql).append(
            kept.map { intent in
                var event = intent.event(of: run.id, at: instant)
                event.detail = node
                return event
            }
        )
        try PriorTable(sql: sql).use(kept.map(\.row), of: run, at: instant)
        return taken
    }

    /// What an outcome means for labels, for later changes of the same kind, and for sends that may still arrive.
    private static func keepTraces(of outcome: RowOutcome, run: RunRecord, in sql: any SQLSession) throws {
        if let instant = outcome.unansweredAt {
            try QuarantineTable(sql: sql).close(outcome.row, of: run.id, givenUpAt: instant)
        }
        let priors = PriorTable(sql: sql)
        if outcome.isUntouched { try priors.forget(outcome.row, of: run.id) }
        if case .undo(let undone) = run.origin, PriorRule.tookBack(outcome.status) {
            try priors.forget(undoneBy: outcome.row, of: run.id, undone: undone)
        }
    }
}

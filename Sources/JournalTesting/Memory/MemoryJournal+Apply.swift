package import CivilTime
package import Journal
package import Model

extension MemoryJournal {
    package func past(of run: String, at instant: Instant) async throws(JournalError) -> ApplyPast {
        try read { contents throws(JournalError) in
            let run = try contents.run(run)
            var past = ApplyPast()
            for (place, entry) in run.rows.enumerated() { past.intents[place] = entry.lastIntent }
            past.quarantine = contents.closed(for: run.record, at: instant)
            past.doors = contents.busy(of: run.record.endpoint, at: instant)
            return past
        }
    }

    package func recordIntents(
        _ intents: [RowIntent],
        after ends: [SendEnd],
        run: String,
        at instant: Instant,
    ) async throws(JournalError) -> IntentVerdict {
        let token = try ownToken(of: run)
        return try write { contents throws(JournalError) in
            try requirePermission(token, run, contents)
            let record = try contents.run(run).record
            contents.settle(ends, of: record)
            let taker = DoorBook.Taker(run: run, token: token)
            var verdict = contents.grant(intents, to: taker, of: record.endpoint, at: instant)
            for intent in intents where verdict.granted.contains(intent.row) {
                guard let reason = try contents.keep(intent, of: record, at: instant) else { continue }
                verdict.leave([intent.row: reason])
                contents.settle([SendEnd(row: intent.row, attempt: intent.attempt, answeredAt: nil)], of: record)
            }
            return verdict
        }
    }

    package func requirePermission(toSendFor run: String) async throws(JournalError) {
        let token = try ownToken(of: run)
        try read { contents throws(JournalError) in try requirePermission(token, run, contents) }
    }

    func requirePermission(_ token: String, _ run: String, _ contents: MemoryContents) throws(JournalError) {
        try OwnershipRule.require(token, of: run, contents.claims[run])
        try ControlRule.requireUnstopped(run, contents.freeze, contents.runs[run]?.stop)
    }

    @discardableResult
    package func recordOutcomes(
        _ outcomes: [RowOutcome],
        after ends: [SendEnd]?,
        run: String,
        at instant: Instant,
    ) async throws(JournalError) -> TakenRows {
        let token = token(of: run)
        return try write { contents throws(JournalError) in
            let claim = contents.claims[run]
            let holds = contents.holds(by: run)
            try OwnershipRule.requireOutcomes(token, of: run, claim, holds: holds, isOfApply: ends != nil)
            let record = try contents.run(run).record
            contents.settle(ends ?? [], of: record)
            var taken = TakenRows()
            for outcome in outcomes { taken[outcome.row] = try contents.keep(outcome, of: record, at: instant) }
            contents.reopen(run, at: instant)
            return taken
        }
    }

    package func recordLate(_ rows: [Int], run: String, at instant: Instant) async throws(JournalError) {
        try write { contents throws(JournalError) in
            let record = try contents.run(run).record
            for place in rows {
                let entry = try contents.row(place, of: run)
                contents.close(entry.row, of: record, givenUpAt: instant)
                if let error = RunRule.late(entry.row.status, intentIsOpen: entry.lastIntent?.isOpen == true) {
                    contents.runs[run]?.rows[place].row.status = .look
                    contents.runs[run]?.rows[place].row.error = error
                }
                contents.append(JournalEvent(run: run, row: place, kind: .late, recordedAt: instant))
            }
            contents.reopen(run, at: instant)
        }
    }
}

extension MemoryContents {
    /// Keeps that a row is about to be sent.
    /// - Returns: Who has taken it out of the run, so that it must not be.
    fileprivate mutating func keep(
        _ intent: RowIntent,
        of run: RunRecord,
        at instant: Instant,
    ) throws(JournalError) -> RowError? {
        let row = try row(intent.row, of: run.id).row
        if row.status == .taken { return row.error }
        runs[run.id]?.rows[intent.row].lastIntent = AdoptedRun.LastIntent(
            attempt: intent.attempt,
            recordedAt: instant,
            isOpen: true,
        )
        use(row, at: Place(run: run.id, row: intent.row), of: run, at: instant)
        append(intent.event(of: run.id, at: instant))
        return nil
    }

    /// Keeps what became of a row, and what it means for labels, later changes, and sends that may still arrive.
    /// - Returns: Who has taken the row out of the run; it then stays as it is.
    fileprivate mutating func keep(
        _ outcome: RowOutcome,
        of run: RunRecord,
        at instant: Instant,
    ) throws(JournalError) -> RowError? {
        var entry = try row(outcome.row, of: run.id)
        guard entry.row.members.count == outcome.members.count else {
            throw JournalError.unknownRow(outcome.row, of: run.id)
        }
        let taken = entry.row.status == .taken ? entry.row.error : nil
        if taken == nil { settle(&entry, as: outcome, of: run.id) }
        if let givenUpAt = outcome.unansweredAt { close(entry.row, of: run, givenUpAt: givenUpAt) }
        if outcome.isUntouched { forget(Place(run: run.id, row: outcome.row)) }
        if case .undo(let undone) = run.origin, PriorRule.tookBack(outcome.status) {
            forget(undoneBy: entry.row, undone: undone)
        }
        if taken == nil { append(outcome.event(of: run.id, attempt: entry.lastIntent?.attempt, at: instant)) }
        return taken
    }

    private mutating func settle(_ entry: inout AdoptedRun.Entry, as outcome: RowOutcome, of run: String) {
        entry.row.status = outcome.status
        entry.row.error = outcome.error
        for (place, status) in outcome.members.enumerated() { entry.row.members[place].status = status }
        for (place, id) in outcome.made { entry.row.members[place].accessCodeID = id }
        entry.lastIntent?.isOpen = false
        runs[run]?.rows[outcome.row] = entry
    }
}

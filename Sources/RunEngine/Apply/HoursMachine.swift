package import CivilTime
package import Journal
package import Model

/// The decisions about one row of hours: it is told what was read and what was answered, and says what to do next.
///
/// It never decides to send anything but the plan's absolute values, and only after a read in which each member was as
/// before or as wanted.
///
/// The board owns one for each row, and one task at a time tells it things. It does nothing itself: no clock, no journal and
/// no connection, so that a test walks it through every answer. What holds:
///
/// - `send` comes from `found(_:at:)` alone, so that a read went before every value; `sendAgain` repeats that value, once.
/// - An attempt is counted with `intend()`, after the journal has it and before it leaves.
/// - Once a send may have arrived, the row ends as what a read shows, or as `pending` where no read settles it; never as a
///   `conflict`, which would say that nothing was sent.
///
/// A failure is a status with a `RowError` in it:
///
///     var machine = HoursMachine(row, at: now)
///     guard case .send = machine.found(states, at: now) else { return machine.row.status }
///     machine.intend()
///     _ = machine.accepted(requestID: "req_1")
///     _ = machine.showed(newStates, isLast: false)     // .settled, where the codes are as wanted
package struct HoursMachine: RowMachine, Hashable {
    /// The waits between tries that did not leave; after the last of them the row fails.
    static let backoffs = [1, 3, 10].map { TimeSpan(milliseconds: $0 * 1000) }

    /// The row as it stands.
    package private(set) var row: Row
    /// The attempts so far, those of earlier processes included.
    package private(set) var attempt: Int
    /// What to send, once a read has allowed it.
    private(set) var update: CodeUpdate?
    package var call: CodeCall? { update.map(CodeCall.update) }
    /// The API's id of the newest answer.
    private(set) var requestID: String?

    private let resendAfter: Instant?
    private let closedUntil: Instant?
    private var mayHaveArrived: Bool
    private var unansweredAt: Instant?
    private var uncertainSends = 0
    private var failedTries = 0
    private var refusal: RowError?
    private var problem: RowError?

    /// Makes the machine of a row at the beginning of an apply.
    ///
    /// Of an attempt without an outcome nobody knows when it was sent; it was before `now`.
    init(_ row: Row, past: RowPast = RowPast(), at now: Instant) {
        self.row = row
        attempt = past.attempt
        mayHaveArrived = past.sentAt != nil
        unansweredAt = past.isOpen ? now : nil
        closedUntil = past.closedUntil
        let settledAt = past.sentAt.map { max(QuarantineRule.end(ofSendGivenUpAt: $0), past.ownUntil ?? $0) }
        resendAfter = row.status == .pending ? settledAt : nil
    }

    /// The row's outcome for the journal.
    package func outcome(at index: Int) -> RowOutcome {
        var outcome = RowOutcome(
            row: index,
            status: row.status,
            members: row.members.map(\.status),
            error: row.error,
            requestID: requestID,
        )
        outcome.unansweredAt = unansweredAt
        outcome.isUntouched = !mayHaveArrived
        return outcome
    }
}

// MARK: - Before a send

extension HoursMachine {
    package mutating func found(_ reading: RowReading, at readAt: Instant) -> RowAction {
        found(reading.states, at: readAt)
    }

    /// Compares the codes, as a request that left at `readAt` found them, with the plan.
    mutating func found(_ states: [String: CodeState], at readAt: Instant) -> RowAction {
        if let closedUntil, readAt < closedUntil { return .wait(until: closedUntil) }
        let comparison = RowComparison(row, states)
        if comparison.isDone, mayHaveArrived || !row.sendsAgain {
            return settle(mayHaveArrived ? .applied : .already, comparison)
        }
        guard comparison.isSendable else { return settleDifference(comparison) }
        if let resendAfter, readAt < resendAfter { return .wait(until: resendAfter) }
        update = CodeUpdate(row, fresh: comparison.states.compactMap(\.self))
        if update == nil { return settle(.conflict, comparison, RowWording(row).unsendable(comparison)) }
        return .send
    }

    /// The codes could not be read before a send.
    package mutating func couldNotRead(_ error: RowError, _ verdict: SendVerdict, at now: Instant) -> RowAction {
        switch verdict {
        case .throttled(let wait): return .wait(until: now + wait)
        case .cancelled: return .wait(until: now)
        case .refused, .collision: return fail(error, nothingLeft: true)
        case .uncertain, .unsent: return retry(at: now) ?? fail(error, nothingLeft: true)
        }
    }

    /// Counts an attempt that is about to be sent.
    package mutating func intend() {
        attempt += 1
    }

    /// Another run has taken the row: nothing more is sent for it.
    package mutating func leave(to reason: RowError) {
        row.leave(to: reason)
    }

    private mutating func settleDifference(_ comparison: RowComparison) -> RowAction {
        let wording = RowWording(row)
        guard mayHaveArrived else { return settle(.conflict, comparison, wording.conflict(comparison)) }
        if comparison.hasLostEnd {
            return settle(.failed, comparison, wording.lostEnd(comparison, requestID: requestID))
        }
        return settle(.look, comparison, wording.look(comparison, requestID: requestID))
    }
}

// MARK: - After a send

extension HoursMachine {
    /// The API accepted the send.
    package mutating func accepted(requestID: String?) -> RowAction {
        self.requestID = requestID
        mayHaveArrived = true
        problem = nil
        return .readBack
    }

    /// The send failed.
    package mutating func refused(_ error: RowError, _ verdict: SendVerdict, at now: Instant) -> RowAction {
        requestID = error.requestID ?? requestID
        switch verdict {
        case .throttled(let wait):
            return .throttled(until: now + wait)
        case .cancelled:
            return .wait(until: now)
        case .refused, .collision:
            refusal = error
            return mayHaveArrived ? .readBack : fail(error, nothingLeft: false)
        case .unsent:
            if let action = retry(at: now) { return action }
            problem = error
            return mayHaveArrived ? .readBack : fail(error, nothingLeft: true)
        case .uncertain:
            mayHaveArrived = true
            unansweredAt = now
            problem = error
            uncertainSends += 1
            return uncertainSends == 1 ? .sendAgain : .readBack
        }
    }

    package mutating func showed(_ reading: RowReading, isLast: Bool, at now: Instant) -> RowAction {
        showed(reading.states, isLast: isLast)
    }

    /// What a read after the send shows; the last one settles the row in any case.
    mutating func showed(_ states: [String: CodeState], isLast: Bool) -> RowAction {
        let comparison = RowComparison(row, states)
        let wording = RowWording(row)
        if comparison.isDone { return settle(.applied, comparison) }
        if comparison.hasLostEnd {
            return settle(.failed, comparison, wording.lostEnd(comparison, requestID: requestID))
        }
        guard isLast else { return .readBack }
        guard comparison.isSendable else {
            return settle(.look, comparison, wording.look(comparison, requestID: requestID))
        }
        if let refusal { return settle(.failed, comparison, refusal) }
        return settle(.pending, comparison, wording.pending(problem, requestID: requestID))
    }

    /// The read after the send failed.
    package mutating func couldNotReadBack(_ error: RowError, isLast: Bool) -> RowAction {
        guard isLast else { return .readBack }
        return settle(.pending, nil, RowWording(row).pending(error, requestID: requestID))
    }
}

// MARK: - Settling

extension HoursMachine {
    private mutating func retry(at now: Instant) -> RowAction? {
        guard failedTries < Self.backoffs.count else { return nil }
        defer { failedTries += 1 }
        return .wait(until: now + Self.backoffs[failedTries])
    }

    /// Nothing more is tried; what may have arrived earlier stays to be read.
    private mutating func fail(_ error: RowError, nothingLeft: Bool) -> RowAction {
        guard mayHaveArrived else {
            return settle(.failed, nil, nothingLeft ? RowWording(row).unreachable(error) : error)
        }
        return settle(.pending, nil, RowWording(row).pending(error, requestID: requestID))
    }

    private mutating func settle(
        _ status: RowStatus,
        _ comparison: RowComparison?,
        _ error: RowError? = nil,
    ) -> RowAction {
        row.status = status
        row.error = error
        for index in row.members.indices {
            let finding = comparison?.findings[index]
            row.members[index].status = finding.map { Self.memberStatus($0, in: status) } ?? status
        }
        return .settled
    }

    /// A member stands where it was found, not where the row stands as a whole.
    private static func memberStatus(_ finding: RowComparison.Finding, in status: RowStatus) -> RowStatus {
        switch (finding, status) {
        case (.after, .conflict): .already
        case (.after, .already): .already
        case (.after, _): .applied
        case (.before, .conflict): .planned
        case (.before, .look): .pending
        default: status
        }
    }
}

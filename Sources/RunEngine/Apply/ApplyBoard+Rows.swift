package import CivilTime
internal import Journal
internal import Model
internal import Seam

/// What happens to one row, with what that means for its slots and its place.
extension ApplyBoard {
    /// Compares a row that holds slots with what was read by a request that left at `readAt`.
    package mutating func found(_ row: Int, _ reading: RowReading, at readAt: Instant) -> RowAction {
        let action = machines[row].found(reading, at: readAt)
        if action == .settled {
            noteLostEnd(of: row)
            // What an earlier process had sent has arrived by now, and its slot need not last as long as it might.
            if machines[row].attempt > 0 { note(SendEnd(row: row, attempt: machines[row].attempt, answeredAt: readAt)) }
        }
        if action != .send { release(row, action) }
        return action
    }

    /// What a row that holds slots was compared with came too late to be relied on; it is read again, a few times.
    mutating func readLate(_ row: Int, at now: Instant) -> RowAction {
        let action = machines[row].couldNotRead(RowWording.readLate, .unsent, at: now)
        release(row, action)
        return action
    }

    /// Compares a row that was sent with what was read since.
    mutating func showed(_ row: Int, _ reading: RowReading, isLast: Bool, at now: Instant) -> RowAction {
        let action = machines[row].showed(reading, isLast: isLast, at: now)
        noteLostEnd(of: row)
        place(row, action)
        return action
    }

    private mutating func noteLostEnd(of row: Int) {
        if machines[row].row.hasLostEnd { hasLostEnd = true }
    }

    /// A row that holds slots could not be read.
    mutating func couldNotRead(_ row: Int, _ error: SeamError, at now: Instant) -> RowAction {
        let action = machines[row].couldNotRead(RowError(error), SendVerdict(error), at: now)
        release(row, action)
        return action
    }

    /// A row that holds slots is not sent now, because the apply stops.
    mutating func leave(_ row: Int) {
        release(row)
        putBack(row)
    }

    /// Whether a row may still use the slots that it holds; a row whose doors were closed meanwhile is put back.
    mutating func keepsSlots(_ row: Int, at now: Instant) -> Bool {
        guard let pacer, pacer.isClosed(demands[row], at: now) else { return true }
        leaveUnsent(row)
        return false
    }

    /// A row whose intent was kept is not sent now; nothing of it has left.
    mutating func leaveUnsent(_ row: Int) {
        note(SendEnd(row: row, attempt: machines[row].attempt, answeredAt: nil))
        leave(row)
    }

    /// Takes slots for a second send at once.
    /// - Returns: False when there are none; the row then waits for them.
    mutating func takeAgain(_ row: Int, at now: Instant) -> Bool {
        if pacer?.take(demands[row], at: now) ?? true { return true }
        putBack(row)
        return false
    }

    /// A send was answered well.
    package mutating func accepted(_ row: Int, requestID: String?, at now: Instant) -> RowAction {
        pacer?.ended(demands[row], at: now)
        note(SendEnd(row: row, attempt: machines[row].attempt, answeredAt: now))
        return machines[row].accepted(requestID: requestID)
    }

    /// A send failed.
    mutating func refused(_ row: Int, _ error: SeamError, at now: Instant) -> RowAction {
        var end: SendEnd?
        switch error.delivery {
        case .notSent:
            pacer?.giveBack(demands[row])
            end = SendEnd(row: row, attempt: machines[row].attempt, answeredAt: nil)
        case .answered:
            pacer?.ended(demands[row], at: now)
            end = SendEnd(row: row, attempt: machines[row].attempt, answeredAt: now)
        // It may still arrive, and its slot lasts as long as that.
        case .unanswered: pacer?.ended(demands[row], at: QuarantineRule.end(ofSendGivenUpAt: now))
        }
        let action = machines[row].refused(RowError(error), SendVerdict(error), at: now)
        if case .throttled(let until) = action {
            pacer?.close(demands[row], until: until)
            end?.closedUntil = until
        }
        if let end { note(end) }
        place(row, action)
        return action
    }

    /// Gives back the slots of a row, because nothing was sent.
    mutating func release(_ row: Int) {
        pacer?.giveBack(demands[row])
    }

    private mutating func release(_ row: Int, _ action: RowAction) {
        release(row)
        place(row, action)
    }

    private mutating func place(_ row: Int, _ action: RowAction) {
        switch action {
        case .wait(let until), .throttled(let until): putBack(row, until: until)
        default: break
        }
    }
}

package import CivilTime
package import Journal
package import Model

/// The decisions about one row: it is told what was read and what was answered, and says what to do next.
///
/// It does nothing itself: no clock, no journal and no connection, so that a test walks it through every answer. The board
/// owns one for each row, and one task at a time tells it things. What holds for each kind:
///
/// - `send` comes from `found(_:at:)` alone, so that a read went before every call.
/// - An attempt is counted with `intend()`, after the journal has it and before it leaves.
/// - Once a send may have arrived, the row ends as what a read shows, or as `pending` where no read settles it; never as a
///   `conflict`, which would say that nothing was sent.
///
/// A failure is a status with a `RowError` in it.
package protocol RowMachine: Sendable {
    /// The row as it stands.
    var row: Row { get }
    /// The attempts so far, those of earlier processes included.
    var attempt: Int { get }
    /// What to send, once a read has allowed it.
    var call: CodeCall? { get }

    /// Compares the codes, as a request that left at `readAt` found them, with the plan.
    mutating func found(_ reading: RowReading, at readAt: Instant) -> RowAction
    /// The codes could not be read before a send.
    mutating func couldNotRead(_ error: RowError, _ verdict: SendVerdict, at now: Instant) -> RowAction
    /// Counts an attempt that is about to be sent.
    mutating func intend()
    /// Another run has taken the row: nothing more is sent for it.
    mutating func leave(to reason: RowError)
    /// The API accepted the send.
    mutating func accepted(requestID: String?) -> RowAction
    /// The send failed.
    mutating func refused(_ error: RowError, _ verdict: SendVerdict, at now: Instant) -> RowAction
    /// What a read after the send shows; the last one settles the row in any case, or takes it on to its next call.
    mutating func showed(_ reading: RowReading, isLast: Bool, at now: Instant) -> RowAction
    /// The read after the send failed.
    mutating func couldNotReadBack(_ error: RowError, isLast: Bool) -> RowAction
    /// The row's outcome for the journal.
    func outcome(at index: Int) -> RowOutcome
}

/// What to do next about a row.
package enum RowAction: Hashable, Sendable {
    /// To keep the intent, then to send.
    case send
    /// To keep another intent and to send the same again at once; without a free slot, to wait for one.
    case sendAgain
    /// To read until the change shows.
    case readBack
    /// To come back not before this instant, and to read first.
    case wait(until: Instant)
    /// The same for all of the row's devices, as the server asks for less.
    case throttled(until: Instant)
    /// Nothing: the row has its status.
    case settled
}

extension Row {
    /// Leaves the row to the run that has taken it out of this one.
    mutating func leave(to reason: RowError) {
        status = .taken
        error = reason
        for index in members.indices { members[index].status = .taken }
    }

    /// The machine of a row at the beginning of an apply.
    func machine(past: RowPast, at now: Instant) -> any RowMachine {
        changesDoors ? DoorsMachine(self, past: past, at: now) : HoursMachine(self, past: past, at: now)
    }
}

package import CivilTime
package import Journal
package import Model

/// The decisions about one row that makes and ends codes, one call at a time.
///
/// Each call follows from what the doors show: what is made is found again by its key, which the journal had before the
/// first call. The order is that which leaves nobody outside: the first door's code is made and read before the others', so
/// that all have its PIN; codes that stay get their hours; and a code goes only when every new one is there, for a guest who
/// can open now on the lock itself. A call that makes a code is not repeated before an earlier one without an answer can no
/// longer arrive.
package struct DoorsMachine: RowMachine, Hashable {
    /// How often doors are looked at while a lock is waited for: often at first, as most are quick.
    private static let step = TimeSpan(milliseconds: 10_000)
    private static let quickStep = TimeSpan(milliseconds: 2000)
    /// How long a lock is waited for in one apply, to take a new code or to forget an old one.
    static let patience = TimeSpan(milliseconds: 120_000)
    static let leavingPatience = TimeSpan(milliseconds: 30_000)
    /// How many sends in a row may stay without an answer.
    private static let mostUncertain = 3

    package private(set) var row: Row
    package private(set) var attempt: Int
    package private(set) var call: CodeCall?
    private var requestID: String?
    private let closedUntil: Instant?
    /// Until when a call that makes a code may still arrive, and when it was given up.
    private var uncertainUntil: Instant?
    private var unansweredAt: Instant?
    private var mayHaveArrived: Bool
    private var uncertainSends = 0
    private var failedTries = 0
    private var keyTry = 0
    /// Why nothing more is made, and what was made goes again.
    private var abort: RowError?
    private var waitsForLockSince: Instant?
    private var leavingSince: Instant?
    /// The ids of the codes that were made, by the places of their members.
    private var made: [Int: String] = [:]

    /// Makes the machine of a row at the beginning of an apply.
    init(_ row: Row, past: RowPast = RowPast(), at now: Instant) {
        self.row = row
        attempt = past.attempt
        mayHaveArrived = past.sentAt != nil
        closedUntil = past.closedUntil
        guard let sentAt = past.sentAt else { return }
        // Of an attempt without an outcome nobody knows how long it was waited for.
        let givenUpAt = min(now, sentAt + PaceRule.requestLimit)
        uncertainUntil = max(QuarantineRule.end(ofSendGivenUpAt: givenUpAt), past.ownUntil ?? givenUpAt)
        unansweredAt = past.isOpen ? givenUpAt : nil
    }

    package func outcome(at index: Int) -> RowOutcome {
        var outcome = RowOutcome(
            row: index,
            status: row.status,
            members: row.members.map(\.status),
            error: row.error,
            requestID: requestID,
        )
        outcome.made = made
        outcome.unansweredAt = unansweredAt
        outcome.isUntouched = !mayHaveArrived
        return outcome
    }

    package mutating func leave(to reason: RowError) {
        row.leave(to: reason)
    }
}

// MARK: - Before a send

extension DoorsMachine {
    package mutating func found(_ reading: RowReading, at readAt: Instant) -> RowAction {
        if let closedUntil, readAt < closedUntil { return .wait(until: closedUntil) }
        var view = DoorsView(row, reading.doors, keyTry: keyTry)
        if abort == nil, view.hasTwoPINs(in: reading.doors) {
            otherKey(than: view.keyTry, because: DoorsWording(row).twoPINs)
            view = DoorsView(row, reading.doors, keyTry: keyTry)
        }
        keyTry = view.keyTry
        note(view)
        if let settled = settledByOthers(view) { return settled }
        if let spare = view.spares.first {
            return send(.delete(accessCodeID: spare.accessCodeID, deviceID: spare.deviceID))
        }
        if let abort { return takeBack(view, abort, at: readAt) }
        return next(view, reading.doors, at: readAt)
    }

    /// The row as somebody else has left it, nil where nobody was there.
    private mutating func settledByOthers(_ view: DoorsView) -> RowAction? {
        guard !view.others.isEmpty else { return nil }
        let wording = DoorsWording(row)
        if mayHaveArrived { return settle(.look, view, wording.look(view, requestID: requestID)) }
        return settle(.conflict, view, wording.conflict(view))
    }

    /// The next call, or what is waited for.
    private mutating func next(_ view: DoorsView, _ doors: [String: [DoorCode]], at now: Instant) -> RowAction {
        if let place = view.open(.add).first {
            if let wait = waitForLateCreation(at: now) { return wait }
            guard let creation = creation(of: place, view, doors) else {
                return settle(.failed, view, DoorsWording(row).unknownPIN)
            }
            return send(.create(creation))
        }
        if let place = view.open(.keep).first, let update = update(of: place) { return send(.update(update)) }
        if let place = view.open(.drop).first {
            if let wait = waitForLock(view, at: now) { return wait }
            let member = row.members[place]
            return send(.delete(accessCodeID: member.accessCodeID, deviceID: member.deviceID))
        }
        if view.isLeaving { return waitForLeaving(view, at: now) }
        return settle(mayHaveArrived ? .applied : .already, view)
    }

    private mutating func send(_ call: CodeCall) -> RowAction {
        self.call = call
        return .send
    }

    private mutating func waitForLateCreation(at now: Instant) -> RowAction? {
        guard let until = uncertainUntil, now < until else {
            uncertainUntil = nil
            return nil
        }
        return .wait(until: min(until, now + Self.step))
    }

    /// Waits until the locks have the new codes, where somebody needs them before the old ones go.
    private mutating func waitForLock(_ view: DoorsView, at now: Instant) -> RowAction? {
        let late = view.made.filter { $0.code.stage != .ready }
        guard row.change == .doors, !late.isEmpty else { return nil }
        let since = waitsForLockSince ?? now
        waitsForLockSince = since
        let end = min(since + Self.patience, row.deadline.map { max($0, since) } ?? since + Self.patience)
        if now < end { return .wait(until: min(end, now + Self.pause(since, now))) }
        return settle(.pending, view, DoorsWording(row).notOnLock(late.map { ($0.place, $0.code.stage) }))
    }

    private mutating func waitForLeaving(_ view: DoorsView, at now: Instant) -> RowAction {
        let since = leavingSince ?? now
        leavingSince = since
        let end = since + Self.leavingPatience
        if now < end { return .wait(until: min(end, now + Self.pause(since, now))) }
        return settle(.pending, view, DoorsWording(row).leaving(view))
    }

    private static func pause(_ since: Instant, _ now: Instant) -> TimeSpan { now - since < step ? quickStep : step }

    /// Ends what was made of a row that cannot come to its end.
    private mutating func takeBack(_ view: DoorsView, _ reason: RowError, at now: Instant) -> RowAction {
        if let (place, code) = view.made.first {
            return send(.delete(accessCodeID: code.accessCodeID, deviceID: row.members[place].deviceID))
        }
        if let wait = waitForLateCreation(at: now) { return wait }
        made = [:]
        return settle(.failed, view, reason)
    }

    private func creation(of place: Int, _ view: DoorsView, _ doors: [String: [DoorCode]]) -> CodeCreation? {
        let member = row.members[place]
        guard let startsAt = member.after.startsAt, let endsAt = member.after.endsAt else { return nil }
        var creation = CodeCreation(
            deviceID: member.deviceID,
            name: member.after.name,
            startsAt: startsAt,
            endsAt: endsAt,
            commonCodeKey: DoorsView.key(view.keyTry, of: row),
        )
        creation.length = row.codeLength
        // The codes of one key have one PIN; without the stay's key its PIN goes along.
        guard row.keepsPIN, row.madeKey != row.target.identifier, view.made.isEmpty else { return creation }
        creation.pin = view.pin(in: doors)
        return creation.pin == nil ? nil : creation
    }

    private func update(of place: Int) -> CodeUpdate? {
        let member = row.members[place]
        var update = CodeUpdate(target: .code(accessCodeID: member.accessCodeID))
        update.deviceID = member.deviceID
        update.startsAt = member.after.startsAt
        update.endsAt = member.after.endsAt
        if row.changes.contains(.name) { update.name = member.after.name }
        return update.startsAt == nil || update.endsAt == nil ? nil : update
    }

    package mutating func couldNotRead(_ error: RowError, _ verdict: SendVerdict, at now: Instant) -> RowAction {
        switch verdict {
        case .throttled(let wait): return .wait(until: now + wait)
        case .cancelled: return .wait(until: now)
        case .refused, .collision: return giveUp(error)
        case .uncertain, .unsent: return retry(at: now) ?? giveUp(error)
        }
    }

    package mutating func intend() {
        attempt += 1
    }
}

// MARK: - After a send

extension DoorsMachine {
    package mutating func accepted(requestID: String?) -> RowAction {
        self.requestID = requestID
        begin()
        uncertainSends = 0
        failedTries = 0
        return .readBack
    }

    package mutating func refused(_ error: RowError, _ verdict: SendVerdict, at now: Instant) -> RowAction {
        requestID = error.requestID ?? requestID
        switch verdict {
        case .throttled(let wait): return .throttled(until: now + wait)
        case .cancelled: return .wait(until: now)
        case .unsent: return retry(at: now) ?? giveUp(error)
        case .uncertain: return uncertain(error, at: now)
        case .collision where isFreshCreation:
            otherKey(than: keyTry, because: error)
            return .wait(until: now)
        case .refused, .collision: return refused(error, at: now)
        }
    }

    /// Whether the call makes a code with a PIN that the server chooses, and no earlier one like it can have arrived.
    private var isFreshCreation: Bool {
        guard case .create = call, !row.keepsPIN else { return false }
        return uncertainUntil == nil
    }

    /// A call may have arrived: reading tells, before it is made again.
    private mutating func uncertain(_ error: RowError, at now: Instant) -> RowAction {
        begin()
        uncertainSends += 1
        unansweredAt = now
        if call?.isRepeatable == false { uncertainUntil = QuarantineRule.end(ofSendGivenUpAt: now) }
        return uncertainSends < Self.mostUncertain ? .wait(until: now + Self.backoffs[0]) : giveUp(error)
    }

    /// The server has said no for good: what it said it of decides what becomes of the row.
    private mutating func refused(_ error: RowError, at now: Instant) -> RowAction {
        switch call {
        // Another one like it may have arrived, and what was deleted is not found.
        case .create where uncertainUntil != nil && failedTries == 0, .delete where failedTries == 0:
            failedTries += 1
            return .wait(until: now)
        case .create, .update:
            guard mayHaveArrived else { return settle(.failed, nil, error) }
            abort = error
            return .wait(until: now)
        // The new codes stay where an old one cannot be ended.
        case .delete, nil: return settle(mayHaveArrived ? .look : .failed, nil, error)
        }
    }

    /// Takes the next key, because the PIN of this one is taken on some door; after the last of them nothing is made.
    private mutating func otherKey(than number: Int, because error: RowError) {
        guard !row.keepsPIN, number + 1 < DoorsView.keys else { return abort = error }
        keyTry = number + 1
    }

    package mutating func showed(_ reading: RowReading, isLast: Bool, at now: Instant) -> RowAction {
        let view = DoorsView(row, reading.doors, keyTry: keyTry)
        note(view)
        // What comes next is decided by a reading of its own.
        if isShown(in: view) { return .wait(until: now) }
        guard isLast else { return .readBack }
        return settle(.pending, view, RowWording(row).pending(nil, requestID: requestID))
    }

    /// Whether a reading shows what the last call was to do.
    private func isShown(in view: DoorsView) -> Bool {
        switch call {
        case .create(let creation): view.made.contains { row.members[$0.place].deviceID == creation.deviceID }
        case .update(let update): !view.open(.keep).contains { row.members[$0].deviceID == update.deviceID }
        case .delete(let id, _):
            !view.spares.contains { $0.accessCodeID == id } && !view.made.contains { $0.code.accessCodeID == id }
                && !view.open(.drop).contains { row.members[$0].accessCodeID == id }
        case nil: true
        }
    }

    package mutating func couldNotReadBack(_ error: RowError, isLast: Bool) -> RowAction {
        isLast ? giveUp(error) : .readBack
    }
}

// MARK: - Settling

extension DoorsMachine {
    private static var backoffs: [TimeSpan] { HoursMachine.backoffs }

    /// From now on a stop leaves a row that was begun.
    private mutating func begin() {
        mayHaveArrived = true
        row.status = .pending
    }

    /// Keeps the ids of what was made.
    private mutating func note(_ view: DoorsView) {
        for (place, code) in view.made { made[place] = code.accessCodeID }
        // The one that may have been lost is there.
        if case .create = call, isShown(in: view) { uncertainUntil = nil }
    }

    private mutating func retry(at now: Instant) -> RowAction? {
        guard failedTries < Self.backoffs.count else { return nil }
        defer { failedTries += 1 }
        return .wait(until: now + Self.backoffs[failedTries])
    }

    private mutating func giveUp(_ error: RowError) -> RowAction {
        let wording = RowWording(row)
        guard mayHaveArrived else { return settle(.failed, nil, wording.unreachable(error)) }
        return settle(.pending, nil, wording.pending(error, requestID: requestID))
    }

    private mutating func settle(_ status: RowStatus, _ view: DoorsView?, _ error: RowError? = nil) -> RowAction {
        row.status = status
        row.error = error
        for place in row.members.indices {
            if let id = made[place] { row.members[place].accessCodeID = id }
            row.members[place].status = Self.status(view?.findings[place], in: status)
        }
        return .settled
    }

    /// A member stands where it was found, not where the row stands as a whole.
    private static func status(_ finding: DoorsView.Finding?, in status: RowStatus) -> RowStatus {
        switch (finding, status) {
        case (nil, _), (.other, _), (_, .already): status
        case (.done, .conflict): .already
        case (.open, .conflict): .planned
        case (.done, _): .applied
        case (.leaving, _): .pending
        case (.open, .look): .pending
        case (.open, _): status
        }
    }
}

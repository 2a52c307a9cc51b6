extension Workspace {
    /// Begins a command; with `isDone` it is over already, and has succeeded.
    mutating func begin(
        _ kind: ActionAttempt.Kind,
        device: Int? = nil,
        code: Identifier? = nil,
        pin: String? = nil,
        method: Int? = nil,
        at now: Int64,
        isDone: Bool = false
    ) -> ActionAttempt {
        var attempt = ActionAttempt(id: random.uuid(), kind: kind, device: device, code: code, pin: pin)
        attempt.method = method
        let number = attempts.end
        if let oldest = attempts.append(attempt) {
            attemptIndex[oldest.id] = nil
            overdue.remove(number - attempts.capacity)
        }
        attemptIndex[attempt.id] = number
        if isDone { finish(number, at: now) } else { works.append(attempt: number, due: now + settle) }
        return attempts[number] ?? attempt
    }

    /// Ends the command that is due first.
    mutating func finishWork(at now: Int64) {
        guard let number = works.popFirst() else { return }
        finish(number, at: now)
    }

    private mutating func finish(_ number: Int, at now: Int64) {
        guard var attempt = attempts[number], attempt.isPending else { return }
        guard let device = attempt.device, !isReachable(device) else {
            attempt.outcome = .success
            attempts[number] = attempt
            return carryOut(attempt, at: now)
        }
        if attempt.code != nil {
            overdue.insert(number)
        } else {
            attempt.outcome = .error(type: "device_offline", message: "The device could not be reached")
            attempts[number] = attempt
            tell(attempt, succeeded: false, at: now)
        }
    }

    private mutating func carryOut(_ attempt: ActionAttempt, at now: Int64) {
        if let method = attempt.method { encode(method: method, at: now) }
        guard let device = attempt.device else { return }
        switch attempt.kind {
        case .lock: turn(device, locked: true, at: now, attempt, method: "remote")
        case .unlock: turn(device, locked: false, at: now, attempt, method: "remote")
        case .keypadLock: turn(device, locked: true, at: now, attempt, method: "manual")
        case .keypadEntry: enter(attempt.pin ?? "", on: device, attempt, at: now)
        case .createCode, .updateCode, .deleteCode, .configureAutoLock, .encode, .reset: return
        }
        tell(attempt, succeeded: true, at: now)
    }

    private mutating func turn(
        _ device: Int,
        locked: Bool,
        at now: Int64,
        _ attempt: ActionAttempt,
        method: String
    ) {
        devices[device].isLocked = locked
        note(
            locked ? .locked : .unlocked,
            at: now,
            device: device,
            attempt: attempt.id,
            .door(method: method, pin: nil)
        )
    }

    /// Types a PIN at the door, which opens to what it has stored and not to what Seam was asked for.
    private mutating func enter(_ pin: String, on device: Int, _ attempt: ActionAttempt, at now: Int64) {
        let position = devices[device].codes.first { position in
            guard let stored = codes[position].onDevice, stored.pin == pin, !codes[position].isRevoked else {
                return false
            }
            guard let frame = stored.timeFrame else { return true }
            return frame.startsAt <= now && now < frame.endsAt
        }
        guard let position else {
            let details = Event.Details.denial("unknown_code", "The device knows no such code.")
            return note(.accessDenied, at: now, device: device, details)
        }
        devices[device].isLocked = false
        note(
            .unlocked,
            at: now,
            device: device,
            code: codes[position].id,
            attempt: attempt.id,
            .door(method: "keycode", pin: pin)
        )
    }

    private mutating func tell(_ attempt: ActionAttempt, succeeded: Bool, at now: Int64) {
        let kind: Event.Kind
        switch attempt.kind {
        case .lock: kind = succeeded ? .lockSucceeded : .lockFailed
        case .unlock: kind = succeeded ? .unlockSucceeded : .unlockFailed
        case .keypadEntry: kind = succeeded ? .keypadEntrySucceeded : .keypadEntryFailed
        case .keypadLock: kind = succeeded ? .keypadLockSucceeded : .keypadLockFailed
        case .createCode, .updateCode, .deleteCode, .configureAutoLock, .encode, .reset: return
        }
        note(
            kind,
            at: now,
            device: attempt.device,
            attempt: attempt.id,
            .attempt(attempt.kind, succeeded: succeeded)
        )
    }
}

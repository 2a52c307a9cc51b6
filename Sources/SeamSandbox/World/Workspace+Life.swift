extension Workspace {
    /// Tells what happened to a code.
    mutating func tell(_ happening: AccessCode.Happening, of position: Int, at now: Int64) {
        let code = codes[position]
        guard code.current.isManaged else { return tellUnmanaged(happening, of: code, at: now) }
        switch happening {
        case .mutationsRequested:
            let target = code.stage == .removing ? nil : code.current.copy
            note(.codeMutationsRequested, code, at: now, .request(from: code.onDevice, to: target))
        case .changed(let from, let to): tellChange(of: code, from: from, to: to, at: now)
        case .scheduledOnDevice: note(.codeScheduled, code, at: now, .pin(code.current.pin))
        case .setOnDevice: note(.codeSet, code, at: now, .pin(code.current.pin))
        case .delayInSetting: note(.codeDelayed, code, at: now, issues(of: code))
        case .failedToSet: note(.codeFailed, code, at: now, issues(of: code))
        case .delayInRemoving: note(.codeRemovalDelayed, code, at: now, issues(of: code))
        case .failedToRemove: note(.codeRemovalFailed, code, at: now, issues(of: code))
        case .removedFromDevice: note(.codeRemoved, code, at: now)
        case .deleted: note(.codeDeleted, code, at: now, .pin(code.current.pin))
        }
    }

    /// Of a code that Seam does not manage only its end is told.
    private mutating func tellUnmanaged(_ happening: AccessCode.Happening, of code: AccessCode, at now: Int64) {
        if case .deleted = happening { note(.unmanagedCodeRemoved, code, at: now) }
    }

    /// What is wrong with a code, its device and its account.
    func issues(of code: AccessCode) -> Event.Details {
        let device = devices[code.device]
        return .issues(
            Event.Issues(
                account: accounts[device.account].problems,
                device: device.problems,
                code: (code.problems, code.cautions)
            )
        )
    }

    /// What is wrong with a device and its account, and the error that made it so.
    private func issues(ofDevice position: Int, _ errorCode: String? = nil) -> Event.Details {
        let device = devices[position]
        let account = accounts[device.account].problems
        return .issues(Event.Issues(account: account, device: device.problems, errorCode: errorCode))
    }

    mutating func note(_ kind: Event.Kind, _ code: AccessCode, at now: Int64, _ details: Event.Details = .none) {
        note(kind, at: now, device: code.device, code: code.id, details)
    }

    /// Makes a device reachable or unreachable, and tells it; what its codes missed is done when it is back.
    mutating func setFault(_ fault: Device.Fault, _ isOn: Bool, onDevice position: Int, at now: Int64) {
        let wasOnline = devices[position].isOnline
        devices[position].faults[fault] = isOn ? devices[position].faults[fault] ?? now : nil
        let isManaged = devices[position].isManaged
        switch (fault, isOn) {
        case (.subscriptionExpired, true):
            note(.subscriptionRequired, at: now, device: position, issues(ofDevice: position))
        case (.subscriptionExpired, false): note(.subscriptionRestored, at: now, device: position)
        case (.removed, true): note(.deviceRemoved, at: now, device: position)
        default: break
        }
        if wasOnline, !devices[position].isOnline, fault != .removed {
            let code = fault.problem(since: now).code
            note(
                isManaged ? .deviceDisconnected : .deviceUnmanagedDisconnected,
                at: now,
                device: position,
                issues(ofDevice: position, code)
            )
        }
        if !wasOnline, devices[position].isOnline {
            note(isManaged ? .deviceConnected : .deviceUnmanagedConnected, at: now, device: position)
        }
        if !isOn { wake(position, at: now) }
    }

    /// Cuts an account off, or connects it again.
    mutating func setConnected(_ isConnected: Bool, account position: Int, at now: Int64) {
        guard accounts[position].isConnected != isConnected else { return }
        accounts[position].disconnectedAt = isConnected ? nil : now
        let details = isConnected ? .none : Event.Details.issues(Event.Issues(account: accounts[position].problems))
        note(isConnected ? .accountConnected : .accountDisconnected, at: now, account: position, details)
        guard isConnected else { return }
        for device in devices.indices where devices[device].account == position { wake(device, at: now) }
    }

    /// Begins anew what a device missed.
    mutating func wake(_ device: Int, at now: Int64) {
        guard isReachable(device) else { return }
        for code in devices[device].codes {
            update(code, at: now) { code, door in
                code.wake(at: now, door)
                return []
            }
        }
        for number in overdue.sorted() where attempts[number]?.device == device {
            overdue.remove(number)
            works.append(attempt: number, due: now + settle)
        }
    }

    private mutating func tellChange(
        of code: AccessCode,
        from: AccessCode.Copy,
        to: AccessCode.Copy,
        at now: Int64
    ) {
        guard from != to else { return }
        let details = Event.Details.change(from: from, to: to)
        note(.codeChanged, code, at: now, details)
        if from.timeFrame != to.timeFrame { note(.codeTimeFrameChanged, code, at: now, details) }
        if from.name != to.name { note(.codeNameChanged, code, at: now, details) }
        if from.pin != to.pin { note(.codePINChanged, code, at: now, details) }
    }
}

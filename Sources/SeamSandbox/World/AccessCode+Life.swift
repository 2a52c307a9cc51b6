extension AccessCode {
    /// What the code's door is like at the moment.
    struct Door: Sendable {
        let isReachable: Bool
        /// Whether the lock takes one more code.
        let hasSpace: Bool
        /// Whether the lock answers, and does nothing it is told.
        let refuses: Bool
        /// Another code that the lock has with the same PIN.
        let rival: (id: Identifier, isManaged: Bool)?
        let schedulesNatively: Bool
        /// How long the door takes to do what it is told, in milliseconds.
        let settle: Int64
    }

    /// What happened to a code.
    enum Happening: Sendable {
        case mutationsRequested
        case changed(from: Copy, to: Copy)
        case scheduledOnDevice
        case setOnDevice
        case delayInSetting
        case failedToSet
        case delayInRemoving
        case failedToRemove
        case removedFromDevice
        case deleted
    }

    /// How long before its start a code is loaded on a lock that schedules by itself.
    static let nativeLead: Int64 = 72 * UTCTime.hour
    /// How long before its start a code is put on a lock that does not.
    static let justInTimeLead: Int64 = UTCTime.hour
    /// How long a door may be out of reach before what it was told counts as failed.
    static let patience: Int64 = 30 * 60_000

    /// Whether the door itself keeps to the hours of this code.
    func isNative(_ door: Door) -> Bool {
        door.schedulesNatively && traits.prefersNativeScheduling
    }

    /// When the code is due on its door.
    func loadsAt(_ door: Door) -> Int64 {
        guard let frame = current.timeFrame else { return createdAt }
        return frame.startsAt - (isNative(door) ? Self.nativeLead : Self.justInTimeLead)
    }

    func isOver(at now: Int64) -> Bool {
        current.timeFrame.map { $0.endsAt <= now } ?? false
    }

    /// Whether the door has yet to learn of a change.
    var isUpdating: Bool {
        (stage == .set || stage == .scheduled) && onDevice != current.copy
    }

    /// When the next step is due; nil while nothing is.
    func due(_ door: Door) -> Int64? {
        // The lock itself forgets a code that Seam does not manage as fast as one that it does.
        guard current.isManaged || isDeleted else { return nil }
        let end = current.timeFrame?.endsAt ?? .max
        let work = workDue ?? .max
        let next: Int64
        switch stage {
        case .waiting: next = min(loadsAt(door), end)
        case .setting, .set: next = min(work, end)
        case .scheduled: next = min(work, end, isUpdating ? .max : current.timeFrame?.startsAt ?? .max)
        case .removing: next = work
        case .gone: return nil
        }
        return next == .max ? nil : next
    }

    /// Does what is due at `now`.
    mutating func step(at now: Int64, _ door: Door) -> [Happening] {
        switch stage {
        case .waiting, .setting:
            if isOver(at: now) { return forget() }
            if stage == .waiting, loadsAt(door) <= now { beginSetting(at: now, door) }
            if stage == .setting, let workDue, workDue <= now { return finishSetting(at: now, door) }
            return []
        case .scheduled, .set:
            if isOver(at: now) { return beginRemoving(at: now, door) }
            if let workDue, workDue <= now { return finishUpdate(at: now, door) }
            guard stage == .scheduled, !isUpdating, (current.timeFrame?.startsAt ?? now) <= now else { return [] }
            stage = .set
            return [.setOnDevice]
        case .removing:
            guard let workDue, workDue <= now else { return [] }
            return finishRemoving(at: now, door)
        case .gone:
            return []
        }
    }

    /// Puts `values` in place, and shows the old ones for `staleFor` milliseconds more.
    mutating func change(to values: Values, at now: Int64, _ door: Door, staleFor: Int64) -> [Happening] {
        remember(at: now, staleFor: staleFor)
        let before = current.copy
        current = values
        guard before != values.copy else { return [] }
        switch stage {
        case .waiting:
            pendingSince = now
            return [.changed(from: before, to: values.copy)]
        case .setting:
            if loadsAt(door) > now {
                stage = .waiting
                workDue = nil
                trouble = .none
            }
            return [.changed(from: before, to: values.copy)]
        case .scheduled, .set:
            guard isUpdating else {
                workDue = nil
                trouble = .none
                return [.mutationsRequested]
            }
            // A push that is under way goes on, and brings the newest values.
            if workDue == nil {
                pendingSince = now
                workDue = now + door.settle
            }
            return [.mutationsRequested]
        case .removing, .gone:
            return []
        }
    }

    /// Takes the code off by request.
    mutating func remove(at now: Int64, _ door: Door) -> [Happening] {
        isDeleted = true
        guard onDevice != nil else { return forget() }
        return [.mutationsRequested] + beginRemoving(at: now, door)
    }

    /// Starts again what the door missed while it could not be reached.
    mutating func wake(at now: Int64, _ door: Door) {
        guard stage == .setting || stage == .removing || isUpdating else { return }
        workDue = now + door.settle
    }

    /// Brings the door up to date at once, if it can be reached.
    mutating func finishNow(at now: Int64, _ door: Door) -> [Happening] {
        guard door.isReachable else { return [] }
        if workDue != nil { workDue = now }
        return step(at: now, door)
    }

    /// Makes an existing code of a lock one that Seam does not manage, or takes it over.
    mutating func setManaged(_ isManaged: Bool, at now: Int64, _ door: Door, staleFor: Int64) {
        remember(at: now, staleFor: staleFor)
        current.isManaged = isManaged
        workDue = nil
        if isManaged, isUpdating { workDue = now + door.settle }
    }

    private mutating func forget() -> [Happening] {
        stage = .gone
        workDue = nil
        return [.deleted]
    }

    private mutating func beginSetting(at now: Int64, _ door: Door) {
        stage = .setting
        pendingSince = now
        workDue = now + door.settle
    }

    private mutating func finishSetting(at now: Int64, _ door: Door) -> [Happening] {
        guard door.isReachable else { return wait(at: now, delayed: .delayInSetting, failed: .failedToSet) }
        if let obstacle = door.obstacle { return fail(of: obstacle, at: now) }
        trouble = .none
        workDue = nil
        onDevice = current.copy
        if isNative(door), let start = current.timeFrame?.startsAt, start > now {
            stage = .scheduled
            return [.scheduledOnDevice]
        }
        stage = .set
        return [.setOnDevice]
    }

    /// Notes what the lock objects to, which is tried again later.
    private mutating func fail(
        of obstacle: Trouble,
        at now: Int64,
        _ happening: Happening = .failedToSet
    ) -> [Happening] {
        let isNew = trouble != obstacle
        trouble = obstacle
        workDue = now + Self.patience
        return isNew ? [happening] : []
    }

    private mutating func finishUpdate(at now: Int64, _ door: Door) -> [Happening] {
        guard door.isReachable else { return wait(at: now, delayed: .delayInSetting, failed: .failedToSet) }
        if door.refuses {
            isRevoked = false
            return fail(of: .refused, at: now)
        }
        let before = onDevice ?? current.copy
        let wasScheduled = stage == .scheduled
        trouble = .none
        isRevoked = false
        workDue = nil
        onDevice = current.copy
        let changed = Happening.changed(from: before, to: current.copy)
        guard let start = current.timeFrame?.startsAt, start > now else {
            stage = .set
            return wasScheduled ? [changed, .setOnDevice] : [changed]
        }
        if isNative(door) {
            stage = .scheduled
        } else if loadsAt(door) > now {
            stage = .waiting
            onDevice = nil
            pendingSince = now
            return [changed, .removedFromDevice]
        }
        return [changed]
    }

    private mutating func beginRemoving(at now: Int64, _ door: Door) -> [Happening] {
        stage = .removing
        trouble = .none
        pendingSince = now
        workDue = now + door.settle
        return door.settle == 0 ? finishRemoving(at: now, door) : []
    }

    private mutating func finishRemoving(at now: Int64, _ door: Door) -> [Happening] {
        guard door.isReachable else { return wait(at: now, delayed: .delayInRemoving, failed: .failedToRemove) }
        if door.refuses { return fail(of: .refused, at: now, .failedToRemove) }
        onDevice = nil
        return [.removedFromDevice] + forget()
    }

    private mutating func wait(at now: Int64, delayed: Happening, failed: Happening) -> [Happening] {
        guard trouble == .none else {
            trouble = .failed
            workDue = nil
            return [failed]
        }
        trouble = .delayed
        workDue = now + Self.patience
        return [delayed]
    }
}

extension AccessCode {
    /// Puts a code of the starting world where it would be had it been there all along.
    mutating func arrive(at now: Int64, _ door: Door) {
        guard current.isManaged else {
            onDevice = current.copy
            stage = .set
            return
        }
        guard loadsAt(door) <= now, !isOver(at: now) else { return }
        onDevice = current.copy
        let startsLater = (current.timeFrame?.startsAt ?? now) > now
        stage = startsLater && isNative(door) ? .scheduled : .set
    }
}

extension AccessCode.Door {
    /// Why a lock within reach does not take a code; nil when it does.
    var obstacle: AccessCode.Trouble? {
        if refuses { return .refused }
        if let rival { return .duplicate(rival.id, isManaged: rival.isManaged) }
        return hasSpace ? nil : .noSpace
    }
}

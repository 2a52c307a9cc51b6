extension Workspace {
    /// The doors of a grant: those named, and those of its spaces.
    func doors(of grant: AccessGrant) -> [Int] {
        var doors = grant.devices
        for space in spaces where !space.isDeleted && grant.spaces.contains(space.id) { doors += space.devices }
        var seen: Set<Int> = []
        return doors.filter { seen.insert($0).inserted && isPresent(device: $0) }
    }

    /// Puts a grant that was just inserted to work: its methods are issued once the doors have their codes.
    mutating func begin(grant position: Int, at now: Int64, staleFor: Int64) {
        note(.grantCreated, grant: position, at: now)
        begin(methods: stays.grants[position].methods, ofGrant: position, at: now, staleFor: staleFor)
    }

    /// Puts methods that were just inserted to work.
    mutating func begin(methods: [Int], ofGrant position: Int, at now: Int64, staleFor: Int64) {
        stays.update(grant: position) { $0.workDue = now + settle }
        for method in methods {
            note(.methodCreated, method: method, at: now)
            provision(method: method, at: now, staleFor: staleFor)
        }
        tellMissing(ofGrant: position, at: now)
        if settle == 0 { step(grant: position, at: now) }
    }

    /// Gives a grant other hours: its methods are revoked now and issued anew, with the same PIN, when the doors follow.
    mutating func move(grant position: Int, to hours: GrantHours, at now: Int64, staleFor: Int64) {
        stays.remember(position, at: now, staleFor: staleFor)
        let grant = stays.grants[position]
        guard grant.hours != hours else { return }
        let move = grant.move ?? AccessGrant.Move(from: grant.hours, since: now)
        stays.update(grant: position) { grant in
            grant.hours = hours
            grant.move = move
            grant.hasEnded = false
            grant.workDue = now + settle
        }
        note(.grantTimesChanged, grant: position, at: now, .accessTimes(key: grant.key, hours))
        for method in grant.methods { revoke(method: method, for: move, at: now) }
        for method in grant.methods {
            carry(method: method, hours.timeFrame, at: now, staleFor: staleFor)
            provision(method: method, at: now, staleFor: staleFor)
        }
        if settle == 0 { step(grant: position, at: now) }
    }

    /// Gives a grant another name, which its codes have, too.
    mutating func rename(grant position: Int, _ name: String?, at now: Int64, staleFor: Int64) {
        stays.remember(position, at: now, staleFor: staleFor)
        stays.update(grant: position) { $0.name = name }
        for method in stays.grants[position].methods {
            for code in livingCodes(of: method) {
                update(code, at: now) { code, door in
                    var values = code.current
                    values.name = name ?? values.name
                    return code.change(to: values, at: now, door, staleFor: staleFor)
                }
            }
        }
    }

    /// Deletes a grant; it is there, with a warning, until the last door has forgotten its code.
    mutating func delete(grant position: Int, at now: Int64, staleFor: Int64) {
        stays.remember(position, at: now, staleFor: staleFor)
        stays.update(grant: position) { $0.deletedAt = now }
        for method in stays.grants[position].methods { delete(method: method, at: now, staleFor: staleFor) }
        review(grant: position, at: now)
    }

    /// Deletes a method; it is there, with a warning, until the last door has forgotten its code.
    mutating func delete(method position: Int, at now: Int64, staleFor: Int64) {
        guard stays.methods[position].deletedAt == nil else { return }
        note(.methodRevoked, method: position, at: now)
        stays.update(method: position) { method in
            method.deletedAt = now
            method.isIssued = false
        }
        for code in livingCodes(of: position) {
            update(code, at: now) { code, door in
                code.remember(at: now, staleFor: staleFor)
                return code.remove(at: now, door)
            }
        }
        review(method: position, at: now)
    }

    /// A card was put on an encoder.
    mutating func encode(method position: Int, at now: Int64) {
        guard stays.methods[position].needsEncoding else { return }
        stays.update(method: position) { $0.needsEncoding = false }
        issue(position, at: now)
    }

    /// Does what is due for a grant on its own.
    mutating func step(grant position: Int, at now: Int64) {
        let grant = stays.grants[position]
        if let due = grant.workDue, due <= now {
            stays.update(grant: position) { $0.workDue = nil }
            for method in grant.methods { review(method: method, at: now) }
        }
        guard grant.hours.isOver(at: now), !grant.hasEnded else { return }
        stays.update(grant: position) { $0.hasEnded = true }
        for method in grant.methods where stays.methods[method].isIssued {
            stays.update(method: method) { $0.isIssued = false }
            note(.methodRevoked, method: method, at: now)
        }
    }

    /// The positions of a method's codes that a change can reach.
    func livingCodes(of method: Int) -> [Int] {
        stays.methods[method].codes.compactMap(position(ofCode:)).filter { codes[$0].isChangeable }
    }

    private mutating func revoke(method position: Int, for move: AccessGrant.Move, at now: Int64) {
        guard stays.methods[position].deletedAt == nil else { return }
        if stays.methods[position].isIssued { note(.methodRevoked, method: position, at: now) }
        stays.update(method: position) { method in
            method.isIssued = false
            method.isAwaited = true
            method.needsEncoding = false
            method.move = move
            method.delayedSince = nil
            method.failedSince = nil
        }
    }

    /// Brings other hours to the doors of a method; what a door has opens nothing on the way.
    private mutating func carry(method position: Int, _ frame: TimeFrame, at now: Int64, staleFor: Int64) {
        for code in livingCodes(of: position) {
            update(code, at: now) { code, door in
                var values = code.current
                values.timeFrame = frame
                let happenings = code.change(to: values, at: now, door, staleFor: staleFor)
                code.isRevoked = code.isUpdating && door.isReachable
                return happenings
            }
        }
    }

    /// Makes the codes that a method lacks on the doors of its grant, without one where another code has its PIN.
    mutating func provision(method position: Int, at now: Int64, staleFor: Int64) {
        let method = stays.methods[position]
        guard let pin = method.pin, method.deletedAt == nil else { return }
        let grant = stays.grants[method.grant]
        let known = Set(livingCodes(of: position).map { codes[$0].device })
        let values = AccessCode.Values(
            name: grant.codeName,
            pin: pin,
            commonCodeKey: grant.codeKey,
            timeFrame: grant.hours.timeFrame
        )
        for door in doors(of: grant) where !known.contains(door) {
            guard code(withPIN: pin, onDevice: door) == nil else {
                let id = devices[door].id
                stays.update(grant: method.grant) { if !$0.missing.contains(id) { $0.missing.append(id) } }
                continue
            }
            let code = add(values, of: position, on: door, at: now, staleFor: staleFor)
            note(.codeCreated, codes[code], at: now)
            update(code, at: now) { _, _ in [] }
        }
    }

    /// Adds a code of a method, without a word; returns its position.
    mutating func add(
        _ values: AccessCode.Values,
        of method: Int,
        on door: Int,
        at now: Int64,
        staleFor: Int64 = 0
    ) -> Int {
        let id = random.uuid()
        let position = insert { sequence in
            AccessCode(
                id: id,
                device: door,
                sequence: sequence,
                createdAt: now,
                values: values,
                traits: AccessCode.Traits(method: method),
                staleFor: staleFor
            )
        }
        stays.update(method: method) { $0.codes.append(id) }
        return position
    }

    private mutating func tellMissing(ofGrant position: Int, at now: Int64) {
        let missing = stays.grants[position].missing
        guard !missing.isEmpty else { return }
        note(.grantIncomplete, grant: position, at: now, .missing(AccessGrant.missingMessage, missing))
    }
}

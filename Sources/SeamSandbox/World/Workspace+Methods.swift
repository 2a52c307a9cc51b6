extension Workspace {
    /// Looks at a method after its grant or one of its codes has come on, and tells what that means for it.
    mutating func review(method position: Int, at now: Int64) {
        let method = stays.methods[position]
        let own = method.codes.compactMap(self.position(ofCode:)).map { codes[$0] }
        if method.deletedAt != nil { return finishDeletion(ofMethod: position, isClear: own.isEmpty, at: now) }
        tellTrouble(of: position, own.map(\.trouble), at: now)
        let grant = stays.grants[method.grant]
        let isBusy = grant.workDue != nil || isBusy(method: position)
        let isPossible = !grant.hours.isOver(at: now) && (method.mode != .code || !own.isEmpty)
        guard method.isAwaited, !isBusy, isPossible else { return review(grant: method.grant, at: now) }
        stays.update(method: position) { method in
            method.isAwaited = false
            method.move = nil
            method.needsEncoding = method.mode == .card
        }
        if method.mode == .card {
            note(.cardEncodingRequired, method: position, at: now)
        } else {
            issue(position, at: now)
        }
        review(grant: method.grant, at: now)
    }

    /// Issues a method, for the first time or again.
    mutating func issue(_ position: Int, at now: Int64) {
        let isAgain = stays.methods[position].issuedAt != nil
        stays.update(method: position) { method in
            method.isIssued = true
            method.issuedAt = now
            method.delayedSince = nil
            method.failedSince = nil
        }
        let method = stays.methods[position]
        note(isAgain ? .methodReissued : .methodIssued, method: position, at: now, method.pin.map { .pin($0) } ?? .none)
        review(grant: method.grant, at: now)
    }

    /// Looks at a grant after one of its methods has come on.
    mutating func review(grant position: Int, at now: Int64) {
        let grant = stays.grants[position]
        if grant.deletedAt != nil {
            guard grant.methods.isEmpty, !grant.isGone else { return }
            note(.grantDeleted, grant: position, at: now)
            return stays.update(grant: position) { $0.isGone = true }
        }
        let methods = grant.methods.map { stays.methods[$0] }
        if grant.move != nil, methods.allSatisfy({ $0.move == nil }) { stays.update(grant: position) { $0.move = nil } }
        if grant.rewiring != nil, grant.workDue == nil, !grant.methods.contains(where: isBusy) {
            stays.update(grant: position) { $0.rewiring = nil }
        }
        guard !grant.wasGranted, grant.missing.isEmpty, !methods.isEmpty, methods.allSatisfy(\.isIssued) else { return }
        stays.update(grant: position) { $0.wasGranted = true }
        note(.grantFulfilled, grant: position, at: now)
    }

    /// Whether a door still has something to do for a method.
    private func isBusy(method position: Int) -> Bool {
        stays.methods[position].codes.compactMap(self.position(ofCode:)).contains { code in
            codes[code].stage == .setting || codes[code].stage == .removing || codes[code].isUpdating
        }
    }

    private mutating func finishDeletion(ofMethod position: Int, isClear: Bool, at now: Int64) {
        guard isClear, stays.position(ofMethod: stays.methods[position].id) != nil else { return }
        note(.methodDeleted, method: position, at: now)
        stays.remove(method: position)
        review(grant: stays.methods[position].grant, at: now)
    }

    private mutating func tellTrouble(of position: Int, _ troubles: [AccessCode.Trouble], at now: Int64) {
        let method = stays.methods[position]
        guard method.failedSince == nil else { return }
        if troubles.contains(where: { $0 != .none && $0 != .delayed }) {
            stays.update(method: position) { method in
                method.delayedSince = nil
                method.failedSince = now
            }
            note(.methodFailed, method: position, at: now)
        } else if troubles.contains(.delayed), method.delayedSince == nil {
            stays.update(method: position) { $0.delayedSince = now }
            note(.methodDelayed, method: position, at: now)
        }
    }
}

extension Workspace {
    /// Adds an event about a grant.
    mutating func note(_ kind: Event.Kind, grant position: Int, at now: Int64, _ details: Event.Details = .none) {
        note(kind, about: .grant(stays.grants[position].id), at: now, details)
    }

    /// Adds an event about a method.
    mutating func note(_ kind: Event.Kind, method position: Int, at now: Int64, _ details: Event.Details = .none) {
        let method = stays.methods[position]
        let grant = stays.grants[method.grant]
        let keys = grant.key.map { [$0] } ?? []
        note(kind, about: .method(method.id, grants: [grant.id], keys: keys), at: now, details)
    }

    /// Adds an event about a space.
    mutating func note(_ kind: Event.Kind, space position: Int, at now: Int64) {
        let space = spaces[position]
        let ids = space.devices.map { devices[$0].id }
        note(kind, about: .space(space.id, key: space.key, devices: ids), at: now, .none)
    }

    private mutating func note(
        _ kind: Event.Kind,
        about subject: Event.Subject,
        at now: Int64,
        _ details: Event.Details
    ) {
        var event = Event(id: random.uuid(), kind: kind, at: now, account: nil, details: details)
        event.subject = subject
        keep(event)
    }
}

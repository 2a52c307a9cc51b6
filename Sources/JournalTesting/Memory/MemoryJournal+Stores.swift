package import CivilTime
package import Journal
package import Model

// MARK: - Calls of scripts

extension MemoryJournal {
    package func recordDirectIntent(
        _ effect: DirectEffect,
        run: String,
        isPaced: Bool,
        at instant: Instant,
    ) async throws(JournalError) -> DirectIntentVerdict {
        let token = try ownToken(of: run)
        return try write { contents throws(JournalError) in
            try requirePermission(token, run, contents)
            let endpoint = try contents.run(run).record.endpoint
            var effect = effect
            effect.id = contents.nextNumber()
            if isPaced, let call = PacedCall(path: effect.path), let device = effect.deviceID {
                let taker = DoorBook.Taker(run: run, token: token)
                let book = contents.book(device, of: endpoint)
                if let opening = SlotRule.opening(for: call, of: taker, book, at: instant) {
                    return .wait(until: opening)
                }
                let slot = SlotRule.slot(of: call, at: device, taker, effect: effect.id, sentAt: instant)
                contents.take(slot, of: endpoint)
            }
            contents.runs[run]?.effects.append(effect)
            return .kept(effect)
        }
    }

    package func recordDirectEffects(_ effects: [DirectEffect], run: String) async throws(JournalError) {
        let token = try ownToken(of: run)
        try write { contents throws(JournalError) in
            try OwnershipRule.require(token, of: run, contents.claims[run])
            let endpoint = try contents.run(run).record.endpoint
            for effect in effects {
                var effect = effect
                effect.id = contents.nextNumber()
                contents.runs[run]?.effects.append(effect)
                if let slot = SlotRule.slot(of: effect, DoorBook.Taker(run: run, token: token)) {
                    contents.take(slot, of: endpoint)
                }
            }
        }
    }

    package func finishDirectEffects(_ effects: [DirectEffect], run: String) async throws(JournalError) {
        let token = try ownToken(of: run)
        try write { contents throws(JournalError) in
            try OwnershipRule.require(token, of: run, contents.claims[run])
            var kept = try contents.run(run)
            for effect in effects {
                guard let place = kept.effects.firstIndex(where: { $0.id == effect.id && $0.state == .open }) else {
                    throw JournalError.unknownCall(effect.id, of: run)
                }
                kept.effects[place].answeredAt = effect.answeredAt
                kept.effects[place].state = effect.state
                kept.effects[place].requestID = effect.requestID
                kept.effects[place].detail = effect.detail
            }
            contents.runs[run] = kept
            contents.settle(effects.compactMap(SlotRule.end), of: kept.record)
        }
    }

    package func directEffects(of run: String) async throws(JournalError) -> [DirectEffect] {
        try read { contents throws(JournalError) in try contents.run(run).effects }
    }
}

// MARK: - Memories

extension MemoryJournal {
    package func memory(of scope: String) async throws(JournalError) -> String? {
        try read { contents in
            contents.memories.filter { $0.scope == scope && $0.isKept }.max { $0.recordedAt < $1.recordedAt }?.value
        }
    }

    package func proposeMemory(
        _ value: String,
        scope: String,
        run: String,
        at instant: Instant,
    ) async throws(JournalError) {
        try write { contents in
            contents.memories.removeAll { $0.scope == scope && $0.run == run }
            contents.memories.append(
                MemoryContents.Memory(scope: scope, run: run, value: value, recordedAt: instant)
            )
        }
    }

    package func keepMemory(of run: String, at instant: Instant) async throws(JournalError) {
        try write { contents in
            let scopes = Set(contents.memories.filter { $0.run == run }.map(\.scope))
            contents.memories.removeAll { $0.run != run && $0.isKept && scopes.contains($0.scope) }
            for place in contents.memories.indices where contents.memories[place].run == run {
                contents.memories[place].isKept = true
                contents.memories[place].recordedAt = instant
            }
        }
    }
}

// MARK: - Known groups

extension MemoryJournal {
    package func keepKnownGroups(_ groups: [KnownGroup], scope: WorkspaceScope) async throws(JournalError) {
        try write { contents in
            // Of groups with one id the last one counts.
            let unique = Dictionary(groups.map { ($0.target.identifier, $0) }) { _, last in last }
            contents.groups[scope] = unique.values.sorted {
                ($0.name ?? "", $0.target.identifier) < ($1.name ?? "", $1.target.identifier)
            }
        }
    }

    package func knownGroups(
        matching text: String,
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup] {
        GroupRule.named(text, among: try known(in: scope, at: instant))
    }

    package func knownGroups(
        of identifiers: [String],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup] {
        try known(in: scope, at: instant).filter { identifiers.contains($0.target.identifier) }
    }

    package func knownGrants(
        ofCodes accessCodeIDs: [String],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup] {
        try known(in: scope, at: instant).filter { group in
            group.target.isGrant && group.members.contains { accessCodeIDs.contains($0.accessCodeID) }
        }
    }

    private func known(in scope: WorkspaceScope, at instant: Instant) throws(JournalError) -> [KnownGroup] {
        try read { contents in
            (contents.groups[scope] ?? []).filter { $0.seenAt > instant - KnownGroup.lifetime }
        }
    }
}

// MARK: - Notices

extension MemoryJournal {
    package func takeNotices(limit: Int, at instant: Instant) async throws(JournalError) -> [Notice] {
        try write { contents in
            let places = contents.notices.indices.filter { place in
                contents.notices[place].nextTryAt.map { $0 <= instant } ?? false
            }
            return places.prefix(limit).map { place in
                var notice = contents.notices[place].notice
                notice.target = contents.schedules[notice.firing.schedule]?.address(for: notice.kind)
                contents.notices[place].notice.tries += 1
                contents.notices[place].nextTryAt = NoticeRule.nextTry(ofTakenAt: instant)
                return notice
            }
        }
    }

    package func settleNotice(
        _ id: Int64,
        nextTryAt: Instant?,
        error: String?,
        at instant: Instant,
    ) async throws(JournalError) {
        try write { contents in
            guard let place = contents.notices.firstIndex(where: { $0.notice.id == id }) else { return }
            contents.notices[place].nextTryAt = nextTryAt
        }
    }
}

// MARK: - What stops sends

extension MemoryJournal {
    package func freeze(_ freeze: Freeze) async throws(JournalError) -> Freeze {
        try write { contents in
            let kept = contents.freeze ?? freeze
            contents.freeze = kept
            return kept
        }
    }

    package func thaw() async throws(JournalError) -> Bool {
        try write { contents in
            defer { contents.freeze = nil }
            return contents.freeze != nil
        }
    }

    package func freeze() async throws(JournalError) -> Freeze? {
        try read { contents in contents.freeze }
    }

    /// The machine of all processes in memory.
    package static let node = "memory"

    package func drain(_ node: String, at instant: Instant) async throws(JournalError) {
        try write { contents in contents.drains[node] = contents.drains[node] ?? instant }
    }

    package func undrain(_ node: String) async throws(JournalError) -> Bool {
        try write { contents in contents.drains.removeValue(forKey: node) != nil }
    }

    package func drains() async throws(JournalError) -> [String: Instant] {
        try read { contents in contents.drains }
    }

    package func isDraining() async throws(JournalError) -> Bool {
        try read { contents in contents.drains[Self.node] != nil }
    }

    package func requestStop(of run: String, by operatorName: String, at instant: Instant) async throws(JournalError) {
        try write { contents throws(JournalError) in
            var kept = try contents.run(run)
            kept.stop = kept.stop ?? ControlRule.Stop(at: instant, operatorName: operatorName)
            contents.runs[run] = kept
        }
    }

    package func loss() async throws(JournalError) -> JournalLoss? {
        try read { contents in contents.loss }
    }

    package func acceptLoss(
        by operatorName: String,
        reason: String,
        at instant: Instant,
    ) async throws(JournalError) {
        try write { contents in contents.loss = nil }
    }

    package func prune(before instant: Instant) async throws(JournalError) -> Int {
        try write { contents in
            let old = contents.runs.values.filter { run in
                RunRule.canForget(run.record, holds: contents.holds(by: run.record.id), before: instant)
                    && !(run.rows.isEmpty && run.effects.isEmpty)
            }
            for run in old {
                contents.runs[run.record.id] = MemoryContents.Run(record: run.record, stop: run.stop, seal: run.seal)
                contents.link(.pruned, run.record.id, at: instant)
                contents.keepSends { send, _ in send.place.run != run.record.id }
            }
            return old.count
        }
    }
}

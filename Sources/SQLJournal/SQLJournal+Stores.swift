package import CivilTime
package import Journal
package import Model

// MARK: - Calls of scripts

extension SQLJournal {
    package func recordDirectIntent(
        _ effect: DirectEffect,
        run: String,
        isPaced: Bool,
        at instant: Instant,
    ) async throws(JournalError) -> DirectIntentVerdict {
        let token = try token(of: run)
        return try await store.write { sql in
            try ClaimTable(sql: sql).require(token, of: run)
            try ControlTable(sql: sql).requireUnstopped(run)
            var effect = effect
            effect.id = try EffectTable(sql: sql).insert(effect, run: run)
            guard isPaced, let call = PacedCall(path: effect.path), let device = effect.deviceID else {
                return .kept(effect)
            }
            let doors = DoorTable(sql: sql, endpoint: try RunTable(sql: sql).run(run).endpoint)
            let taker = DoorBook.Taker(run: run, token: token)
            let opening = try doors.grant(call, at: device, to: taker, effect: effect.id, at: instant)
            guard let opening else { return .kept(effect) }
            try EffectTable(sql: sql).delete(effect.id)
            return .wait(until: opening)
        }
    }

    package func recordDirectEffects(_ effects: [DirectEffect], run: String) async throws(JournalError) {
        let token = try token(of: run)
        try await store.write { sql in
            try ClaimTable(sql: sql).require(token, of: run)
            let doors = DoorTable(sql: sql, endpoint: try RunTable(sql: sql).run(run).endpoint)
            let kept = try effects.map { effect in
                var effect = effect
                effect.id = try EffectTable(sql: sql).insert(effect, run: run)
                return effect
            }
            try doors.use(kept, by: DoorBook.Taker(run: run, token: token))
        }
    }

    package func finishDirectEffects(_ effects: [DirectEffect], run: String) async throws(JournalError) {
        let token = try token(of: run)
        try await store.write { sql in
            try ClaimTable(sql: sql).require(token, of: run)
            let doors = DoorTable(sql: sql, endpoint: try RunTable(sql: sql).run(run).endpoint)
            for effect in effects { try EffectTable(sql: sql).settle(effect, run: run) }
            try doors.settle(effects.compactMap(SlotRule.end), run: run)
        }
    }

    package func directEffects(of run: String) async throws(JournalError) -> [DirectEffect] {
        try await store.read { sql in
            try RunTable(sql: sql).require(run)
            return try EffectTable(sql: sql).effects(of: run)
        }
    }
}

// MARK: - Memories

extension SQLJournal {
    package func memory(of scope: String) async throws(JournalError) -> String? {
        try await store.read { sql in try MemoryTable(sql: sql).value(of: scope) }
    }

    package func proposeMemory(
        _ value: String,
        scope: String,
        run: String,
        at instant: Instant,
    ) async throws(JournalError) {
        try await store.write { sql in try MemoryTable(sql: sql).propose(value, scope: scope, run: run, at: instant) }
    }

    package func keepMemory(of run: String, at instant: Instant) async throws(JournalError) {
        try await store.write { sql in try MemoryTable(sql: sql).keep(of: run, at: instant) }
    }
}

// MARK: - Known groups

extension SQLJournal {
    package func keepKnownGroups(_ groups: [KnownGroup], scope: WorkspaceScope) async throws(JournalError) {
        try await store.write { sql in try GroupTable(sql: sql).replace(groups, scope: scope) }
    }

    package func knownGroups(
        matching text: String,
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup] {
        let since = instant - KnownGroup.lifetime
        return try await store.read { sql in
            try GroupTable(sql: sql).matching(text, scope: scope, seenAfter: since)
        }
    }

    package func knownGroups(
        of identifiers: [String],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup] {
        let since = instant - KnownGroup.lifetime
        return try await store.read { sql in
            try identifiers.compactMap { try GroupTable(sql: sql).group($0, scope: scope, seenAfter: since) }
        }
    }

    package func knownGrants(
        ofCodes accessCodeIDs: [String],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup] {
        let since = instant - KnownGroup.lifetime
        return try await store.read { sql in
            let table = GroupTable(sql: sql)
            let ids = try accessCodeIDs.compactMap { try table.grant(ofCode: $0, scope: scope) }
            return try Set(ids).compactMap { try table.group($0, scope: scope, seenAfter: since) }
        }
    }
}

// MARK: - Notices

extension SQLJournal {
    package func takeNotices(limit: Int, at instant: Instant) async throws(JournalError) -> [Notice] {
        // Mostly nothing waits, and then nobody is kept from writing.
        guard try await store.read({ sql in try NoticeTable(sql: sql).isWaiting(at: instant) }) else { return [] }
        return try await store.write { sql in try NoticeTable(sql: sql).take(limit: limit, at: instant) }
    }

    package func settleNotice(
        _ id: Int64,
        nextTryAt: Instant?,
        error: String?,
        at instant: Instant,
    ) async throws(JournalError) {
        try await store.write { sql in
            try NoticeTable(sql: sql).settle(id, nextTryAt: nextTryAt, error: error, at: instant)
        }
    }
}

// MARK: - What stops sends

extension SQLJournal {
    package func freeze(_ freeze: Freeze) async throws(JournalError) -> Freeze {
        try await store.write { sql in
            let controls = ControlTable(sql: sql)
            try controls.freeze(freeze)
            return try controls.freeze() ?? freeze
        }
    }

    package func thaw() async throws(JournalError) -> Bool {
        try await store.write { sql in try ControlTable(sql: sql).thaw() }
    }

    package func freeze() async throws(JournalError) -> Freeze? {
        try await store.read { sql in try ControlTable(sql: sql).freeze() }
    }

    package func requestStop(of run: String, by operatorName: String, at instant: Instant) async throws(JournalError) {
        try await store.write { sql in
            try RunTable(sql: sql).require(run)
            try ControlTable(sql: sql).requestStop(of: run, by: operatorName, at: instant)
        }
    }

    package func loss() async throws(JournalError) -> JournalLoss? {
        try await store.read { sql in try JournalTable(sql: sql).loss() }
    }

    package func acceptLoss(
        by operatorName: String,
        reason: String,
        at instant: Instant,
    ) async throws(JournalError) {
        let found = try await store.write { sql in
            try JournalTable(sql: sql).accept(by: operatorName, reason: reason, at: instant)
            return try JournalTable(sql: sql).content()
        }
        if let found { mark.write(found, isTaken: true) }
    }

    package func prune(before instant: Instant) async throws(JournalError) -> Int {
        try await store.write { sql in
            let runs = RunTable(sql: sql)
            let old = try runs.over(before: instant)
            try EventTable(sql: sql).unlocked { for run in old { try runs.empty(run) } }
            for run in old { try ChainTable(sql: sql).append(.pruned, run, at: instant) }
            return old.count
        }
    }

    /// Copies the whole journal into a new file.
    /// - Throws: `storage` when the file is there already or cannot be written, `diskFull`, `readOnly`.
    package func backup(to file: String) async throws(JournalError) {
        guard let store = store as? SQLiteStore else {
            throw JournalError(
                .storage,
                "A journal on PostgreSQL is copied with pg_dump, or with keyshift journal copy."
            )
        }
        try JournalDirectory.createNew(file)
        try await store.copy(to: file)
    }

    /// What a look through the whole file finds wrong with it, nothing where all is well.
    /// - Throws: `storage` when it cannot be read.
    package func problems() async throws(JournalError) -> [String] {
        try await (store as? SQLiteStore)?.problems() ?? []
    }
}

import CivilTime
import Journal
internal import Model

/// The labels that were used and the changes that were sent, by workspace and by the ids of groups and codes.
struct PriorTable {
    let sql: any SQLSession
}

// MARK: - Asking

extension PriorTable {
    /// What is remembered of the groups of rows, for the rule that says what stands in their way.
    ///
    /// Only rows that are still planned are asked about.
    func find(
        _ rows: [Row],
        _ asker: PriorRule.Asker,
        isAlive: (String) throws -> Bool,
    ) throws -> [Prior] {
        let scope = asker.scope
        var records: [String: RunRecord] = [:]
        var holders: [String: PriorRule.Holder] = [:]
        var priors: [Prior] = []
        // Mostly there is nothing, and then thousands of rows need not be asked about one by one.
        let hasHolds = try sql.finds(
            "SELECT 1 AS one FROM hold WHERE endpoint = ?1 AND workspaceID = ?2 LIMIT 1",
            scope.endpoint,
            scope.workspaceID,
        )
        let hasSends = try hasSends(asker)
        let past = hasSends && rows.contains(where: \.isRelative) ? try past(asker, &records) : Past()
        for (index, row) in rows.enumerated() where row.status == .planned {
            var memory = PriorRule.Memory()
            if hasHolds, let run = try holder(of: row, scope: scope) {
                memory.holder = try holders[run] ?? holder(run, &records, isAlive: isAlive)
                holders[run] = memory.holder
                memory.progress = try RowTable(sql: sql).progress(of: run, with: row.identifiers)
            }
            if let label = row.once, let use = try use(of: label, by: row, scope: scope) {
                memory.label = (try record(use.run, &records), use.at)
            }
            if hasSends, row.isRelative { try remember(row, past, asker, in: &memory, &records) }
            priors += PriorRule.priors(of: row, at: index, memory, asker)
        }
        return priors
    }

    private func holder(of row: Row, scope: WorkspaceScope) throws -> String? {
        for identifier in row.identifiers {
            let found = try sql.first(
                "SELECT runID FROM hold WHERE endpoint = ?1 AND workspaceID = ?2 AND identifier = ?3",
                scope.endpoint,
                scope.workspaceID,
                identifier,
            )
            if let found { return try found.text("runID") }
        }
        return nil
    }

    private func holder(
        _ run: String,
        _ records: inout [String: RunRecord],
        isAlive: (String) throws -> Bool,
    ) throws -> PriorRule.Holder {
        PriorRule.Holder(
            run: try record(run, &records),
            isAlive: try isAlive(run),
            hasOpenRows: try HoldTable(sql: sql).hasOpenRows(run),
        )
    }

    private func use(of label: String, by row: Row, scope: WorkspaceScope) throws -> (run: String, at: Instant)? {
        let found = try sql.first(
            """
            SELECT runID, usedAt FROM onceLabel
            WHERE endpoint = ?1 AND workspaceID = ?2 AND identifier = ?3 AND label = ?4
            """,
            scope.endpoint,
            scope.workspaceID,
            row.target.identifier,
            label,
        )
        return try found.map { (try $0.text("runID"), try $0.instant("usedAt")) }
    }

    /// By the keys of groups that were made anew within the window, for a new PIN for example: what they had been before.
    ///
    /// Whoever got time keeps it with new codes.
    private func formerKeys(_ asker: PriorRule.Asker) throws -> [String: Set<String>] {
        var former: [String: Set<String>] = [:]
        try sql.each(
            """
            SELECT row.madeKey AS made, row.identifier AS identifier FROM run JOIN row ON row.runID = run.id
            WHERE run.endpoint = ?1 AND run.workspaceID = ?2 AND run.startedAt > ?3 AND row.madeKey IS NOT NULL
            """,
            try SQLValue.list([
                asker.scope.endpoint, asker.scope.workspaceID, PriorRule.beginningOfRecent(at: asker.instant),
            ]),
        ) { row in
            former[try row.text("made"), default: []].insert(try row.text("identifier"))
        }
        return former
    }

    /// What was sent in the last hours that is not asked for row by row.
    private struct Past {
        /// By the keys of groups that were made anew what they had been before.
        var former: [String: Set<String>] = [:]
        /// The undos of changes, by the keys of groups and the ids of codes.
        var undos: [String: [PriorRule.Send]] = [:]
    }

    private func hasSends(_ asker: PriorRule.Asker) throws -> Bool {
        try sql.finds(
            "SELECT 1 AS one FROM sentDelta WHERE sentAt > ?1 LIMIT 1",
            PriorRule.beginningOfRecent(at: asker.instant),
        )
    }

    private func past(_ asker: PriorRule.Asker, _ records: inout [String: RunRecord]) throws -> Past {
        Past(former: try formerKeys(asker), undos: try undos(asker, &records))
    }

    /// The changes to the groups of rows that are still planned which were taken back wholly.
    func takenBack(from rows: [Row], _ asker: PriorRule.Asker) throws -> [TakenBack] {
        var records: [String: RunRecord] = [:]
        let undos = try undos(asker, &records)
        guard !undos.isEmpty else { return [] }
        let past = Past(former: try formerKeys(asker), undos: undos)
        var found: [TakenBack] = []
        for (place, row) in rows.enumerated() where row.status == .planned && row.isRelative {
            var memory = PriorRule.Memory()
            try remember(row, past, asker, in: &memory, &records)
            found += PriorRule.takenBack(of: row, at: place, memory, asker)
        }
        return found
    }

    /// The undos of the window that have taken changes back, and are no changes themselves.
    private func undos(
        _ asker: PriorRule.Asker,
        _ records: inout [String: RunRecord],
    ) throws -> [String: [PriorRule.Send]] {
        var found: [(run: String, at: Instant, identifiers: [String])] = []
        try sql.each(
            """
            SELECT row.runID AS runID, row.identifier AS identifier, row.intentAt AS intentAt, row.status AS status,
                member.accessCodeID AS accessCodeID
            FROM run JOIN row ON row.runID = run.id
            LEFT JOIN member ON member.runID = row.runID AND member.ordinal = row.ordinal
            WHERE run.endpoint = ?1 AND run.workspaceID = ?2 AND run.startedAt > ?3 AND run.origin = 'undo'
                AND row.intentAt IS NOT NULL
            """,
            try SQLValue.list([
                asker.scope.endpoint, asker.scope.workspaceID, PriorRule.beginningOfRecent(at: asker.instant),
            ]),
        ) { row in
            guard PriorRule.tookBack(try row.word("status")) else { return }
            let identifiers = [try row.text("identifier"), try row.textIfAny("accessCodeID")].compactMap(\.self)
            found.append((try row.text("runID"), try row.instant("intentAt"), identifiers))
        }
        var undos: [String: [PriorRule.Send]] = [:]
        for undo in found {
            let run = try record(undo.run, &records)
            guard try !isChange(run) else { continue }
            let send = PriorRule.Send(run: run, root: try root(of: run), at: undo.at)
            for identifier in undo.identifiers { undos[identifier, default: []].append(send) }
        }
        return undos
    }

    /// Remembers the changes of the hours of a row's group, of its codes, and of what the group was before it was made anew,
    /// within the window, and the undos of them.
    private func remember(
        _ row: Row,
        _ past: Past,
        _ asker: PriorRule.Asker,
        in memory: inout PriorRule.Memory,
        _ records: inout [String: RunRecord],
    ) throws {
        var identifiers = row.identifiers
        var next = past.former.isEmpty ? identifiers.endIndex : identifiers.startIndex
        while next < identifiers.endIndex {
            let earlier = past.former[identifiers[next]] ?? []
            identifiers += earlier.subtracting(identifiers).sorted()
            next += 1
        }
        for identifier in identifiers {
            memory.undos += past.undos[identifier] ?? []
            let found = try sql.rows(
                """
                SELECT runID, sentAt FROM sentDelta
                WHERE endpoint = ?1 AND workspaceID = ?2 AND identifier = ?3 AND sentAt > ?4 AND runID <> ?5
                """,
                asker.scope.endpoint,
                asker.scope.workspaceID,
                identifier,
                PriorRule.beginningOfRecent(at: asker.instant),
                asker.run ?? "",
            ) { row in (run: try row.text("runID"), at: try row.instant("sentAt")) }
            for send in found {
                let run = try record(send.run, &records)
                memory.sends.append(PriorRule.Send(run: run, root: try root(of: run), at: send.at))
            }
        }
    }

    private func root(of run: RunRecord) throws -> RunRecord {
        guard case .undo = run.origin else { return run }
        return try PriorRule.root(of: run) { undone in
            try sql.first("SELECT * FROM run WHERE id = ?1", undone).map { try RunRecord($0) }
        }
    }

    func record(_ id: String, _ known: inout [String: RunRecord]) throws -> RunRecord {
        if let record = known[id] { return record }
        let record = try RunTable(sql: sql).run(id)
        known[id] = record
        return record
    }
}

// MARK: - Keeping

extension PriorTable {
    /// Uses the labels of rows that are about to be sent, and keeps how far their codes move.
    func use(_ places: [Int], of run: RunRecord, at instant: Instant) throws {
        let isChange = try isChange(run)
        var labels: [[SQLValue]] = []
        var moves: [[SQLValue]] = []
        for place in places {
            let sent = try sent(place, of: run.id)
            let prefix: [(any SQLBindable)?] = [run.endpoint, run.workspaceID]
            if let label = sent.label {
                try labels.append(SQLValue.list(prefix + [sent.target, label, run.id, place, instant]))
            }
            guard isChange else { continue }
            for move in PriorRule.moves(of: sent.target, sent.codes) {
                let (identifier, delta) = (move.identifier, move.delta)
                let line: [(any SQLBindable)?] = [identifier, delta.startsBy, delta.endsBy, run.id, place, instant]
                try moves.append(SQLValue.list(prefix + line))
            }
        }
        try sql.insert(
            into: "onceLabel",
            ["endpoint", "workspaceID", "identifier", "label", "runID", "ordinal", "usedAt"],
            labels,
            or: "ON CONFLICT (endpoint, workspaceID, identifier, label) DO NOTHING",
        )
        try sql.insert(
            into: "sentDelta",
            ["endpoint", "workspaceID", "identifier", "startsBy", "endsBy", "runID", "ordinal", "sentAt"],
            moves,
            or: """
                ON CONFLICT (endpoint, workspaceID, identifier, startsBy, endsBy, runID, ordinal)
                    DO UPDATE SET sentAt = excluded.sentAt
                """,
        )
    }

    /// What a row is addressed to, its label, and how far each of its codes moves.
    private func sent(_ place: Int, of run: String) throws -> (
        target: String, label: String?, codes: [(id: String, delta: HoursDelta?)]
    ) {
        var sent: (target: String, label: String?, codes: [(id: String, delta: HoursDelta?)]) = ("", nil, [])
        try sql.each(
            """
            SELECT row.identifier AS identifier, row.once AS once, member.accessCodeID AS accessCodeID,
                member.beforeStartsAt AS beforeStartsAt, member.afterStartsAt AS afterStartsAt,
                member.beforeEndsAt AS beforeEndsAt, member.afterEndsAt AS afterEndsAt
            FROM row LEFT JOIN member ON member.runID = row.runID AND member.ordinal = row.ordinal
            WHERE row.runID = ?1 AND row.ordinal = ?2
            """,
            SQLValue.list([run, place]),
        ) { row in
            sent.target = try row.text("identifier")
            sent.label = try row.textIfAny("once")
            guard let code = try row.textIfAny("accessCodeID") else { return }
            let delta = HoursDelta(
                startsAt: (try row.instantIfAny("beforeStartsAt"), try row.instantIfAny("afterStartsAt")),
                endsAt: (try row.instantIfAny("beforeEndsAt"), try row.instantIfAny("afterEndsAt")),
            )
            sent.codes.append((code, delta))
        }
        return sent
    }

    /// Whether what a run sends gives groups other hours than they had before any run.
    func isChange(_ run: RunRecord) throws -> Bool {
        try PriorRule.isChange(run) { undone in
            try sql.first("SELECT * FROM run WHERE id = ?1", undone).map { try RunRecord($0).origin }
        }
    }

    /// Forgets what a row used, because it is certain that nothing of it reached the API's record.
    func forget(_ ordinal: Int, of run: String) throws {
        try sql.change("DELETE FROM onceLabel WHERE runID = ?1 AND ordinal = ?2", run, ordinal)
        try sql.change("DELETE FROM sentDelta WHERE runID = ?1 AND ordinal = ?2", run, ordinal)
    }

    /// Deletes the changes that no check asks about any more.
    func prune(at instant: Instant) throws {
        try sql.change("DELETE FROM sentDelta WHERE sentAt < ?1", PriorRule.endOfMemory(at: instant))
    }
}
